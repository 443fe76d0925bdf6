// Version guards, the core's part: which column counts, what is refused, the words.
#include "common/version/version.h"

#include <gtest/gtest.h>

#include "test/core/refusal.h"

namespace surerow {
namespace {

Column column_of(const char* name, const char* type) {
  Column column;
  column.name = name;
  column.type = find_type(type, nullptr);
  column.type_name = column.type ? column.type->name() : type;
  return column;
}

Table table_of(Engine engine, std::vector<Column> columns) {
  Table table;
  table.engine = engine;
  table.schema = engine == Engine::postgres ? "public" : "main";
  table.name = "document";
  table.columns = std::move(columns);
  return table;
}

Table document(const char* version_type) {
  Table table = table_of(Engine::sqlite, {column_of("id", "bigint"), column_of("version", version_type)});
  Key key;
  key.primary = true;
  key.parts.emplace_back();
  key.parts[0].column = 0;
  key.parts[0].columns = {0};
  table.keys.push_back(key);
  return table;
}

std::string plan_refusal(const Table& table, std::optional<std::string_view> column = {}) {
  return refusal([&] { plan_version(table, column); });
}

TEST(VersionPlan, ColumnIsAddedWhereThereIsNone) {
  const Table table = table_of(Engine::postgres, {column_of("id", "bigint")});
  const VersionPlan plan = plan_version(table, {});
  EXPECT_TRUE(plan.adds());
  EXPECT_EQ(plan.name, "version");
  EXPECT_EQ(add_version_column(table, plan),
            R"(ALTER TABLE "public"."document" ADD COLUMN "version" bigint NOT NULL DEFAULT 1)");
  const Table lite = table_of(Engine::sqlite, {column_of("id", "bigint")});
  EXPECT_EQ(add_version_column(lite, plan_version(lite, R"(a"b)")),
            R"(ALTER TABLE "main"."document" ADD COLUMN "a""b" INTEGER NOT NULL DEFAULT 1)");
}

TEST(VersionPlan, AColumnOfAnyIntegerTypeCounts) {
  const auto plan_of = [](const char* type) { return plan_version(document(type), {}); };
  for (const char* type : {"smallint", "integer", "bigint"}) EXPECT_EQ(plan_of(type).column, 1) << type;
  EXPECT_EQ(plan_of("smallint").range().last, 32767);
  EXPECT_EQ(plan_of("integer").range().last, 2147483647);
  EXPECT_EQ(plan_of("bigint").range().last, INT64_MAX);
  EXPECT_EQ(plan_of("bigint").range().first, INT64_MIN);
}

TEST(VersionPlan, NamesAreComparedAsTheEngineDoes) {
  Table table = document("bigint");
  EXPECT_EQ(plan_version(table, "VERSION").name, "version");
  table.engine = Engine::postgres;
  EXPECT_TRUE(plan_version(table, "VERSION").adds());
}

TEST(VersionPlan, TheGuardedColumnIsTheDefault) {
  Table table = document("bigint");
  table.columns.push_back(column_of("lock_version", "integer"));
  table.version_column = 2;
  EXPECT_EQ(plan_version(table, {}).name, "lock_version");
  EXPECT_EQ(plan_version(table, "lock_version").column, 2);
  const char* const refused =
      "22023: the versions of \"document\" are counted in column \"lock_version\"\n"
      "HINT:  Call sure_disable_version('document') first.";
  EXPECT_EQ(plan_refusal(table, "version"), refused);
  EXPECT_EQ(plan_refusal(table, "new"), refused);
}

TEST(VersionPlan, RefusesColumnsThatCannotCount) {
  constexpr const char* other =
      "\nHINT:  Name another column: sure_enable_version adds the one that is not there.";
  EXPECT_EQ(
      plan_refusal(document("text")),
      "22023: column \"version\" of document cannot count versions: its type is text\n"
      "HINT:  Give it type bigint, or name another column: sure_enable_version adds the one that is not "
      "there.");
  Table table = document("bigint");
  EXPECT_EQ(
      plan_refusal(table, "id"),
      std::string("22023: column \"id\" of document cannot count versions: it is part of a unique key") +
          other);
  table.columns[1].generated = true;
  EXPECT_EQ(
      plan_refusal(table),
      std::string("22023: column \"version\" of document cannot count versions: it is generated always") +
          other);
  table.columns[1].generated = false;
  table.columns[1].identity_always = true;
  EXPECT_EQ(
      plan_refusal(table),
      std::string("22023: column \"version\" of document cannot count versions: it is an identity") + other);
  EXPECT_EQ(plan_refusal(table, ""), "22023: the name of a version column is empty");
  table.kind = RelationKind::view;
  EXPECT_EQ(plan_refusal(table).substr(0, 6), "42809:");
}

TEST(VersionAnswer, NamesTheColumn) {
  EXPECT_EQ(version_answer("enabled", "a\"b"), R"({"status":"enabled","column":"a\"b"})");
  EXPECT_EQ(version_answer("disabled"), R"({"status":"disabled"})");
}

TEST(VersionFaults, SayWhichRowsStandInTheWayAndWhatMendsThem) {
  const Table table = document("smallint");
  const VersionPlan plan = plan_version(table, {});
  EXPECT_EQ(one_string(faults::null_versions(table, plan, 1)),
            "23502: column version of document is NULL in 1 row\n"
            "DETAIL:  Guard triggers count from what is stored.\n"
            "HINT:  Give these rows a version: UPDATE \"main\".\"document\" SET \"version\" = 1 WHERE "
            "\"version\" IS NULL;");
  EXPECT_EQ(one_string(faults::non_integer_versions(table, plan, 2)),
            "22P02: column version of document is not an integer in 2 rows\n"
            "DETAIL:  Guard triggers count from what is stored.\n"
            "HINT:  Give these rows a version: UPDATE \"main\".\"document\" SET \"version\" = 1 WHERE "
            "typeof(\"version\") <> 'integer';");
  EXPECT_EQ(one_string(faults::versions_out_of_range(table, plan, 3)),
            "22003: column version of document is out of range for type smallint in 3 rows\n"
            "DETAIL:  Guard triggers count from what is stored.\n"
            "HINT:  Give these rows a version: UPDATE \"main\".\"document\" SET \"version\" = 1 WHERE "
            "\"version\" NOT BETWEEN -32768 AND 32767;");
}

TEST(VersionFaults, AStaleUpdateShowsBothVersionsWhereTheyAreKnown) {
  EXPECT_EQ(one_string(faults::version_not_carried_on("document", "version")),
            "SR001: update of document sets its version to neither the stored value nor the next\n"
            "DETAIL:  column version of document\n"
            "HINT:  Read the row again and repeat the change on what it holds now.");
  EXPECT_EQ(faults::version_not_carried_on("document", "version", "4", "NULL").detail,
            "column version of document. The row is at 4, the update sets NULL.");
}

std::string guard(const Table& table, VersionEvent event) {
  return version_trigger(table, plan_version(table, {}), event, version_trigger_name(table, event));
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(VersionTrigger, CountsTheRowThatWasUpdated) {
  Table table = document("bigint");
  table.place = "rowid";
  EXPECT_EQ(
      guard(table, VersionEvent::update).substr(0, 177),
      R"("surerow_version_document_update" AFTER UPDATE ON "document" WHEN typeof(NEW."version") <> 'integer' )"
      R"(OR OLD."version" IS NOT NEW."version" - 1 OR NEW."version" IS OLD."version" )");
  EXPECT_TRUE(says(guard(table, VersionEvent::update),
                   R"(END; UPDATE "document" SET "version" = "version" + 1 WHERE rowid = (SELECT NEW.rowid) )"
                   R"(AND "version" IS (SELECT OLD."version"); END)"));
  table.place = "";
  table.columns[0].not_null = true;
  EXPECT_TRUE(says(guard(table, VersionEvent::update), R"(WHERE "id" = (SELECT NEW."id") AND)"));
}

TEST(VersionTrigger, RowsMustBeToldApart) {
  const Table table = document("bigint");  // its key may be NULL, and there is no place
  EXPECT_EQ(refusal([&] { guard(table, VersionEvent::update); }).substr(0, 46),
            "0A000: rows of document cannot be told apart\nD");
}

TEST(VersionTrigger, LooksForEveryKey) {
  Table table = document("bigint");
  table.place = "oid";
  table.columns.push_back(column_of("email", "text"));
  table.columns.push_back(column_of("gone", "bigint"));
  Key key;
  key.parts.resize(1);
  key.parts[0].expression = R"(lower("email"))";
  key.parts[0].columns = {2};
  key.parts[0].collate = R"( COLLATE "NOCASE")";
  key.predicate = R"("gone" IS NULL)";
  key.predicate_columns = {3};
  table.keys.push_back(key);
  const std::string proposed = R"((SELECT NEW."email" AS "email", NEW."gone" AS "gone"))";
  const std::string met = R"((lower("email")) COLLATE "NOCASE" = (SELECT (lower("email")) FROM )" + proposed +
                          R"() AND ("gone" IS NULL) AND (SELECT ("gone" IS NULL) FROM )" + proposed + ")";
  const std::string insert = guard(table, VersionEvent::insert_key);
  EXPECT_TRUE(says(insert, R"(EXISTS (SELECT 1 FROM "document" AS stored WHERE "id" = NEW."id"))")) << insert;
  EXPECT_TRUE(says(insert, "WHERE " + met + ")")) << insert;
  EXPECT_TRUE(says(insert, "OR EXISTS (SELECT 1 FROM \"document\" AS stored WHERE oid = NEW.oid)")) << insert;
  const std::string update = guard(table, VersionEvent::update_key);
  EXPECT_TRUE(says(update,
                   R"((NEW."email" COLLATE BINARY IS NOT OLD."email" OR NEW."gone" COLLATE BINARY IS )"
                   R"(NOT OLD."gone") AND EXISTS)"))
      << update;
  EXPECT_TRUE(says(update, met + " AND NOT (oid = OLD.oid))")) << update;
}

TEST(VersionTrigger, TheRangeIsTheTypes) {
  Table table = document("smallint");
  table.place = "rowid";
  EXPECT_TRUE(
      says(guard(table, VersionEvent::insert), R"(OR NEW."version" NOT BETWEEN -32768 AND 32767 BEGIN)"));
  EXPECT_TRUE(says(guard(table, VersionEvent::update), R"(IS OLD."version" OR NEW."version" > 32767 BEGIN)"));
}

}  // namespace
}  // namespace surerow
