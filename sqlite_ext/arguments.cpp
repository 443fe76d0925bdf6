// Names and JSON as arguments. Copies only what SQLite has to convert.
#include "sqlite_ext/arguments.h"

#include "common/call.h"
#include "common/verdict.h"
#include "sqlite_ext/engine.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/values.h"

namespace surerow::sqlite {
namespace {

// SQLite 3.45 is the first that has JSONB.
constexpr int first_with_jsonb = 3045000;

// A JSONB blob as JSON text.
std::string text_of_jsonb(sqlite3* db, sqlite3_value* blob, const char* argument) {
  if (sqlite3_libversion_number() < first_with_jsonb) refuse(faults::not_json(argument));
  Query json(db, "SELECT json(?1)");
  if (sqlite3_bind_value(json.get(), 1, blob) != SQLITE_OK) throw_last_error(db);
  try {
    json.step();
  } catch (const EngineError& error) {
    if (error.primary_code() == SQLITE_ERROR) refuse(faults::not_json(argument));
    throw;
  }
  return std::string(json.text(0));
}

// The core reads valid UTF-8 only, and looks no more.
std::string_view checked(std::string_view text) {
  const std::size_t bad = find_bad_utf8(text);
  if (bad == std::string_view::npos) return text;
  refuse(text[bad] == '\0' ? faults::nul_character() : faults::invalid_utf8(text, bad));
}

}  // namespace

std::string_view checked_text(sqlite3_value* value) { return checked(text_of(value)); }

std::string_view required_text(sqlite3_value* value, const char* function, const char* name) {
  if (sqlite3_value_type(value) == SQLITE_NULL) refuse(faults::null_argument(function, name));
  return checked_text(value);
}

std::string_view json_argument(sqlite3_context* cx, sqlite3_value* value, const char* name,
                               std::string& converted) {
  if (sqlite3_value_type(value) == SQLITE_BLOB) {
    converted = text_of_jsonb(sqlite3_context_db_handle(cx), value, name);
    return checked(converted);
  }
  return checked_text(value);
}

KeyText key_argument(sqlite3_value* value, std::string& converted) {
  if (sqlite3_value_type(value) != SQLITE_BLOB)
    return {checked_text(value), sqlite3_value_subtype(value) == json_subtype};
  static const TypePtr bytea = find_type("bytea", nullptr);
  bytea->print(Value::blob(bytes_of(value)), storage_settings(), converted);
  return {converted};
}

}  // namespace surerow::sqlite
