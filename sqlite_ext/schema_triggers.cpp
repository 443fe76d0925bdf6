// The triggers of a table, its own and those that temp has on it.
#include <fmt/format.h>

#include "sqlite_ext/create_sql.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

bool read_from(sqlite3* db, std::string_view catalog, Table& table) {
  Query triggers(db, fmt::format("SELECT name, sql FROM {} WHERE type = 'trigger' AND tbl_name = ?1 COLLATE "
                                 "NOCASE ORDER BY name",
                                 catalog));
  triggers.bind(1, table.name);
  bool found = false;
  while (triggers.step()) {
    found = true;
    const TriggerText trigger = read_create_trigger(triggers.text(1));
    if (trigger.before && trigger.event == "INSERT") table.before_insert_triggers = true;
    if (trigger.before && trigger.event == "UPDATE") table.before_update_triggers = true;
    table.warnings.push_back(fmt::format("Trigger {} fires {}.", shown(triggers.text(0)), trigger.timing));
  }
  return found;
}

}  // namespace

bool read_triggers(sqlite3* db, const Place& place, Table& table) {
  const bool own = read_from(db, schema_table(place.schema), table);
  return (!same_name(place.schema, "temp") && read_from(db, "sqlite_temp_master", table)) || own;
}

}  // namespace surerow::sqlite
