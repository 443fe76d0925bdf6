// The key's steps before and after the work.
#include "pg_ext/once.h"

#include "common/idempotency/claim.h"

namespace surerow::pg {

Once::Once(const FunctionCallInfoBaseData* call, const KeyOptions& key, std::string fingerprint)
    : store_(call),
      acquire_(store_.store(), {.name = {key.key, key.scope},
                                .fingerprint = std::move(fingerprint),
                                .ttl_ms = key.ttl_ms,
                                .lease_ms = {}}) {}

std::optional<std::string> Once::replay() {
  store_.run(acquire_);
  if (acquire_.outcome() != Acquire::Outcome::replay) return std::nullopt;
  return replayed_answer(acquire_.response());
}

void Once::finish(const std::string& answer) { store_.run(*acquire_.finish(answer)); }

}  // namespace surerow::pg
