// Calls that name one row by its key and version, against the fake database: what each outcome is, which
// steps lead there, and who wins when others write in between.
#include <gtest/gtest.h>

#include "test/core/row_calls.h"

namespace surerow::rows {
namespace {

using fake::account;
using fake::Database;
using fake::document;

INSTANTIATE_TEST_SUITE_P(On, OneRow, both_engines, engine_name);

// --- sure_update, by version ---

TEST_P(OneRow, UpdateIsOneStatement) {
  EXPECT_EQ(run(db, t, update("3")), R"({"status":"updated","version":4})");
  EXPECT_EQ(db.steps, Steps{Action::update});
  EXPECT_EQ(db.rows[7].cells[1], "new");
  EXPECT_EQ(db.rows[7].version, 4);
}

TEST_P(OneRow, UpdateThatReturnsTheRow) {
  EXPECT_EQ(run(db, t, update("3", R"({"returning":true})")),
            R"({"status":"updated","version":4,"row":{"id":7,"name":"new","note":null,"version":4}})");
  EXPECT_EQ(db.steps, (Steps{Action::update, Action::fetch}));
}

TEST_P(OneRow, UpdateOfNothingKeepsTheVersion) {
  db.put(7, {{1, "new"}}, 3);
  EXPECT_EQ(run(db, t, update("3")), R"({"status":"unchanged","version":3})");
  EXPECT_EQ(db.steps, (Steps{Action::update, Action::probe}));
}

// Another client that computed the same from the same row would be told the same.
TEST_P(OneRow, UpdateRepeatedIsStaleAndToldApart) {
  run(db, t, update("3"));
  const Fault fault = refused(db, t, update("3"));
  EXPECT_EQ(fault.code, Code::stale_version);
  EXPECT_EQ(fault.detail,
            R"(key {"id":7}: expected version 3, current version 4; the row holds these very values)");
  EXPECT_EQ(run(db, t, update("3", R"({"on_stale":"report","returning":["name"]})")),
            R"({"status":"stale","version":4,"equal":true,"row":{"name":"new"}})");
  EXPECT_EQ(db.rows[7].version, 4);
}

TEST_P(OneRow, UpdateRepeatedAfterAnotherWriteIsStale) {
  run(db, t, update("3"));
  db.rows[7].version = 5;
  const Fault fault = refused(db, t, update("3"));
  EXPECT_EQ(fault.code, Code::stale_version);
  EXPECT_EQ(fault.detail,
            R"(key {"id":7}: expected version 3, current version 5; the row holds these very values)");
}

TEST_P(OneRow, StaleUpdate) {
  for (const char* expected : {"2", "4", "0", "-1", "9223372036854775807", "-9223372036854775808"}) {
    const Fault fault = refused(db, t, update(expected));
    EXPECT_EQ(fault.code, Code::stale_version) << expected;
    EXPECT_EQ(fault.message, std::string("row of document is not at version ") + expected);
    EXPECT_EQ(fault.detail,
              std::string(R"(key {"id":7}: expected version )") + expected + ", current version 3");
    EXPECT_EQ(db.rows[7].cells[1], "old");
  }
}

// Between the probe and the reading of the row another transaction may write: the row's own version is told.
TEST_P(OneRow, StaleReportIsOfOneMoment) {
  before_step(db, 3, [this] { db.put(7, {{1, "theirs"}}, 5); });
  EXPECT_EQ(run(db, t, update("2", R"({"on_stale":"report","returning":["name"]})")),
            R"({"status":"stale","version":5,"equal":false,"row":{"name":"theirs"}})");
  db.put(7, {{1, "new"}}, 3);
  before_step(db, 6, [this] { db.put(7, {{1, "theirs"}}, 5); });
  EXPECT_EQ(
      run(db, t, update("2", report)),
      R"({"status":"stale","version":5,"equal":false,"row":{"id":7,"name":"theirs","note":null,"version":5}})");
}

TEST_P(OneRow, StaleUpdateReported) {
  EXPECT_EQ(
      run(db, t, update("2", report)),
      R"({"status":"stale","version":3,"equal":false,"row":{"id":7,"name":"old","note":null,"version":3}})");
  EXPECT_EQ(run(db, t, update("2", R"({"on_stale":"report","returning":["name"]})")),
            R"({"status":"stale","version":3,"equal":false,"row":{"name":"old"}})");
}

TEST_P(OneRow, MissingUpdate) {
  db.rows.clear();
  const Fault fault = refused(db, t, update("3"));
  EXPECT_EQ(fault.code, Code::row_missing);
  EXPECT_EQ(fault.message, "no row of document has this key");
  EXPECT_EQ(fault.detail, R"(key {"id":7}: expected version 3)");
  EXPECT_EQ(run(db, t, update("3", report)), R"({"status":"missing"})");
}

TEST_P(OneRow, RowThatReachesTheVersionBetweenStatementAndProbeIsUpdated) {
  before_step(db, 2, [&] { other_writes("theirs"); });
  EXPECT_EQ(run(db, t, update("4")), R"({"status":"updated","version":5})");
  EXPECT_EQ(db.steps, (Steps{Action::update, Action::probe, Action::update}));
  EXPECT_EQ(db.rows[7].cells[1], "new");
}

TEST_P(OneRow, RowThatChangesBetweenStatementAndProbeIsStale) {
  db.put(7, {{1, "new"}}, 3);  // the statement passes over it
  before_step(db, 2, [&] { other_writes("theirs"); });
  EXPECT_EQ(refused(db, t, update("3")).detail, R"(key {"id":7}: expected version 3, current version 4)");
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST_P(OneRow, RowDeletedBetweenStatementAndProbeIsMissing) {
  db.put(7, {{1, "new"}}, 3);
  before_step(db, 2, [&] { db.rows.clear(); });
  EXPECT_EQ(refused(db, t, update("3")).code, Code::row_missing);
}

TEST(OneRowOfPostgres, RowThatChangesBetweenProbeAndUpdateIsStale) {
  Described t = document();
  Database db(t);
  db.put(7, {{1, "old"}}, 3);
  t.table.before_update_triggers = true;
  before_step(db, 2, [&] { db.put(7, {{1, "theirs"}}, 4); });
  EXPECT_EQ(refused(db, t, update("3")).detail, R"(key {"id":7}: expected version 3, current version 4)");
  EXPECT_EQ(db.steps, (Steps{Action::probe, Action::update, Action::probe}));
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST(OneRowOfPostgres, RowDeletedBetweenProbeAndUpdateIsMissing) {
  Described t = document();
  Database db(t);
  db.put(7, {{1, "old"}}, 3);
  t.table.before_update_triggers = true;
  before_step(db, 2, [&] { db.rows.clear(); });
  EXPECT_EQ(refused(db, t, update("3")).code, Code::row_missing);
}

TEST(OneRowOfPostgres, RowThatMovesForEverEndsTheCall) {
  Described t = document();
  Database db(t);
  db.put(7, {{1, "old"}}, 3);
  t.table.before_update_triggers = true;
  db.before = [&](const Step& step) {
    if (step.action == Action::update) db.put(7, {{1, "old"}}, 3);
  };
  const Fault fault = refused(db, t, update("3"));
  EXPECT_EQ(fault.code, Code::serialization_failure);
  EXPECT_EQ(fault.message,
            R"(could not write key {"id":7} of document: other transactions changed it 32 times)");
  EXPECT_EQ(db.steps.size(), 64U);
}

TEST(OneRowOfPostgres, RowThatNobodyLetsBeWrittenEndsTheCall) {
  Described t = document();
  Database db(t);
  db.put(7, {{1, "old"}}, 3);
  db.vetoed = [](std::int64_t, Action) { return true; };
  EXPECT_EQ(refused(db, t, update("3")).code, Code::serialization_failure);
  EXPECT_EQ(refused(db, t, erase("3")).code, Code::serialization_failure);
}

TEST_P(OneRow, VetoedUpdate) {
  t.table.before_update_triggers = true;
  db.vetoed = [](std::int64_t, Action) { return true; };
  EXPECT_EQ(refused(db, t, update("3")).code, Code::write_vetoed);
  EXPECT_EQ(db.steps, (Steps{Action::probe, Action::update, Action::probe})) << "the trigger fires once";
  EXPECT_EQ(run(db, t, update("3", R"({"on_vetoed":"report"})")), R"({"status":"vetoed","version":3})");
}

TEST(OneRowOfPostgres, WriteHiddenByPolicies) {
  Described t = document();
  Database db(t);
  t.table.row_security = true;
  db.put(7, {{1, "old"}}, 3);
  db.vetoed = [](std::int64_t, Action) { return true; };
  for (const Request& request : {update("3"), erase("3")}) {
    const Fault fault = refused(db, t, request);
    EXPECT_EQ(fault.code, Code::insufficient_privilege);
    EXPECT_EQ(fault.message, "row-level security of document does not allow the write");
    EXPECT_EQ(fault.detail, R"(key {"id":7} of document)");
  }
}

TEST_P(OneRow, KeyAndVersionMayBeRepeatedInTheChanges) {
  EXPECT_EQ(run(db, t,
                {.verb = Verb::update,
                 .rows = R"({"version":3,"name":"new","id":7})",
                 .key = {R"({"id":7})"},
                 .expected = "3"}),
            R"({"status":"updated","version":4})");
}

TEST_P(OneRow, KeyAndVersionAreNeverChanged) {
  for (const char* rows :
       {R"({"version":4,"name":"new"})", R"({"version":null})", R"({"id":8})", R"({"id":null})"}) {
    const Fault fault = refused(db, t, {.verb = Verb::update, .rows = rows, .key = {"7"}, .expected = "3"});
    EXPECT_EQ(fault.code, Code::invalid_parameter_value) << rows;
    EXPECT_EQ(fault.hint, "Leave it out of the changes.");
  }
  EXPECT_TRUE(db.steps.empty());
}

TEST_P(OneRow, UpdateWithoutChangesIsACheck) {
  const Request none{.verb = Verb::update, .rows = "{}", .key = {"7"}, .expected = "3"};
  EXPECT_EQ(run(db, t, none), R"({"status":"unchanged","version":3})");
  db.rows[7].version = 4;
  EXPECT_EQ(refused(db, t, none).code, Code::stale_version) << "nothing is nobody's own write";
}

// --- sure_delete and sure_check_version, by version ---

TEST_P(OneRow, DeleteIsOneStatement) {
  EXPECT_EQ(run(db, t, erase("3")), R"({"status":"deleted"})");
  EXPECT_EQ(db.steps, Steps{Action::erase});
  EXPECT_TRUE(db.rows.empty());
}

TEST_P(OneRow, DeleteThatReturnsTheRowReadsItBefore) {
  EXPECT_EQ(run(db, t, erase("3", R"({"returning":["name"]})")),
            R"({"status":"deleted","row":{"name":"old"}})");
  EXPECT_EQ(db.steps, (Steps{Action::probe, Action::fetch, Action::erase}));
}

TEST_P(OneRow, StaleDelete) {
  EXPECT_EQ(refused(db, t, erase("2")).detail, R"(key {"id":7}: expected version 2, current version 3)");
  EXPECT_EQ(run(db, t, erase("2", report)),
            R"({"status":"stale","version":3,"row":{"id":7,"name":"old","note":null,"version":3}})");
  EXPECT_EQ(db.rows.size(), 1U);
}

TEST_P(OneRow, MissingDelete) {
  run(db, t, erase("3"));
  EXPECT_EQ(refused(db, t, erase("3")).code, Code::row_missing);
  EXPECT_EQ(run(db, t, erase("3", report)), R"({"status":"missing"})");
}

TEST_P(OneRow, VetoedDelete) {
  t.table.before_delete_triggers = true;
  db.vetoed = [](std::int64_t, Action) { return true; };
  EXPECT_EQ(refused(db, t, erase("3")).code, Code::write_vetoed);
  EXPECT_EQ(db.steps, (Steps{Action::probe, Action::erase, Action::probe}));
  EXPECT_EQ(run(db, t, erase("3", R"({"on_vetoed":"report"})")), R"({"status":"vetoed"})");
}

TEST(OneRowOfPostgres, RowThatChangesBeforeItsDeleteIsKept) {
  Described t = document();
  Database db(t);
  db.put(7, {{1, "old"}}, 3);
  before_step(db, 3, [&] { db.put(7, {{1, "theirs"}}, 4); });
  EXPECT_EQ(run(db, t, erase("3", R"({"returning":["name"],"on_stale":"report"})")),
            R"({"status":"stale","version":4,"row":{"name":"theirs"}})");
  EXPECT_EQ(db.steps, (Steps{Action::probe, Action::fetch, Action::erase, Action::probe, Action::fetch}));
  EXPECT_EQ(db.rows.size(), 1U);
}

TEST(OneRowOfPostgres, RowThatIsGoneBeforeItsDeleteIsMissing) {
  Described t = document();
  Database db(t);
  db.put(7, {{1, "old"}}, 3);
  before_step(db, 3, [&] { db.rows.clear(); });
  EXPECT_EQ(run(db, t, erase("3", R"({"returning":["name"],"on_stale":"report"})")),
            R"({"status":"missing","row":null})");
}

TEST_P(OneRow, CheckIsOneProbe) {
  EXPECT_EQ(run(db, t, check("3")), R"({"status":"current"})");
  EXPECT_EQ(db.steps, Steps{Action::probe});
  EXPECT_EQ(refused(db, t, check("4")).code, Code::stale_version);
  EXPECT_EQ(refused(db, t, check("2")).code, Code::stale_version);
  db.rows.clear();
  EXPECT_EQ(refused(db, t, check("3")).code, Code::row_missing);
}

TEST_P(OneRow, WhatWrites) {
  EXPECT_TRUE(Writer(t, update("3"), settings).writes());
  EXPECT_TRUE(Writer(t, check("3"), settings).writes()) << "it holds the row";
  EXPECT_FALSE(Writer(t, etag(), settings).writes());
  EXPECT_TRUE(Writer(t, update("3"), settings).writes_one_row());
  EXPECT_TRUE(Writer(t, erase("3"), settings).writes_one_row());
  EXPECT_FALSE(Writer(t, check("3"), settings).writes_one_row());
  EXPECT_FALSE(Writer(t, update("3", R"({"returning":true})"), settings).writes_one_row());
  EXPECT_FALSE(Writer(t, update(std::string(43, 'A')), settings).writes_one_row());
}

TEST_P(OneRow, TableWithoutVersionsTakesTokensOnly) {
  Described plain = account(GetParam());
  for (const Request& request : {update("3"), erase("3"), check("3")}) {
    const Fault fault = refused(db, plain, request);
    EXPECT_EQ(fault.code, Code::undefined_column);
    EXPECT_EQ(fault.message, "account has no version column");
  }
}

}  // namespace
}  // namespace surerow::rows
