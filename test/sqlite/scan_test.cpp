// Many rows in one call give what the same rows give one by one: keys found in one pass over their range and
// rows inserted some at a time, over tables of many kinds, dense and sparse.
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

std::string upsert(const std::string& rows) {
  std::string quoted;
  for (const char c : rows) quoted.append(c == '\'' ? 2 : 1, c);
  return "SELECT sure_upsert('t', '" + quoted + R"(', '{"each":true}'))";
}

// What an answer says of its rows, without the brackets.
std::string rows_of(const std::string& answer) {
  const auto at = answer.find("\"rows\":[");
  return at == answer.npos ? answer : answer.substr(at + 8, answer.size() - at - 10);
}

const char* const all = "SELECT quote(k) || ' ' || quote(v) FROM t ORDER BY quote(k)";

// Writes the rows into two tables made by `setup`, in one call and one by one: the same answers, the same
// rows.
void expect_same(const std::string& setup, const std::vector<std::string>& rows) {
  const Database together, apart;
  ASSERT_EQ(together(setup), "");
  ASSERT_EQ(apart(setup), "");
  std::string array, answers;
  for (const std::string& row : rows) {
    array += (array.empty() ? "" : ",") + row;
    answers += (answers.empty() ? "" : ",") + rows_of(apart(upsert(row)));
  }
  EXPECT_EQ(rows_of(together(upsert("[" + array + "]"))), answers);
  EXPECT_EQ(together(all), apart(all));
}

std::string row(const std::string& key, int value) {
  return "{\"k\":" + key + ",\"v\":" + std::to_string(value) + "}";
}

std::mt19937_64& random_source() {
  static std::mt19937_64 source = [] {
    const auto seed = std::random_device()();
    std::printf("seed %u\n", seed);
    return std::mt19937_64(seed);
  }();
  return source;
}

int random(int below) { return static_cast<int>(random_source()() % static_cast<unsigned>(below)); }

using Keys = std::function<std::string(int)>;  // the key of a number, as JSON and as SQL alike

std::string fill(const Keys& key, int below, int count) {
  std::string sql;
  for (int i = 0; i < count; ++i)
    sql += "INSERT OR IGNORE INTO t VALUES (" + key(random(below)) + ", " + std::to_string(random(3)) + ");";
  return sql;
}

// Random rows against a random table; keys are numbers below `below`.
void expect_same_at_random(const std::string& ddl, const Keys& stored, const Keys& sent, int below) {
  for (int round = 0; round < 8; ++round) {
    const std::string setup = ddl + ";" + fill(stored, below, random(400));
    std::vector<std::string> rows;
    std::vector<bool> taken(static_cast<std::size_t>(below));
    for (int i = 0; i < 120; ++i) {
      const int n = random(below);
      if (!taken[static_cast<std::size_t>(n)]) rows.push_back(row(sent(n), random(3)));
      taken[static_cast<std::size_t>(n)] = true;
    }
    expect_same(setup, rows);
    if (testing::Test::HasFailure()) return;
  }
}

std::string integer(int n) { return std::to_string(n - 100); }

// Prefixes of one another, of one to four bytes a character.
std::string word(int n) {
  static const std::vector<std::string> parts = {"a", "b", "A", "\u00e9", "\u20ac", "\U0001f600", "~"};
  std::string out;
  for (++n; n > 0; n = (n - 1) / 7) out += parts[static_cast<std::size_t>((n - 1) % 7)];
  return out;
}
std::string json_word(int n) { return "\"" + word(n) + "\""; }
std::string sql_word(int n) { return "'" + word(n) + "'"; }

TEST(Scan, IntegerKeysOfAnIndex) {
  expect_same_at_random("CREATE TABLE t (k int PRIMARY KEY, v int)", integer, integer, 300);
}

TEST(Scan, IntegerKeysThatAreTheRowid) {
  expect_same_at_random("CREATE TABLE t (k INTEGER PRIMARY KEY, v int)", integer, integer, 300);
}

TEST(Scan, IntegerKeysOfAnIndexInDescendingOrder) {
  expect_same_at_random("CREATE TABLE t (k int NOT NULL, v int); CREATE UNIQUE INDEX u ON t (k DESC)",
                        integer, integer, 300);
}

TEST(Scan, SparseKeys) {
  expect_same_at_random("CREATE TABLE t (k int PRIMARY KEY, v int)", integer, integer, 100000);
}

TEST(Scan, FewKeysAmongMany) {
  const std::string setup =
      "CREATE TABLE t (k int PRIMARY KEY, v int);"
      "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50000) INSERT INTO t SELECT i, 1 FROM n";
  std::vector<std::string> rows;
  for (int i = 0; i < 100; ++i) rows.push_back(row(std::to_string(i * 777), i % 2));
  expect_same(setup, rows);
}

