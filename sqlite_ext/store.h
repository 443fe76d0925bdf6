// The table of idempotency keys in the main database. It is made when it is first missed, inside the
// transaction of the call that misses it.
#pragma once

#include <memory>

#include "common/idempotency/store.h"
#include "sqlite_ext/engine.h"

namespace surerow::sqlite {

class Connection;

/// What a connection keeps of the store.
struct KeptStore {
  Store store{Engine::sqlite, "main"};
  std::unique_ptr<Query> lock;  // takes the write lock; made when first needed
};

/// Runs the call until it is done (null), or is to let others go on for a while: that step. In a transaction
/// that holds the write lock of main. Throws a Refusal or EngineError.
const StoreStep* run_store_call(Connection& connection, StoreCall& call);

/// Runs one statement of the store.
void run_store_step(Connection& connection, StoreStep& step);

}  // namespace surerow::sqlite
