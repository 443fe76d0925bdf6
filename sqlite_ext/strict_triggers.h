// The triggers that sure_enable_strict makes, as they are found again in the schema. SQLite rewrites the
// names in them when a table or a column is renamed, but not the text that they pass to sure_check_row: what
// the columns are called now stands in NEW.name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/strict/strict.h"
#include "sqlite_ext/made_triggers.h"

namespace surerow::sqlite {

struct StrictTrigger : MadeTrigger {
  StrictEvent event = StrictEvent::insert;
};

/// The strict trigger that a row of the schema is, if it is one.
std::optional<StrictTrigger> strict_trigger_of(std::string_view name, std::string_view sql);

/// Leaves exactly the triggers that `plan` asks for. True: something had to be done.
bool make_strict_triggers(sqlite3* db, const Table& table, const std::vector<StrictTrigger>& there,
                          const StrictPlan& plan);

/// One sure_check_row(...) in the text of a trigger: the check it passes, and the columns as they are called
/// now.
struct CheckCall {
  std::string check;
  std::vector<std::string> columns;
};
std::vector<CheckCall> check_calls(std::string_view trigger);

/// `check` with its table and columns called as they are now; as it is where no trigger, or more than one,
/// can have passed it.
RowCheck with_names_of_now(sqlite3* db, const RowCheck& check);

}  // namespace surerow::sqlite
