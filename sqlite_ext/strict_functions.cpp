// sure_enable_strict and sure_disable_strict: all or nothing, in one transaction. Triggers that are as they
// should be are left alone, so that calling twice changes nothing.
#include "common/call.h"
#include "sqlite_ext/answered.h"
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
    transaction_.lock(table);
    describe_table(connection.db(), table, known_);
    require_writable(known_.described.table);
  }

  Answered enable(std::string_view json) {
    const StrictOptions options = read_strict_options(table(), json, connection_.settings().server_version);
    const StrictPlan plan(table(), options);
    if (options.check_existing) check_rows(plan);
    const bool was_strict = !known_.strict_triggers.empty();
    const bool changed = make_strict_triggers(connection_.db(), table(), known_.strict_triggers, plan);
    return keep(plan.answer(!changed ? "unchanged" : was_strict ? "changed" : "enabled"));
  }

  Answered disable() {
    for (const StrictTrigger& trigger : known_.strict_triggers)
      drop_trigger(connection_.db(), table().schema, trigger);
    return keep(strict_answer(known_.strict_triggers.empty() ? "unchanged" : "disabled"));
  }

 private:
  Transaction begun(const char* function) {
    connection_.start_call();
    return {connection_, Transaction::Scope::write, function};
  }

  Answered keep(const std::string& answer) {
    Answered out = answered(connection_.db(), answer);
    transaction_.keep();
    return out;
  }

  const Table& table() const { return known_.described.table; }

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

  Connection& connection_;
  AtWork at_work_;
  Transaction transaction_;
  KnownTable known_;
};

Connection& connection_of(sqlite3_context* cx) { return *static_cast<Connection*>(sqlite3_user_data(cx)); }

}  // namespace

void sure_enable_strict(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* name = "sure_enable_strict";
    const std::string_view table = required_text(argv[0], name, "table");
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
    const std::string_view table = required_text(argv[0], name, "table");
    result_json(cx, StrictCall(connection_of(cx), name, table).disable());
  });
}

}  // namespace surerow::sqlite