TEST(Scan, ClustersOfKeys) {
  const std::string setup =
      "CREATE TABLE t (k int PRIMARY KEY, v int);"
      "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) INSERT INTO t SELECT i, 1 FROM n "
      "WHERE i % 3 > 0";
  std::vector<std::string> rows;
  for (int i = 0; i < 100; ++i) rows.push_back(row(std::to_string(i < 50 ? i : 4900 + i), i % 2));
  expect_same(setup, rows);
}

TEST(Scan, EmptyTable) {
  std::vector<std::string> rows;
  for (int i = 100; i > 0; --i) rows.push_back(row(std::to_string(i), i));
  expect_same("CREATE TABLE t (k int PRIMARY KEY, v int)", rows);
}

TEST(Scan, TheEndsOfTheIntegers) {
  std::vector<std::string> rows = {row("-9223372036854775808", 1), row("9223372036854775807", 1)};
  for (int i = -20; i < 20; ++i) rows.push_back(row(std::to_string(i), i));
  expect_same(
      "CREATE TABLE t (k bigint PRIMARY KEY, v int); INSERT INTO t VALUES "
      "(-9223372036854775807 - 1, 0), (9223372036854775807, 1), (-3, 3)",
      rows);
}

TEST(Scan, TextKeys) {
  expect_same_at_random("CREATE TABLE t (k text PRIMARY KEY, v int)", sql_word, json_word, 4096);
}

TEST(Scan, TextKeysWithoutRowid) {
  expect_same_at_random("CREATE TABLE t (k text PRIMARY KEY, v int) WITHOUT ROWID", sql_word, json_word, 500);
}

TEST(Scan, TextKeysOfADatabaseInUtf16) {
  expect_same_at_random("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (k text PRIMARY KEY, v int)", sql_word,
                        json_word, 4096);
}

TEST(Scan, TextKeysUnderAnIndexInBinary) {
  expect_same_at_random(
      "CREATE TABLE t (k text COLLATE NOCASE NOT NULL, v int);"
      "CREATE UNIQUE INDEX u ON t (k COLLATE BINARY)",
      sql_word, json_word, 500);
}

TEST(Scan, KeysUnderAnotherCollation) {
  const auto stored = [](int n) { return "'K" + std::to_string(n) + "'"; };
  const auto sent = [](int n) { return "\"k" + std::to_string(n) + "\""; };
  expect_same_at_random("CREATE TABLE t (k text COLLATE NOCASE PRIMARY KEY, v int)", stored, sent, 300);
}

TEST(Scan, NumbersAsTextAreInTheOrderOfTexts) {
  const auto stored = [](int n) { return "'" + std::to_string(n) + "'"; };
  expect_same_at_random(
      "CREATE TABLE t (k text PRIMARY KEY, v int)", stored,
      [](int n) { return "\"" + std::to_string(n) + "\""; }, 1000);
}

// A column without a type holds what it is given; 5 and 5.0 are one key.
TEST(Scan, KeysOfManyStorageClasses) {
  const auto stored = [](int n) -> std::string {
    const std::string digits = std::to_string(n - n % 4);
    switch (n % 4) {
      case 0: return digits;
      case 1: return digits + ".0";
      case 2: return "'" + digits + "'";
      default: return digits + ".5";
    }
  };
  const auto integers = [](int n) { return std::to_string(n * 2); };
  expect_same_at_random("CREATE TABLE t (k PRIMARY KEY, v int)", stored, integers, 300);
  const auto sent = [](int n) -> std::string {
    switch (n % 3) {
      case 0: return std::to_string(n);
      case 1: return std::to_string(n) + ".5";
      default: return "\"" + std::to_string(n) + "\"";
    }
  };
  expect_same_at_random("CREATE TABLE t (k PRIMARY KEY, v int)", stored, sent, 300);
}

TEST(Scan, NullsAreNoKeys) {
  std::vector<std::string> rows;
  for (int i = 0; i < 60; ++i) rows.push_back(row(std::to_string(i), i % 2));
  expect_same(
      "CREATE TABLE t (k int UNIQUE, v int); INSERT INTO t VALUES (NULL, 1), (NULL, 2), (7, 1), (8, 1)",
      rows);
}

TEST(Scan, RealKeysAreProbedOneByOne) {
  const auto half = [](int n) { return std::to_string(n / 2) + (n % 2 == 0 ? ".0" : ".5"); };
  expect_same_at_random("CREATE TABLE t (k double precision PRIMARY KEY, v int)", half, half, 300);
}

