// Calls that name one row, and upserts with versions, against the fake database: what each outcome is, which
// steps lead there, and who wins when others write in between.
#include <gtest/gtest.h>

#include "common/write/etag.h"
#include "test/core/fake_engine.h"

namespace surerow {
namespace {

using fake::account;
using fake::Database;
using fake::document;
using Action = Step::Action;
using Steps = std::vector<Action>;

const Settings settings;

std::string run(Database& db, Described& described, const Request& request) {
  Writer writer(described, request, settings);
  return db.run(writer);
}

Fault refused(Database& db, Described& described, const Request& request) {
  try {
    ADD_FAILURE() << "not refused: " << run(db, described, request);
  } catch (const Refusal& refusal) {
    return refusal.fault();
  }
  return {};
}

// The row 7 is at version 3; `changes` sets its name.
constexpr const char* changes = R"({"name":"new"})";
constexpr const char* report = R"({"on_stale":"report"})";

Request update(std::string_view expected, std::string_view options = "{}") {
  return {.verb = Verb::update, .rows = changes, .key = {"7"}, .expected = expected, .options = options};
}
Request erase(std::string_view expected, std::string_view options = "{}") {
  return {.verb = Verb::erase, .key = {"7"}, .expected = expected, .options = options};
}
Request check(std::string_view expected) { return {.verb = Verb::check, .key = {"7"}, .expected = expected}; }
Request etag(std::string_view columns = "") { return {.verb = Verb::etag, .key = {"7"}, .columns = columns}; }

// Acts as another transaction before the n-th step, from 1.
void before_step(Database& db, int n, const std::function<void()>& act) {
  db.before = [&db, n, act](Step&) {
    if (static_cast<int>(db.steps.size()) == n) act();
  };
}

class OneRow : public testing::TestWithParam<Engine> {
 protected:
  Described t = document(GetParam());
  Database db{t};

  OneRow() { db.put(7, {{1, "old"}}, 3); }

  void other_writes(const char* name) { db.put(7, {{1, name}}, db.rows[7].version + 1); }
};
INSTANTIATE_TEST_SUITE_P(On, OneRow, testing::Values(Engine::postgres, Engine::sqlite),
                         [](const auto& engine) {
                           return engine.param == Engine::postgres ? "postgres" : "sqlite";
                         });

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

TEST_P(OneRow, UpdateRepeatedIsItsOwnWrite) {
  run(db, t, update("3"));
  EXPECT_EQ(run(db, t, update("3")), R"({"status":"unchanged","version":4})");
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

TEST_P(OneRow, StaleUpdateReported) {
  EXPECT_EQ(run(db, t, update("2", report)),
            R"({"status":"stale","version":3,"row":{"id":7,"name":"old","note":null,"version":3}})");
  EXPECT_EQ(run(db, t, update("2", R"({"on_stale":"report","returning":["name"]})")),
            R"({"status":"stale","version":3,"row":{"name":"old"}})");
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

// --- tokens ---

class Token : public testing::TestWithParam<Engine> {
 protected:
  Described t = account(GetParam());
  Database db{t};

  Token() { db.put(7, {{1, "old"}}); }

  std::string token(std::string_view columns = "") { return run(db, t, etag(columns)); }
  void other_writes() { db.put(7, {{1, "theirs"}}); }
};
INSTANTIATE_TEST_SUITE_P(On, Token, testing::Values(Engine::postgres, Engine::sqlite),
                         [](const auto& engine) {
                           return engine.param == Engine::postgres ? "postgres" : "sqlite";
                         });

TEST_P(Token, IsOverTheColumnsByName) {
  EXPECT_EQ(token(), etag_of(t.table, {0, 1, 2}, R"({"id":7,"name":"old","note":null})"));
  EXPECT_EQ(token(R"(["note","name"])"), etag_of(t.table, {1, 2}, R"({"name":"old","note":null})"));
  EXPECT_EQ(db.steps, (Steps{Action::fetch, Action::fetch}));
}

TEST_P(Token, OfAMissingRow) {
  db.rows.clear();
  const Fault fault = refused(db, t, etag());
  EXPECT_EQ(fault.code, Code::row_missing);
  EXPECT_EQ(fault.detail, R"(key {"id":7})");
  EXPECT_EQ(fault.hint, "");
}

TEST_P(Token, UpdatesAndGivesTheNextOne) {
  const std::string before = token();
  db.steps.clear();
  const std::string answer = run(db, t, update(before));
  EXPECT_EQ(db.steps, (Steps{Action::probe, Action::fetch, Action::update, Action::fetch}));
  EXPECT_EQ(answer, R"({"status":"updated","etag":")" + token() + "\"}");
  EXPECT_NE(token(), before);
}

TEST_P(Token, OfSomeColumnsIsAnsweredByOneOfTheSame) {
  const std::string before = token(R"(["note"])");
  EXPECT_EQ(run(db, t, update(before)), R"({"status":"updated","etag":")" + before + "\"}");
}

TEST_P(Token, UnchangedKeepsIt) {
  db.put(7, {{1, "new"}});
  const std::string before = token();
  EXPECT_EQ(run(db, t, update(before)), R"({"status":"unchanged","etag":")" + before + "\"}");
}

TEST_P(Token, StaleUpdateTellsTheCurrentOne) {
  const std::string before = token();
  other_writes();
  const Fault fault = refused(db, t, update(before));
  EXPECT_EQ(fault.code, Code::stale_version);
  EXPECT_EQ(fault.message, "row of account does not have the expected etag");
  EXPECT_EQ(fault.detail,
            R"(key {"id":7}: expected etag ")" + before + R"(", current etag ")" + token() + "\"");
  EXPECT_EQ(run(db, t, update(before, report)),
            R"({"status":"stale","etag":")" + token() + R"(","row":{"id":7,"name":"theirs","note":null}})");
}

