// The key's steps before and after the work.
#include "sqlite_ext/once.h"

#include "common/idempotency/claim.h"

namespace surerow::sqlite {

Once::Once(Connection& connection, const KeyOptions& key, std::string fingerprint)
    : connection_(connection),
      acquire_(connection.store().store, {.name = {key.key, key.scope},
                                          .fingerprint = std::move(fingerprint),
                                          .ttl_ms = key.ttl_ms,
                                          .lease_ms = {}}) {}

std::optional<std::string> Once::replay() {
  run_store_call(connection_, acquire_);
  if (acquire_.outcome() != Acquire::Outcome::replay) return std::nullopt;
  return replayed_answer(acquire_.response());
}

void Once::finish(const std::string& answer) { run_store_step(connection_, *acquire_.finish(answer)); }

}  // namespace surerow::sqlite
