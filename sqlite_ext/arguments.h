// The arguments of SQL functions that are not values of a type: names and JSON. Checked for encoding here,
// since the core reads valid UTF-8 only.
#pragma once

#include <string>
#include <string_view>

#include "common/write/request.h"
#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

/// An argument as text. Refuses (22021) NUL and invalid UTF-8. Throws std::bad_alloc.
std::string_view checked_text(sqlite3_value* value);

/// Argument `name` of `function` as text. Refuses NULL (22004) and what checked_text() refuses.
std::string_view required_text(sqlite3_value* value, const char* function, const char* name);

/// The text of the JSON argument `name`: text, or JSONB where SQLite has it; `converted` owns what is not the
/// argument's own. Refuses a blob that is no JSONB (22032).
std::string_view json_argument(sqlite3_context* cx, sqlite3_value* value, const char* name,
                               std::string& converted);

/// The argument `key`: JSON by its subtype, else a value as text; a blob as bytea writes it. `converted` owns
/// what is not the argument's own.
KeyText key_argument(sqlite3_value* value, std::string& converted);

}  // namespace surerow::sqlite
