// sure_enable_strict and sure_disable_strict as SQL calls them: check constraints for the columns that are
// given a type. All DDL goes through SPI as the caller, with every name qualified and quoted.
#include "common/strict/strict.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"
#include "pg_ext/arguments.h"
#include "pg_ext/existing_rows.h"
#include "pg_ext/guard.h"
#include "pg_ext/run_sql.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"
#include "pg_ext/table_cache.h"

extern "C" {
#include "utils/lsyscache.h"
}

namespace surerow::pg {
namespace {

/// The schema of the extension: that of the function at hand, wherever it has been moved.
std::string schema_of(FunctionCallInfo call) {
  return backend([=] { return get_namespace_name(get_func_namespace(call->flinfo->fn_oid)); });
}

bool is_present(const KnownTable& known, const StrictConstraint& wanted) {
  return std::any_of(known.strict.begin(), known.strict.end(), [&](const PresentConstraint& present) {
    return present.name == wanted.name && present.check == wanted.check && present.columns == wanted.columns;
  });
}

bool is_wanted(const std::vector<StrictConstraint>& wanted, const PresentConstraint& present) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const StrictConstraint& one) {
    return present.name == one.name && present.check == one.check && present.columns == one.columns;
  });
}

/// Runs the actions in one ALTER TABLE. False: there was none.
bool alter(const Table& table, const std::vector<std::string>& actions) {
  if (actions.empty()) return false;
  run_sql(fmt::format("ALTER TABLE {} {}", qualified(table), fmt::join(actions, ", ")));
  return true;
}

/// Leaves exactly the constraints that the plan asks for. True: something had to be done.
bool make(const KnownTable& known, const std::vector<StrictConstraint>& wanted, const std::string& schema) {
  const Table& table = known.described.table;
  std::vector<std::string> actions;
  for (const PresentConstraint& present : known.strict)
    if (!is_wanted(wanted, present)) actions.push_back("DROP CONSTRAINT " + quoted(present.name));
  for (const StrictConstraint& one : wanted)
    if (!is_present(known, one))
      actions.push_back(
          fmt::format("ADD CONSTRAINT {} {} NOT VALID", quoted(one.name), check_clause(table, one, schema)));
  return alter(table, actions);
}

/// Whether the server itself has seen that all rows keep this constraint.
bool is_valid(const KnownTable& known, const StrictConstraint& wanted) {
  return std::any_of(known.strict.begin(), known.strict.end(), [&](const PresentConstraint& present) {
    return present.valid && present.name == wanted.name && present.check == wanted.check &&
           present.columns == wanted.columns;
  });
}

void validate(const KnownTable& known, const StrictPlan& plan, const std::vector<StrictConstraint>& wanted) {
  std::vector<std::string> actions;
  for (const StrictConstraint& one : wanted)
    if (!is_valid(known, one)) actions.push_back("VALIDATE CONSTRAINT " + quoted(one.name));
  if (actions.empty()) return;
  // This pass says which rows are wrong; the server's own says nothing of them.
  check_existing_rows(known.described.table, plan);
  alter(known.described.table, actions);
}

std::uintptr_t enable(FunctionCallInfo call) {
  require_utf8();
  constexpr const char* function = "sure_enable_strict";
  const std::string_view name = text_argument(call, 0, function, "table");
  const std::string_view json = call->nargs > 1 ? text_argument(call, 1, function, "options") : "{}";
  const std::shared_ptr<KnownTable> known = known_table(name, Access::read);
  const Table& table = known->described.table;
  require_writable(table);
  const StrictOptions options = read_strict_options(table, json, session_settings().server_version);
  const StrictPlan plan(table, options);
  const std::vector<StrictConstraint> wanted = strict_constraints(plan);
  const bool was_strict = !known->strict.empty();
  const bool changed = make(*known, wanted, schema_of(call));
  if (options.check_existing) validate(*known, plan, wanted);
  return text_result(plan.answer(!changed ? "unchanged" : was_strict ? "changed" : "enabled"));
}

std::uintptr_t disable(FunctionCallInfo call) {
  require_utf8();
  const std::string_view name = text_argument(call, 0, "sure_disable_strict", "table");
  const std::shared_ptr<KnownTable> known = known_table(name, Access::read);
  require_writable(known->described.table);
  const bool changed = make(*known, {}, {});
  return text_result(strict_answer(changed ? "disabled" : "unchanged"));
}

}  // namespace
}  // namespace surerow::pg

using surerow::pg::entry;

extern "C" {
PG_FUNCTION_INFO_V1(sure_enable_strict);
PG_FUNCTION_INFO_V1(sure_disable_strict);
}

/// sure_enable_strict(table [, options]) -> json
PGDLLEXPORT Datum sure_enable_strict(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::enable(fcinfo); });
}

/// sure_disable_strict(table) -> json
PGDLLEXPORT Datum sure_disable_strict(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::disable(fcinfo); });
}
