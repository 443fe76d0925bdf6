// sqlite3_close() succeeds whatever surerow has done on the connection before.
#include <gtest/gtest.h>

#include "test/sqlite/database.h"

namespace surerow::test {
namespace {

constexpr const char* account = "CREATE TABLE account(id INTEGER PRIMARY KEY, name TEXT NOT NULL);";
constexpr const char* upsert = R"(SELECT sure_upsert('account', '{"id":1,"name":"Ada"}');)";

TEST(Close, AfterLoadAlone) {
  Database db;
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Close, AfterUse) {
  Database db;
  db(account);
  EXPECT_EQ(db(upsert), one_inserted);
  EXPECT_EQ(db(upsert), one_unchanged);
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Close, AfterUseInsideAnOpenTransaction) {
  Database db;
  db(account);
  db("BEGIN");
  EXPECT_EQ(db(upsert), one_inserted);
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Close, AfterARefusedClose) {
  Database db;
  db(account);
  EXPECT_EQ(db(upsert), one_inserted);
  sqlite3_stmt* open = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(db.get(), "SELECT 1", -1, &open, nullptr), SQLITE_OK);
  EXPECT_EQ(db.close(), SQLITE_BUSY);
  EXPECT_EQ(db(upsert), one_unchanged) << "the close hook must be connected anew";
  EXPECT_EQ(db.close(), SQLITE_BUSY);
  EXPECT_EQ(db(upsert), one_unchanged);
  sqlite3_finalize(open);
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Close, WithTheCallItselfStillOpen) {
  Database db;
  db(account);
  sqlite3_stmt* open = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(db.get(), upsert, -1, &open, nullptr), SQLITE_OK);
  EXPECT_EQ(sqlite3_step(open), SQLITE_ROW);
  EXPECT_EQ(db.close(), SQLITE_BUSY);
  EXPECT_EQ(sqlite3_step(open), SQLITE_DONE);
  EXPECT_EQ(sqlite3_reset(open), SQLITE_OK);
  EXPECT_EQ(sqlite3_step(open), SQLITE_ROW);
  EXPECT_STREQ(reinterpret_cast<const char*>(sqlite3_column_text(open, 0)), one_unchanged);
  sqlite3_finalize(open);
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Close, AfterDdl) {
  Database db;
  db(account);
  EXPECT_EQ(db(upsert), one_inserted);
  db("ALTER TABLE account ADD COLUMN age INT; DROP TABLE account; VACUUM");
  EXPECT_EQ(db.close(), SQLITE_OK);
}

// Each of the calls that name one row, answered, refused and reported.
constexpr const char* locking_calls[] = {
    R"(SELECT sure_update('account', 1, '{"name":"Grace"}', 1))",
    R"(SELECT sure_update('account', 1, '{"name":"Joan"}', 1))",
    R"(SELECT sure_update('account', 1, '{"name":"Joan"}', 1, '{"on_stale":"report"}'))",
    R"(SELECT sure_update('account', 1, '{"name":"Joan"}', sure_etag('account', 1)))",
    R"(SELECT sure_upsert('account', '{"id":1,"name":"Edsger","version":1}'))",
    R"(SELECT sure_upsert('account', '{"id":1,"name":"Edsger","version":3}', '{"each":true}'))",
    "SELECT sure_check_version('account', 1, 4)",
    "SELECT sure_etag('account', 1)",
    "SELECT sure_delete('account', 1, 1)",
    R"(SELECT sure_delete('account', 1, 4, '{"returning":true}'))",
    "SELECT sure_etag('account', 1)",
};

TEST(Close, AfterOptimisticLocking) {
  for (const char* begin : {"", "BEGIN"}) {
    Database db;
    db(account);
    EXPECT_EQ(db(upsert), one_inserted);
    EXPECT_EQ(db("SELECT sure_enable_version('account')"), R"({"status":"enabled","column":"version"})");
    db(begin);
    std::string refused;
    for (const char* call : locking_calls) refused += db(call)[0] == '[' ? 'x' : '.';
    EXPECT_EQ(refused, ".x..x...x.x");
    EXPECT_EQ(db.close(), SQLITE_OK) << begin;
  }
}

TEST(Close, AfterEachCallOfOptimisticLockingAlone) {
  for (const char* call : locking_calls) {
    Database db;
    db(account);
    EXPECT_EQ(db(upsert), one_inserted);
    EXPECT_EQ(db("SELECT sure_enable_version('account')"), R"({"status":"enabled","column":"version"})");
    db(call);
    EXPECT_EQ(db.close(), SQLITE_OK) << call;
  }
}

