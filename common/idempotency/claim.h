// The two ways to take a key: a writer's, whose answer is stored with its write, and sure_claim, for work
// with effects outside the database.
#pragma once

#include <string>
#include <string_view>

#include "common/idempotency/acquire.h"
#include "common/idempotency/key_options.h"

namespace surerow {

/// The request of a call of sure_claim. `request` and `options` are JSON. Refuses (22023) a bad key, options
/// that are unknown or have bad values, (22032) what is not JSON.
KeyRequest read_claim(std::string_view key, std::string_view request, std::string_view options,
                      int max_depth);

/// The answer: {"state":"claimed","token":...}, {"state":"replay","response":...},
/// {"state":"in_progress","retry_after_ms":n} or {"state":"failed","error":...}.
std::string claim_answer(const Acquire& acquired);

/// The request of a writer's call under a key.
KeyRequest writer_request(const KeyOptions& key, std::string fingerprint);

/// A writer's answer as it is replayed: with "replayed":true before its members.
std::string replayed_answer(const std::string& stored);

}  // namespace surerow