TEST(Scan, UsesTheIndexOfAnAnalyzedTable) {
  const Database db;
  EXPECT_EQ(db("CREATE TABLE t (k int PRIMARY KEY, v int); INSERT INTO t VALUES (1, 1), (2, 2); ANALYZE"),
            "");
  sqlite3_stmt* plan = nullptr;
  const char* sql =
      "EXPLAIN QUERY PLAN SELECT t.k, t.rowid, t.v FROM t WHERE t.k BETWEEN +?1 AND +?2 ORDER BY t.k";
  ASSERT_EQ(sqlite3_prepare_v2(db.get(), sql, -1, &plan, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_step(plan), SQLITE_ROW);
  EXPECT_TRUE(std::string(reinterpret_cast<const char*>(sqlite3_column_text(plan, 3))).starts_with("SEARCH"));
  EXPECT_EQ(sqlite3_step(plan), SQLITE_DONE);
  sqlite3_finalize(plan);
}

// --- many rows a run --------------------------------------------------------------------------------

std::string hundred(const std::string& value) {
  std::string out;
  for (int i = 1; i <= 100; ++i)
    out += (i > 1 ? ",{\"k\":" : "{\"k\":") + std::to_string(i) + ",\"v\":" + value + "}";
  return "SELECT sure_upsert('t', '[" + out + "]')";
}

TEST(InsertMany, ARefusedRowIsNamed) {
  const Database db;
  db("CREATE TABLE t (k int PRIMARY KEY, v int CHECK (k <> 50))");
  const std::string answer = db(hundred("1"));
  EXPECT_NE(answer.find("check"), answer.npos) << answer;
  EXPECT_NE(answer.find("row 50"), answer.npos) << answer;
  EXPECT_EQ(db("SELECT count(*) FROM t"), "0");
}

TEST(InsertMany, KeysThatAreEqualOnlyToTheDatabaseAreRefused) {
  const Database db;
  db("CREATE TABLE t (k text COLLATE NOCASE PRIMARY KEY, v int)");
  std::string rows;
  for (int i = 0; i < 100; ++i) rows += ",{\"k\":\"k" + std::to_string(i) + "\",\"v\":1}";
  const std::string answer = db(R"(SELECT sure_upsert('t', '[{"k":"K77","v":1})" + rows + "]')");
  EXPECT_NE(answer.find("another row of the call has the same key"), answer.npos) << answer;
  EXPECT_EQ(db("SELECT count(*) FROM t"), "0");
}

TEST(InsertMany, ATriggerSeesEveryRowAndMayDropIt) {
  const Database db;
  db("CREATE TABLE t (k int PRIMARY KEY, v int);"
     "CREATE TRIGGER odd BEFORE INSERT ON t WHEN new.k % 2 BEGIN SELECT RAISE(IGNORE); END");
  const std::string call = hundred("1");
  EXPECT_EQ(db(call.substr(0, call.size() - 1) + R"(, '{"on_vetoed":"report"}'))"),
            R"({"inserted":50,"updated":0,"unchanged":0,"vetoed":50})");
  EXPECT_EQ(db("SELECT count(*) FROM t"), "50");
}

TEST(InsertMany, RowsThatReferToEachOtherAreCheckedOneByOne) {
  const Database db;
  db("PRAGMA foreign_keys = on; CREATE TABLE t (k int PRIMARY KEY, v int REFERENCES t (k))");
  const std::string answer = db(hundred("2"));
  EXPECT_NE(answer.find("foreign key"), answer.npos) << answer;
  EXPECT_EQ(db(hundred("null")), R"({"inserted":100,"updated":0,"unchanged":0})");
}

TEST(InsertMany, AMissingParentIsNamedByItsRow) {
  const Database db;
  db("PRAGMA foreign_keys = on; CREATE TABLE p (k int PRIMARY KEY); INSERT INTO p VALUES (1);"
     "CREATE TABLE t (k int PRIMARY KEY, v int REFERENCES p (k))");
  const std::string call = hundred("1");
  const auto at = call.find("\"k\":60,\"v\":1");
  const std::string answer = db(call.substr(0, at) + "\"k\":60,\"v\":9" + call.substr(at + 12));
  EXPECT_NE(answer.find("row 60"), answer.npos) << answer;
}

TEST(InsertMany, KeepsToAConnectionThatTakesFewParameters) {
  const Database db;
  db("CREATE TABLE t (k int PRIMARY KEY, v int)");
  sqlite3_limit(db.get(), SQLITE_LIMIT_VARIABLE_NUMBER, 10);
  EXPECT_EQ(db(hundred("1")), R"({"inserted":100,"updated":0,"unchanged":0})");
}

}  // namespace
}  // namespace surerow::test
