// A call under an idempotency key: done once, replayed afterwards. The record is written in the transaction
// of the call, so that both are there or neither.
#pragma once

#include <string>

#include "common/idempotency/claim.h"
#include "common/idempotency/key_options.h"
#include "sqlite_ext/connection.h"
#include "sqlite_ext/transaction.h"

namespace surerow::sqlite {

/// What `work()`, a std::string, answers, or answered the first time that the request of this fingerprint was
/// made under the key. Inside `transaction`, before anything is read in it. Refuses SR010. Throws
/// EngineError.
template <class Work>
std::string once(Connection& connection, Transaction& transaction, const KeyOptions& key,
                 std::string fingerprint, const Work& work) {
  transaction.lock_main(connection.store().lock);
  Acquire acquire(connection.store().store, writer_request(key, std::move(fingerprint)));
  run_store_call(connection, acquire);
  if (acquire.outcome() == Acquire::Outcome::replay) return replayed_answer(acquire.response());
  std::string answer = work();
  run_store_step(connection, *acquire.finish(answer));
  return answer;
}

}  // namespace surerow::sqlite
