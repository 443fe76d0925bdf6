// One call of a writer, or of sure_etag, on SQLite: table, transaction, steps, and once more when DDL came
// between.
#pragma once

#include <string_view>

#include "common/write/writer.h"
#include "sqlite_ext/answered.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

struct WriteCall {
  std::string_view table;
  Request request;
};

/// Runs the call. Throws a Refusal or EngineError; then nothing was written.
Answered run_call(Connection& connection, const WriteCall& call);

}  // namespace surerow::sqlite
