// sure_enable_version and sure_disable_version: all or nothing, in one transaction. Guards that are as they
// should be are left alone, so that calling twice changes nothing. A table that was made strict stays strict:
// a column added here is one its triggers know of.
#include <fmt/format.h>

#include "common/dialect.h"
#include "sqlite_ext/answered.h"
#include "sqlite_ext/arguments.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/transaction.h"

namespace surerow::sqlite {
namespace {

class VersionCall {
 public:
  VersionCall(Connection& connection, const char* function, std::string_view table)
      : connection_(connection),
        argument_(table),
        at_work_(connection, function),
        transaction_(begun(function)) {
    transaction_.lock(table);
    describe();
  }

  Answered enable(std::optional<std::string_view> column) {
    const VersionPlan plan = plan_version(table(), column);
    const bool was_guarded = table().version_column >= 0;
    if (!was_guarded) require_guardable(plan);
    if (plan.adds()) add_column(plan);
    run(make_version_table(table().schema));
    run(fill_version_table(table().schema));
    bool changed = false;
    for (const VersionEvent event : version_events) changed |= make(plan, event);
    return keep(version_answer(!changed ? "unchanged" : was_guarded ? "changed" : "enabled", plan.name));
  }

  Answered disable() {
    require_writable(table());
    const bool guarded = !known_.version_triggers.empty();
    for (const VersionTrigger& trigger : known_.version_triggers)
      drop_trigger(connection_.db(), table().schema, trigger);
    if (guarded && !is_guard_left())
      run(fmt::format("DROP TABLE IF EXISTS {}.{}", quoted(table().schema), version_table));
    return keep(version_answer(guarded ? "disabled" : "unchanged"));
  }

 private:
  Transaction begun(const char* function) {
    connection_.start_call();
    return {connection_, Transaction::Scope::write, function};
  }

  void describe() {
    known_ = KnownTable();
    describe_table(connection_.db(), argument_, known_);
  }
  Answered keep(const std::string& answer) {
    Answered out = answered(connection_.db(), answer);
    transaction_.keep();
    return out;
  }

  const Table& table() const { return known_.described.table; }
  void run(const std::string& sql) { Query(connection_.db(), sql).run(); }

  void require_guardable(const VersionPlan& plan) {
    if (!known_.conflict_clauses.empty())
      refuse(faults::conflict_clause(table().name, known_.conflict_clauses.front()));
    if (plan.adds()) return;
    Query counts(connection_.db(), bad_versions(table(), plan));
    counts.step();
    const auto rows = [&](int at) { return sqlite3_column_int64(counts.get(), at); };
    if (rows(0) > 0) refuse(faults::null_versions(table(), plan, rows(0)));
    if (rows(1) > 0) refuse(faults::non_integer_versions(table(), plan, rows(1)));
    if (rows(2) > 0) refuse(faults::versions_out_of_range(table(), plan, rows(2)));
  }

  void add_column(const VersionPlan& plan) {
    run(add_version_column(table(), plan));
    describe();
    if (!known_.strict_triggers.empty())
      make_strict_triggers(connection_.db(), table(), known_.strict_triggers, StrictPlan(table(), {}));
  }

  bool make(const VersionPlan& plan, VersionEvent event) {
    std::vector<MadeTrigger> there;
    for (const VersionTrigger& trigger : known_.version_triggers)
      if (trigger.event == event) there.push_back(trigger);
    return keep_one_trigger(
        connection_.db(), table().schema, there, version_trigger_name(table(), event),
        [&](std::string_view name) { return version_trigger(table(), plan, event, name); });
  }

  bool is_guard_left() {
    Query triggers(connection_.db(), fmt::format("SELECT name, sql FROM {} WHERE type = 'trigger'",
                                                 schema_table(table().schema)));
    while (triggers.step())
      if (version_trigger_of(triggers.text(0), triggers.text(1))) return true;
    return false;
  }

  Connection& connection_;
  std::string argument_;
  AtWork at_work_;
  Transaction transaction_;
  KnownTable known_;
};

Connection& connection_of(sqlite3_context* cx) { return *static_cast<Connection*>(sqlite3_user_data(cx)); }

}  // namespace

void sure_enable_version(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* name = "sure_enable_version";
    const std::string_view table = required_text(argv[0], name, "table");
    std::optional<std::string_view> column;
    if (argc > 1) column = required_text(argv[1], name, "column");
    result_json(cx, VersionCall(connection_of(cx), name, table).enable(column));
  });
}

void sure_disable_version(sqlite3_context* cx, int, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* name = "sure_disable_version";
    result_json(cx, VersionCall(connection_of(cx), name, required_text(argv[0], name, "table")).disable());
  });
}

}  // namespace surerow::sqlite
