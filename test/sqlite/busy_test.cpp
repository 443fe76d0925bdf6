// Two connections on one file: a lock that is not to be had is SQLite's own error, never a success and never
// another error; with busy_timeout a writer waits.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

constexpr const char* locked = "[5] database is locked";
constexpr const char* restart =
    "[517] 40001: could not take the write lock: the transaction already reads the database\n"
    "DETAIL:  Another connection writes, or has written since the transaction began to read, so that what it "
    "reads "
    "cannot become the newest. Waiting does not help.\n"
    "HINT:  Restart the transaction: ROLLBACK, then BEGIN IMMEDIATE.";
constexpr const char* run_again =
    "[517] 40001: could not take the write lock: the statement already reads the database\n"
    "DETAIL:  Another connection writes, or has written since the statement began to read, so that what it "
    "reads "
    "cannot become the newest. Waiting does not help.\n"
    "HINT:  Run the statement again, or run it after BEGIN IMMEDIATE, which waits for the lock.";

struct Busy : testing::TestWithParam<const char*> {
  void SetUp() override {
    db(std::string("PRAGMA journal_mode = ") + GetParam());
    db("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT)");
  }
  std::string upsert(const Database& on, int id) {
    return on("SELECT sure_upsert('t', json_object('id', " + std::to_string(id) + ", 'a', 1))");
  }
  TemporaryFile file;
  Database db{file.path()}, other{file.path()};
};
INSTANTIATE_TEST_SUITE_P(Journal, Busy, testing::Values("DELETE", "WAL"),
                         [](const auto& journal) { return std::string(journal.param); });

TEST_P(Busy, WithoutATimeoutIsReported) {
  EXPECT_EQ(upsert(db, 1), one_inserted);
  other("BEGIN IMMEDIATE");
  EXPECT_EQ(upsert(db, 2), locked);
  other("COMMIT");
  EXPECT_EQ(upsert(db, 2), one_inserted);
  EXPECT_EQ(db("SELECT count(*) FROM t"), "2");
}

