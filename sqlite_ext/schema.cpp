// Puts the description of a table together.
#include "sqlite_ext/schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"
#include "sqlite_ext/connection.h"
#include "sqlite_ext/create_sql.h"
#include "sqlite_ext/key_names.h"
#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

struct Form {
  std::string type;  // table, view, virtual, shadow
  bool without_rowid = false;
  bool strict = false;
};

Form form_of(sqlite3* db, const Place& place) {
  Query list(db, pragma(place.schema, "table_list", place.name));
  while (list.step())
    if (list.text(0) == place.schema)
      return {std::string(list.text(2)), list.integer(4) != 0, list.integer(5) != 0};
  return {place.type};
}

RelationKind kind_of(const Place& place, const Form& form) {
  if (form.type == "view") return RelationKind::view;
  if (form.type == "virtual") return RelationKind::virtual_table;
  // SQLite reserves this prefix for itself and its extensions.
  if (form.type == "shadow" || sqlite3_strnicmp(place.name.c_str(), "sqlite_", 7) == 0)
    return RelationKind::system_table;
  return RelationKind::table;
}

// A column of one of these names hides the rowid under it.
std::string rowid_name(const Table& table, bool without_rowid) {
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    const bool hidden = std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
      return sqlite3_stricmp(column.name.c_str(), name) == 0;
    });
    if (!hidden && !without_rowid) return name;
  }
  return {};
}

bool refers_to_itself(sqlite3* db, const Place& place) {
  Query keys(db, pragma(place.schema, "foreign_key_list", place.name));
  while (keys.step())
    if (same_name(keys.text(2), place.name)) return true;
  return false;
}

// DDL in temp has every statement prepared anew; DDL elsewhere only those that read that database. So the
// sentinel reads the table's own and those in which a new table of this name would come first.
std::unique_ptr<Query> prepare_sentinel(sqlite3* db, const Place& place) {
  std::string sql = "SELECT 1 FROM " + quoted(place.schema) + "." + quoted(place.name);
  for (const std::string& schema : place.earlier) sql += ", " + schema_table(schema);
  return std::make_unique<Query>(db, sql + " WHERE 0", true);
}

}  // namespace

void describe_table(sqlite3* db, std::string_view argument, KnownTable& known) {
  Query snapshot(db, "SELECT 1 FROM sqlite_master");
  snapshot.step();
  const Place place = find_place(db, argument);
  Query own_snapshot(db, "SELECT 1 FROM " + schema_table(place.schema));
  own_snapshot.step();

  Table& table = known.described.table;
  const Form form = form_of(db, place);
  table.engine = Engine::sqlite;
  table.kind = kind_of(place, form);
  table.schema = place.schema;
  table.name = place.name;
  table.strict = form.strict;
  read_columns(db, place, form.without_rowid, table);
  if (table.kind == RelationKind::table) {
    table.place = rowid_name(table, form.without_rowid);
    const TableText text = read_create_table(place.sql);
    known.conflict_clauses = text.conflict_clauses;
    for (const std::string& clause : text.conflict_clauses)
      table.warnings.push_back(fmt::format("The table says {}: surerow writes as if it said ABORT.", clause));
    read_keys(db, place, text, form.without_rowid, table);
    read_triggers(db, place, known);
    known.refers_to_itself = refers_to_itself(db, place);
    known.checks = named_checks(table, text);
  }
  known.sentinel = prepare_sentinel(db, place);
  known.prepared = sqlite3_stmt_status(known.sentinel->get(), SQLITE_STMTSTATUS_REPREPARE, 0);
}

}  // namespace surerow::sqlite
