// Refusals of a call as such, before any row is looked at: a NULL argument, a table that is not there, a
// place where a writer cannot run. Worded here once for both engines.
#pragma once

#include <string_view>

#include "common/fault.h"
#include "common/types/type.h"

namespace surerow {

/// An argument that PostgreSQL declares as bigint: NULL and integers are themselves; a text is read as a
/// literal, in any spelling. Refuses what is no bigint (22P02, 22003).
Value bigint_argument(const Value& value, const Settings& settings);

}  // namespace surerow

namespace surerow::faults {

/// 22004: argument `argument` ("table", "rows", "options") of `function` is NULL.
Fault null_argument(std::string_view function, std::string_view argument);

/// 42P01: no table of this name; `nearest` is the name nearest to it, or "".
Fault undefined_table(std::string_view name, std::string_view nearest);

/// 22032: an argument that is neither text nor JSONB.
Fault not_json(std::string_view argument);

/// 25001: `function` runs inside a statement that writes, a trigger or a CHECK (SQLite).
Fault called_while_writing(std::string_view function);

/// 25001: one statement calls `function` for a second row of its result (SQLite).
Fault called_per_row(std::string_view function);

/// 40001: the write lock is not to be had although nobody else would give it later: the transaction has
/// already read the database, or, in autocommit, the statement that calls the writer has (SQLite).
Fault cannot_upgrade(bool in_transaction);

/// 0A000: the database's encoding is `encoding`, not UTF8 (PostgreSQL).
Fault needs_utf8(std::string_view encoding);

}  // namespace surerow::faults
