// One call of a writer on SQLite: table, transaction, steps, and once more when DDL came between.
#pragma once

#include <string>
#include <string_view>

#include "common/write/writer.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

struct WriteCall {
  const char* function;  // "sure_upsert"
  Verb verb;
  std::string_view table;
  std::string_view rows;
  std::string_view options;  // "" when not given
};

/// Writes the rows and returns the JSON answer. Throws a Refusal or EngineError; then nothing was written.
std::string write_rows(Connection& connection, const WriteCall& call);

}  // namespace surerow::sqlite
