// sure_apply and the locks of SQLite: taken before anything is read, of all databases that are named, in one
// order; one that is not to be had is SQLite's own error, and nothing of the call remains.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

constexpr const char* locked = "[5] database is locked";

struct ApplyBusy : testing::TestWithParam<const char*> {
  void SetUp() override {
    for (const Database* database : {&db, &other}) (*database)("ATTACH '" + second.path() + "' AS second");
    for (const char* schema : {"main", "second"}) {
      db(std::string("PRAGMA ") + schema + ".journal_mode = " + GetParam());
      db(std::string("CREATE TABLE ") + schema + ".t(id INTEGER PRIMARY KEY, a INT)");
    }
  }
  static std::string two(int id) {
    const std::string row = R"({"id":)" + std::to_string(id) + R"(,"a":1})";
    return R"(SELECT sure_apply('[{"upsert":["main.t",)" + row + R"(]},{"upsert":["second.t",)" + row +
           "]}]')";
  }
  TemporaryFile file, second;
  Database db{file.path()}, other{file.path()};
  const std::string inserted = std::string(R"({"results":[)") + one_inserted + "," + one_inserted + "]}";
};
INSTANTIATE_TEST_SUITE_P(Journal, ApplyBusy, testing::Values("DELETE", "WAL"),
                         [](const auto& journal) { return std::string(journal.param); });

TEST_P(ApplyBusy, WithoutATimeoutIsReported) {
  for (const char* schema : {"main", "second"}) {
    other(std::string("BEGIN; INSERT INTO ") + schema + ".t VALUES (9, 9)");
    EXPECT_EQ(db(two(1)), locked) << schema;
    EXPECT_EQ(sqlite3_get_autocommit(db.get()), 1);
    db("BEGIN");
    EXPECT_EQ(db(two(1)), locked) << schema;
    EXPECT_EQ(sqlite3_get_autocommit(db.get()), 0) << "the caller's transaction is the caller's";
    EXPECT_EQ(db("ROLLBACK"), "");
    other("ROLLBACK");
  }
  EXPECT_EQ(db("SELECT count(*) FROM main.t UNION ALL SELECT count(*) FROM second.t"), "0\n0");
  EXPECT_EQ(db(two(1)), inserted);
}

TEST_P(ApplyBusy, WithATimeoutWaits) {
  using std::chrono::steady_clock, std::chrono::milliseconds;
  sqlite3_busy_timeout(db.get(), 10'000);
  for (const char* begin : {"", "BEGIN; "}) {
    other("BEGIN; INSERT INTO second.t VALUES (9, 9)");
    const auto began = steady_clock::now();
    std::thread release([&] {
      std::this_thread::sleep_for(milliseconds(100));
      other("ROLLBACK");
    });
    EXPECT_EQ(db(begin + two(*begin == '\0' ? 1 : 2)), inserted);
    EXPECT_GE(steady_clock::now() - began, milliseconds(90));
    release.join();
  }
  EXPECT_EQ(db("COMMIT"), "");
}

TEST_P(ApplyBusy, AReadTransactionThatCannotBeUpgradedIsToldSo) {
  db("BEGIN; SELECT * FROM second.t");
  other("INSERT INTO second.t VALUES (9, 9)");
  const std::string answer = db(two(1));
  // Without WAL the reader keeps the other one from writing.
  EXPECT_TRUE(std::string(GetParam()) == "DELETE"
                  ? answer == inserted
                  : answer.starts_with("[517] 40001: could not take the write lock"))
      << answer;
  db("ROLLBACK");
}

// Each has as main what the other one has attached, and names it first: whoever waits for the first file does
// not hold the second.
TEST_P(ApplyBusy, FilesAreLockedInOneOrder) {
  Database crossed(second.path());
  crossed("ATTACH '" + file.path() + "' AS second");
  const bool main_first = file.path() < second.path();
  other(std::string("BEGIN; INSERT INTO ") + (main_first ? "main" : "second") + ".t VALUES (9, 9)");
  for (const Database* waiting : {&db, &crossed}) {
    (*waiting)("BEGIN");
    EXPECT_EQ((*waiting)(two(1)), locked);
    const bool last_is_main = (waiting == &crossed) == main_first;
    EXPECT_NE(sqlite3_txn_state(waiting->get(), last_is_main ? "main" : "second"), SQLITE_TXN_WRITE);
  }
}

TEST_P(ApplyBusy, DdlByOthersIsSeen) {
  EXPECT_EQ(db(two(1)), inserted);
  other(
      "ALTER TABLE second.t ADD COLUMN b TEXT; DROP TABLE main.t; CREATE TABLE main.t(a INT, id INTEGER "
      "PRIMARY KEY)");
  EXPECT_EQ(
      db(R"(SELECT sure_apply('[{"upsert":["main.t",{"id":1,"a":1}]},{"upsert":["second.t",{"id":1,"b":"x"}]}]'))"),
      std::string(R"({"results":[)") + one_inserted + R"(,{"inserted":0,"updated":1,"unchanged":0}]})");
}

// More tables than a connection keeps in mind, and more operations than writers are kept for.
TEST(Apply, ManyTablesAndOperations) {
  Database db;
  constexpr int tables = 100;
  for (int i = 0; i < tables; ++i) db("CREATE TABLE t" + std::to_string(i) + "(id INTEGER PRIMARY KEY)");
  const std::string ops =
      "SELECT json_array_length(sure_apply((WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 "
      "FROM n WHERE i < 4999) SELECT json_group_array(json_object('insert', json_array('t' || (i % 100), "
      "json_object('id', i)))) FROM n)), '$.results')";
  EXPECT_EQ(db(ops), "5000");
  EXPECT_EQ(db("SELECT count(*) || '/' || min(id) || '/' || max(id) FROM t42"), "50/42/4942");
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Apply, LeavesTheConnectionToBeClosed) {
  Database db;
  db("CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT UNIQUE)");
  db(R"(SELECT sure_apply('[{"insert":["t",[{"id":1,"v":"x"}]]},{"insert":["t",{"id":2,"v":"x"}]}]'))");
  EXPECT_EQ(db("SELECT count(*) FROM t"), "0");
  EXPECT_EQ(db.close(), SQLITE_OK);
}

}  // namespace
}  // namespace surerow::test
