// The two guard triggers of a table on PostgreSQL. One trigger with the column in a WHEN clause would do, but
// the server reads such a clause anew in every statement, which costs more than the guard does.
#include "common/version/postgres_guard.h"

#include <fmt/format.h>

#include "common/dialect.h"

namespace surerow {

std::string guard_name(GuardEvent event) {
  return fmt::format("zz_{}_{}", version_prefix, event == GuardEvent::insert ? "insert" : "update");
}

std::string create_guard(const Table& table, const VersionPlan& plan, GuardEvent event, std::string_view name,
                         std::string_view schema) {
  return fmt::format(
      "CREATE TRIGGER {} BEFORE {} ON {} FOR EACH ROW EXECUTE FUNCTION {}.sure_guard_version()", quoted(name),
      event == GuardEvent::insert ? "INSERT OR UPDATE OF " + quoted(plan.name) : "UPDATE", qualified(table),
      quoted(schema));
}

std::string enable_guard(const Table& table, std::string_view name) {
  return fmt::format("ALTER TABLE {} ENABLE TRIGGER {}", qualified(table), quoted(name));
}

std::string drop_guard(const Table& table, std::string_view name) {
  return fmt::format("DROP TRIGGER {} ON {}", quoted(name), qualified(table));
}

std::string guard_is_disabled(std::string_view name, std::string_view column) {
  return fmt::format("Trigger {} is disabled: plain writes of column {} are not guarded.", shown(name),
                     shown(column));
}

namespace faults {

Fault no_guard(std::string_view table) {
  return {Code::trigger_protocol_violated,
          table.empty() ? "sure_guard_version is not called by a trigger"
                        : fmt::format("sure_guard_version is not called as a guard of {}", table),
          "It needs both triggers that sure_enable_version makes: that of inserts names the version column.",
          "Call sure_enable_version, or sure_disable_version to be rid of it."};
}

Fault stored_version_is_null(std::string_view table, std::string_view column) {
  Fault fault = version_is_null(table, column);
  fault.hint = "Call sure_disable_version, give the row a version, such as 1, and enable it again.";
  return fault;
}

}  // namespace faults
}  // namespace surerow
