// One call of a writer on SQLite: table, transaction, steps, and once more when DDL came between.
#pragma once

#include <memory>
#include <string_view>

#include "common/write/writer.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

struct WriteCall {
  const char* function;  // "sure_upsert"
  Verb verb;
  std::string_view table;
  std::string_view rows;
  std::string_view options = "{}";
};

/// The JSON answer in memory of SQLite's, so that handing it over cannot fail once the rows are written.
struct Answered {
  std::unique_ptr<char, void (*)(void*)> json{nullptr, sqlite3_free};
  std::size_t size = 0;
};

/// Writes the rows. Throws a Refusal or EngineError; then nothing was written.
Answered write_rows(Connection& connection, const WriteCall& call);

}  // namespace surerow::sqlite
