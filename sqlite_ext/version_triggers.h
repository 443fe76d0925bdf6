// The guards that sure_enable_version makes, as they are found again in the schema. SQLite rewrites the names
// in them when a table or a column is renamed: the version column is the one they name now.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/version/version.h"
#include "sqlite_ext/made_triggers.h"

namespace surerow::sqlite {

struct VersionTrigger : MadeTrigger {
  VersionEvent event = VersionEvent::insert;
  std::string column;  // "" for the guards of keys
};

/// The guard that a row of the schema is, if it is one. One that a person changed beyond what it must look
/// like is another trigger.
std::optional<VersionTrigger> version_trigger_of(std::string_view name, std::string_view sql);

/// The version column that `triggers` guard: its index in `table`, or -1 unless all of its guards are there.
int guarded_column(const Table& table, const std::vector<VersionTrigger>& triggers);

}  // namespace surerow::sqlite
