// Which statements SQLite is given for many rows at once, and for which tables.
#include <gtest/gtest.h>

#include "common/write/writer.h"
#include "test/core/fake_engine.h"

namespace surerow {
namespace {

using fake::account;

const Settings settings;

Described sqlite_account() {
  Described t = account(Engine::sqlite);
  t.table.keys[0].parts[0].equals = " = ";
  t.table.keys[0].parts[0].bytewise = true;
  return t;
}

std::string rows(int count) {
  std::string out = "[";
  for (int i = 1; i <= count; ++i)
    out += (i > 1 ? "," : "") + (R"({"id":)" + std::to_string(i)) + R"(,"name":"a"})";
  return out + "]";
}

// The first step for that many rows of the table.
struct First {
  First(Described& table, int count, std::string_view options = "{}")
      : text(rows(count)),
        writer(table, {.verb = Verb::upsert, .rows = text, .options = options}, settings),
        step(writer.next()) {}
  std::string text;
  Writer writer;
  Step* step;
};

TEST(Scan, ReadsTheRangeOfTheKeysInTheirOrder) {
  Described t = sqlite_account();
  t.table.place = "rowid";
  const First first(t, 40);
  ASSERT_NE(first.step->scan, nullptr);
  EXPECT_EQ(first.step->scan->sql, R"(SELECT t."id", t.rowid, t."name" FROM "public"."account" AS t )"
                                   R"(WHERE t."id" BETWEEN +?1 AND +?2 ORDER BY t."id")");
  ASSERT_EQ(first.step->scan->inputs.size(), 1U);
  EXPECT_EQ(first.step->scan->inputs[0].cell, 0);
  EXPECT_EQ(first.step->scan->output_cells, std::vector<int>{1});
}

TEST(Scan, OfAnIndexWithItsOwnCollation) {
  Described t = sqlite_account();
  t.table.keys[0].parts[0].collate = " COLLATE \"BINARY\"";
  const First first(t, 40);
  ASSERT_NE(first.step->scan, nullptr);
  EXPECT_EQ(first.step->scan->sql,
            R"(SELECT t."id" COLLATE "BINARY", t."name" FROM "public"."account" AS t )"
            R"(WHERE t."id" COLLATE "BINARY" BETWEEN +?1 AND +?2 ORDER BY t."id" COLLATE "BINARY")");
}

TEST(Scan, IsForManyRows) {
  Described t = sqlite_account();
  EXPECT_EQ(First(t, 31).step->scan, nullptr);
  EXPECT_NE(First(t, 32).step->scan, nullptr);
}

TEST(Scan, NeedsAKeyInTheOrderOfItsBytes) {
  Described t = sqlite_account();
  t.table.keys[0].parts[0].bytewise = false;
  EXPECT_EQ(First(t, 40).step->scan, nullptr);
}

TEST(Scan, NeedsAKeyOfOneColumn) {
  Described t = sqlite_account();
  KeyPart name = t.table.keys[0].parts[0];
  name.column = 1;
  name.columns = {1};
  t.table.keys[0].parts.push_back(name);
  EXPECT_EQ(First(t, 40).step->scan, nullptr);
}

TEST(Scan, NeedsAKeyWithoutPredicate) {
  Described t = sqlite_account();
  t.table.keys[0].predicate = "\"note\" IS NULL";
  t.table.keys[0].predicate_columns = {2};
  EXPECT_EQ(First(t, 40, R"({"index":"account_pkey"})").step->scan, nullptr);
}

TEST(Scan, IsNotForPostgreSQL) {
  Described t = account();
  EXPECT_EQ(First(t, 40).step->scan, nullptr);
}

TEST(InsertMany, TakesRowsOneAfterTheOther) {
  Described t = sqlite_account();
  First first(t, 40);
  const Step* insert = first.writer.next();
  ASSERT_NE(insert->many, nullptr);
  EXPECT_EQ(insert->many->rows, 32U);
  EXPECT_EQ(insert->many->inputs.size(), 2U);
  EXPECT_EQ(insert->statement->sql,
            R"(INSERT OR ABORT INTO "public"."account" ("id", "name") VALUES (?, ?))");
  EXPECT_TRUE(insert->many->sql.starts_with(insert->statement->sql + ", (?, ?), (?, ?)"));
}

TEST(InsertMany, TakesFewerRowsOfManyColumns) {
  Described t = sqlite_account();
  std::string wide = R"({"id":1)";
  for (int i = 0; i < 61; ++i) {
    t.table.columns.push_back(fake::column("c" + std::to_string(i), "text"));
    wide += ",\"c" + std::to_string(i) + "\":\"\"";
  }
  const std::string two = "[" + wide + "}," + R"({"id":2)" + wide.substr(7) + "}]";
  Writer writer(t, {.verb = Verb::upsert, .rows = two, .options = "{}"}, settings);
  writer.next();
  const Step* insert = writer.next();
  ASSERT_NE(insert->many, nullptr);
  EXPECT_EQ(insert->many->rows, 4U);  // 62 columns, 256 parameters
}

TEST(InsertMany, IsNeitherForOneRowNorForPostgreSQL) {
  Described sqlite = sqlite_account(), postgres = account();
  First one(sqlite, 1), many(postgres, 40);
  EXPECT_EQ(one.writer.next()->many, nullptr);
  EXPECT_EQ(many.writer.next()->many, nullptr);
}

}  // namespace
}  // namespace surerow
