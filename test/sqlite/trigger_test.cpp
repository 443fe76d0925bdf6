// Triggers and constraints of SQLite: vetoes are seen, messages kept, and a refused call leaves nothing.
#include <gtest/gtest.h>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

struct Trigger : testing::TestWithParam<bool> {
  void SetUp() override {
    db("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT CHECK (a < 100), b TEXT UNIQUE, c INT, CHECK (c > a), "
       "CONSTRAINT short CHECK (length(b) < 5)); CREATE TABLE log(x UNIQUE)");
    if (GetParam()) db("BEGIN");
  }
  std::string upsert(const std::string& rows, const std::string& options = "{}") {
    return db("SELECT sure_upsert('t', '" + rows + "', '" + options + "')");
  }
  Database db;
};
INSTANTIATE_TEST_SUITE_P(Where, Trigger, testing::Bool(),
                         [](const auto& in) { return in.param ? "in_transaction" : "in_autocommit"; });

TEST_P(Trigger, VetoOfAnInsert) {
  db("CREATE TRIGGER g BEFORE INSERT ON t WHEN NEW.a = 13 BEGIN INSERT INTO log VALUES (NEW.id); "
     "SELECT RAISE(IGNORE); END");
  EXPECT_EQ(upsert(R"([{"id":1,"a":1},{"id":2,"a":13}])").substr(0, 11), "[19] SR003:");
  EXPECT_EQ(db("SELECT (SELECT count(*) FROM t) + (SELECT count(*) FROM log)"), "0") << "all or nothing";
  EXPECT_EQ(upsert(R"([{"id":1,"a":1},{"id":2,"a":13}])", R"({"on_vetoed":"report"})"),
            R"({"inserted":1,"updated":0,"unchanged":0,"vetoed":1})");
}

TEST_P(Trigger, VetoOfAnUpdate) {
  db("INSERT INTO t(id, a) VALUES (1, 1); "
     "CREATE TRIGGER g BEFORE UPDATE ON t WHEN NEW.a = 13 BEGIN SELECT RAISE(IGNORE); END");
  EXPECT_EQ(upsert(R"({"id":1,"a":13})").substr(0, 11), "[19] SR003:");
  EXPECT_EQ(upsert(R"({"id":1,"a":14})"), one_updated);
}

TEST_P(Trigger, ItsMessageIsKept) {
  db("CREATE TRIGGER g AFTER INSERT ON t WHEN NEW.a = 13 BEGIN SELECT RAISE(ABORT, 'no thirteens'); END");
  EXPECT_EQ(upsert(R"([{"id":1,"a":1},{"id":2,"a":13}])"), "[1811] no thirteens");
  EXPECT_EQ(db("SELECT count(*) FROM t"), "0");
}

TEST_P(Trigger, RaiseRollback) {
  db("CREATE TRIGGER g AFTER INSERT ON t WHEN NEW.a = 13 BEGIN SELECT RAISE(ROLLBACK, 'all of it'); END");
  if (GetParam()) db("COMMIT; BEGIN");
  EXPECT_EQ(upsert(R"([{"id":1,"a":1},{"id":2,"a":13}])"), "[1811] all of it");
  EXPECT_EQ(sqlite3_get_autocommit(db.get()), 1);
  EXPECT_EQ(db("SELECT count(*) FROM t"), "0");
  EXPECT_EQ(upsert(R"({"id":1,"a":1})"), one_inserted);
}

TEST_P(Trigger, AnotherTablesConstraintIsNotTakenForOurs) {
  db("INSERT INTO log VALUES ('x'); CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES ('x'); "
     "END");
  EXPECT_EQ(upsert(R"({"id":1,"a":1})"), "[2067] UNIQUE constraint failed: log.x");
  EXPECT_EQ(db("SELECT count(*) FROM t"), "0");
}

TEST_P(Trigger, CountsAreTheRowsOwn) {
  db("CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES (NEW.id); INSERT INTO log VALUES "
     "(-NEW.id); END");
  EXPECT_EQ(upsert(R"([{"id":1,"a":1},{"id":2,"a":1}])"), R"({"inserted":2,"updated":0,"unchanged":0})");
}

