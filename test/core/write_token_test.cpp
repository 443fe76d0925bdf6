// Tokens of rows, and calls that expect one, against the fake database: outcomes, steps, races.
#include <gtest/gtest.h>

#include "common/write/etag.h"
#include "test/core/row_calls.h"

namespace surerow::rows {
namespace {

using fake::account;
using fake::Database;
using fake::document;

class Token : public testing::TestWithParam<Engine> {
 protected:
  Described t = account(GetParam());
  Database db{t};

  Token() { db.put(7, {{1, "old"}}); }

  std::string token(std::string_view columns = "") { return run(db, t, etag(columns)); }
  void other_writes() { db.put(7, {{1, "theirs"}}); }
};
INSTANTIATE_TEST_SUITE_P(On, Token, both_engines, engine_name);

TEST_P(Token, IsOverTheColumnsByName) {
  EXPECT_EQ(token(), etag_of(t.table, {0, 1, 2}, R"({"id":7,"name":"old","note":null})"));
  EXPECT_EQ(token(R"(["note","name"])"), etag_of(t.table, {1, 2}, R"({"name":"old","note":null})"));
  EXPECT_EQ(db.steps, (Steps{Action::fetch, Action::fetch}));
}

TEST_P(Token, OfAMissingRow) {
  db.rows.clear();
  const Fault fault = refused(db, t, etag());
  EXPECT_EQ(fault.code, Code::row_missing);
  EXPECT_EQ(fault.detail, R"(key {"id":7})");
  EXPECT_EQ(fault.hint, "");
}

TEST_P(Token, UpdatesAndGivesTheNextOne) {
  const std::string before = token();
  db.steps.clear();
  const std::string answer = run(db, t, update(before));
  EXPECT_EQ(db.steps, (Steps{Action::probe, Action::fetch, Action::update, Action::fetch}));
  EXPECT_EQ(answer, R"({"status":"updated","etag":")" + token() + "\"}");
  EXPECT_NE(token(), before);
}

TEST_P(Token, OfSomeColumnsIsAnsweredByOneOfTheSame) {
  const std::string before = token(R"(["note"])");
  EXPECT_EQ(run(db, t, update(before)), R"({"status":"updated","etag":")" + before + "\"}");
}

TEST_P(Token, UnchangedKeepsIt) {
  db.put(7, {{1, "new"}});
  const std::string before = token();
  EXPECT_EQ(run(db, t, update(before)), R"({"status":"unchanged","etag":")" + before + "\"}");
}

TEST_P(Token, StaleUpdateTellsTheCurrentOne) {
  const std::string before = token();
  other_writes();
  const Fault fault = refused(db, t, update(before));
  EXPECT_EQ(fault.code, Code::stale_version);
  EXPECT_EQ(fault.message, "row of account does not have the expected etag");
  EXPECT_EQ(fault.detail,
            R"(key {"id":7}: expected etag ")" + before + R"(", current etag ")" + token() + "\"");
  EXPECT_EQ(run(db, t, update(before, report)),
            R"({"status":"stale","etag":")" + token() +
                R"(","equal":false,"row":{"id":7,"name":"theirs","note":null}})");
}

TEST_P(Token, WriteRepeatedIsStaleAndSaysThatTheValuesAreThere) {
  const std::string before = token();
  run(db, t, update(before));
  EXPECT_TRUE(refused(db, t, update(before)).detail.ends_with("; the row holds these very values"));
}

TEST_P(Token, ChangedBetweenProbeAndComparison) {
  const std::string before = token();
  db.steps.clear();
  before_step(db, 2, [&] { other_writes(); });
  EXPECT_EQ(refused(db, t, update(before)).code, Code::stale_version);
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST_P(Token, DeletedBetweenProbeAndComparison) {
  const std::string before = token();
  db.steps.clear();
  before_step(db, 2, [&] { db.rows.clear(); });
  EXPECT_EQ(refused(db, t, update(before)).code, Code::row_missing);
}

TEST(TokenOfPostgres, ChangedBetweenComparisonAndUpdateIsComparedAnew) {
  Described t = account();
  Database db(t);
  db.put(7, {{1, "old"}});
  const std::string before = run(db, t, etag());
  db.steps.clear();
  before_step(db, 3, [&] { db.put(7, {{1, "theirs"}}); });
  EXPECT_EQ(refused(db, t, update(before)).code, Code::stale_version);
  EXPECT_EQ(db.steps, (Steps{Action::probe, Action::fetch, Action::update, Action::probe, Action::fetch}));
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST(TokenOfPostgres, MovedBetweenComparisonAndUpdateIsWrittenWhereItLies) {
  Described t = account();
  Database db(t);
  db.put(7, {{1, "old"}});
  const std::string before = run(db, t, etag());
  db.steps.clear();
  before_step(db, 3, [&] { db.put(7, {{1, "old"}}); });
  EXPECT_TRUE(run(db, t, update(before)).starts_with(R"({"status":"updated","etag":")"));
  EXPECT_EQ(db.rows[7].cells[1], "new");
}

TEST_P(Token, Deletes) {
  const std::string before = token();
  EXPECT_EQ(run(db, t, erase(before)), R"({"status":"deleted"})");
  EXPECT_EQ(refused(db, t, erase(before)).code, Code::row_missing);
}

TEST_P(Token, StaleDelete) {
  const std::string before = token();
  other_writes();
  EXPECT_EQ(refused(db, t, erase(before)).code, Code::stale_version);
  EXPECT_EQ(db.rows.size(), 1U);
}

TEST_P(Token, Checks) {
  const std::string before = token();
  EXPECT_EQ(run(db, t, check(before)), R"({"status":"current"})");
  other_writes();
  EXPECT_EQ(refused(db, t, check(before)).code, Code::stale_version);
}

TEST_P(Token, OfATableWithVersions) {
  t = document(GetParam());
  db.version_column = 3;
  db.put(7, {{1, "old"}}, 3);
  const std::string before = token();
  const std::string answer = run(db, t, update(before));
  EXPECT_EQ(answer, R"({"status":"updated","version":4,"etag":")" + token() + "\"}");
  EXPECT_EQ(refused(db, t, update(before)).code, Code::stale_version);
}

}  // namespace
}  // namespace surerow::rows
