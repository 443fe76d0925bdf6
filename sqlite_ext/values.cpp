// Binding and reading values. Booleans are SQLite's integers 0 and 1.
#include "sqlite_ext/values.h"

namespace surerow::sqlite {
namespace {

using Kind = Value::Kind;

// A text without the NUL behind it, for which sqlite3_value_text() would copy most texts. Asking for the size
// makes it UTF-8; then it is there as it is, as a blob is.
std::string_view unterminated(sqlite3_value* value) {
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  const auto* text = static_cast<const char*>(sqlite3_value_blob(value));
  if (text == nullptr && size > 0) throw std::bad_alloc();
  return text == nullptr ? std::string_view("", 0) : std::string_view(text, size);
}

}  // namespace

int bind_value(sqlite3_stmt* stmt, int at, const Value& value) {
  switch (value.kind()) {
    case Kind::boolean:
    case Kind::integer: return sqlite3_bind_int64(stmt, at, value.integer());
    case Kind::real: return sqlite3_bind_double(stmt, at, value.real());
    case Kind::text: {
      // A null pointer would bind NULL.
      const std::string_view text = value.text().empty() ? std::string_view("", 0) : value.text();
      return sqlite3_bind_text64(stmt, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    case Kind::blob: {
      const std::string_view bytes = value.text().empty() ? std::string_view("", 0) : value.text();
      return sqlite3_bind_blob64(stmt, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
    case Kind::null:
    case Kind::foreign: break;
  }
  return sqlite3_bind_null(stmt, at);
}

Value value_of(sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return Value::integer(sqlite3_value_int64(value));
    case SQLITE_FLOAT: return Value::real(sqlite3_value_double(value));
    case SQLITE_TEXT: return Value::text(unterminated(value));
    case SQLITE_BLOB: return Value::blob(bytes_of(value));
    default: return {};
  }
}

// SQLite calls a column's value unprotected: it may be read while the connection's mutex is held, as it is in
// every function that SQLite calls. sqlite3_column_text() and its like would take the mutex each time.
Value column_value(sqlite3_stmt* stmt, int at) { return value_of(sqlite3_column_value(stmt, at)); }

bool column_is(sqlite3_stmt* stmt, int at, const Value& value) {
  const Value stored = column_value(stmt, at);
  if (value.kind() == Kind::boolean)
    return stored.kind() == Kind::integer && stored.integer() == value.integer();
  return same_image(stored, value);
}

}  // namespace surerow::sqlite
