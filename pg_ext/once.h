// A call under an idempotency key: done once, replayed afterwards. The record is written in the transaction
// of the call, so that both are there or neither.
#pragma once

#include <optional>
#include <string>

#include "common/idempotency/acquire.h"
#include "common/idempotency/key_options.h"
#include "pg_ext/store.h"

namespace surerow::pg {

class Once {
 public:
  Once(const FunctionCallInfoBaseData* call, const KeyOptions& key, std::string fingerprint);

  /// The answer of the first time, if the request has been made under the key; else the caller is to do the
  /// work. Waits for another transaction that makes it. Refuses SR010. Throws PgError.
  std::optional<std::string> replay();
  /// Stores the answer.
  void finish(const std::string& answer);

 private:
  KeyStore store_;
  Acquire acquire_;
};

}  // namespace surerow::pg
