// Reads the strict triggers of a schema back. Never judges one that a person has changed beyond what it must
// look like: that is another trigger.
#include "sqlite_ext/strict_triggers.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"
#include "sqlite_ext/create_sql.h"
#include "sqlite_ext/engine.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

constexpr std::string_view create = "CREATE TRIGGER ";
constexpr std::string_view function = "sure_check_row";

// The names in `, NEW . a, NEW . b` from `at` on.
std::vector<std::string> new_names(const Tokens& tokens, std::size_t at) {
  std::vector<std::string> names;
  for (; at + 3 < tokens.size() && tokens[at].is(',') && tokens[at + 1].is("NEW"); at += 4)
    names.push_back(tokens[at + 3].name());
  return names;
}

struct Names {
  std::string table;
  std::vector<std::string> columns;
  bool operator==(const Names&) const = default;
};

// The names under which triggers of one schema pass `check`.
void add_names(sqlite3* db, const std::string& schema, const RowCheck& check, std::vector<Names>& found) {
  Query triggers(
      db, fmt::format("SELECT name, sql, tbl_name FROM {} WHERE type = 'trigger'", schema_table(schema)));
  while (triggers.step()) {
    if (!strict_trigger_of(triggers.text(0), triggers.text(1))) continue;
    for (CheckCall& call : check_calls(triggers.text(1))) {
      if (call.check != check.text() || call.columns.size() != check.columns().size()) continue;
      Names names{std::string(triggers.text(2)), std::move(call.columns)};
      if (std::find(found.begin(), found.end(), names) == found.end()) found.push_back(std::move(names));
    }
  }
}

}  // namespace

std::optional<StrictTrigger> strict_trigger_of(std::string_view name, std::string_view sql) {
  if (!name.starts_with(strict_prefix) || !sql.starts_with(create)) return std::nullopt;
  const TriggerText text = read_create_trigger(sql);
  const bool insert = text.event == "INSERT";
  if ((!insert && text.event != "UPDATE") || check_calls(sql).empty()) return std::nullopt;
  return StrictTrigger{{std::string(name), std::string(sql.substr(create.size()))},
                       insert ? StrictEvent::insert : StrictEvent::update};
}

bool make_strict_triggers(sqlite3* db, const Table& table, const std::vector<StrictTrigger>& there,
                          const StrictPlan& plan) {
  bool changed = false;
  for (const StrictEvent event : {StrictEvent::insert, StrictEvent::update}) {
    std::vector<MadeTrigger> of_event;
    for (const StrictTrigger& trigger : there)
      if (trigger.event == event) of_event.push_back(trigger);
    changed |=
        keep_one_trigger(db, table.schema, of_event, strict_trigger_name(table, event),
                         [&](std::string_view name) { return strict_trigger(table, plan, event, name); });
  }
  return changed;
}

std::vector<CheckCall> check_calls(std::string_view trigger) {
  std::vector<CheckCall> calls;
  const Tokens tokens = tokens_of(trigger);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i)
    if (tokens[i].is(function) && tokens[i + 1].is('(') && tokens[i + 2].kind == Token::Kind::string)
      calls.push_back({tokens[i + 2].name(), new_names(tokens, i + 3)});
  return calls;
}

RowCheck with_names_of_now(sqlite3* db, const RowCheck& check) {
  std::vector<std::string> schemas;
  Query list(db, "PRAGMA database_list");
  while (list.step()) schemas.emplace_back(list.text(1));
  std::vector<Names> found;
  for (const std::string& schema : schemas) add_names(db, schema, check, found);
  if (found.size() != 1) return check;
  std::vector<HeldColumn> columns = check.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].name = found[0].columns[i];
  return {found[0].table, std::move(columns)};
}

}  // namespace surerow::sqlite
