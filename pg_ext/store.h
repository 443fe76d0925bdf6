// The extension's table of idempotency keys. Roles may read their own records there and write none: its
// statements run as the owner of the table, as those of foreign keys do, and name the caller's role. No code
// of a user runs in them.
#pragma once

#include <cstdint>

#include "common/idempotency/store.h"

struct FunctionCallInfoBaseData;

namespace surerow::pg {

class KeyStore {
 public:
  /// The store of the extension that the called function belongs to.
  explicit KeyStore(const FunctionCallInfoBaseData* call);

  Store& store() const { return store_; }
  /// False where waiting for other transactions shows nothing new: at REPEATABLE READ and above.
  static bool sees_others();
  /// Milliseconds of the Unix clock, which goes on within a transaction.
  static std::int64_t now();

  /// Runs the call to its end. Throws a Refusal or PgError.
  void run(StoreCall& call) const;
  void run(StoreStep& step) const;

 private:
  void run_bounded(StoreStep& step) const;
  void execute(StoreStep& step) const;

  Store& store_;
  unsigned int owner_ = 0;  // an Oid
};

}  // namespace surerow::pg
