// Values between SQLite and the core. Texts and blobs are not copied: a bound one must live until its
// statement has run, one read from a row lives until the statement's next step.
#pragma once

#include <new>
#include <string_view>

#include "common/value.h"
#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

/// Binds `value` to parameter `at` (from 1). Returns a result code.
int bind_value(sqlite3_stmt* stmt, int at, const Value& value);

/// A value that is protected by the connection's mutex, as in every function that SQLite calls. Throws
/// std::bad_alloc.
Value value_of(sqlite3_value* value);

/// Column `at` (from 0) of the row. Throws std::bad_alloc.
Value column_value(sqlite3_stmt* stmt, int at);

/// Column `at` of the row is what binding `value` to a column without affinity would have stored: the same
/// storage class and the same bytes. Throws std::bad_alloc.
bool column_is(sqlite3_stmt* stmt, int at, const Value& value);

/// An argument as text, as SQLite casts it. Throws std::bad_alloc.
inline std::string_view text_of(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  if (text == nullptr) throw std::bad_alloc();
  return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// A blob argument. SQLite gives a null pointer for an empty one.
inline std::string_view bytes_of(sqlite3_value* value) {
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  if (bytes == nullptr && size > 0) throw std::bad_alloc();
  return bytes == nullptr ? std::string_view("", 0) : std::string_view(bytes, size);
}

}  // namespace surerow::sqlite
