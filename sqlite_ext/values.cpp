// Binding and reading values. Booleans are SQLite's integers 0 and 1.
#include "sqlite_ext/values.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace surerow::sqlite {
namespace {

using Kind = Value::Kind;

std::string_view column_text(sqlite3_stmt* stmt, int at) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(stmt, at));
  if (text == nullptr) throw std::bad_alloc();
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(stmt, at))};
}

std::string_view column_blob(sqlite3_stmt* stmt, int at) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(stmt, at));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(stmt, at));
  if (bytes == nullptr && size > 0) throw std::bad_alloc();
  return bytes == nullptr ? std::string_view("", 0) : std::string_view(bytes, size);
}

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
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

Value column_value(sqlite3_stmt* stmt, int at) {
  switch (sqlite3_column_type(stmt, at)) {
    case SQLITE_INTEGER: return Value::integer(sqlite3_column_int64(stmt, at));
    case SQLITE_FLOAT: return Value::real(sqlite3_column_double(stmt, at));
    case SQLITE_TEXT: return Value::text(column_text(stmt, at));
    case SQLITE_BLOB: return Value::blob(column_blob(stmt, at));
    default: return {};
  }
}

bool column_is(sqlite3_stmt* stmt, int at, const Value& value) {
  const int type = sqlite3_column_type(stmt, at);
  switch (value.kind()) {
    case Kind::boolean:
    case Kind::integer: return type == SQLITE_INTEGER && sqlite3_column_int64(stmt, at) == value.integer();
    case Kind::real: return type == SQLITE_FLOAT && same_bits(sqlite3_column_double(stmt, at), value.real());
    case Kind::text: return type == SQLITE_TEXT && column_text(stmt, at) == value.text();
    case Kind::blob: return type == SQLITE_BLOB && column_blob(stmt, at) == value.text();
    case Kind::null:
    case Kind::foreign: break;
  }
  return type == SQLITE_NULL;
}

}  // namespace surerow::sqlite
