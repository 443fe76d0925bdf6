// The guard of a table on PostgreSQL: two row triggers, as SQL. The one of inserts is also the one that says
// which column is meant, by UPDATE OF: the server knows it by number, through every rename, dump and restore.
#pragma once

#include <string>
#include <string_view>

#include "common/version/version.h"

namespace surerow {

enum class GuardEvent { insert, update };

/// What a guard is called unless the name is taken: zz_surerow_version_update. Triggers fire in the order of
/// their names, and a guard has to see what all others made of the row.
std::string guard_name(GuardEvent event);

/// CREATE TRIGGER ...; `schema` is where the extension lives.
std::string create_guard(const Table& table, const VersionPlan& plan, GuardEvent event, std::string_view name,
                         std::string_view schema);
std::string enable_guard(const Table& table, std::string_view name);
std::string drop_guard(const Table& table, std::string_view name);

/// A sentence for sure_describe about a guard that is disabled.
std::string guard_is_disabled(std::string_view name, std::string_view column);

namespace faults {

/// 39P01: the trigger function was called by no trigger ("" for the table) or by one that create_guard() does
/// not describe, or the guard of the table's inserts, which knows the column, is gone.
Fault no_guard(std::string_view table);

/// 23502: an UPDATE meets a stored NULL, written while the guards were off.
Fault stored_version_is_null(std::string_view table, std::string_view column);

}  // namespace faults
}  // namespace surerow
