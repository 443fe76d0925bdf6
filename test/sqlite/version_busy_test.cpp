// Versions between two connections on one file: what was read in a transaction cannot be written once another
// connection has written, whatever is called; what is checked is held; who waits sees the newest version.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

constexpr const char* locked = "[5] database is locked";
constexpr const char* stale =
    "[19] SR001: row of doc is not at version 1\n"
    "DETAIL:  key {\"id\":1}: expected version 1, current version 2\n"
    "HINT:  Read the row again and decide anew: the same call can never succeed.";
constexpr const char* updated = R"({"status":"updated","version":2})";

struct VersionBusy : testing::TestWithParam<const char*> {
  void SetUp() override {
    db(std::string("PRAGMA journal_mode = ") + GetParam());
    db("CREATE TABLE doc(id INTEGER PRIMARY KEY, n INT); INSERT INTO doc VALUES (1, 0), (2, 0);"
       "SELECT sure_enable_version('doc')");
  }
  TemporaryFile file;
  Database db{file.path()}, other{file.path()};
  const std::string update = R"(SELECT sure_update('doc', 1, '{"n":5}', 1))";
  const std::string check = "SELECT sure_check_version('doc', 1, 1)";
};
INSTANTIATE_TEST_SUITE_P(Journal, VersionBusy, testing::Values("DELETE", "WAL"),
                         [](const auto& journal) { return std::string(journal.param); });

// Under a rollback journal a reader keeps writers from their COMMIT: what it has read cannot be old.
struct VersionSnapshot : VersionBusy {};
INSTANTIATE_TEST_SUITE_P(Journal, VersionSnapshot, testing::Values("WAL"),
                         [](const auto& journal) { return std::string(journal.param); });

TEST_P(VersionBusy, TheSecondIsStale) {
  EXPECT_EQ(other(update), updated);
  EXPECT_EQ(db(R"(SELECT sure_update('doc', 1, '{"n":6}', 1))"), stale);
  EXPECT_EQ(db(R"(BEGIN; SELECT sure_update('doc', 1, '{"n":6}', 1))"), stale);
  EXPECT_EQ(db("COMMIT; SELECT n FROM doc WHERE id = 1"), "5");
}

// In autocommit, and in a transaction that has not read.
TEST_P(VersionBusy, WhoWaitsSeesTheNewestVersion) {
  sqlite3_busy_timeout(db.get(), 10'000);
  for (const char* begin : {"", "BEGIN;"}) {
    other("DELETE FROM doc; INSERT INTO doc VALUES (1, 0, 1)");
    EXPECT_EQ(other("BEGIN IMMEDIATE;" + update), updated);
    std::thread commit([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      other("COMMIT");
    });
    EXPECT_EQ(db(begin + std::string(R"(SELECT sure_update('doc', 1, '{"n":6}', 1))")), stale);
    commit.join();
  }
}

TEST_P(VersionBusy, WhatIsCheckedIsHeld) {
  EXPECT_EQ(db("BEGIN;" + check), R"({"status":"current"})");
  EXPECT_EQ(other(update), locked);
  EXPECT_EQ(other("UPDATE doc SET n = 7 WHERE id = 1"), locked);
  EXPECT_EQ(other("SELECT n FROM doc WHERE id = 1"), "0");
  EXPECT_EQ(db("COMMIT"), "");
  EXPECT_EQ(other(update), updated);
}

// The row looks unchanged to the transaction; it must not say so, for it is not.
TEST_P(VersionSnapshot, WhatAnOldTransactionHasReadItCannotWrite) {
  sqlite3_busy_timeout(db.get(), 10'000);
  EXPECT_EQ(db("BEGIN; SELECT version FROM doc WHERE id = 1"), "1");
  EXPECT_EQ(other(update), updated);
  for (const char* call :
       {R"(sure_update('doc', 1, '{"n":6}', 1))", R"(sure_update('doc', 1, '{"n":0}', 1))",
        R"(sure_update('doc', 1, '{"n":6}', 1, '{"on_stale":"report"}'))",
        R"(sure_update('doc', 1, '{"n":6}', sure_etag('doc', 1)))", "sure_delete('doc', 1, 1)",
        "sure_check_version('doc', 1, 1)", R"(sure_upsert('doc', '{"id":1,"n":7,"version":1}'))",
        R"(sure_upsert('doc', '[{"id":1,"n":7,"version":1},{"id":3,"n":7,"version":null}]'))"})
    EXPECT_EQ(db(std::string("SELECT ") + call).substr(0, 12), "[517] 40001:") << call;
  EXPECT_EQ(db("COMMIT; SELECT n FROM doc WHERE id = 1"), "5");
  EXPECT_EQ(db("BEGIN IMMEDIATE; SELECT version FROM doc WHERE id = 1;"
               R"(SELECT sure_update('doc', 1, '{"n":6}', 2); COMMIT)"),
            "2\n{\"status\":\"updated\",\"version\":3}")
      << "and so it is restarted";
}

// Under a rollback journal the write lock is free until the reader stands in its way.
TEST_P(VersionBusy, TwoThatHaveReadCannotBothWrite) {
  const std::string read = "BEGIN; SELECT version FROM doc WHERE id = 1";
  EXPECT_EQ(db(read), "1");
  EXPECT_EQ(other(read), "1");
  EXPECT_EQ(db(update), updated);
  EXPECT_EQ(other(R"(SELECT sure_update('doc', 1, '{"n":6}', 1))").substr(0, 12), "[517] 40001:");
  EXPECT_EQ(other("ROLLBACK"), "");
  EXPECT_EQ(db("COMMIT"), "");
  EXPECT_EQ(other(R"(SELECT sure_update('doc', 1, '{"n":6}', 1))"), stale);
}

}  // namespace
}  // namespace surerow::test
