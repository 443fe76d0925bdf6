// What surerow reads out of SQLite's schema: names, keys, expressions, predicates, odd spellings.
#include <gtest/gtest.h>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

// The names, parts and predicates of the keys that sure_describe shows.
std::string keys(const Database& db, const std::string& table) {
  return db(
      "SELECT group_concat(value->>'name' || ' ' || (value->'parts') || coalesce(' where ' || "
      "(value->>'predicate'), ''), '; ') FROM json_each(sure_describe('" +
      table + "'), '$.keys')");
}

std::string columns(const Database& db, const std::string& table, const std::string& member) {
  return db("SELECT group_concat(coalesce(value->>'" + member +
            "', '-'), ' ') FROM json_each(sure_describe('" + table + "'), '$.columns')");
}

struct KeyCase {
  const char* what;
  const char* ddl;
  const char* keys;
};

struct Keys : testing::TestWithParam<KeyCase> {};

TEST_P(Keys, AreReadAndNamed) {
  const Database db;
  ASSERT_EQ(db(GetParam().ddl), "");
  EXPECT_EQ(keys(db, "t"), GetParam().keys);
}

constexpr KeyCase key_cases[] = {
    {"none", "CREATE TABLE t(a)", "NULL"},
    {"rowid", "CREATE TABLE t(a INTEGER PRIMARY KEY)", R"(t_pkey ["a"])"},
    {"int", "CREATE TABLE t(a INT PRIMARY KEY)", R"(t_pkey ["a"])"},
    {"descending", "CREATE TABLE t(a INTEGER PRIMARY KEY DESC)", R"(t_pkey ["a"])"},
    {"without_rowid", "CREATE TABLE t(a, b, PRIMARY KEY(b, a)) WITHOUT ROWID", R"(t_pkey ["b","a"])"},
    {"unique_columns", "CREATE TABLE t(a UNIQUE, b UNIQUE)", R"(t_a_key ["a"]; t_b_key ["b"])"},
    {"unique_list", "CREATE TABLE t(a, b, UNIQUE(a, b))", R"(t_a_b_key ["a","b"])"},
    {"named", "CREATE TABLE t(a CONSTRAINT one PRIMARY KEY, b CONSTRAINT \"two, three\" UNIQUE)",
     R"(one ["a"]; two, three ["b"])"},
    {"named_list", "CREATE TABLE t(a, b, CONSTRAINT n CHECK (a > 0), CONSTRAINT [x y] UNIQUE (a, 'b'))",
     R"(x y ["a","b"])"},
    {"name_of_another_constraint", "CREATE TABLE t(a CONSTRAINT n NOT NULL UNIQUE)", R"(t_a_key ["a"])"},
    {"index", "CREATE TABLE t(a); CREATE UNIQUE INDEX \"an index\" ON t(a DESC)", R"(an index ["a"])"},
    {"expression", "CREATE TABLE t(a, b); CREATE UNIQUE INDEX i ON t(lower(a), b || ')' COLLATE NOCASE DESC)",
     R"x(i ["lower(a)","b || ')'"])x"},
    {"partial", "CREATE TABLE t(a, b); CREATE UNIQUE INDEX i ON t(a) WHERE b IS NULL AND a <> 'where' -- end",
     R"(i ["a"] where b IS NULL AND a <> 'where')"},
    {"comments",
     "CREATE TABLE t(a /* , UNIQUE(a) */, b -- UNIQUE\n); CREATE UNIQUE INDEX i ON t/*(*/(/* ( */ a)",
     R"(i ["a"])"},
    {"column_called_asc", "CREATE TABLE t(asc, b); CREATE UNIQUE INDEX i ON t(asc DESC, b)",
     R"(i ["asc","b"])"},
    {"expression_of_desc", "CREATE TABLE t(asc, desc); CREATE UNIQUE INDEX i ON t(-desc, asc + desc DESC)",
     R"(i ["-desc","asc + desc"])"},
    {"plain_index", "CREATE TABLE t(a); CREATE INDEX i ON t(a)", "NULL"},
};
INSTANTIATE_TEST_SUITE_P(Of, Keys, testing::ValuesIn(key_cases),
                         [](const auto& c) { return std::string(c.param.what); });

