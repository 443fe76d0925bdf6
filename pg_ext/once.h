// A call under an idempotency key: done once, replayed afterwards. The record is written in the transaction
// of the call, so that both are there or neither.
#pragma once

#include <string>

#include "common/idempotency/claim.h"
#include "common/idempotency/key_options.h"
#include "pg_ext/store.h"

namespace surerow::pg {

/// What `work()`, a std::string, answers, or answered the first time that the request of this fingerprint was
/// made under the key. Waits for another transaction that makes it. Refuses SR010. Throws PgError.
template <class Work>
std::string once(const FunctionCallInfoBaseData* call, const KeyOptions& key, std::string fingerprint,
                 const Work& work) {
  const KeyStore store(call);
  Acquire acquire(store.store(), writer_request(key, std::move(fingerprint)));
  store.run(acquire);
  if (acquire.outcome() == Acquire::Outcome::replay) return replayed_answer(acquire.response());
  std::string answer = work();
  store.run(*acquire.finish(answer));
  return answer;
}

}  // namespace surerow::pg
