// Two connections on one file: a lock that is not to be had is SQLite's own error, never a success and never
// another error; with busy_timeout a writer waits.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

constexpr const char* locked = "[5] database is locked";

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
  EXPECT_EQ(upsert(db, 2), locked);
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

TEST(BusySnapshot, IsReported) {
  const TemporaryFile file;
  const Database db(file.path()), other(file.path());
  db("PRAGMA journal_mode = WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, a INT); INSERT INTO t VALUES (1, 1)");
  db("BEGIN; SELECT * FROM t");
  other("UPDATE t SET a = 2");
  EXPECT_EQ(db(R"(SELECT sure_upsert('t', '{"id":1,"a":3}'))"), "[517] database is locked");
  EXPECT_EQ(db("SELECT a FROM t; ROLLBACK"), "1");
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
