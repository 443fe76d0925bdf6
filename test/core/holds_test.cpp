// The rows that sure_apply locks before its operations run: which, how, and in which order; and the statement
// that locks them.
#include "common/write/holds.h"

#include <gtest/gtest.h>

#include "test/core/fake_engine.h"

namespace surerow {
namespace {

const Settings settings;

class Held {
 public:
  explicit Held(std::vector<Described*> tables) : tables_(std::move(tables)) {}

  Held& with(std::uint32_t table, const Request& request) {
    Writer writer(*tables_[table], request, settings);
    holds_.add(table, tables_[table]->table, writer);
    return *this;
  }

  /// "account 0 {"lock":...} [{"id":7}]" for each conflict key.
  std::vector<std::string> rows() {
    std::vector<std::string> out;
    for (auto& [place, rows] : holds_.in_order()) {
      const Request request = rows.request();
      EXPECT_EQ(request.verb, Verb::hold);
      out.push_back(place.table + " " + std::to_string(rows.table) + " " + std::string(request.options) +
                    " " + std::string(request.rows));
    }
    return out;
  }

 private:
  std::vector<Described*> tables_;
  Holds holds_;
};

std::string options(const char* lock, const char* index) {
  return std::string(R"({"lock":")") + lock + R"(","duplicates":"first","index":")" + index + R"("})";
}

Key key_on(int column, const char* name) {
  Key key;
  key.name = name;
  KeyPart part;
  part.column = column;
  part.columns = {column};
  part.equals = " OPERATOR(pg_catalog.=) ";
  key.parts = {part};
  return key;
}

const Request update{.verb = Verb::update, .rows = R"({"name":"n"})", .key = {"7"}, .expected = "1"};
const Request erase{.verb = Verb::erase, .key = {"8"}, .expected = "1"};
const Request check{.verb = Verb::check, .key = {"9"}, .expected = "1"};
const Request upsert{.rows = R"([{"id":3,"name":"x"},{"id":1,"name":"y"}])"};

TEST(Holds, TakeTheStrongestLockThatIsNeeded) {
  Described document = fake::document();
  EXPECT_EQ(Held({&document}).with(0, check).rows(),
            std::vector{"document 0 " + options("share", "document_pkey") + R"( [{"id":9}])"});
  EXPECT_EQ(Held({&document}).with(0, check).with(0, update).with(0, upsert).rows(),
            std::vector{"document 0 " + options("write", "document_pkey") +
                        R"( [{"id":9},{"id":7},{"id":3},{"id":1}])"});
  EXPECT_EQ(Held({&document}).with(0, erase).with(0, check).rows(),
            std::vector{"document 0 " + options("write_key", "document_pkey") + R"( [{"id":8},{"id":9}])"});
}

TEST(Holds, LeaveAloneWhatLocksNoStoredRow) {
  Described document = fake::document();
  const Request insert{.verb = Verb::insert, .rows = R"({"id":1})"};
  const Request dry_run{.rows = R"({"id":1})", .options = R"({"dry_run":true})"};
  const Request nothing{.rows = "[]"};
  EXPECT_TRUE(Held({&document}).with(0, insert).with(0, dry_run).with(0, nothing).rows().empty());
}

TEST(Holds, LockKeysWhereOneIsWritten) {
  Described document = fake::document();
  document.table.keys.push_back(key_on(1, "document_name_key"));
  EXPECT_EQ(Held({&document}).with(0, update).rows(),
            std::vector{"document 0 " + options("write_key", "document_pkey") + R"( [{"id":7}])"});
  const Request other{.verb = Verb::update, .rows = R"({"note":"n"})", .key = {"7"}, .expected = "1"};
  EXPECT_EQ(Held({&document}).with(0, other).rows(),
            std::vector{"document 0 " + options("write", "document_pkey") + R"( [{"id":7}])"});
  document.table.keys[1].predicate = "note IS NULL";
  EXPECT_EQ(Held({&document}).with(0, update).rows(),
            std::vector{"document 0 " + options("write", "document_pkey") + R"( [{"id":7}])"});
}

TEST(Holds, StandByTableAndKey) {
  Described document = fake::document(), account = fake::account();
  account.table.keys.push_back(key_on(1, "account_name_key"));
  const Request by_name{.rows = R"({"name":"x","note":"y"})"};
  EXPECT_EQ(Held({&document, &account}).with(0, update).with(1, by_name).with(1, upsert).rows(),
            (std::vector{"account 1 " + options("write_key", "account_pkey") + R"( [{"id":3},{"id":1}])",
                         "account 1 " + options("write", "account_name_key") + R"( [{"name":"x"}])",
                         "document 0 " + options("write", "document_pkey") + R"( [{"id":7}])"}));
}

TEST(Holds, GiveWhatAPredicateReads) {
  Described account = fake::account();
  Key partial = key_on(1, "account_name_idx");
  partial.predicate = "note IS NULL";
  partial.predicate_columns = {2};
  account.table.keys.push_back(partial);
  const Request request{.rows = R"([{"name":"x","note":null},{"name":"y"}])",
                        .options = R"({"index":"account_name_idx"})"};
  EXPECT_EQ(Held({&account}).with(0, request).rows(),
            std::vector{"account 0 " + options("write", "account_name_idx") +
                        R"( [{"name":"x","note":null},{"name":"y"}])"});
}

TEST(Holds, LeaveOutWhatIsNotTaken) {
  Described account = fake::account();
  const Request request{.rows = R"([{"id":2,"name":"x"},{"id":1},{"id":2}])",
                        .options = R"({"duplicates":"last"})"};
  EXPECT_EQ(Held({&account}).with(0, request).rows(),
            std::vector{"account 0 " + options("write", "account_pkey") + R"( [{"id":1},{"id":2}])"});
}

std::string sql_of(Described& described, const char* lock) {
  const std::string text = options(lock, "account_pkey");
  Writer writer(described, {.verb = Verb::hold, .rows = R"([{"id":2},{"id":1},{"id":2}])", .options = text},
                settings);
  const Step* step = writer.next();
  EXPECT_EQ(step->action, Step::Action::probe);
  EXPECT_EQ(std::vector(step->rows.begin(), step->rows.end()), (std::vector<std::uint32_t>{1, 0}));
  step->answers[0].found = step->answers[1].found =
      true;  // one place for both: as equal as the database says
  const std::string sql = step->statement->sql;
  EXPECT_EQ(writer.next(), nullptr);
  return sql;
}

TEST(Holds, AreLockedInTheOrderOfTheirKeys) {
  Described account = fake::account();
  const std::string select =
      R"(SELECT r."$ordinal", t.ctid FROM surerow_rows AS r JOIN "public"."account" AS t ON )"
      R"(t."id" OPERATOR(pg_catalog.=) r."id" ORDER BY r."$ordinal" )";
  EXPECT_EQ(sql_of(account, "share"), select + "FOR SHARE OF t");
  EXPECT_EQ(sql_of(account, "write"), select + "FOR NO KEY UPDATE OF t");
  EXPECT_EQ(sql_of(account, "write_key"), select + "FOR UPDATE OF t");
}

}  // namespace
}  // namespace surerow
