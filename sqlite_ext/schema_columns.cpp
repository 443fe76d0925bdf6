// The columns of a table: PRAGMA table_xinfo, and the types their declared names mean.
#include <fmt/format.h>

#include "sqlite_ext/schema.h"
#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

// STRICT tables know ANY, which converts nothing.
bool is_strict_any(const Table& table, std::string_view declared) {
  return table.strict && same_name(declared, "ANY");
}

void set_type(const Table& table, std::string_view declared, Column& column,
              std::vector<std::string>& warnings) {
  bool any = declared.empty() || is_strict_any(table, declared);
  column.affinity = any ? Affinity::blob : affinity_of(declared);
  if (!any) {
    Fault why;
    column.type = find_declared_type(declared, &any, &why);
    if (!column.type && !any)
      warnings.push_back(fmt::format("Column {} is declared {}, which is no type: any value is taken.",
                                     shown(column.name), declared));
  }
  column.type_name = column.type ? column.type->name() : any ? "any" : std::string(declared);
}

}  // namespace

void read_columns(sqlite3* db, const Place& place, bool without_rowid, Table& table) {
  Query info(db, pragma(place.schema, "table_xinfo", place.name));
  while (info.step()) {
    Column column;
    column.name = info.text(1);
    const int primary = info.integer(5), hidden = info.integer(6);
    set_type(table, info.text(2), column, table.warnings);
    column.not_null = info.integer(3) != 0 || (primary > 0 && without_rowid);
    column.default_sql = info.text(4);
    column.generated = hidden == 2 || hidden == 3;
    table.columns.push_back(std::move(column));
  }
}

}  // namespace surerow::sqlite
