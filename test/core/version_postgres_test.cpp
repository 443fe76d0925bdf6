// The guards of a table on PostgreSQL as SQL: every name quoted, nothing found by search_path.
#include <gtest/gtest.h>

#include "common/version/postgres_guard.h"

namespace surerow {
namespace {

Table table() {
  Table table;
  table.engine = Engine::postgres;
  table.schema = R"(a"b)";
  table.name = "select";
  return table;
}

TEST(VersionPostgres, GuardsAsSql) {
  const VersionPlan plan{0, R"(x"y)", "bigint"};
  EXPECT_EQ(create_guard(table(), plan, GuardEvent::insert, guard_name(GuardEvent::insert), "my ext"),
            R"(CREATE TRIGGER "zz_surerow_version_insert" BEFORE INSERT OR UPDATE OF "x""y" ON )"
            R"("a""b"."select" FOR EACH ROW EXECUTE FUNCTION "my ext".sure_guard_version())");
  EXPECT_EQ(create_guard(table(), plan, GuardEvent::update, guard_name(GuardEvent::update), "public"),
            R"(CREATE TRIGGER "zz_surerow_version_update" BEFORE UPDATE ON "a""b"."select" )"
            R"(FOR EACH ROW EXECUTE FUNCTION "public".sure_guard_version())");
  EXPECT_EQ(enable_guard(table(), "z"), R"(ALTER TABLE "a""b"."select" ENABLE TRIGGER "z")");
  EXPECT_EQ(drop_guard(table(), "z"), R"(DROP TRIGGER "z" ON "a""b"."select")");
}

TEST(VersionPostgres, Words) {
  EXPECT_EQ(guard_is_disabled("z", "v"),
            R"(Trigger "z" is disabled: plain writes of column "v" are not guarded.)");
  EXPECT_EQ(
      one_string(faults::no_guard("t")),
      "39P01: sure_guard_version is not called as a guard of t\n"
      "DETAIL:  It needs both triggers that sure_enable_version makes: that of inserts names the version "
      "column.\n"
      "HINT:  Call sure_enable_version, or sure_disable_version to be rid of it.");
  EXPECT_TRUE(one_string(faults::no_guard("")).starts_with("39P01: sure_guard_version is not called by a"));
  EXPECT_EQ(one_string(faults::stored_version_is_null("t", "v")),
            "23502: the version of a row of t is NULL\n"
            "DETAIL:  column v of t\n"
            "HINT:  Call sure_disable_version, give the row a version, such as 1, and enable it again.");
}

}  // namespace
}  // namespace surerow
