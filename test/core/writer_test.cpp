// The writer against a fake database: statuses, rounds, races, vetoes. No engine is near.
#include <gtest/gtest.h>

#include "test/core/fake_engine.h"

namespace surerow {
namespace {

using fake::account;
using fake::Database;
using Action = Step::Action;

const Settings settings;

std::string run(Database& db, Described& described, std::string_view rows, std::string_view options = "{}",
                Verb verb = Verb::upsert) {
  Writer writer(described, {.verb = verb, .rows = rows, .options = options}, settings);
  return db.run(writer);
}

Fault refused(Database& db, Described& described, std::string_view rows, std::string_view options = "{}",
              Verb verb = Verb::upsert) {
  try {
    run(db, described, rows, options, verb);
  } catch (const Refusal& refusal) {
    return refusal.fault();
  }
  ADD_FAILURE() << "not refused: " << rows;
  return {};
}

TEST(Writer, InsertsUpdatesAndLeavesAlone) {
  Database db;
  Described t = account();
  db.put(1, {{1, "a"}});
  db.put(2, {{1, "b"}});
  EXPECT_EQ(run(db, t, R"([{"id":1,"name":"a"},{"id":2,"name":"B"},{"id":3,"name":"c"}])"),
            R"({"inserted":1,"updated":1,"unchanged":1})");
  EXPECT_EQ(db.rows[2].cells[1], "B");
  EXPECT_EQ(db.rows[3].cells[1], "c");
}

TEST(Writer, UnchangedRowsCostOneProbe) {
  Database db;
  Described t = account();
  db.put(1, {{1, "a"}});
  run(db, t, R"({"id":1,"name":"a"})");
  EXPECT_EQ(db.steps, std::vector{Action::probe});
}

TEST(Writer, ProbesUpdatesThenInserts) {
  Database db;
  Described t = account();
  db.put(1, {{1, "a"}});
  run(db, t, R"([{"id":1,"name":"A"},{"id":2,"name":"b"}])");
  EXPECT_EQ(db.steps, (std::vector{Action::probe, Action::update, Action::insert}));
}

TEST(Writer, RowsOfDifferentShapesAreProbedApartAndWrittenTogether) {
  Database db;
  Described t = account();
  EXPECT_EQ(run(db, t, R"([{"id":1,"name":"a"},{"note":"n","id":2},{"id":3,"note":"n"}])"),
            R"({"inserted":3,"updated":0,"unchanged":0})");
  EXPECT_EQ(db.steps, (std::vector{Action::probe, Action::probe, Action::insert, Action::insert}));
}

TEST(Writer, RowsGoInTheOrderOfTheirKeys) {
  Database db;
  Described t = account();
  std::vector<std::uint32_t> order;
  db.before = [&](Step& step) { order.assign(step.rows.begin(), step.rows.end()); };
  run(db, t, R"([{"id":30},{"id":-1},{"id":7}])");
  EXPECT_EQ(order, (std::vector<std::uint32_t>{1, 2, 0}));
}

TEST(Writer, InsertThatMeetsAConflictIsUndoneAndGoesOneByOne) {
  Database db;
  Described t = account();
  db.before = [&](Step& step) {
    if (step.action == Action::insert && !step.one_by_one) db.put(2, {{1, "theirs"}});
  };
  EXPECT_EQ(run(db, t, R"([{"id":1,"name":"a"},{"id":2,"name":"b"}])", R"({"each":true})"),
            R"({"inserted":1,"updated":1,"unchanged":0,"rows":[{"status":"inserted","key":{"id":1}},)"
            R"({"status":"updated","key":{"id":2}}]})");
  EXPECT_EQ(db.rows[2].cells[1], "b");
}

TEST(Writer, UpdateThatLosesARaceIsJudgedAnew) {
  Database db;
  Described t = account();
  db.put(1, {{1, "a"}});
  bool raced = false;
  db.before = [&](Step& step) {
    if (step.action == Action::update && !raced) db.put(1, {{1, "theirs"}});
    raced = raced || step.action == Action::update;
  };
  EXPECT_EQ(run(db, t, R"({"id":1,"name":"mine"})"), R"({"inserted":0,"updated":1,"unchanged":0})");
  EXPECT_EQ(db.rows[1].cells[1], "mine");
}

TEST(Writer, RowDeletedUnderTheUpdateIsInserted) {
  Database db;
  Described t = account();
  db.put(1, {{1, "a"}});
  db.before = [&](Step& step) {
    if (step.action == Action::update) db.rows.clear();
  };
  EXPECT_EQ(run(db, t, R"({"id":1,"name":"mine"})"), R"({"inserted":1,"updated":0,"unchanged":0})");
}

TEST(Writer, EndlessRaceEnds) {
  Database db;
  Described t = account();
  db.put(1, {{1, "a"}});
  int n = 0;
  db.before = [&](Step& step) {
    if (step.action == Action::update) db.put(1, {{1, std::to_string(++n)}});
  };
  EXPECT_EQ(refused(db, t, R"({"id":1,"name":"mine"})").code, Code::serialization_failure);
}

TEST(Writer, VetoedUpdateIsRefusedOrReported) {
  Database db;
  Described t = account();
  t.table.before_update_triggers = true;
  db.put(1, {{1, "a"}});
  db.vetoed = [](std::int64_t, Action) { return true; };
  EXPECT_EQ(refused(db, t, R"({"id":1,"name":"b"})").code, Code::write_vetoed);
  EXPECT_EQ(run(db, t, R"({"id":1,"name":"b"})", R"({"on_vetoed":"report"})"),
            R"({"inserted":0,"updated":0,"unchanged":0,"vetoed":1})");
}

TEST(Writer, VetoedInsertIsRefusedOrReported) {
  Database db;
  Described t = account();
  t.table.before_insert_triggers = true;
  db.vetoed = [](std::int64_t key, Action) { return key == 2; };
  EXPECT_EQ(refused(db, t, R"([{"id":1},{"id":2}])").code, Code::write_vetoed);
  db.rows.clear();
  EXPECT_EQ(run(db, t, R"([{"id":1},{"id":2}])", R"({"on_vetoed":"report"})"),
            R"({"inserted":1,"updated":0,"unchanged":0,"vetoed":1})");
}

TEST(Writer, UpdateThatNoPolicyAllowsIsRefused) {
  Database db;
  Described t = account();
  t.table.row_security = true;
  db.put(1, {{1, "a"}});
  db.vetoed = [](std::int64_t, Action) { return true; };
  EXPECT_EQ(refused(db, t, R"({"id":1,"name":"b"})").code, Code::insufficient_privilege);
}

TEST(Writer, TwoKeysThatTheDatabaseHoldsEqualAreRefused) {
  Database db;
  Described t = account();
  t.table.columns[0] = fake::column("id", "numeric");
  db.put(0, {{1, "a"}});  // the fake finds every text key under 0
  EXPECT_EQ(refused(db, t, R"([{"id":1.0,"name":"x"},{"id":1.00,"name":"y"}])").code,
            Code::cardinality_violation);
}

TEST(Writer, DryRunWritesNothing) {
  Database db;
  Described t = account();
  db.put(1, {{1, "a"}});
  Writer writer(t,
                {.verb = Verb::upsert,
                 .rows = R"([{"id":1,"name":"b"},{"id":2,"name":"c"}])",
                 .options = R"({"dry_run":true})"},
                settings);
  EXPECT_FALSE(writer.writes());
  EXPECT_EQ(db.run(writer), R"({"dry_run":true,"inserted":1,"updated":1,"unchanged":0})");
  EXPECT_EQ(db.steps, std::vector{Action::probe});
}

TEST(Writer, InsertLeavesExistingRowsAlone) {
  Database db;
  Described t = account();
  db.put(1, {{1, "a"}});
  EXPECT_EQ(run(db, t, R"([{"id":1,"name":"b"},{"id":2}])", "{}", Verb::insert),
            R"({"inserted":1,"existing":1})");
  EXPECT_EQ(db.rows[1].cells[1], "a");
}

TEST(Writer, DuplicatesOfManyRows) {
  Database db;
  Described t = account();
  const char* rows = R"([{"id":5,"name":"a"},{"id":1,"name":"z"},{"id":5,"name":"b"},{"id":5,"name":"c"}])";
  const Fault fault = refused(db, t, rows);
  EXPECT_EQ(fault.code, Code::cardinality_violation);
  EXPECT_EQ(fault.message, "rows 1 and 3 have the same key of account");
  EXPECT_EQ(fault.detail, R"(key {"id":5})");
  EXPECT_EQ(run(db, t, rows, R"({"duplicates":"last"})"),
            R"({"inserted":2,"updated":0,"unchanged":0,"duplicate":2})");
  EXPECT_EQ(db.rows[5].cells[1], "c");
  db.rows.clear();
  run(db, t, rows, R"({"duplicates":"first"})");
  EXPECT_EQ(db.rows[5].cells[1], "a");
}

TEST(Writer, IdentityAlwaysFindsButDoesNotInsert) {
  Database db;
  Described t = account();
  t.table.columns[0].identity_always = true;
  db.put(1, {{1, "a"}});
  EXPECT_EQ(run(db, t, R"({"id":1,"name":"b"})"), R"({"inserted":0,"updated":1,"unchanged":0})");
  EXPECT_EQ(refused(db, t, R"({"id":2,"name":"b"})").code, Code::generated_always);
}

TEST(Writer, PlansAreKept) {
  Database db;
  Described t = account();
  Writer first(t, {.rows = R"({"id":1,"name":"a"})"}, settings);
  const Statement* probe = first.next()->statement;
  Writer second(t, {.rows = R"({"name":"b","id":2})"}, settings);
  EXPECT_EQ(second.next()->statement, probe);
}

TEST(Writer, ManyPlansAreForgottenBetweenCalls) {
  Database db;
  Described t = account();
  for (int i = 0; i < 600; ++i)
    run(db, t, R"({"id":1,"name":"a"})",
        R"({"each":true, "index":"account_pkey")" + std::string(i, ' ') + "}");
  EXPECT_EQ(db.rows.size(), 1U);
}

TEST(Statements, ArePlainQuotedAndQualified) {
  Described t = account();
  Database db;
  Writer writer(
      t, {.verb = Verb::upsert, .rows = R"([{"id":1,"name":"a"},{"id":2,"name":"a"}])", .options = "{}"},
      settings);
  EXPECT_EQ(writer.next()->statement->sql,
            R"(SELECT r."$ordinal", t.ctid, t."name" FROM surerow_rows AS r JOIN "public"."account" AS t )"
            R"(ON t."id" OPERATOR(pg_catalog.=) r."id")");
  Step* insert = writer.next();
  EXPECT_EQ(
      insert->statement->sql,
      R"(INSERT INTO "public"."account" ("id", "name") SELECT r."id", r."name" FROM surerow_rows AS r)");
  insert->undone = true;
  EXPECT_EQ(writer.next()->statement->sql,
            R"(INSERT INTO "public"."account" ("id", "name") SELECT r."id", r."name" FROM surerow_rows AS r )"
            R"(ON CONFLICT ("id") DO NOTHING)");
}

TEST(Statements, OfSQLiteTakeParameters) {
  Described t = account(Engine::sqlite);
  t.table.keys[0].parts[0].equals = " = ";
  Writer writer(t, {.verb = Verb::upsert, .rows = R"({"id":1,"name":"a"})", .options = "{}"}, settings);
  Step* probe = writer.next();
  EXPECT_EQ(probe->statement->sql, R"(SELECT t."name" FROM "public"."account" AS t WHERE t."id" = ?1)");
  probe->answers[0].found = true;
  EXPECT_EQ(writer.next()->statement->sql,
            R"(UPDATE OR ABORT "public"."account" AS t SET "name" = ?1 WHERE t."id" = ?2)");
}

}  // namespace
}  // namespace surerow