TEST_P(Busy, WithATimeoutWaits) {
  EXPECT_EQ(upsert(db, 1), one_inserted);
  sqlite3_busy_timeout(db.get(), 10'000);
  other("BEGIN IMMEDIATE; INSERT INTO t VALUES (2, 1)");
  std::thread commit([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    other("COMMIT");
  });
  EXPECT_EQ(upsert(db, 2), one_unchanged);
  commit.join();
}

TEST_P(Busy, WhenTheTimeoutEndsIsReported) {
  EXPECT_EQ(upsert(db, 1), one_inserted);
  sqlite3_busy_timeout(db.get(), 50);
  other("BEGIN IMMEDIATE");
  EXPECT_EQ(upsert(db, 2), locked);
  EXPECT_EQ(sqlite3_get_autocommit(db.get()), 1);
}

TEST_P(Busy, AReadTransactionThatCannotBeUpgraded) {
  EXPECT_EQ(upsert(db, 1), one_inserted);
  db("BEGIN; SELECT * FROM t");
  other("BEGIN IMMEDIATE");
  sqlite3_busy_timeout(db.get(), 10'000);
  EXPECT_EQ(upsert(db, 2), restart) << "and at once";
  EXPECT_EQ(sqlite3_get_autocommit(db.get()), 0) << "the caller's transaction is the caller's";
  other("ROLLBACK");
  EXPECT_EQ(upsert(db, 2), one_inserted);
  EXPECT_EQ(db("COMMIT"), "");
}

TEST_P(Busy, ADryRunTakesNoLock) {
  EXPECT_EQ(upsert(db, 1), one_inserted);
  other("BEGIN IMMEDIATE");
  EXPECT_EQ(db(R"(SELECT sure_upsert('t', '{"id":1,"a":2}', '{"dry_run":true}'))"),
            R"({"dry_run":true,"inserted":0,"updated":1,"unchanged":0})");
  other("ROLLBACK");
  EXPECT_EQ(db("SELECT a FROM t"), "1");
}

TEST_P(Busy, ATransactionThatHasNotReadYetIsReportedWithoutATimeout) {
  for (const int known : {0, 1}) {
    db("BEGIN");
    other("BEGIN IMMEDIATE");
    EXPECT_EQ(upsert(db, 1), locked) << known;
    other("ROLLBACK");
    EXPECT_EQ(upsert(db, 1), one_inserted) << "nothing was read, so that the lock may be taken later";
    EXPECT_EQ(upsert(other, 2), locked);
    db("ROLLBACK");
  }
}

// The calls of a deferred transaction: a table described before or only now, one row, many, with a trigger.
struct BusyInTransaction : Busy {
  const std::string one = R"(SELECT sure_upsert('t', '{"id":1,"a":1}'))";
  const std::string many = R"(SELECT sure_upsert('t', '[{"id":1,"a":1},{"id":2,"a":1}]'))";

  // True: it waited.
  bool waits(const std::string& call, const std::string& answer) {
    using std::chrono::steady_clock, std::chrono::milliseconds;
    sqlite3_busy_timeout(db.get(), 10'000);
    other("BEGIN IMMEDIATE");
    db("BEGIN");
    const auto began = steady_clock::now();
    std::thread commit([&] {
      std::this_thread::sleep_for(milliseconds(300));
      other("INSERT INTO log VALUES (1); COMMIT");
    });
    EXPECT_EQ(db(call), answer);
    const bool waited = steady_clock::now() - began >= milliseconds(250);
    commit.join();
    EXPECT_EQ(db("COMMIT"), "");
    return waited;
  }
};
INSTANTIATE_TEST_SUITE_P(Journal, BusyInTransaction, testing::Values("DELETE", "WAL"),
                         [](const auto& journal) { return std::string(journal.param); });

TEST_P(BusyInTransaction, ATableNotSeenBefore) {
  db("CREATE TABLE log(x)");
  EXPECT_TRUE(waits(one, one_inserted));
}
TEST_P(BusyInTransaction, ATableSeenBefore) {
  db("CREATE TABLE log(x)");
  EXPECT_EQ(db(one), one_inserted);
  EXPECT_TRUE(waits(one, one_unchanged));
}
TEST_P(BusyInTransaction, ManyRows) {
  db("CREATE TABLE log(x)");
  EXPECT_EQ(db(one), one_inserted);
  EXPECT_TRUE(waits(many, R"({"inserted":1,"updated":0,"unchanged":1})"));
}
TEST_P(BusyInTransaction, ATrigger) {
  db("CREATE TABLE log(x); CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log SELECT a FROM t; END");
  EXPECT_TRUE(waits(one, one_inserted));
}
TEST_P(BusyInTransaction, IncrementalVacuum) {
  db("CREATE TABLE log(x); PRAGMA auto_vacuum = 2; VACUUM; INSERT INTO log VALUES (zeroblob(50000)); DELETE "
     "FROM log");
  EXPECT_TRUE(waits(many, R"({"inserted":2,"updated":0,"unchanged":0})"));
  EXPECT_EQ(db("PRAGMA integrity_check"), "ok");
}
TEST_P(BusyInTransaction, StrictTablesToo) {
  db("CREATE TABLE log(x)");
  EXPECT_TRUE(waits("SELECT json_extract(sure_enable_strict('t'), '$.status')", "enabled"));
}
TEST_P(BusyInTransaction, VersionGuardsToo) {
  db("CREATE TABLE log(x)");
  EXPECT_TRUE(waits("SELECT json_extract(sure_enable_version('t'), '$.status')", "enabled"));
}
TEST_P(BusyInTransaction, ATableOfAnAttachedDatabase) {
  const TemporaryFile second;
  for (const Database* each : {&db, &other}) (*each)("ATTACH '" + second.path() + "' AS \"o \"\"x\"");
  db(std::string("PRAGMA \"o \"\"x\".journal_mode = ") + GetParam());
  db(R"(CREATE TABLE log(x); CREATE TABLE "o ""x".u(id INTEGER PRIMARY KEY))");
  const std::string call = R"(SELECT sure_upsert('u', '{"id":1}'))";
  EXPECT_TRUE(waits(call, one_inserted));
  // What was read of another database does not matter.
  sqlite3_busy_timeout(db.get(), 0);
  db("BEGIN; SELECT * FROM t");
  other(R"(BEGIN; INSERT INTO "o ""x".u VALUES (7))");
  EXPECT_EQ(db(call), locked);
  EXPECT_EQ(db(one), one_inserted) << "and main is free";
  db("ROLLBACK; BEGIN; SELECT * FROM u");
  EXPECT_EQ(db(call), restart);
  other("ROLLBACK");
  db("ROLLBACK");
}

TEST(BusySnapshot, IsReported) {
  const TemporaryFile file;
  const Database db(file.path()), other(file.path());
  db("PRAGMA journal_mode = WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, a INT); INSERT INTO t VALUES (1, 1)");
  db("BEGIN; SELECT * FROM t");
  other("UPDATE t SET a = 2");
  for (const char* call :
       {R"(SELECT sure_upsert('t', '{"id":1,"a":3}'))", "SELECT sure_enable_strict('t')",
        "SELECT sure_enable_version('t')", R"(SELECT sure_upsert('t', '[{"id":1,"a":3},{"id":2}]'))"})
    EXPECT_EQ(db(call), restart);
  EXPECT_EQ(db("SELECT a FROM t; ROLLBACK"), "1");
  EXPECT_EQ(db(R"(BEGIN IMMEDIATE; SELECT sure_upsert('t', '{"id":1,"a":3}'); COMMIT)"), one_updated);
}

// A trigger of temp may write to another database than its table's.
TEST(BusySnapshot, OfADatabaseThatATriggerWrites) {
  const TemporaryFile file, second;
  const Database db(file.path()), other(second.path());
  other("PRAGMA journal_mode = WAL; CREATE TABLE u(x); INSERT INTO u VALUES (1)");
  db("CREATE TABLE t(id INTEGER PRIMARY KEY); ATTACH '" + second.path() +
     "' AS o;"
     "CREATE TEMP TRIGGER g AFTER INSERT ON main.t BEGIN INSERT INTO u VALUES (2); END");
  db("BEGIN; SELECT * FROM u");
  other("INSERT INTO u VALUES (3)");
  EXPECT_EQ(db(R"(SELECT sure_upsert('t', '{"id":1}'))"), restart);
  EXPECT_EQ(db("COMMIT; SELECT count(*) FROM t"), "0");
}

TEST_P(Busy, AStatementThatReadsWhileItCalls) {
  const std::string call =
      "SELECT sure_upsert('t', (SELECT json_object('id', coalesce(max(id), 0) + 1) FROM t))";
  EXPECT_EQ(db(call), one_inserted);
  sqlite3_busy_timeout(db.get(), 10'000);
  other("BEGIN IMMEDIATE");
  EXPECT_EQ(db(call), run_again) << "and at once";
  EXPECT_EQ(sqlite3_get_autocommit(db.get()), 1);
  other("ROLLBACK");
  EXPECT_EQ(db(call), one_inserted);
}

TEST(WriteLock, ChangesNothing) {
  const TemporaryFile file;
  const Database db(file.path()), other(file.path());
  db("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT); INSERT INTO t VALUES (1, 1), (2, 2), (3, 3);"
     "CREATE TABLE c(p REFERENCES t); PRAGMA foreign_keys = 1;"
     "CREATE TEMP TRIGGER g BEFORE DELETE ON t BEGIN SELECT RAISE(FAIL, 'deleted'); END");
  const std::string unchanged = R"(SELECT sure_upsert('t', '{"id":1,"a":1}');)";
  const std::string counts = "SELECT changes() || ' of ' || total_changes()";
  for (const int known : {0, 1}) {
    const std::string before = db("INSERT INTO c VALUES (1), (2); BEGIN;" + counts);
    EXPECT_EQ(db(unchanged + counts), std::string(one_unchanged) + "\n" + before) << known;
    EXPECT_EQ(other("BEGIN IMMEDIATE"), locked);
    EXPECT_EQ(db("ROLLBACK"), "");
  }
}

TEST(ReadOnly, PassesThrough) {
  const TemporaryFile file;
  Database db(file.path());
  db("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT); INSERT INTO t VALUES (1, 1); PRAGMA query_only = 1");
  EXPECT_EQ(db(R"(SELECT sure_upsert('t', '{"id":1,"a":3}'))"), "[8] attempt to write a readonly database");
  EXPECT_EQ(sqlite3_get_autocommit(db.get()), 1);
  db("PRAGMA query_only = 0");
  EXPECT_EQ(db(R"(SELECT sure_upsert('t', '{"id":1,"a":3}'))"), one_updated);
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Interrupt, PassesThrough) {
  Database db;
  db("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT)");
  const auto interrupts = [](void* raw) { return ++*static_cast<int*>(raw) > 1000 ? 1 : 0; };
  int calls = 0;
  sqlite3_progress_handler(db.get(), 10, interrupts, &calls);
  const std::string many =
      "SELECT sure_upsert('t', (WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) "
      "SELECT json_group_array(json_object('id', i)) FROM n))";
  EXPECT_EQ(db(many), "[9] interrupted");
  sqlite3_progress_handler(db.get(), 0, nullptr, nullptr);
  EXPECT_EQ(db("SELECT count(*) FROM t"), "0");
  EXPECT_EQ(db(many), R"({"inserted":5000,"updated":0,"unchanged":0})");
}

}  // namespace
}  // namespace surerow::test
