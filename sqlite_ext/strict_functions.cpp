// sure_enable_strict and sure_disable_strict: all or nothing, in one transaction. Triggers that are as they
// should be are left alone, so that calling twice changes nothing.
#include <fmt/format.h>

#include "common/call.h"
#include "common/dialect.h"
#include "sqlite_ext/arguments.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/transaction.h"
#include "sqlite_ext/values.h"

namespace surerow::sqlite {
namespace {

class StrictCall {
 public:
  StrictCall(Connection& connection, const char* function, std::string_view table)
      : connection_(connection), at_work_(connection, function), transaction_(begun(function)) {
    describe_table(connection.db(), table, known_);
    require_writable(known_.described.table);
  }

  std::string enable(std::string_view json) {
    const StrictOptions options = read_strict_options(table(), json, connection_.settings().server_version);
    const StrictPlan plan(table(), options);
    if (options.check_existing) check_rows(plan);
    const bool was_strict = !known_.strict_triggers.empty();
    bool changed = false;
    for (const StrictEvent event : {StrictEvent::insert, StrictEvent::update}) changed |= make(plan, event);
    transaction_.keep();
    return plan.answer(!changed ? "unchanged" : was_strict ? "changed" : "enabled");
  }

  std::string disable() {
    for (const StrictTrigger& trigger : known_.strict_triggers) drop(trigger);
    transaction_.keep();
    return strict_answer(known_.strict_triggers.empty() ? "unchanged" : "disabled");
  }

 private:
  Transaction begun(const char* function) {
    connection_.start_call();
    return {connection_, Transaction::Scope::write, function};
  }

  const Table& table() const { return known_.described.table; }
  std::string in_schema(std::string_view what) const {
    return quoted(table().schema) + "." + std::string(what);
  }
  void run(const std::string& sql) { Query(connection_.db(), sql).run(); }
  void drop(const StrictTrigger& trigger) { run("DROP TRIGGER " + in_schema(quoted(trigger.name))); }

  void check_rows(const StrictPlan& plan) {
    ExistingRows rows(table(), plan, connection_.settings());
    Query all(connection_.db(), rows.sql());
    std::vector<Value> row(rows.width());
    bool more = true;
    while (more && all.step()) {
      for (std::size_t i = 0; i < row.size(); ++i) row[i] = column_value(all.get(), static_cast<int>(i));
      more = rows.take(row);
    }
    rows.require();
  }

  // Leaves exactly the trigger that the plan asks for. True: something had to be done.
  bool make(const StrictPlan& plan, StrictEvent event) {
    const StrictTrigger* kept = nullptr;
    std::string wanted;
    bool changed = false;
    for (const StrictTrigger& trigger : known_.strict_triggers) {
      if (trigger.event != event) continue;
      const std::string text = strict_trigger(table(), plan, event, trigger.name);
      if (kept == nullptr && trigger.text == text) {
        kept = &trigger;
        continue;
      }
      drop(trigger);
      changed = true;
    }
    if (kept != nullptr) return changed;
    run("CREATE TRIGGER " + in_schema(strict_trigger(table(), plan, event, free_name(event))));
    return true;
  }

  std::string free_name(StrictEvent event) {
    const std::string wanted = strict_trigger_name(table(), event);
    std::string name = wanted;
    for (int number = 1; is_taken(name); ++number) name = fmt::format("{}{}", wanted, number);
    return name;
  }

  bool is_taken(const std::string& name) {
    Query found(connection_.db(),
                fmt::format("SELECT 1 FROM {} WHERE type = 'trigger' AND name = ?1 COLLATE NOCASE",
                            schema_table(table().schema)));
    found.bind(1, name);
    return found.step();
  }

  Connection& connection_;
  AtWork at_work_;
  Transaction transaction_;
  KnownTable known_;
};

std::string_view table_argument(sqlite3_value* value, const char* function) {
  if (sqlite3_value_type(value) == SQLITE_NULL) refuse(faults::null_argument(function, "table"));
  return checked_text(value);
}

Connection& connection_of(sqlite3_context* cx) { return *static_cast<Connection*>(sqlite3_user_data(cx)); }

}  // namespace

void sure_enable_strict(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* name = "sure_enable_strict";
    const std::string_view table = table_argument(argv[0], name);
    std::string converted;
    std::string_view options = "{}";
    if (argc > 1) {
      if (sqlite3_value_type(argv[1]) == SQLITE_NULL) refuse(faults::null_argument(name, "options"));
      options = json_argument(cx, argv[1], "options", converted);
    }
    result_json(cx, StrictCall(connection_of(cx), name, table).enable(options));
  });
}

void sure_disable_strict(sqlite3_context* cx, int, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* name = "sure_disable_strict";
    const std::string_view table = table_argument(argv[0], name);
    result_json(cx, StrictCall(connection_of(cx), name, table).disable());
  });
}

}  // namespace surerow::sqlite
