// sure_claim: a key for work with effects outside the database.
#pragma once

#include <string>
#include <string_view>

#include "common/idempotency/acquire.h"

namespace surerow {

/// The request of a call of sure_claim. `request` and `options` are JSON. Refuses (22023) a bad key, options
/// that are unknown or have bad values, (22032) what is not JSON.
KeyRequest read_claim(std::string_view key, std::string_view request, std::string_view options,
                      int max_depth);

/// The answer: {"state":"claimed","token":...}, {"state":"replay","response":...},
/// {"state":"in_progress","retry_after_ms":n} or {"state":"failed","error":...}.
std::string claim_answer(const Acquire& acquired);

/// A writer's answer as it is replayed: with "replayed":true before its members.
std::string replayed_answer(const std::string& stored);

}  // namespace surerow
