// The statements of calls that name one row, and of upserts with versions: their text in both dialects, how
// rows are held, and what they are given and give back.
#include <gtest/gtest.h>

#include "common/write/plan.h"
#include "common/write/sql.h"
#include "test/core/fake_engine.h"

namespace surerow {
namespace {

using fake::account;
using fake::document;
using Kind = Input::Kind;

Described sqlite(Described t) {
  t.table.keys[0].parts[0].equals = " = ";
  return t;
}

// The plan for rows of (id, name, note), or of these columns; by key, and for the options.
struct Planned {
  explicit Planned(Described& of, Verb verb, const Shape& shape = {0, 1, 2}, const Options& options = {},
                   const std::vector<int>& etag_columns = {})
      : plan(cache.plan(of.table, verb, 0, shape, {false}, etag_columns, options)) {}
  PlanCache cache;
  Plan& plan;
};

std::string kinds(const Statement& statement) {
  static constexpr const char* names[] = {"ordinal", "locator", "version", "cell"};
  std::string out;
  for (const Input& in : statement.inputs) {
    out += out.empty() ? "" : " ";
    out += names[static_cast<std::size_t>(in.kind)];
    if (in.kind == Kind::cell) out += std::to_string(in.column);
  }
  return out;
}

// --- PostgreSQL ---

TEST(RowStatements, DirectUpdate) {
  Described t = document();
  const Planned p(t, Verb::update);
  EXPECT_EQ(p.plan.direct.sql,
            R"(UPDATE "public"."document" AS t SET "name" = r."name", "note" = r."note", )"
            R"("version" = t."version" OPERATOR(pg_catalog.+) 1 FROM surerow_rows AS r )"
            R"(WHERE t."id" OPERATOR(pg_catalog.=) r."id" )"
            R"(AND t."version" OPERATOR(pg_catalog.=) r."$version" )"
            R"(AND CAST(ROW(t."name", t."note") AS pg_catalog.record) OPERATOR(pg_catalog.*<>) )"
            R"(CAST(ROW(r."name", r."note") AS pg_catalog.record) RETURNING r."$ordinal")");
  EXPECT_EQ(kinds(p.plan.direct), "ordinal cell1 cell2 cell0 version");
}

TEST(RowStatements, UpdateAfterAProbe) {
  Described t = document();
  const Planned p(t, Verb::update, {0, 1});
  EXPECT_EQ(p.plan.update.sql,
            R"(UPDATE "public"."document" AS t SET "name" = r."name", )"
            R"("version" = t."version" OPERATOR(pg_catalog.+) 1 FROM surerow_rows AS r )"
            R"(WHERE t.ctid OPERATOR(pg_catalog.=) r."$locator" AND t."id" OPERATOR(pg_catalog.=) r."id" )"
            R"(AND t."version" OPERATOR(pg_catalog.=) r."$version" RETURNING r."$ordinal")");
}

TEST(RowStatements, UpdateOfPartitionsHasNoPlace) {
  Described t = document();
  t.table.kind = RelationKind::partitioned_table;
  const Planned p(t, Verb::update, {0, 1});
  EXPECT_EQ(p.plan.update.sql,
            R"(UPDATE "public"."document" AS t SET "name" = r."name", )"
            R"("version" = t."version" OPERATOR(pg_catalog.+) 1 FROM surerow_rows AS r )"
            R"(WHERE t."id" OPERATOR(pg_catalog.=) r."id" )"
            R"(AND t."version" OPERATOR(pg_catalog.=) r."$version" RETURNING r."$ordinal")");
}

TEST(RowStatements, Deletes) {
  Described t = document();
  const Planned p(t, Verb::erase, {0});
  EXPECT_EQ(p.plan.direct.sql,
            R"(DELETE FROM "public"."document" AS t USING surerow_rows AS r )"
            R"(WHERE t."id" OPERATOR(pg_catalog.=) r."id" )"
            R"(AND t."version" OPERATOR(pg_catalog.=) r."$version" RETURNING r."$ordinal")");
  EXPECT_EQ(p.plan.erase.sql,
            R"(DELETE FROM "public"."document" AS t USING surerow_rows AS r )"
            R"(WHERE t.ctid OPERATOR(pg_catalog.=) r."$locator" AND t."id" OPERATOR(pg_catalog.=) r."id" )"
            R"(AND t."version" OPERATOR(pg_catalog.=) r."$version" RETURNING r."$ordinal")");
}

constexpr const char* probe_of_key =
    R"(SELECT r."$ordinal", t.ctid, CAST(t."version" AS pg_catalog.int8) FROM surerow_rows AS r )"
    R"(JOIN "public"."document" AS t ON t."id" OPERATOR(pg_catalog.=) r."id")";

TEST(RowStatements, ProbeHoldsWhatACheckSaw) {
  Described t = document();
  const Planned p(t, Verb::check, {0});
  EXPECT_EQ(p.plan.probe.sql, std::string(probe_of_key) + " FOR SHARE OF t");
  EXPECT_TRUE(p.plan.probe.reads_version);
}

TEST(RowStatements, ProbeHoldsARowWhoseTokenIsCompared) {
  Described t = document();
  EXPECT_EQ(Planned(t, Verb::erase, {0}, {}, {0, 1}).plan.probe.sql,
            std::string(probe_of_key) + " FOR NO KEY UPDATE OF t");
  EXPECT_EQ(Planned(t, Verb::check, {0}, {}, {0, 1}).plan.probe.sql,
            std::string(probe_of_key) + " FOR SHARE OF t");
}

TEST(RowStatements, ProbeOfAVersionHoldsNothing) {
  Described t = document();
  EXPECT_EQ(Planned(t, Verb::erase, {0}).plan.probe.sql, probe_of_key);
  EXPECT_EQ(
      Planned(t, Verb::update, {0, 1}).plan.probe.sql,
      R"(SELECT r."$ordinal", t.ctid, t."name", CAST(t."version" AS pg_catalog.int8) FROM surerow_rows AS r )"
      R"(JOIN "public"."document" AS t ON t."id" OPERATOR(pg_catalog.=) r."id")");
}

TEST(RowStatements, TokenIsReadByName) {
  Described t = document();
  EXPECT_EQ(Planned(t, Verb::etag, {0}, {}, {0, 2}).plan.etag.sql,
            R"(SELECT r."$ordinal", pg_catalog.to_json(t."id")::pg_catalog.text, )"
            R"(pg_catalog.to_json(t."note")::pg_catalog.text FROM surerow_rows AS r )"
            R"(JOIN "public"."document" AS t ON t."id" OPERATOR(pg_catalog.=) r."id")");
}

// --- SQLite ---

TEST(RowStatementsOfSQLite, DirectUpdate) {
  Described t = sqlite(document(Engine::sqlite));
  const Planned p(t, Verb::update);
  EXPECT_EQ(p.plan.direct.sql,
            R"(UPDATE "public"."document" AS t SET "name" = ?1, "note" = ?2, "version" = t."version" + 1 )"
            R"(WHERE t."id" = ?3 AND t."version" = ?4 AND (t."name" IS NOT ?1 OR t."note" IS NOT ?2))");
  EXPECT_EQ(kinds(p.plan.direct), "cell1 cell2 cell0 version");
}

TEST(RowStatementsOfSQLite, AfterAProbe) {
  Described t = sqlite(document(Engine::sqlite));
  const Planned p(t, Verb::update, {0, 1});
  EXPECT_EQ(p.plan.probe.sql,
            R"(SELECT t."name", t."version" FROM "public"."document" AS t WHERE t."id" = ?1)");
  EXPECT_EQ(
      p.plan.update.sql,
      R"(UPDATE "public"."document" AS t SET "name" = ?1, "version" = t."version" + 1 WHERE t."id" = ?2)");
}

TEST(RowStatementsOfSQLite, Deletes) {
  Described t = sqlite(document(Engine::sqlite));
  const Planned p(t, Verb::erase, {0});
  EXPECT_EQ(p.plan.direct.sql,
            R"(DELETE FROM "public"."document" AS t WHERE t."id" = ?1 AND t."version" = ?2)");
  EXPECT_EQ(p.plan.erase.sql, R"(DELETE FROM "public"."document" AS t WHERE t."id" = ?1)");
}

TEST(RowStatementsOfSQLite, ProbesHoldNothing) {
  Described t = sqlite(document(Engine::sqlite));
  constexpr const char* probe = R"(SELECT t."version" FROM "public"."document" AS t WHERE t."id" = ?1)";
  EXPECT_EQ(Planned(t, Verb::check, {0}).plan.probe.sql, probe);
  EXPECT_EQ(Planned(t, Verb::erase, {0}, {}, {0, 1}).plan.probe.sql, probe);
  Described plain = sqlite(account(Engine::sqlite));
  EXPECT_EQ(Planned(plain, Verb::check, {0}).plan.probe.sql,
            R"(SELECT 1 FROM "public"."account" AS t WHERE t."id" = ?1)");
}

TEST(RowStatementsOfSQLite, TokenIsReadByName) {
  Described t = sqlite(document(Engine::sqlite));
  EXPECT_EQ(Planned(t, Verb::etag, {0}, {}, {0, 2}).plan.etag.sql,
            R"(SELECT t."id", t."note" FROM "public"."document" AS t WHERE t."id" = ?1)");
}

// --- on either ---

TEST(RowStatements, WithoutVersionsThereIsNoDirectOne) {
  Described postgres = account(), other = sqlite(account(Engine::sqlite));
  for (Described* t : {&postgres, &other})
    for (const Verb verb : {Verb::update, Verb::erase, Verb::check})
      EXPECT_EQ(Planned(*t, verb, {0, 1}).plan.direct.sql, "");
  EXPECT_EQ(Planned(other, Verb::update, {0, 1}).plan.update.sql,
            R"(UPDATE OR ABORT "public"."account" AS t SET "name" = ?1 WHERE t."id" = ?2)");
}

TEST(RowStatements, OfNothingToSet) {
  Described t = document();
  const Planned p(t, Verb::update, {0});
  EXPECT_EQ(p.plan.direct.sql, "");
  EXPECT_EQ(p.plan.update.sql, "");
}

TEST(RowStatements, OfManyColumnsAreProbed) {
  Described t = document();
  Shape shape{0};
  for (int i = 4; i < 105; ++i) {
    t.table.columns.push_back(fake::column("c" + std::to_string(i), "text"));
    shape.push_back(i);
  }
  EXPECT_EQ(Planned(t, Verb::update, shape).plan.direct.sql, "") << "101 columns";
  shape.pop_back();
  EXPECT_NE(Planned(t, Verb::update, shape).plan.direct.sql, "") << "100 columns";
}

TEST(RowStatements, UpsertNeverSetsTheVersionFromARow) {
  Described t = document(), other = sqlite(document(Engine::sqlite));
  const Planned p(t, Verb::upsert, {0, 1, 3}), q(other, Verb::upsert, {0, 1, 3});
  EXPECT_EQ(
      p.plan.insert.sql,
      R"(INSERT INTO "public"."document" ("id", "name") SELECT r."id", r."name" FROM surerow_rows AS r)");
  EXPECT_EQ(p.plan.update.sql,
            R"(UPDATE "public"."document" AS t SET "name" = r."name", )"
            R"("version" = t."version" OPERATOR(pg_catalog.+) 1 FROM surerow_rows AS r )"
            R"(WHERE t.ctid OPERATOR(pg_catalog.=) r."$locator" AND t."id" OPERATOR(pg_catalog.=) r."id" )"
            R"(AND t."version" OPERATOR(pg_catalog.=) r."$version" RETURNING r."$ordinal")");
  EXPECT_EQ(q.plan.insert.sql, R"(INSERT INTO "public"."document" ("id", "name") VALUES (?, ?))");
  EXPECT_EQ(
      q.plan.update.sql,
      R"(UPDATE "public"."document" AS t SET "name" = ?1, "version" = t."version" + 1 WHERE t."id" = ?2)");
}

TEST(RowStatements, NewRowsWithoutADefaultStartAtOne) {
  Described t = document(), other = sqlite(document(Engine::sqlite));
  t.table.columns[3].default_sql = other.table.columns[3].default_sql = "";
  EXPECT_EQ(Planned(t, Verb::upsert, {0, 3}).plan.insert.sql,
            R"(INSERT INTO "public"."document" ("id", "version") SELECT r."id", 1 FROM surerow_rows AS r)");
  EXPECT_EQ(Planned(other, Verb::upsert, {0}).plan.insert.sql,
            R"(INSERT INTO "public"."document" ("id", "version") VALUES (?, 1))");
}

TEST(RowStatements, InsertTakesAGivenVersionOrTheDefault) {
  Described t = document(), other = sqlite(document(Engine::sqlite));
  EXPECT_EQ(Planned(t, Verb::insert, {0, 3}).plan.insert.sql,
            R"(INSERT INTO "public"."document" ("id", "version") )"
            R"(SELECT r."id", COALESCE(r."version", CAST((1) AS bigint)) FROM surerow_rows AS r)");
  EXPECT_EQ(Planned(other, Verb::insert, {0, 3}).plan.insert.sql,
            R"(INSERT INTO "public"."document" ("id", "version") VALUES (?, COALESCE(?, (1))))");
}

}  // namespace
}  // namespace surerow
