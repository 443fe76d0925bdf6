// From a table argument to a place in the schema.
#include <fmt/format.h>

#include "common/call.h"
#include "common/dialect.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

// In the order in which SQLite looks for a table.
std::vector<std::string> databases(sqlite3* db) {
  std::vector<std::string> found;
  Query list(db, "PRAGMA database_list");
  while (list.step()) {
    const std::string_view name = list.text(1);
    // Number 1 is temp, listed once it exists.
    if (list.integer(0) == 1)
      found.insert(found.begin(), std::string(name));
    else
      found.emplace_back(name);
  }
  return found;
}

bool find_in(sqlite3* db, const std::string& schema, const std::string& name, Place& out) {
  const std::string catalog = schema_table(schema);
  // The catalog does not list itself.
  if (same_name(name, "sqlite_master") || same_name(name, "sqlite_schema")) {
    out.schema = schema;
    out.name = name;
    out.type = "table";
    return true;
  }
  Query found(db, fmt::format("SELECT name, type, sql FROM {} WHERE type IN ('table', 'view') AND name = ?1 "
                              "COLLATE NOCASE",
                              catalog));
  found.bind(1, name);
  if (!found.step()) return false;
  out.schema = schema;
  out.name = found.text(0);
  out.type = found.text(1);
  out.sql = found.text(2);
  return true;
}

std::vector<std::string> databases_of(sqlite3* db, const TableName& name) {
  std::vector<std::string> schemas = databases(db);
  if (!name.schema.empty())
    std::erase_if(schemas, [&](const std::string& schema) { return !same_name(schema, name.schema); });
  return schemas;
}

[[noreturn]] void refuse_missing(sqlite3* db, const std::vector<std::string>& schemas, const TableName& name,
                                 std::string_view argument) {
  std::vector<std::string> names;
  for (const std::string& schema : schemas) {
    Query tables(db, fmt::format("SELECT name FROM {} WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
                                 "ESCAPE '\\' ORDER BY name LIMIT 10000",
                                 schema_table(schema)));
    while (tables.step()) names.emplace_back(tables.text(0));
  }
  refuse(faults::undefined_table(argument, nearest(name.name, names)));
}

}  // namespace

std::string schema_table(std::string_view schema) { return quoted(schema) + ".sqlite_master"; }

std::string pragma(std::string_view schema, std::string_view name, std::string_view argument) {
  return fmt::format("PRAGMA {}.{}({})", quoted(schema), name, quoted(argument));
}

std::string find_schema(sqlite3* db, std::string_view argument) {
  const TableName name = parse_table_name(argument, Engine::sqlite);
  for (const std::string& schema : databases_of(db, name))
    if (sqlite3_table_column_metadata(db, schema.c_str(), name.name.c_str(), nullptr, nullptr, nullptr,
                                      nullptr, nullptr, nullptr) == SQLITE_OK)
      return schema;
  return {};
}

Place find_place(sqlite3* db, std::string_view argument) {
  const TableName name = parse_table_name(argument, Engine::sqlite);
  const std::vector<std::string> schemas = databases_of(db, name);
  Place place;
  for (const std::string& schema : schemas) {
    if (find_in(db, schema, name.name, place)) return place;
    if (!same_name(schema, "temp")) place.earlier.push_back(schema);
  }
  refuse_missing(db, schemas, name, argument);
}

}  // namespace surerow::sqlite