TEST_P(Trigger, ReturningSeesWhatAfterTriggersWrote) {
  db("CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = 'set' WHERE id = NEW.id; END");
  EXPECT_EQ(
      upsert(R"({"id":1,"a":1})", R"({"returning":["b"]})"),
      R"({"inserted":1,"updated":0,"unchanged":0,"rows":[{"status":"inserted","key":{"id":1},"row":{"b":"set"}}]})");
}

TEST_P(Trigger, Checks) {
  EXPECT_EQ(
      upsert(R"({"id":1,"a":200})"),
      "[275] 23514: new row for relation \"t\" violates check constraint \"t_a_check\"\nDETAIL:  row 1 of t");
  EXPECT_EQ(
      upsert(R"({"id":1,"a":20,"c":3})"),
      "[275] 23514: new row for relation \"t\" violates check constraint \"t_check\"\nDETAIL:  row 1 of t");
  EXPECT_EQ(
      upsert(R"({"id":1,"b":"much too long"})"),
      "[275] 23514: new row for relation \"t\" violates check constraint \"short\"\nDETAIL:  row 1 of t");
}

TEST_P(Trigger, AnotherUniqueKey) {
  EXPECT_EQ(upsert(R"({"id":1,"b":"x"})"), one_inserted);
  EXPECT_EQ(
      upsert(R"([{"id":2,"b":"y"},{"id":3,"b":"x"}])"),
      "[2067] 23505: duplicate key value violates unique constraint \"t_b_key\"\nDETAIL:  (b) of t, row 2");
  EXPECT_EQ(db("SELECT count(*) FROM t"), "1");
}

TEST(ForeignKey, ImmediateAndDeferred) {
  Database db;
  db("PRAGMA foreign_keys = 1; CREATE TABLE p(id INTEGER PRIMARY KEY); "
     "CREATE TABLE now(id INTEGER PRIMARY KEY, p INT REFERENCES p); "
     "CREATE TABLE later(id INTEGER PRIMARY KEY, p INT REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
  EXPECT_EQ(db(R"(SELECT sure_upsert('now', '{"id":1,"p":1}'))").substr(0, 12), "[787] 23503:");
  EXPECT_EQ(db(R"(SELECT sure_upsert('later', '{"id":1,"p":1}'))").substr(0, 12), "[787] 23503:");
  EXPECT_EQ(sqlite3_get_autocommit(db.get()), 1);
  EXPECT_EQ(db("SELECT count(*) FROM later"), "0");
  db("BEGIN");
  EXPECT_EQ(db(R"(SELECT sure_upsert('later', '{"id":1,"p":1}'))"), one_inserted);
  EXPECT_EQ(db("COMMIT").substr(0, 5), "[787]") << "in the caller's transaction the caller's COMMIT checks";
  db("ROLLBACK");
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(ConflictClauses, DoNotBite) {
  const Database db;
  db("CREATE TABLE t(id INTEGER PRIMARY KEY ON CONFLICT REPLACE, a INT UNIQUE ON CONFLICT IGNORE, "
     "b TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'x')");
  EXPECT_EQ(db(R"(SELECT sure_upsert('t', '{"id":1,"a":1,"b":"x"}'))"), one_inserted);
  EXPECT_EQ(db(R"(SELECT sure_upsert('t', '{"id":2,"a":1,"b":"x"}'))").substr(0, 13), "[2067] 23505:");
  EXPECT_EQ(db(R"(SELECT sure_upsert('t', '{"id":1,"b":null}'))").substr(0, 13), "[1299] 23502:");
  EXPECT_NE(db("SELECT sure_describe('t')").find("The table says ON CONFLICT REPLACE"), std::string::npos);
  EXPECT_NE(db("SELECT sure_describe('t')").find("The table says ON CONFLICT IGNORE"), std::string::npos);
}

}  // namespace
}  // namespace surerow::test