TEST_P(Token, WriteRepeatedIsStaleAndSaysThatTheValuesAreThere) {
  const std::string before = token();
  run(db, t, update(before));
  EXPECT_TRUE(refused(db, t, update(before)).detail.ends_with("; the row holds these very values"));
}

TEST_P(Token, ChangedBetweenProbeAndComparison) {
  const std::string before = token();
  db.steps.clear();
  before_step(db, 2, [&] { other_writes(); });
  EXPECT_EQ(refused(db, t, update(before)).code, Code::stale_version);
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST_P(Token, DeletedBetweenProbeAndComparison) {
  const std::string before = token();
  db.steps.clear();
  before_step(db, 2, [&] { db.rows.clear(); });
  EXPECT_EQ(refused(db, t, update(before)).code, Code::row_missing);
}

TEST(TokenOfPostgres, ChangedBetweenComparisonAndUpdateIsComparedAnew) {
  Described t = account();
  Database db(t);
  db.put(7, {{1, "old"}});
  const std::string before = run(db, t, etag());
  db.steps.clear();
  before_step(db, 3, [&] { db.put(7, {{1, "theirs"}}); });
  EXPECT_EQ(refused(db, t, update(before)).code, Code::stale_version);
  EXPECT_EQ(db.steps, (Steps{Action::probe, Action::fetch, Action::update, Action::probe, Action::fetch}));
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST(TokenOfPostgres, MovedBetweenComparisonAndUpdateIsWrittenWhereItLies) {
  Described t = account();
  Database db(t);
  db.put(7, {{1, "old"}});
  const std::string before = run(db, t, etag());
  db.steps.clear();
  before_step(db, 3, [&] { db.put(7, {{1, "old"}}); });
  EXPECT_TRUE(run(db, t, update(before)).starts_with(R"({"status":"updated","etag":")"));
  EXPECT_EQ(db.rows[7].cells[1], "new");
}

TEST_P(Token, Deletes) {
  const std::string before = token();
  EXPECT_EQ(run(db, t, erase(before)), R"({"status":"deleted"})");
  EXPECT_EQ(refused(db, t, erase(before)).code, Code::row_missing);
}

TEST_P(Token, StaleDelete) {
  const std::string before = token();
  other_writes();
  EXPECT_EQ(refused(db, t, erase(before)).code, Code::stale_version);
  EXPECT_EQ(db.rows.size(), 1U);
}

TEST_P(Token, Checks) {
  const std::string before = token();
  EXPECT_EQ(run(db, t, check(before)), R"({"status":"current"})");
  other_writes();
  EXPECT_EQ(refused(db, t, check(before)).code, Code::stale_version);
}

TEST_P(Token, OfATableWithVersions) {
  t = document(GetParam());
  db.version_column = 3;
  db.put(7, {{1, "old"}}, 3);
  const std::string before = token();
  const std::string answer = run(db, t, update(before));
  EXPECT_EQ(answer, R"({"status":"updated","version":4,"etag":")" + token() + "\"}");
  EXPECT_EQ(refused(db, t, update(before)).code, Code::stale_version);
}

// --- sure_upsert with versions ---

class Versioned : public OneRow {
 protected:
  static Request upsert(std::string_view rows, std::string_view options = "{}") {
    return {.verb = Verb::upsert, .rows = rows, .options = options};
  }
};
INSTANTIATE_TEST_SUITE_P(On, Versioned, testing::Values(Engine::postgres, Engine::sqlite),
                         [](const auto& engine) {
                           return engine.param == Engine::postgres ? "postgres" : "sqlite";
                         });

constexpr const char* at_3 = R"({"id":7,"name":"new","version":3})";
constexpr const char* is_new = R"({"id":7,"name":"new","version":null})";
constexpr const char* one_inserted = R"({"inserted":1,"updated":0,"unchanged":0})";
constexpr const char* one_updated = R"({"inserted":0,"updated":1,"unchanged":0})";
constexpr const char* one_unchanged = R"({"inserted":0,"updated":0,"unchanged":1})";

TEST_P(Versioned, RowAtItsVersionIsWritten) {
  EXPECT_EQ(run(db, t, upsert(at_3)), one_updated);
  EXPECT_EQ(db.rows[7].version, 4);
  EXPECT_EQ(db.rows[7].cells[1], "new");
}

TEST_P(Versioned, RowRepeatedIsItsOwnWrite) {
  run(db, t, upsert(at_3));
  EXPECT_EQ(run(db, t, upsert(at_3)), one_unchanged);
  EXPECT_EQ(db.rows[7].version, 4);
}

TEST_P(Versioned, RowWithoutVersionIsWrittenWhateverIsThere) {
  EXPECT_EQ(run(db, t, upsert(R"({"id":7,"name":"new"})")), one_updated);
  EXPECT_EQ(db.rows[7].version, 4);
}

TEST_P(Versioned, StaleRow) {
  const Fault fault = refused(db, t, upsert(R"([{"id":1},{"id":7,"name":"new","version":2}])"));
  EXPECT_EQ(fault.code, Code::stale_version);
  EXPECT_EQ(fault.detail, R"(key {"id":7}, row 2: expected version 2, current version 3)");
}

TEST_P(Versioned, StaleRowReportedLetsTheOthersThrough) {
  EXPECT_EQ(
      run(db, t,
          upsert(R"([{"id":7,"name":"new","version":2},{"id":8,"name":"n"},{"id":9,"version":5}])",
                 R"({"on_stale":"report","each":true})")),
      R"({"inserted":1,"updated":0,"unchanged":0,"stale":1,"missing":1,"rows":[)"
      R"({"status":"stale","key":{"id":7},"version":3},{"status":"inserted","key":{"id":8},"version":1},)"
      R"({"status":"missing","key":{"id":9},"version":null}]})");
  EXPECT_EQ(db.rows[7].cells[1], "old");
  EXPECT_EQ(db.rows.size(), 2U);
}

TEST_P(Versioned, VersionedRowThatIsGone) {
  db.rows.clear();
  const Fault fault = refused(db, t, upsert(at_3));
  EXPECT_EQ(fault.code, Code::row_missing);
  EXPECT_EQ(fault.detail, R"(key {"id":7}, row 1: expected version 3)");
  EXPECT_TRUE(db.rows.empty());
}

TEST_P(Versioned, NewRow) {
  db.rows.clear();
  EXPECT_EQ(run(db, t, upsert(is_new)), one_inserted);
  EXPECT_EQ(db.rows[7].version, 1);
}

TEST_P(Versioned, NewRowThatIsThereAlready) {
  const Fault fault = refused(db, t, upsert(is_new));
  EXPECT_EQ(fault.code, Code::stale_version);
  EXPECT_EQ(fault.message, "row of document exists already");
  EXPECT_EQ(fault.detail, R"(key {"id":7}, row 1: expected no row, current version 3)");
}

TEST_P(Versioned, NewRowThatIsThereWithTheseValues) {
  db.put(7, {{1, "new"}}, 9);
  EXPECT_EQ(run(db, t, upsert(is_new)), one_unchanged);
  EXPECT_EQ(db.rows[7].version, 9);
}

TEST_P(Versioned, DryRunJudgesAsTheCallWould) {
  EXPECT_EQ(run(db, t, upsert(at_3, R"({"dry_run":true})")),
            R"({"dry_run":true,"inserted":0,"updated":1,"unchanged":0})");
  EXPECT_EQ(refused(db, t, upsert(is_new, R"({"dry_run":true})")).code, Code::stale_version);
  EXPECT_EQ(db.rows[7].version, 3);
}

TEST_P(Versioned, OptionsCannotNameTheVersion) {
  for (const char* options : {R"({"update":["version"]})", R"({"insert_only":["version"]})"})
    EXPECT_EQ(refused(db, t, upsert(at_3, options)).code, Code::invalid_parameter_value) << options;
}

TEST_P(Versioned, InsertTakesAGivenVersion) {
  EXPECT_EQ(run(db, t, {.verb = Verb::insert, .rows = R"([{"id":7,"version":8},{"id":8,"version":8}])"}),
            R"({"inserted":1,"existing":1})");
  EXPECT_EQ(db.rows[8].version, 8);
  EXPECT_EQ(db.rows[7].version, 3);
}

struct Race : testing::Test {
  Described t = document();
  Database db{t};
  bool raced = false;

  // Another transaction puts the row before the first step that does `action`.
  void other_puts(Action action, const char* name, std::int64_t version) {
    db.before = [=, this](const Step& step) {
      if (step.action == action && !raced) db.put(7, {{1, name}}, version);
      raced = raced || step.action == action;
    };
  }
  std::string upsert(std::string_view rows) { return run(db, t, {.verb = Verb::upsert, .rows = rows}); }
  Fault refusal(std::string_view rows) { return refused(db, t, {.verb = Verb::upsert, .rows = rows}); }
};

TEST_F(Race, InsertLostToAnotherRowIsStale) {
  other_puts(Action::insert, "theirs", 1);
  EXPECT_EQ(refusal(is_new).detail, R"(key {"id":7}, row 1: expected no row, current version 1)");
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST_F(Race, InsertLostToTheSameRowIsUnchanged) {
  other_puts(Action::insert, "new", 1);
  EXPECT_EQ(upsert(is_new), one_unchanged);
  EXPECT_EQ(db.rows[7].version, 1);
}

TEST_F(Race, InsertOfManyLostToAnotherRowNamesIt) {
  other_puts(Action::insert, "theirs", 1);
  EXPECT_EQ(refusal(R"([{"id":1,"version":null},{"id":7,"name":"new","version":null}])").detail,
            R"(key {"id":7}, row 2: expected no row, current version 1)");
}

TEST_F(Race, InsertLostWithoutVersionIsAnUpdate) {
  other_puts(Action::insert, "theirs", 1);
  EXPECT_EQ(upsert(R"({"id":7,"name":"new"})"), one_updated);
  EXPECT_EQ(db.rows[7].version, 2);
}

TEST_F(Race, UpdateLostToAnotherWriteIsStale) {
  db.put(7, {{1, "old"}}, 3);
  other_puts(Action::update, "theirs", 4);
  EXPECT_EQ(refusal(at_3).detail, R"(key {"id":7}, row 1: expected version 3, current version 4)");
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST_F(Race, UpdateLostToTheSameWriteIsUnchanged) {
  db.put(7, {{1, "old"}}, 3);
  other_puts(Action::update, "new", 4);
  EXPECT_EQ(upsert(at_3), one_unchanged);
}

TEST_F(Race, UpdateLostToADeleteIsMissing) {
  db.put(7, {{1, "old"}}, 3);
  db.before = [this](const Step& step) {
    if (step.action == Action::update) db.rows.clear();
  };
  EXPECT_EQ(refusal(at_3).code, Code::row_missing);
}

TEST_F(Race, UpdateLostToADeleteWithoutVersionIsAnInsert) {
  db.put(7, {{1, "old"}}, 3);
  db.before = [this](const Step& step) {
    if (step.action == Action::update) db.rows.clear();
  };
  EXPECT_EQ(upsert(R"({"id":7,"name":"new"})"), one_inserted);
  EXPECT_EQ(db.rows[7].version, 1);
}

TEST_F(Race, RowThatComesAndGoesForEverEndsTheCall) {
  db.before = [this](const Step& step) {
    if (step.action == Action::insert) db.put(7, {{1, "theirs"}});
    if (step.action == Action::probe) db.rows.clear();
  };
  EXPECT_EQ(refusal(is_new).code, Code::serialization_failure);
}

}  // namespace
}  // namespace surerow
