// Words for calls that cannot run; nothing here looks at an engine.
#include "common/call.h"

#include <fmt/format.h>

namespace surerow {

Value bigint_argument(const Value& value, const Settings& settings) {
  static const TypePtr bigint = find_type("bigint", nullptr);
  if (value.is_null() || value.kind() == Value::Kind::integer) return value;
  Scratch scratch;
  const Reading cx{settings, scratch.arena};
  Value out;
  Fault why;
  const bool good = value.kind() == Value::Kind::text ? bigint->read(value.text(), cx, out, &why)
                                                      : bigint->from_stored(value, cx, out, &why);
  if (good) return out;
  refuse(std::move(why));
}

}  // namespace surerow

namespace surerow::faults {
namespace {

std::string one_call(std::string_view function) {
  if (function.starts_with("sure_enable_") || function.starts_with("sure_disable_"))
    return fmt::format("Call it by itself: SELECT {}('table').", function);
  if (function == "sure_apply")
    return "Give all operations to one call: SELECT sure_apply((SELECT json_group_array(json_object(...)) "
           "FROM "
           "...)).";
  if (function != "sure_upsert" && function != "sure_insert")
    return fmt::format("Call {} in a statement of its own, once for each row.", function);
  return fmt::format(
      "Give all rows to one call: SELECT {}('table', (SELECT json_group_array(json_object(...)) FROM ...)).",
      function);
}

}  // namespace

Fault null_argument(std::string_view function, std::string_view argument) {
  return {Code::null_value_not_allowed, fmt::format("argument {} of {} is NULL", argument, function), {}, {}};
}

Fault undefined_table(std::string_view name, std::string_view nearest) {
  return {Code::undefined_table,
          fmt::format("table {} does not exist", shown(name)),
          {},
          nearest.empty() ? std::string() : fmt::format("Perhaps you meant the table {}.", shown(nearest))};
}

Fault not_json(std::string_view argument) {
  return {
      Code::invalid_json, fmt::format("{} is a blob that holds no JSON", argument), {}, "Pass JSON as text."};
}

Fault called_while_writing(std::string_view function) {
  return {Code::active_sql_transaction, fmt::format("{} cannot run inside a statement that writes", function),
          "It was called from an INSERT, UPDATE or DELETE, a RETURNING clause, a trigger or a constraint, or "
          "such a statement is not finished.",
          one_call(function)};
}

Fault called_per_row(std::string_view function) {
  return {Code::active_sql_transaction, fmt::format("{} cannot run once per row of a SELECT", function),
          "Each call would be a write of its own, and the SELECT could read what it wrote.",
          one_call(function)};
}

Fault cannot_upgrade(bool in_transaction) {
  const char* who = in_transaction ? "transaction" : "statement";
  return {Code::serialization_failure,
          fmt::format("could not take the write lock: the {} already reads the database", who),
          fmt::format("Another connection writes, or has written since the {} began to read, so that what it "
                      "reads cannot become the newest. Waiting does not help.",
                      who),
          in_transaction
              ? "Restart the transaction: ROLLBACK, then BEGIN IMMEDIATE."
              : "Run the statement again, or run it after BEGIN IMMEDIATE, which waits for the lock."};
}

Fault needs_utf8(std::string_view encoding) {
  return {Code::feature_not_supported, "surerow needs a database with encoding UTF8",
          fmt::format("The encoding of this database is {}.", encoding),
          "Create a database with ENCODING 'UTF8' and restore a dump of this one into it."};
}

}  // namespace surerow::faults
