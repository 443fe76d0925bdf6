// sure_upsert and sure_insert of rows that give a version, against the fake database: outcomes and races.
#include <gtest/gtest.h>

#include "test/core/row_calls.h"

namespace surerow::rows {
namespace {

using fake::Database;
using fake::document;

class Versioned : public OneRow {
 protected:
  static Request upsert(std::string_view rows, std::string_view options = "{}") {
    return {.verb = Verb::upsert, .rows = rows, .options = options};
  }
};
INSTANTIATE_TEST_SUITE_P(On, Versioned, both_engines, engine_name);

constexpr const char* at_3 = R"({"id":7,"name":"new","version":3})";
constexpr const char* is_new = R"({"id":7,"name":"new","version":null})";
constexpr const char* one_inserted = R"({"inserted":1,"updated":0,"unchanged":0})";
constexpr const char* one_updated = R"({"inserted":0,"updated":1,"unchanged":0})";

TEST_P(Versioned, RowAtItsVersionIsWritten) {
  EXPECT_EQ(run(db, t, upsert(at_3)), one_updated);
  EXPECT_EQ(db.rows[7].version, 4);
  EXPECT_EQ(db.rows[7].cells[1], "new");
}

TEST_P(Versioned, RowRepeatedIsStaleAndToldApart) {
  run(db, t, upsert(at_3));
  EXPECT_EQ(refused(db, t, upsert(at_3)).detail,
            R"(key {"id":7}, row 1: expected version 3, current version 4; the row holds these very values)");
  EXPECT_EQ(run(db, t, upsert(at_3, R"({"on_stale":"report","each":true})")),
            R"({"inserted":0,"updated":0,"unchanged":0,"stale":1,"missing":0,"rows":[)"
            R"({"status":"stale","key":{"id":7},"version":4,"equal":true}]})");
  EXPECT_EQ(db.rows[7].version, 4);
}

TEST_P(Versioned, RowWithoutVersionIsWrittenWhateverIsThere) {
  EXPECT_EQ(run(db, t, upsert(R"({"id":7,"name":"new"})")), one_updated);
  EXPECT_EQ(db.rows[7].version, 4);
}

TEST_P(Versioned, StaleRow) {
  const Fault fault = refused(db, t, upsert(R"([{"id":1},{"id":7,"name":"new","version":2}])"));
  EXPECT_EQ(fault.code, Code::stale_version);
  EXPECT_EQ(fault.detail, R"(key {"id":7}, row 2: expected version 2, current version 3)");
}

TEST_P(Versioned, StaleRowReportedLetsTheOthersThrough) {
  EXPECT_EQ(
      run(db, t,
          upsert(R"([{"id":7,"name":"new","version":2},{"id":8,"name":"n"},{"id":9,"version":5}])",
                 R"({"on_stale":"report","each":true})")),
      R"({"inserted":1,"updated":0,"unchanged":0,"stale":1,"missing":1,"rows":[)"
      R"({"status":"stale","key":{"id":7},"version":3,"equal":false},{"status":"inserted","key":{"id":8},"version":1},)"
      R"({"status":"missing","key":{"id":9},"version":null}]})");
  EXPECT_EQ(db.rows[7].cells[1], "old");
  EXPECT_EQ(db.rows.size(), 2U);
}

TEST_P(Versioned, VersionedRowThatIsGone) {
  db.rows.clear();
  const Fault fault = refused(db, t, upsert(at_3));
  EXPECT_EQ(fault.code, Code::row_missing);
  EXPECT_EQ(fault.detail, R"(key {"id":7}, row 1: expected version 3)");
  EXPECT_TRUE(db.rows.empty());
}

TEST_P(Versioned, NewRow) {
  db.rows.clear();
  EXPECT_EQ(run(db, t, upsert(is_new)), one_inserted);
  EXPECT_EQ(db.rows[7].version, 1);
}

TEST_P(Versioned, NewRowThatIsThereAlready) {
  const Fault fault = refused(db, t, upsert(is_new));
  EXPECT_EQ(fault.code, Code::stale_version);
  EXPECT_EQ(fault.message, "row of document exists already");
  EXPECT_EQ(fault.detail, R"(key {"id":7}, row 1: expected no row, current version 3)");
}

TEST_P(Versioned, NewRowThatIsThereWithTheseValues) {
  db.put(7, {{1, "new"}}, 9);
  EXPECT_EQ(refused(db, t, upsert(is_new)).detail,
            R"(key {"id":7}, row 1: expected no row, current version 9; the row holds these very values)");
  EXPECT_EQ(db.rows[7].version, 9);
}

TEST_P(Versioned, DryRunJudgesAsTheCallWould) {
  EXPECT_EQ(run(db, t, upsert(at_3, R"({"dry_run":true})")),
            R"({"dry_run":true,"inserted":0,"updated":1,"unchanged":0})");
  EXPECT_EQ(refused(db, t, upsert(is_new, R"({"dry_run":true})")).code, Code::stale_version);
  EXPECT_EQ(db.rows[7].version, 3);
}

TEST_P(Versioned, OptionsCannotNameTheVersion) {
  for (const char* options : {R"({"update":["version"]})", R"({"insert_only":["version"]})"})
    EXPECT_EQ(refused(db, t, upsert(at_3, options)).code, Code::invalid_parameter_value) << options;
}

TEST_P(Versioned, InsertTakesAGivenVersion) {
  EXPECT_EQ(run(db, t, {.verb = Verb::insert, .rows = R"([{"id":7,"version":8},{"id":8,"version":8}])"}),
            R"({"inserted":1,"existing":1})");
  EXPECT_EQ(db.rows[8].version, 8);
  EXPECT_EQ(db.rows[7].version, 3);
}

struct Race : testing::Test {
  Described t = document();
  Database db{t};
  bool raced = false;

