// A call under an idempotency key: done once, replayed afterwards. The record is written in the transaction of
// the call, so that both are there or neither.
#pragma once

#include <optional>
#include <string>

#include "common/idempotency/acquire.h"
#include "common/idempotency/key_options.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

class Once {
 public:
  /// In a transaction that holds the write lock of main.
  Once(Connection& connection, const KeyOptions& key, std::string fingerprint);

  /// The answer of the first time, if the request has been made under the key; else the caller is to do the
  /// work. Refuses SR010. Throws EngineError.
  std::optional<std::string> replay();
  /// Stores the answer.
  void finish(const std::string& answer);

 private:
  Connection& connection_;
  Acquire acquire_;
};

}  // namespace surerow::sqlite
