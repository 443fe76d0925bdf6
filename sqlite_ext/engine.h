// Talking to SQLite from C++: its errors as exceptions, its statements as objects that finalize themselves.
// An error of SQLite keeps SQLite's own code and message from here to the guard.
#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "common/value.h"
#include "common/write/step.h"
#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

/// An error of SQLite, passed through to the caller.
class EngineError : public std::exception {
 public:
  EngineError(int code, std::string message) : code_(code), message_(std::move(message)) {}
  /// The extended result code.
  int code() const { return code_; }
  int primary_code() const { return code_ & 0xff; }
  const std::string& message() const { return message_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  int code_;
  std::string message_;
};

/// Throws what the connection says about its last error: std::bad_alloc for SQLITE_NOMEM.
[[noreturn]] void throw_last_error(sqlite3* db);

/// A prepared statement.
class Query : public Prepared {
 public:
  /// `kept`: the statement will be kept for other calls. Throws EngineError.
  Query(sqlite3* db, std::string_view sql, bool kept = false);
  ~Query() override { sqlite3_finalize(stmt_); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  sqlite3_stmt* get() const { return stmt_; }
  /// Binds parameter `at` (from 1). The memory of `text` must live until the statement has run.
  void bind(int at, std::string_view text);
  /// True: a row is there. False: done. Throws EngineError.
  bool step();
  /// Runs to the end and resets.
  void run();
  /// Column `at` (from 0) of the row as text; "" for NULL. Valid until the next step.
  std::string_view text(int at) const;
  int integer(int at) const { return sqlite3_column_int(stmt_, at); }
  bool is_null(int at) const { return sqlite3_column_type(stmt_, at) == SQLITE_NULL; }

 private:
  sqlite3* db_;
  sqlite3_stmt* stmt_ = nullptr;
};

/// Resets a statement and lets go of what was bound to it when a scope ends, however it ends.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(sqlite3_stmt* stmt) : stmt_(stmt) {}
  ~ResetAtEnd() {
    sqlite3_reset(stmt_);
    sqlite3_clear_bindings(stmt_);
  }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  sqlite3_stmt* stmt_;
};

}  // namespace surerow::sqlite