TEST(KeyNames, AreCutAsPostgresCutsThem) {
  const Database db;
  const std::string forty(40, 'x'), thirty(30, 'y');
  db("CREATE TABLE " + forty + "(" + thirty + " TEXT UNIQUE)");
  EXPECT_EQ(keys(db, forty), std::string(29, 'x') + "_" + std::string(29, 'y') + "_key [\"" + thirty + "\"]");
}

TEST(ColumnsRead, OfEveryKind) {
  const Database db;
  db("CREATE TABLE t(a INTEGER PRIMARY KEY, b VARCHAR(20) NOT NULL DEFAULT 'x', c NUMERIC(10, 2), d, "
     "e TIMESTAMP WITH TIME ZONE, f AS (a + 1), g INT GENERATED ALWAYS AS (a) STORED, h STRING)");
  EXPECT_EQ(columns(db, "t", "type"),
            "bigint character varying(20) numeric(10,2) any timestamp with time zone any bigint STRING");
  EXPECT_EQ(columns(db, "t", "not_null"), "0 1 0 0 0 0 0 0");
  EXPECT_EQ(columns(db, "t", "has_default"), "1 1 0 0 0 0 0 0");
  EXPECT_EQ(columns(db, "t", "generated"), "- - - - - always always -");
}

TEST(ColumnsRead, OfAStrictTable) {
  const Database db;
  db("CREATE TABLE t(a INT PRIMARY KEY, b ANY, c BLOB) STRICT");
  EXPECT_EQ(columns(db, "t", "type"), "bigint any bytea");
  EXPECT_EQ(db("SELECT sure_upsert('t', '{\"a\":1,\"b\":\"007\"}')"), one_inserted);
  EXPECT_EQ(db("SELECT b FROM t"), "007");
}

TEST(Names, OddOnesWork) {
  const Database db;
  db(R"(CREATE TABLE "a""b.c"("select" INTEGER PRIMARY KEY, "x,y" TEXT UNIQUE, "d""q" INT, "it's" INT))");
  EXPECT_EQ(db(R"(SELECT sure_upsert('"a""b.c"', '{"select":1,"x,y":"q","d\"q":2,"it''s":3}'))"),
            one_inserted);
  EXPECT_EQ(db(R"(SELECT sure_upsert('MAIN."A""B.C"', '{"x,y":"q","it''s":4}'))"), one_updated);
  EXPECT_EQ(db(R"(SELECT sure_upsert('"a""b.c"', '{"select":2,"x,y":"q"}'))").substr(0, 13), "[2067] 23505:");
}

TEST(Names, UnicodeAndLength) {
  const Database db;
  const std::string long_name(63, 'n');
  db("CREATE TABLE \"таблица\"(\"ключ\" TEXT PRIMARY KEY, " + long_name + " INT)");
  EXPECT_EQ(db("SELECT sure_upsert('\"таблица\"', '{\"ключ\":\"a\",\"" + long_name + "\":1}')"),
            one_inserted);
  EXPECT_EQ(db("SELECT sure_upsert('таблица', '{\"ключ\":\"a\",\"" + long_name + "\":1}')"), one_unchanged);
}

struct KindCase {
  const char* what;
  const char* ddl;
  const char* refusal;
};

struct Kinds : testing::TestWithParam<KindCase> {};

TEST_P(Kinds, AreRefusedByName) {
  const Database db;
  db(GetParam().ddl);
  const std::string answer = db("SELECT sure_upsert('t', '{}')");
  EXPECT_EQ(answer.substr(0, answer.find('\n')), GetParam().refusal);
}

constexpr KindCase kind_cases[] = {
    {"view", "CREATE VIEW t AS SELECT 1", "[1] 42809: \"t\" is a view"},
    {"virtual_table", "CREATE VIRTUAL TABLE t USING fts5(x)", "[1] 42809: \"t\" is a virtual table"},
    {"missing", "CREATE TABLE tt(a)", "[1] 42P01: table \"t\" does not exist"},
};
INSTANTIATE_TEST_SUITE_P(Of, Kinds, testing::ValuesIn(kind_cases),
                         [](const auto& c) { return std::string(c.param.what); });

TEST(Result, IsJsonToSqlite) {
  const Database db;
  db("CREATE TABLE t(a INTEGER PRIMARY KEY)");
  EXPECT_EQ(db("SELECT json_array(sure_upsert('t', '{\"a\":1}'))"), "[" + std::string(one_inserted) + "]");
}

}  // namespace
}  // namespace surerow::test
