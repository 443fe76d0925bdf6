// The triggers of a strict table on SQLite. A trigger passes all checked columns to one function. Column
// names stand in it as identifiers, which ALTER TABLE rewrites. The common table expression behind the
// function is never run: it has the statement fail to compile once the table has more columns than the
// trigger knows of.
#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"
#include "common/strict/strict.h"

namespace surerow {
namespace {

const char* word_of(StrictEvent event) { return event == StrictEvent::insert ? "INSERT" : "UPDATE"; }

// A generated column has its final value only after the row is written: one computed from the rowid is wrong
// before. The refusal undoes the statement either way.
const char* timing_of(const Table& table) {
  const auto generated = [](const Column& column) { return column.generated; };
  return std::any_of(table.columns.begin(), table.columns.end(), generated) ? "AFTER" : "BEFORE";
}

// sure_check_row('...', NEW."a", NEW."b", OLD."a", OLD."b")
std::string call_of(const RowCheck& check, StrictEvent event) {
  std::string out = fmt::format("sure_check_row({}", literal(check.text()));
  for (const HeldColumn& column : check.columns()) out += ", NEW." + quoted(column.name);
  if (event == StrictEvent::update)
    for (const HeldColumn& column : check.columns()) out += ", OLD." + quoted(column.name);
  return out += ')';
}

}  // namespace

std::string strict_trigger_name(const Table& table, StrictEvent event) {
  return fmt::format("{}_{}_{}", strict_prefix, table.name,
                     event == StrictEvent::insert ? "insert" : "update");
}

std::string strict_trigger(const Table& table, const StrictPlan& plan, StrictEvent event,
                           std::string_view name) {
  std::string calls;
  for (const RowCheck& check : plan.checks(most_checked_columns))
    calls += (calls.empty() ? "" : " OR ") + call_of(check, event);
  std::vector<std::string> columns;
  for (const Column& column : table.columns) columns.push_back(quoted(column.name));
  // SQLite's message: table ... has 4 values for 3 columns
  const std::string guard =
      quoted(fmt::format("{} has changed since sure_enable_strict, call it again: the table", table.name));
  return fmt::format(
      "{0} {7} {1} ON {2} BEGIN SELECT CASE WHEN {3} THEN (WITH {4}({5}) AS (SELECT * FROM {2}) "
      "SELECT RAISE(ABORT, '{6}') FROM {4}) END; END",
      quoted(name), word_of(event), quoted(table.name), calls, guard, fmt::join(columns, ", "), strict_prefix,
      timing_of(table));
}

}  // namespace surerow
