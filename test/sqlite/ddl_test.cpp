// DDL between calls, by this connection and by another: the next call sees the table as it is.
#include <gtest/gtest.h>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

std::string upsert(const Database& db, const std::string& table, const std::string& rows) {
  return db("SELECT sure_upsert('" + table + "', '" + rows + "')");
}

// Runs `ddl` on the connection that calls, and again, in another file, on a second connection.
struct Ddl : testing::TestWithParam<bool> {
  void SetUp() override { run("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, b TEXT)"); }
  std::string run(const std::string& sql) { return GetParam() ? other(sql) : db(sql); }
  TemporaryFile file;
  Database db{file.path()}, other{file.path()};
};
INSTANTIATE_TEST_SUITE_P(ByWhom, Ddl, testing::Bool(),
                         [](const auto& by) { return by.param ? "another" : "itself"; });

TEST_P(Ddl, ColumnAdded) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  run("ALTER TABLE t ADD COLUMN c INT");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"c":5})"), one_updated);
  EXPECT_EQ(db("SELECT c FROM t"), "5");
}

TEST_P(Ddl, ColumnDropped) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"b":"x"})"), one_updated);
  run("ALTER TABLE t DROP COLUMN a");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":2})").substr(0, 10), "[1] 42703:");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"b":"y"})"), one_updated);
}

TEST_P(Ddl, ColumnRenamed) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  run("ALTER TABLE t RENAME COLUMN a TO z");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":2})").substr(0, 10), "[1] 42703:");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"z":2})"), one_updated);
}

TEST_P(Ddl, TableRecreatedWithAnotherType) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  run("DROP TABLE t; CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":"no number"})"), one_inserted);
  EXPECT_EQ(db("SELECT a FROM t"), "no number");
}

TEST_P(Ddl, TableRecreatedAndCalledWithOtherMembers) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  run("DROP TABLE t; CREATE TABLE t(id INTEGER PRIMARY KEY, b INT)");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"b":"not an int"})").substr(0, 11), "[20] 22P02:");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"b":7})"), one_inserted);
  EXPECT_EQ(db("SELECT typeof(b) FROM t"), "integer");
}

TEST_P(Ddl, TableDropped) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  run("DROP TABLE t");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})").substr(0, 10), "[1] 42P01:");
  EXPECT_EQ(upsert(db, "t", "[]").substr(0, 10), "[1] 42P01:");
}

TEST_P(Ddl, TableRenamed) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  run("ALTER TABLE t RENAME TO u");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})").substr(0, 10), "[1] 42P01:");
  EXPECT_EQ(upsert(db, "u", R"({"id":1,"a":1})"), one_unchanged);
}

TEST_P(Ddl, ReplacedByAView) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  run("DROP TABLE t; CREATE VIEW t AS SELECT 1 AS id, 2 AS a");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})").substr(0, 10), "[1] 42809:");
}

TEST_P(Ddl, UniqueIndexAddedAndDropped) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"b":"x"})"), one_inserted);
  EXPECT_EQ(upsert(db, "t", R"({"b":"x"})").substr(0, 10), "[1] 42P10:");
  run("CREATE UNIQUE INDEX t_b ON t(b)");
  EXPECT_EQ(upsert(db, "t", R"({"b":"x"})"), one_unchanged);
  run("DROP INDEX t_b");
  EXPECT_EQ(upsert(db, "t", R"({"b":"x"})").substr(0, 10), "[1] 42P10:");
}

TEST_P(Ddl, RowsOfAnEarlierTransactionStay) {
  db("BEGIN");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  db("COMMIT");
  run("ALTER TABLE t ADD COLUMN c INT DEFAULT 3");
  EXPECT_EQ(
      db("SELECT sure_upsert('t', '{\"id\":1,\"c\":4}', '{\"returning\":[\"a\",\"c\"]}')"),
      R"({"inserted":0,"updated":1,"unchanged":0,"rows":[{"status":"updated","key":{"id":1},"row":{"a":1,"c":4}}]})");
}

struct OwnDdl : testing::Test {
  void SetUp() override { db("CREATE TABLE t(id INTEGER PRIMARY KEY, a INT)"); }
  Database db;
};

TEST_F(OwnDdl, RolledBack) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  db("BEGIN; ALTER TABLE t ADD COLUMN c INT");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"c":1})"), one_updated);
  db("ROLLBACK");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"c":1})").substr(0, 10), "[1] 42703:");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_unchanged);
}

TEST_F(OwnDdl, ATemporaryTableHidesAndUncovers) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  db("CREATE TEMP TABLE t(id INTEGER PRIMARY KEY, a TEXT)");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":"temp"})"), one_inserted);
  EXPECT_EQ(upsert(db, "main.t", R"({"id":1,"a":1})"), one_unchanged);
  EXPECT_EQ(db("SELECT a FROM temp.t"), "temp");
  db("DROP TABLE temp.t");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_unchanged);
}

TEST_F(OwnDdl, AttachedTablesComeLast) {
  db("ATTACH ':memory:' AS aux1; ATTACH ':memory:' AS aux2; CREATE TABLE aux2.s(id INTEGER PRIMARY KEY, a "
     "INT)");
  EXPECT_EQ(upsert(db, "s", R"({"id":1,"a":2})"), one_inserted);
  db("CREATE TABLE aux1.s(id INTEGER PRIMARY KEY, a INT)");
  EXPECT_EQ(upsert(db, "s", R"({"id":1,"a":1})"), one_inserted);
  db("CREATE TABLE s(id INTEGER PRIMARY KEY, a INT)");
  EXPECT_EQ(upsert(db, "s", R"({"id":1,"a":0})"), one_inserted);
  EXPECT_EQ(db("SELECT (SELECT a FROM main.s) || (SELECT a FROM aux1.s) || (SELECT a FROM aux2.s)"), "012");
  EXPECT_EQ(upsert(db, "AUX2.S", R"({"id":1,"a":2})"), one_unchanged);
}

TEST_F(OwnDdl, DetachedAndAttachedAnew) {
  db("ATTACH ':memory:' AS aux; CREATE TABLE aux.s(id INTEGER PRIMARY KEY, a INT)");
  EXPECT_EQ(upsert(db, "aux.s", R"({"id":1,"a":2})"), one_inserted);
  EXPECT_EQ(db("DETACH aux"), "");
  EXPECT_EQ(upsert(db, "aux.s", R"({"id":1,"a":2})").substr(0, 10), "[1] 42P01:");
  db("ATTACH ':memory:' AS aux; CREATE TABLE aux.s(id INTEGER PRIMARY KEY, a TEXT)");
  EXPECT_EQ(upsert(db, "aux.s", R"({"id":1,"a":"x"})"), one_inserted);
}

TEST_F(OwnDdl, OtherTablesDoNotMatter) {
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_inserted);
  db("CREATE TABLE other(x); ANALYZE; CREATE INDEX other_x ON other(x)");
  EXPECT_EQ(upsert(db, "t", R"({"id":1,"a":1})"), one_unchanged);
}

TEST_F(OwnDdl, ManyTables) {
  for (int i = 0; i < 200; ++i) db("CREATE TABLE t" + std::to_string(i) + "(id INTEGER PRIMARY KEY, a INT)");
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 200; ++i)
      EXPECT_EQ(upsert(db, "t" + std::to_string(i), R"({"id":1,"a":1})"),
                round ? one_unchanged : one_inserted);
  EXPECT_EQ(db.close(), SQLITE_OK);
}

}  // namespace
}  // namespace surerow::test
