// Strict tables, the core's part: checks as text, verdicts, plans, generated triggers and constraints.
#include "common/strict/strict.h"

#include <gtest/gtest.h>

#include "test/core/refusal.h"

namespace surerow {
namespace {

TypePtr type(const char* name) { return find_type(name, nullptr); }

RowCheck readings() { return {"readings", {{"id", type("int8")}, {"at", type("date")}}}; }

Table table_of(Engine engine) {
  Table table;
  table.engine = engine;
  table.schema = "main";
  table.name = "it's";
  for (const char* name : {"id", "a\"b", "c\\d"}) {
    Column column;
    column.name = name;
    column.type = type(name[0] == 'i' ? "int8" : "text");
    column.type_name = column.type->name();
    table.columns.push_back(column);
  }
  return table;
}

TEST(RowCheck, ItsTextReadsBack) {
  const RowCheck check("it's \"t\"", {{"a\"b\\", type("numeric(10,2)")}, {"größe", type("text")}});
  EXPECT_EQ(
      check.text(),
      "{\"table\":\"it's \\\"t\\\"\",\"columns\":{\"a\\\"b\\\\\":\"numeric(10,2)\",\"größe\":\"text\"}}");
  const RowCheck again(check.text());
  EXPECT_EQ(again.text(), check.text());
  EXPECT_EQ(again.table(), check.table());
  EXPECT_EQ(again.columns()[0].name, "a\"b\\");
  EXPECT_EQ(again.columns()[0].type->name(), "numeric(10,2)");
}

TEST(RowCheck, NonsenseIsRefused) {
  for (const char* text :
       {"", "x", "{}", "[]", "{\"table\":\"t\"}", R"({"table":1,"columns":{}})",
        R"({"columns":{},"table":"t"})", R"({"table":"t","columns":[]})",
        R"({"table":"t","columns":{"a":1}})", R"({"table":"t","columns":{"a":"int4"},"more":1})",
        R"({"table":"t","columns":{"a":"int4"}} x)", R"({"table":"t","columns":{"a":{"b":{}}}})"})
    EXPECT_EQ(refusal([&] { const RowCheck check{std::string_view(text)}; }).substr(0, 6), "22023:") << text;
  const std::string_view unknown = R"({"table":"t","columns":{"a":"nonsense"}})";
  EXPECT_EQ(refusal([&] { const RowCheck check(unknown); }).substr(0, 6), "42704:");
  EXPECT_TRUE(RowCheck(R"({"table":"t","columns":{}})").columns().empty());
}

TEST(RowCheck, NamesAllBadValues) {
  Scratch scratch;
  const Settings settings;
  const Reading cx{settings, scratch.arena};
  const Value bad[] = {Value::text("x"), Value::text("y")}, good[] = {Value::integer(1), Value()};
  EXPECT_EQ(refusal([&] { readings().require(bad, {}, cx); }),
            "22P02: invalid input syntax for type bigint: \"x\"\nDETAIL:  column id of readings. Also: "
            "invalid input "
            "syntax for type date: \"y\" (column at of readings).");
  EXPECT_EQ(refusal([&] { readings().require(good, {}, cx); }), "");
}

TEST(RowCheck, AnUpdateAnswersForWhatItChanges) {
  Scratch scratch;
  const Settings settings;
  const Reading cx{settings, scratch.arena};
  const Value before[] = {Value::text("x"), Value::text("2024-01-31")}, row[] = {Value::text("x"), Value()},
              worse[] = {Value::text("z"), Value()};
  EXPECT_EQ(refusal([&] { readings().require(row, before, cx); }), "");
  EXPECT_EQ(refusal([&] { readings().require(worse, before, cx); }).substr(0, 6), "22P02:");
}

TEST(RowCheck, ManyBadValuesAreCut) {
  BadValues bad;
  for (int i = 0; i < 30; ++i) bad.add(faults::invalid_input("integer", "x"), "column a of t");
  const std::string detail = bad.fault().detail;
  EXPECT_EQ(detail.substr(detail.size() - 14), "; and 10 more.");
}

TEST(Strict, Constraints) {
  const Table table = table_of(Engine::postgres);
  const StrictPlan plan(
      table, read_strict_options(table, R"({"columns":{"a\"b":"int","c\\d":"date"}})", newest_server));
  const auto constraints = strict_constraints(plan);
  ASSERT_EQ(constraints.size(), 3u);
  EXPECT_EQ(constraints[0].name, "surerow_strict");
  EXPECT_EQ(
      check_clause(table, constraints[1], "my ext"),
      R"(CHECK ("my ext".sure_check_row(E'{"table":"it''s","columns":{"a\\"b":"integer"}}', "a""b"::pg_catalog.text)))");
}

TEST(Strict, NamesOfConstraintsAreCutOnACharacterAndNumbered) {
  Table table = table_of(Engine::postgres);
  table.columns[1].name = std::string(47, 'x') + "\xc3\xa9y";
  table.columns[2].name = std::string(47, 'x') + "\xc3\xa9z";
  StrictOptions options;
  options.columns = {{1, type("int4")}, {2, type("int4")}};
  const StrictPlan plan(table, options);
  const auto constraints = strict_constraints(plan);
  EXPECT_EQ(constraints[1].name, "surerow_strict_" + std::string(47, 'x'));
  EXPECT_EQ(constraints[2].name, "surerow_strict_" + std::string(47, 'x') + "1");
}

TEST(Strict, Triggers) {
  Table table = table_of(Engine::sqlite);
  table.columns[2].generated = true;
  table.columns[2].type = nullptr;
  const StrictPlan plan(table, {});
  EXPECT_EQ(
      strict_trigger(table, plan, StrictEvent::update, "n"),
      R"("n" AFTER UPDATE ON "it's" BEGIN SELECT CASE WHEN sure_check_row('{"table":"it''s","columns":{"id":"bigint",)"
      R"("a\"b":"text"}}', NEW."id", NEW."a""b", OLD."id", OLD."a""b") THEN (WITH "it's has changed since )"
      R"(sure_enable_strict, call it again: the table"("id", "a""b", "c\d") AS (SELECT * FROM "it's") SELECT RAISE(ABORT, )"
      R"('surerow_strict') FROM "it's has changed since sure_enable_strict, call it again: the table") END; END)");
}

TEST(Strict, TriggersComeFirstWhereNothingIsGenerated) {
  const Table table = table_of(Engine::sqlite);
  const std::string trigger = strict_trigger(table, StrictPlan(table, {}), StrictEvent::insert, "n");
  EXPECT_TRUE(trigger.starts_with(R"("n" BEFORE INSERT ON "it's")")) << trigger;
}

TEST(Strict, ChecksAreDivided) {
  const Table table = table_of(Engine::sqlite);
  const StrictPlan plan(table, {});
  EXPECT_EQ(plan.checks(2).size(), 2u);
  EXPECT_EQ(plan.checks(3).size(), 1u);
  EXPECT_EQ(plan.checks(1).size(), 3u);
}

}  // namespace
}  // namespace surerow
