// SQLite as the benchmark programs use it: one connection with the module loaded; every error ends the
// program.
#pragma once

#include <sqlite3.h>

#include <cstdlib>

#include "bench.h"

namespace bench {

inline sqlite3* db = nullptr;

inline void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fmt::print(stderr, "benchmark: {}\n", sqlite3_errmsg(db));
  std::exit(1);
}

inline void open_with(const char* module, const char* path = ":memory:") {
  check(sqlite3_open(path, &db));
  check(sqlite3_enable_load_extension(db, 1));
  check(sqlite3_load_extension(db, module, nullptr, nullptr));
}

inline void execute(const std::string& sql) {
  check(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr));
}

inline sqlite3_stmt* prepare(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr));
  return statement;
}

inline void bind_text(sqlite3_stmt* statement, int at, const std::string& text) {
  check(sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
}

/// Runs to the first row or the end, and resets.
inline void finish(sqlite3_stmt* statement) {
  check(sqlite3_step(statement));
  check(sqlite3_reset(statement));
}

}  // namespace bench
