// Where a writer cannot run it says so (25001), and nothing it did remains.
#include <gtest/gtest.h>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

constexpr const char* refused = "[1] 25001: sure_upsert cannot run inside a statement that writes";

// The first line of what `sql` gives.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

struct Guard : testing::TestWithParam<bool> {
  void SetUp() override {
    db("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT); CREATE TABLE log(x); INSERT INTO log VALUES (1), (2)");
    if (GetParam()) db("BEGIN");
  }
  // What `sql` answers; the writer must have left t empty.
  std::string refusal(const std::string& sql) {
    const std::string answer = db(sql);
    EXPECT_EQ(db("SELECT count(*) FROM t"), "0") << sql;
    return first_line(answer);
  }
  Database db;
  const std::string call = R"(sure_upsert('t', '{"id":1,"a":1}'))";
};
INSTANTIATE_TEST_SUITE_P(Where, Guard, testing::Bool(),
                         [](const auto& in) { return in.param ? "in_transaction" : "in_autocommit"; });

TEST_P(Guard, InsertSelect) { EXPECT_EQ(refusal("INSERT INTO log SELECT " + call), refused); }
TEST_P(Guard, InsertValues) { EXPECT_EQ(refusal("INSERT INTO log VALUES (" + call + ")"), refused); }
TEST_P(Guard, Update) { EXPECT_EQ(refusal("UPDATE log SET x = " + call), refused); }
TEST_P(Guard, Delete) { EXPECT_EQ(refusal("DELETE FROM log WHERE x = " + call), refused); }
TEST_P(Guard, TempTable) {
  EXPECT_EQ(refusal("CREATE TEMP TABLE q(x); INSERT INTO q SELECT " + call), refused);
}
TEST_P(Guard, CreateTableAs) { EXPECT_EQ(refusal("CREATE TABLE q AS SELECT " + call + " AS x"), refused); }
TEST_P(Guard, Returning) { EXPECT_EQ(refusal("INSERT INTO log VALUES (3) RETURNING " + call), refused); }
TEST_P(Guard, ReturningOfUpdate) { EXPECT_EQ(refusal("UPDATE log SET x = 3 RETURNING " + call), refused); }
TEST_P(Guard, ReturningOfDelete) { EXPECT_EQ(refusal("DELETE FROM log RETURNING " + call), refused); }
TEST_P(Guard, Replace) { EXPECT_EQ(refusal("REPLACE INTO log SELECT " + call), refused); }
TEST_P(Guard, DoUpdate) {
  db("CREATE UNIQUE INDEX u ON log (x)");
  EXPECT_EQ(refusal("INSERT INTO log VALUES (1) ON CONFLICT DO UPDATE SET x = " + call), refused);
}
TEST_P(Guard, Default) {
  db("CREATE TABLE d(x, y DEFAULT (" + call + "))");
  const std::string answer = refusal("INSERT INTO d(x) VALUES (1)");
  EXPECT_TRUE(answer == refused || answer == "[1] unsafe use of sure_upsert()") << answer;
}
TEST_P(Guard, StrictFunctions) {
  EXPECT_EQ(refusal("INSERT INTO log SELECT sure_enable_strict('t')"),
            "[1] 25001: sure_enable_strict cannot run inside a statement that writes");
  EXPECT_EQ(refusal("DELETE FROM log RETURNING sure_disable_strict('t')"),
            "[1] 25001: sure_disable_strict cannot run inside a statement that writes");
}
TEST_P(Guard, ReturningOnTheTableItself) {
  const std::string answer = db("INSERT INTO t VALUES (9, 9) RETURNING " + call);
  EXPECT_EQ(first_line(answer), refused);
  EXPECT_EQ(db("SELECT count(*) FROM t WHERE id = 1"), "0");
}
TEST_P(Guard, Trigger) {
  db("CREATE TRIGGER g AFTER INSERT ON log BEGIN SELECT " + call + "; END");
  EXPECT_EQ(refusal("INSERT INTO log VALUES (3)"), "[1] unsafe use of sure_upsert()");
}
TEST_P(Guard, View) {
  db("CREATE VIEW v AS SELECT " + call + " AS x");
  EXPECT_EQ(refusal("SELECT x FROM v"), "[1] unsafe use of sure_upsert()");
}
// SQLite 3.40 runs a DIRECTONLY function in a CHECK; later ones refuse it themselves.
TEST_P(Guard, Check) {
  db("CREATE TABLE c(x CHECK (" + call + "))");
  const std::string answer = refusal("INSERT INTO c VALUES (1)");
  EXPECT_TRUE(answer == refused || answer == "[1] unsafe use of sure_upsert()" ||
              answer == "[1] no such table: c")
      << answer;
}
TEST_P(Guard, AnUnfinishedWriter) {
  sqlite3_stmt* open = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(db.get(), "INSERT INTO log VALUES (3), (4) RETURNING x", -1, &open, nullptr),
            SQLITE_OK);
  EXPECT_EQ(sqlite3_step(open), SQLITE_ROW);
  const std::string answer = db("SELECT " + call);
  sqlite3_finalize(open);
  EXPECT_EQ(first_line(answer), refused);
  EXPECT_EQ(db("SELECT " + call), one_inserted);
}

