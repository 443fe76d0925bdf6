// sure_enable_version and sure_disable_version as SQL calls them: a column and two guard triggers. All DDL
// goes through SPI as the caller, with every name qualified and quoted, in the caller's transaction.
#include <fmt/format.h>

#include "common/dialect.h"
#include "pg_ext/arguments.h"
#include "pg_ext/guard.h"
#include "pg_ext/run_sql.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"
#include "pg_ext/table_cache.h"

extern "C" {
#include "commands/tablecmds.h"
#include "mb/pg_wchar.h"
#include "nodes/makefuncs.h"
#include "storage/lmgr.h"
#include "utils/lsyscache.h"
}

namespace surerow::pg {
namespace {

/// Refuses, in the server's words, who does not own the table; then locks it to the end of the transaction.
void own(const KnownTable& known, LOCKMODE lock) {
  const Table& table = known.described.table;
  const char* schema = table.schema.c_str();
  const char* name = table.name.c_str();
  const Oid oid = known.oid;
  backend([=] {
    RangeVarCallbackOwnsRelation(makeRangeVar(pstrdup(schema), pstrdup(name), -1), oid, InvalidOid, nullptr);
    LockRelationOid(oid, lock);
  });
}

/// The guard of this event; null: there is none.
const GuardTrigger* find_guard(const KnownTable& known, GuardEvent event) {
  for (const GuardTrigger& guard : known.guards)
    if (guard.event == event) return &guard;
  return nullptr;
}

bool is_guarded(const KnownTable& known) {
  const auto fires = [&](GuardEvent event) {
    const GuardTrigger* guard = find_guard(known, event);
    return guard != nullptr && guard->fires;
  };
  return fires(GuardEvent::insert) && fires(GuardEvent::update);
}

/// A name for the guard that no trigger of the table or of a partition has.
std::string free_name(const KnownTable& known, GuardEvent event) {
  const std::string wanted = guard_name(event);
  std::string name = wanted;
  const auto taken = [&] {
    return has_rows(
        fmt::format("SELECT FROM pg_catalog.pg_trigger WHERE tgname OPERATOR(pg_catalog.=) {} AND (tgrelid "
                    "OPERATOR(pg_catalog.=) {} OR tgrelid OPERATOR(pg_catalog.=) ANY (SELECT relid FROM "
                    "pg_catalog.pg_partition_tree({})))",
                    literal(name), known.oid, known.oid));
  };
  for (int number = 1; taken(); ++number) name = wanted + std::to_string(number);
  return name;
}

void make_guard(const KnownTable& known, const VersionPlan& plan, GuardEvent event, FunctionCallInfo call) {
  const Table& table = known.described.table;
  if (const GuardTrigger* guard = find_guard(known, event)) {
    if (!guard->fires) run_sql(enable_guard(table, guard->name));
    return;
  }
  const char* schema = backend([=] { return get_namespace_name(get_func_namespace(call->flinfo->fn_oid)); });
  run_sql(create_guard(table, plan, event, free_name(known, event), schema));
}

/// Writers wait since the guard was made: no row can get NULL any more.
void require_versions(const Table& table, const VersionPlan& plan) {
  if (plan.adds() || table.columns[static_cast<std::size_t>(plan.column)].not_null) return;
  const std::int64_t rows = count_of("SELECT pg_catalog.count(*) FROM " + qualified(table) + " WHERE " +
                                     quoted(plan.name) + " IS NULL");
  if (rows > 0) refuse(faults::null_versions(table, plan, rows));
}

/// The name the caller gives the column, as long as the server keeps names.
std::optional<std::string_view> column_argument(FunctionCallInfo call, const char* function) {
  if (call->nargs < 2) return std::nullopt;
  const std::string_view given = text_argument(call, 1, function, "column");
  return backend([=] {
    const int size = static_cast<int>(given.size());
    return given.substr(0, static_cast<std::size_t>(pg_mbcliplen(given.data(), size, NAMEDATALEN - 1)));
  });
}

std::uintptr_t enable(FunctionCallInfo call) {
  require_utf8();
  constexpr const char* function = "sure_enable_version";
  const std::string_view name = text_argument(call, 0, function, "table");
  const std::optional<std::string_view> column = column_argument(call, function);
  std::shared_ptr<KnownTable> known = known_table(name, Access::read);
  VersionPlan plan = plan_version(known->described.table, column);
  if (!is_guarded(*known)) own(*known, plan.adds() ? AccessExclusiveLock : ShareRowExclusiveLock);
  // Somebody else may have done it before the lock was ours.
  known = known_table(name, Access::read);
  const Table& table = known->described.table;
  plan = plan_version(table, column);
  if (is_guarded(*known)) return text_result(version_answer("unchanged", plan.name));
  if (plan.adds()) run_sql(add_version_column(table, plan));
  for (const GuardEvent event : {GuardEvent::insert, GuardEvent::update})
    make_guard(*known, plan, event, call);
  require_versions(table, plan);
  return text_result(version_answer("enabled", plan.name));
}

std::uintptr_t disable(FunctionCallInfo call) {
  require_utf8();
  const std::string_view name = text_argument(call, 0, "sure_disable_version", "table");
  const std::shared_ptr<KnownTable> known = known_table(name, Access::read);
  require_writable(known->described.table);
  for (const GuardTrigger& guard : known->guards) run_sql(drop_guard(known->described.table, guard.name));
  return text_result(version_answer(known->guards.empty() ? "unchanged" : "disabled"));
}

}  // namespace
}  // namespace surerow::pg

using surerow::pg::entry;

extern "C" {
PG_FUNCTION_INFO_V1(sure_enable_version);
PG_FUNCTION_INFO_V1(sure_disable_version);
}

/// sure_enable_version(table [, column]) -> json
PGDLLEXPORT Datum sure_enable_version(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::enable(fcinfo); });
}

/// sure_disable_version(table) -> json
PGDLLEXPORT Datum sure_disable_version(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::disable(fcinfo); });
}
