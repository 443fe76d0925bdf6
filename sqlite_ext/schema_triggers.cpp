// The triggers of a table, its own and those that temp has on it.
#include <fmt/format.h>

#include <algorithm>

#include "sqlite_ext/connection.h"
#include "sqlite_ext/create_sql.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

// The types that a strict trigger holds columns to where they declare none or another.
void read_types(const StrictTrigger& trigger, Table& table) {
  for (const CheckCall& call : check_calls(trigger.text)) {
    const RowCheck check(call.check);
    for (std::size_t i = 0; i < call.columns.size() && i < check.columns().size(); ++i)
      for (Column& column : table.columns)
        if (same_name(column.name, call.columns[i]) && check.columns()[i].type->name() != column.type_name)
          column.strict_type = check.columns()[i].type;
  }
}

void read_strict(KnownTable& known) {
  Table& table = known.described.table;
  bool inserts = false, updates = false;
  for (const StrictTrigger& trigger : known.strict_triggers) {
    (trigger.event == StrictEvent::insert ? inserts : updates) = true;
    read_types(trigger, table);
  }
  table.strict |= inserts && updates;
}

// Guards know the keys and names that the table had when they were made.
void warn_of_old_guards(KnownTable& known) {
  Table& table = known.described.table;
  if (table.version_column < 0) return;
  const Column& column = table.columns[static_cast<std::size_t>(table.version_column)];
  const VersionPlan plan{table.version_column, column.name, column.type_name};
  const auto is_old = [&](const VersionTrigger& guard) {
    return guard.text != version_trigger(table, plan, guard.event, guard.name);
  };
  if (std::any_of(known.version_triggers.begin(), known.version_triggers.end(), is_old))
    table.warnings.emplace_back(
        "Names or keys have changed since sure_enable_version: call it again, so that its guards know them.");
}

// A trigger of surerow in another schema than the table's is one of another table of this name.
void read_from(sqlite3* db, std::string_view catalog, bool own, KnownTable& known) {
  Table& table = known.described.table;
  Query triggers(db, fmt::format("SELECT name, sql FROM {} WHERE type = 'trigger' AND tbl_name = ?1 COLLATE "
                                 "NOCASE ORDER BY name",
                                 catalog));
  triggers.bind(1, table.name);
  while (triggers.step()) {
    if (auto strict = strict_trigger_of(triggers.text(0), triggers.text(1))) {
      if (own) known.strict_triggers.push_back(std::move(*strict));
      continue;
    }
    if (auto guard = version_trigger_of(triggers.text(0), triggers.text(1))) {
      if (own) known.version_triggers.push_back(std::move(*guard));
      continue;
    }
    known.has_triggers = true;
    const TriggerText trigger = read_create_trigger(triggers.text(1));
    if (trigger.event == "UPDATE") table.update_triggers = true;
    if (trigger.before && trigger.event == "INSERT") table.before_insert_triggers = true;
    if (trigger.before && trigger.event == "UPDATE") table.before_update_triggers = true;
    if (trigger.before && trigger.event == "DELETE") table.before_delete_triggers = true;
    table.warnings.push_back(fmt::format("Trigger {} fires {}.", shown(triggers.text(0)), trigger.timing));
  }
}

}  // namespace

void read_triggers(sqlite3* db, const Place& place, KnownTable& known) {
  read_from(db, schema_table(place.schema), true, known);
  read_strict(known);
  known.described.table.version_column = guarded_column(known.described.table, known.version_triggers);
  warn_of_old_guards(known);
  if (!same_name(place.schema, "temp")) read_from(db, "sqlite_temp_master", false, known);
}

}  // namespace surerow::sqlite