  // Another transaction puts the row before the first step that does `action`.
  void other_puts(Action action, const char* name, std::int64_t version) {
    db.before = [=, this](const Step& step) {
      if (step.action == action && !raced) db.put(7, {{1, name}}, version);
      raced = raced || step.action == action;
    };
  }
  std::string upsert(std::string_view rows) { return run(db, t, {.verb = Verb::upsert, .rows = rows}); }
  Fault refusal(std::string_view rows) { return refused(db, t, {.verb = Verb::upsert, .rows = rows}); }
};

TEST_F(Race, InsertLostToAnotherRowIsStale) {
  other_puts(Action::insert, "theirs", 1);
  EXPECT_EQ(refusal(is_new).detail, R"(key {"id":7}, row 1: expected no row, current version 1)");
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST_F(Race, InsertLostToTheSameRowIsStale) {
  other_puts(Action::insert, "new", 1);
  EXPECT_EQ(refusal(is_new).code, Code::stale_version);
  EXPECT_EQ(db.rows[7].version, 1);
}

TEST_F(Race, InsertOfManyLostToAnotherRowNamesIt) {
  other_puts(Action::insert, "theirs", 1);
  EXPECT_EQ(refusal(R"([{"id":1,"version":null},{"id":7,"name":"new","version":null}])").detail,
            R"(key {"id":7}, row 2: expected no row, current version 1)");
}

TEST_F(Race, InsertLostWithoutVersionIsAnUpdate) {
  other_puts(Action::insert, "theirs", 1);
  EXPECT_EQ(upsert(R"({"id":7,"name":"new"})"), one_updated);
  EXPECT_EQ(db.rows[7].version, 2);
}

TEST_F(Race, UpdateLostToAnotherWriteIsStale) {
  db.put(7, {{1, "old"}}, 3);
  other_puts(Action::update, "theirs", 4);
  EXPECT_EQ(refusal(at_3).detail, R"(key {"id":7}, row 1: expected version 3, current version 4)");
  EXPECT_EQ(db.rows[7].cells[1], "theirs");
}

TEST_F(Race, UpdateLostToTheSameWriteIsStale) {
  db.put(7, {{1, "old"}}, 3);
  other_puts(Action::update, "new", 4);
  EXPECT_EQ(refusal(at_3).code, Code::stale_version);
}

TEST_F(Race, UpdateLostToADeleteIsMissing) {
  db.put(7, {{1, "old"}}, 3);
  db.before = [this](const Step& step) {
    if (step.action == Action::update) db.rows.clear();
  };
  EXPECT_EQ(refusal(at_3).code, Code::row_missing);
}

TEST_F(Race, UpdateLostToADeleteWithoutVersionIsAnInsert) {
  db.put(7, {{1, "old"}}, 3);
  db.before = [this](const Step& step) {
    if (step.action == Action::update) db.rows.clear();
  };
  EXPECT_EQ(upsert(R"({"id":7,"name":"new"})"), one_inserted);
  EXPECT_EQ(db.rows[7].version, 1);
}

TEST_F(Race, RowThatComesAndGoesForEverEndsTheCall) {
  db.before = [this](const Step& step) {
    if (step.action == Action::insert) db.put(7, {{1, "theirs"}});
    if (step.action == Action::probe) db.rows.clear();
  };
  EXPECT_EQ(refusal(is_new).code, Code::serialization_failure);
}

}  // namespace
}  // namespace surerow::rows
