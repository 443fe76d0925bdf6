// Reading SQLite's catalog: which table a name means, and what the table is, as the core's plain data.
// Everything is read under one read transaction, so that DDL elsewhere cannot come between.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/table.h"
#include "sqlite_ext/engine.h"

namespace surerow::sqlite {

struct KnownTable;
struct TableText;

/// A name resolved as SQLite does it: temp, then main, then the attached databases in order.
struct Place {
  std::string schema;                // as in PRAGMA database_list
  std::string name;                  // as in sqlite_schema
  std::string type;                  // "table" or "view"
  std::string sql;                   // its CREATE statement
  std::vector<std::string> earlier;  // databases other than temp that a new table could shadow it from
};

/// Describes the table that `argument` names and prepares its sentinel. Refuses with 42601, 42P01. Throws
/// EngineError.
void describe_table(sqlite3* db, std::string_view argument, KnownTable& known);

// --- Its parts (schema_place.cpp, schema_columns.cpp, schema_keys.cpp, schema_triggers.cpp) ---------

Place find_place(sqlite3* db, std::string_view argument);
/// The database in which find_place() would find the table, or "" when in none; no read transaction is left
/// open for it.
std::string find_schema(sqlite3* db, std::string_view argument);
/// Fills the columns.
void read_columns(sqlite3* db, const Place& place, bool without_rowid, Table& table);
/// Fills keys, and warns of those that behave unlike PostgreSQL's.
void read_keys(sqlite3* db, const Place& place, const TableText& text, bool without_rowid, Table& table);
/// Fills the trigger flags and the version column, and warns of each trigger. Those of sure_enable_strict and
/// sure_enable_version are told apart: they drop no row.
void read_triggers(sqlite3* db, const Place& place, KnownTable& known);

/// PRAGMA "schema".name("argument")
std::string pragma(std::string_view schema, std::string_view name, std::string_view argument);
/// "schema".sqlite_master
std::string schema_table(std::string_view schema);

}  // namespace surerow::sqlite