// Each of the calls of idempotency keys, answered, replayed and refused.
constexpr const char* key_calls[] = {
    "SELECT sure_claim('k', '1')",
    "SELECT sure_claim('k', '1')",
    "SELECT sure_claim('k', '1', '{\"wait_ms\":50}')",
    "SELECT sure_claim('k', '2')",
    "SELECT sure_renew('k', 'x', 5)",
    "SELECT sure_renew('k', token, 60000) FROM surerow_idempotency_key",
    "SELECT sure_fail('k', (SELECT token FROM surerow_idempotency_key), '1')",
    "SELECT sure_claim('k', '1', '{\"lease_ms\":0}')",
    "SELECT sure_claim('k', '1')",
    "SELECT sure_complete('k', (SELECT token FROM surerow_idempotency_key), '[1]')",
    "SELECT sure_complete('k', (SELECT token FROM surerow_idempotency_key), '[2]')",
    "INSERT INTO account VALUES (9, sure_claim('n', '1'))",
    "SELECT count(sure_claim('row ' || column1, '1')) FROM (VALUES (1), (2))",
    R"(SELECT sure_upsert('account', '{"id":2,"name":"Joan"}', '{"idempotency_key":"u"}'))",
    R"(SELECT sure_upsert('account', '{"id":2,"name":"Joan"}', '{"idempotency_key":"u"}'))",
    R"(SELECT sure_upsert('account', '{"id":3,"name":"Joan"}', '{"idempotency_key":"u"}'))",
    R"(SELECT sure_upsert('account', '{"id":3,"name":null}', '{"idempotency_key":"v"}'))",
    R"(SELECT sure_apply('[]', '{"idempotency_key":"w"}'))",
    "DROP TABLE surerow_idempotency_key",
    "SELECT sure_purge()",
    "SELECT sure_purge(0)",
};

TEST(Close, AfterIdempotencyKeys) {
  for (const char* begin : {"", "BEGIN", "SAVEPOINT s"}) {
    Database db;
    db(account);
    db(begin);
    std::string refused;
    for (const char* call : key_calls) refused += db(call).find('[') == 0 ? 'x' : '.';
    EXPECT_EQ(refused, "...xx..x..xxx..xx...x") << begin;
    EXPECT_EQ(db.close(), SQLITE_OK) << begin;
  }
}

TEST(Close, AfterEachCallOfIdempotencyKeysAlone) {
  for (const char* call : key_calls) {
    Database db;
    db(account);
    db(call);
    EXPECT_EQ(db.close(), SQLITE_OK) << call;
    Database rolled_back;
    rolled_back(account);
    rolled_back("BEGIN");
    rolled_back(call);
    rolled_back("ROLLBACK");
    EXPECT_EQ(rolled_back.close(), SQLITE_OK) << call << ", rolled back";
  }
}

TEST(Close, AfterErrors) {
  Database db;
  db(account);
  for (const char* call :
       {"SELECT sure_upsert('account', '{')", "SELECT sure_upsert('nothing', '{}')",
        R"(SELECT sure_upsert('account', '{"id":2}'))", "SELECT sure_upsert('account', NULL)",
        R"(SELECT sure_upsert('account', '{"id":"x","name":"y"}'))", "SELECT sure_is_valid(1, 'nothing')",
        R"(INSERT INTO account VALUES (3, sure_upsert('account', '{"id":4,"name":"x"}')))"})
    EXPECT_EQ(db(call)[0], '[') << call;
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Close, AfterUseOfValidatorsInOpenStatements) {
  Database db;
  sqlite3_stmt* open = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(db.get(), "SELECT sure_is_valid(column1, 'int') FROM (VALUES ('1'), ('x'))",
                               -1, &open, nullptr),
            SQLITE_OK);
  EXPECT_EQ(sqlite3_step(open), SQLITE_ROW);
  EXPECT_EQ(db.close(), SQLITE_BUSY);
  EXPECT_EQ(sqlite3_step(open), SQLITE_ROW);
  EXPECT_EQ(sqlite3_column_int(open, 0), 0);
  sqlite3_finalize(open);
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Close, V2WithAStatementThatOutlivesIt) {
  Database db;
  db(account);
  EXPECT_EQ(db(upsert), one_inserted);
  sqlite3_stmt* open = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(db.get(), upsert, -1, &open, nullptr), SQLITE_OK);
  EXPECT_EQ(sqlite3_close_v2(db.get()), SQLITE_OK);
  EXPECT_EQ(sqlite3_step(open), SQLITE_MISUSE) << "nothing can be prepared on a zombie";
  sqlite3_finalize(open);
  db.release();
}

TEST(Close, AfterLoadingTwice) {
  Database db;
  db(account);
  EXPECT_EQ(db(upsert), one_inserted);
  ASSERT_EQ(sqlite3_surerow_init(db.get(), nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(db(upsert), one_unchanged);
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Close, AfterTheModuleWasDropped) {
  Database db;
  db(account);
  EXPECT_EQ(db(upsert), one_inserted);
  sqlite3_drop_modules(db.get(), nullptr);
  EXPECT_EQ(db(upsert).substr(0, 3), "[1]") << "nothing is kept where nothing would free it";
  EXPECT_EQ(db.close(), SQLITE_OK);
}

TEST(Close, ByAutoExtension) {
  using Entry = void (*)();
  const auto entry = reinterpret_cast<Entry>(sqlite3_surerow_init);
  ASSERT_EQ(sqlite3_auto_extension(entry), SQLITE_OK);
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(raw, account, nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(raw, upsert, nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(sqlite3_close(raw), SQLITE_OK);
  EXPECT_EQ(sqlite3_cancel_auto_extension(entry), 1);
}

}  // namespace
}  // namespace surerow::test