TEST_P(Guard, SayHowToCallIt) {
  const std::string answer = db("INSERT INTO log SELECT " + call);
  EXPECT_NE(answer.find("\nHINT:  Give all rows to one call: SELECT sure_upsert("), std::string::npos)
      << answer;
}

TEST_P(Guard, OneCallForManyRows) {
  EXPECT_EQ(db("SELECT sure_upsert('t', (SELECT json_group_array(json_object('id', x)) FROM log))"),
            R"({"inserted":2,"updated":0,"unchanged":0})");
}

TEST_P(Guard, AScanThatFeedsItselfEnds) {
  db("INSERT INTO t VALUES (1, 1)");
  const std::string answer = db("SELECT sure_upsert('t', json_object('id', id + 1)) FROM t");
  EXPECT_EQ(
      answer.find(std::string(one_inserted) + "\n[1] 25001: sure_upsert cannot run once per row of a SELECT"),
      0u)
      << answer;
  EXPECT_EQ(db("SELECT count(*) FROM t"), "2");
}

// Every way in which one statement could call it again and again.
TEST_P(Guard, EveryScanThatFeedsItselfEnds) {
  constexpr const char* per_row = "[1] 25001: sure_upsert cannot run once per row of a SELECT";
  const std::string next = "json_object('id', id + 1)";
  for (const std::string& sql : {
           "SELECT sure_upsert(substr('t', 1, id * 0 + 1), " + next + ") FROM t",
           "SELECT sure_upsert((SELECT 't' WHERE id > 0), " + next + ", '{}') FROM t",
           "SELECT sure_upsert(iif(id > 0, 't', ''), " + next + ", iif(id > 0, '{}', '')) FROM t",
           "SELECT sure_insert('t', " + next + ") FROM t",
           "SELECT count(sure_upsert('t', " + next + ")) FROM t",
           "SELECT id FROM t WHERE sure_upsert('t', " + next + ") IS NULL",
           "SELECT id FROM t ORDER BY sure_upsert('t', " + next + ")",
           "SELECT id FROM t GROUP BY sure_upsert('t', " + next + ")",
           "SELECT (SELECT sure_upsert('t', " + next + ") || log.x FROM log) FROM t",
           std::string(
               "WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r WHERE sure_upsert('t', ") +
               next + ") IS NOT NULL) SELECT count(*) FROM r",
       }) {
    db("DELETE FROM t; INSERT INTO t VALUES (1, 1), (2, 1)");
    const std::string answer = db(sql);
    const auto at = answer.find("[1] ");
    ASSERT_NE(at, std::string::npos) << sql << "\n" << answer;
    const std::string wanted = sql.find("sure_insert") != sql.npos
                                   ? "[1] 25001: sure_insert cannot run once per row of a SELECT"
                                   : per_row;
    EXPECT_EQ(first_line(answer.substr(at)), wanted) << sql;
  }
}

TEST_P(Guard, ACallSiteIsFreeAgainWhenItsStatementIs) {
  sqlite3_stmt* stmt = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(db.get(), ("SELECT " + call).c_str(), -1, &stmt, nullptr), SQLITE_OK);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(sqlite3_step(stmt), SQLITE_ROW);
    sqlite3_reset(stmt);
  }
  sqlite3_finalize(stmt);
}

TEST_P(Guard, TwoCallsInOneStatement) {
  EXPECT_EQ(db("SELECT " + call + " || " + call), std::string(one_inserted) + one_unchanged);
}

// A function of the user's that runs SQL on the same connection, called by a trigger of the table written.
TEST_P(Guard, CalledByWhatItCalls) {
  const auto runs = [](sqlite3_context* cx, int, sqlite3_value** argv) {
    char* error = nullptr;
    const auto* sql = reinterpret_cast<const char*>(sqlite3_value_text(argv[0]));
    if (sqlite3_exec(sqlite3_context_db_handle(cx), sql, nullptr, nullptr, &error) != SQLITE_OK)
      sqlite3_result_error(cx, error, -1);
    sqlite3_free(error);
  };
  sqlite3_create_function(db.get(), "runs", 1, SQLITE_UTF8, nullptr, runs, nullptr, nullptr);
  db("CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT runs('SELECT sure_upsert(''t'', ''{\"id\":7}'')'); "
     "END");
  EXPECT_EQ(refusal("SELECT " + call), refused);
}

}  // namespace
}  // namespace surerow::test
