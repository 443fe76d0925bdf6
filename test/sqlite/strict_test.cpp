// Strict tables on SQLite where a script cannot tell: transactions, files, a connection without the module.
#include <gtest/gtest.h>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

constexpr const char* classic = "CREATE TABLE t(a INT, b TEXT)";

TEST(Strict, ARefusedStatementLeavesNothingInATransaction) {
  const Database db;
  db(std::string(classic) + "; SELECT sure_enable_strict('t'); BEGIN; INSERT INTO t VALUES (0, 'kept')");
  EXPECT_EQ(db("INSERT INTO t VALUES (1, 'x'), (2, 'y'), ('bad', 'z')"),
            "[20] 22P02: invalid input syntax for type bigint: \"bad\"\nDETAIL:  column a of t");
  EXPECT_EQ(db("UPDATE t SET a = CASE a WHEN 0 THEN 'bad' END").substr(0, 11), "[20] 22P02:");
  EXPECT_EQ(db("INSERT INTO t SELECT value, 'x' FROM json_each('[1,2,\"bad\"]')").substr(0, 11),
            "[20] 22P02:");
  EXPECT_EQ(db("COMMIT; SELECT count(*) FROM t"), "1");
}

TEST(Strict, EnablingIsAllOrNothing) {
  const Database db;
  db(std::string(classic) + "; INSERT INTO t VALUES ('bad', 1); BEGIN");
  EXPECT_EQ(db("SELECT sure_enable_strict('t')").substr(0, 11), "[20] 22P02:");
  EXPECT_EQ(db("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"), "0");
  db("SELECT sure_enable_strict('t', '{\"existing\":\"skip\"}'); ROLLBACK");
  EXPECT_EQ(db("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"), "0");
  EXPECT_EQ(db("SELECT sure_enable_strict('t', '{\"existing\":\"skip\"}'); INSERT INTO t VALUES ('x', 1)")
                .substr(0, 20),
            "{\"status\":\"enabled\",");
}

TEST(Strict, TheConnectionCloses) {
  for (const char* sql :
       {"SELECT sure_enable_strict('t')", "SELECT sure_disable_strict('t')",
        "SELECT sure_enable_strict('none')",
        "SELECT sure_enable_strict('t'); INSERT INTO t VALUES (1, 'x'); INSERT INTO t VALUES ('x', 1)"}) {
    Database db;
    db(std::string(classic) + ";" + sql);
    EXPECT_EQ(db.close(), SQLITE_OK) << sql;
  }
}

TEST(Strict, CallingTwiceWritesNothing) {
  const TemporaryFile file;
  const Database db(file.path());
  db(std::string(classic) + "; SELECT sure_enable_strict('t')");
  const std::string before = db("PRAGMA schema_version");
  EXPECT_EQ(db("SELECT sure_enable_strict('t') ->> 'status'"), "unchanged");
  EXPECT_EQ(db("PRAGMA schema_version"), before);
}

TEST(Strict, WithoutTheModuleWritesFail) {
  const TemporaryFile file;
  {
    const Database db(file.path());
    db(std::string(classic) + "; INSERT INTO t VALUES (1, 'x'); SELECT sure_enable_strict('t')");
  }
  sqlite3* plain = nullptr;
  ASSERT_EQ(sqlite3_open(file.path().c_str(), &plain), SQLITE_OK);
  for (const char* sql : {"INSERT INTO t VALUES (1, 'x')", "UPDATE t SET a = 2"}) {
    EXPECT_EQ(sqlite3_exec(plain, sql, nullptr, nullptr, nullptr), SQLITE_ERROR) << sql;
    EXPECT_STREQ(sqlite3_errmsg(plain), "no such function: sure_check_row");
  }
  EXPECT_EQ(sqlite3_exec(plain, "SELECT * FROM t; DELETE FROM t", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(plain);
}

TEST(Strict, AnotherConnectionSeesIt) {
  const TemporaryFile file;
  const Database one(file.path()), two(file.path());
  one(classic);
  EXPECT_EQ(two("SELECT sure_upsert('t', '[]')").substr(0, 1), "{");
  one("SELECT sure_enable_strict('t')");
  EXPECT_EQ(two("INSERT INTO t VALUES ('bad', 1)").substr(0, 11), "[20] 22P02:");
  EXPECT_EQ(two("SELECT sure_disable_strict('t'); INSERT INTO t VALUES ('bad', 1)"),
            R"({"status":"disabled"})");
}

TEST(Strict, Utf16) {
  const Database db;
  db("PRAGMA encoding = 'UTF-16'; CREATE TABLE t(\"größe\" INT, d DATE); SELECT sure_enable_strict('t')");
  EXPECT_EQ(db("INSERT INTO t VALUES (1, '2024-01-31')"), "");
  EXPECT_EQ(db("INSERT INTO t VALUES ('ß', NULL)"),
            "[20] 22P02: invalid input syntax for type bigint: \"ß\"\nDETAIL:  column größe of t");
}

// A function takes 127 arguments: a wide row is checked in parts.
TEST(Strict, WideTables) {
  const Database db;
  std::string columns, first, last;
  for (int i = 0; i < 1500; ++i) {
    columns += (i ? ", c" : "c") + std::to_string(i) + " INT";
    first += i == 0 ? "'bad'" : ", 1";
    last += i == 0 ? "1" : i == 1499 ? ", 'bad'" : ", 1";
  }
  db("CREATE TABLE wide(" + columns + ")");
  EXPECT_EQ(db("SELECT sure_enable_strict('wide') ->> 'status'"), "enabled");
  EXPECT_EQ(db("INSERT INTO wide VALUES (" + first + ")").substr(0, 11), "[20] 22P02:");
  EXPECT_EQ(db("INSERT INTO wide VALUES (" + last + ")"),
            "[20] 22P02: invalid input syntax for type bigint: \"bad\"\nDETAIL:  column c1499 of wide");
  EXPECT_EQ(db("INSERT INTO wide(c3) VALUES (1); UPDATE wide SET c1400 = 'bad'").substr(0, 11),
            "[20] 22P02:");
}

// What upsert stores of every type passes the triggers.
TEST(Strict, UpsertStoresWhatFits) {
  const Database db;
  db("CREATE TABLE t(id INTEGER PRIMARY KEY, b BOOLEAN, n NUMERIC(10,2), r REAL, d DATE, ts TIMESTAMP, tz "
     "TIMESTAMPTZ, "
     "x BYTEA, j JSON, jb JSONB, u UUID, i INET, v VARCHAR(3), any_type); SELECT sure_enable_strict('t')");
  EXPECT_EQ(db(R"(SELECT sure_upsert('t', '[{"id":1,"b":true,"n":"12.50","r":"Infinity","d":"Jan 31 2024",
    "ts":"2024-01-31 12:00","tz":"2024-01-31 12:00+02","x":"\\x00ff","j":"{}","jb":{"a":[1]},
    "u":"{00000000-0000-0000-0000-000000000001}","i":"10.0.0.1/8","v":"abc","any_type":1.5}]'))"),
            one_inserted);
  EXPECT_EQ(
      db("UPDATE t SET b = b, n = n, r = r, d = d || '', ts = ts || '', tz = tz || '', x = x, j = j || '' "
         "WHERE id = 1; SELECT changes()"),
      "1");
}

// The dump of a strict table restores it, rows first.
TEST(Strict, DumpAndRestore) {
  const Database db;
  db(std::string(classic) + "; SELECT sure_enable_strict('t', '{\"columns\":{\"b\":\"date\"}}')");
  const std::string triggers = db("SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name");
  const Database copy;
  copy(std::string(classic) + "; INSERT INTO t VALUES (1, '2024-01-31')");
  std::string script;
  for (const char c : triggers) script += c;
  for (std::size_t at; (at = script.find("END\nCREATE")) != script.npos;) script.replace(at, 4, "END;");
  copy(script);
  EXPECT_EQ(copy("INSERT INTO t VALUES (1, 'x')").substr(0, 11), "[20] 22007:");
  EXPECT_EQ(copy("SELECT sure_enable_strict('t') ->> 'status'"), "unchanged");
}

TEST(Strict, SettingsOfTheSessionDoNotChangeWhatFits) {
  const Database db;
  db("CREATE TABLE t(d DATE, z TIMESTAMPTZ); SELECT sure_enable_strict('t')");
  db(R"(SELECT sure_settings('{"date_style":"German, DMY","time_zone":"Asia/Tokyo"}'))");
  EXPECT_EQ(db("INSERT INTO t VALUES ('2024-01-31', '2024-01-31 12:00:00+00:00')"), "");
  EXPECT_EQ(db("INSERT INTO t(d) VALUES ('31.01.2024')").substr(0, 6), "[20] 2");
}

}  // namespace
}  // namespace surerow::test
