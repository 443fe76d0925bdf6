// Memory that runs out at every point of a call, once SQLite's and once C++'s: SQLITE_NOMEM, nothing written,
// nothing lost, the connection usable.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "test/sqlite/database.h"

namespace {

// Counts down; the allocation that takes it to zero fails. Negative: never.
std::atomic<long> cpp_countdown{-1}, sqlite_countdown{-1};

// valgrind puts its own operator new in the place of ours.
std::atomic<bool> ours{false};

bool fails(std::atomic<long>& countdown) { return countdown > 0 && --countdown == 0; }

sqlite3_mem_methods real;

void* faulty_malloc(int size) { return fails(sqlite_countdown) ? nullptr : real.xMalloc(size); }
void* faulty_realloc(void* old, int size) {
  return fails(sqlite_countdown) ? nullptr : real.xRealloc(old, size);
}

}  // namespace

// Over-aligned forms, which the arenas of the core use, come through here too.
void* operator new(std::size_t size) {
  ours = true;
  void* memory = fails(cpp_countdown) ? nullptr : std::malloc(size == 0 ? 1 : size);
  return memory != nullptr ? memory : throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto to = static_cast<std::size_t>(alignment);
  void* memory = fails(cpp_countdown) ? nullptr : std::aligned_alloc(to, (size + to - 1) / to * to);
  return memory != nullptr ? memory : throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return fails(cpp_countdown) ? nullptr : std::malloc(size == 0 ? 1 : size);
}
// Inlined, GCC would see free() where it expects the pair of its own operator new.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

namespace surerow::test {
namespace {

struct Memory : testing::TestWithParam<bool> {
  static void SetUpTestSuite() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    sqlite3_mem_methods faulty = real;
    faulty.xMalloc = faulty_malloc;
    faulty.xRealloc = faulty_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty);
    // Look-aside memory would hide most allocations.
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
  }
  void SetUp() override {
    if (!GetParam() && !ours) GTEST_SKIP() << "operator new is not the test's";
  }
  static void TearDownTestSuite() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &real);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 1200, 40);
  }

  std::atomic<long>& countdown() { return GetParam() ? sqlite_countdown : cpp_countdown; }

  /// The table is given a version column, and its rows are at version 1.
  bool versioned = false;
  /// What else is made, and looked at.
  std::string setup, shown = "SELECT ''";

  std::string make_table() const {
    return std::string(
               "CREATE TABLE t(id INTEGER PRIMARY KEY, a NUMERIC(10,2), b TEXT UNIQUE); "
               "INSERT INTO t VALUES (1, 1, 'x'); ") +
           (versioned ? "SELECT sure_enable_version('t'); " : "") + setup;
  }
  static void copy(const Database& from, const Database& to) {
    sqlite3_backup* backup = sqlite3_backup_init(to.get(), "main", from.get(), "main");
    EXPECT_EQ(sqlite3_backup_step(backup, -1), SQLITE_DONE);
    EXPECT_EQ(sqlite3_backup_finish(backup), SQLITE_OK);
  }
  std::string shown_rows(const Database& db) const {
    return db(std::string("SELECT group_concat(id || '/' || a || '/' || b") +
              (versioned ? " || '/' || version" : "") + ", ' ') FROM t") +
           db(shown);
  }

  // Runs `sql` on a new connection with the n-th allocation failing, for every n, in and out of a
  // transaction, with nothing cached and with everything; `sql` answers `expected`, a row or an error as
  // Database shows it, or it ends for want of memory and has changed nothing.
  void at_every_point(const std::string& sql, const std::string& expected, bool in_transaction, bool warm) {
    int refused = 0;
    const Database made;
    made(make_table());
    const std::string before = shown_rows(made);
    for (long n = 1; n < 20'000; ++n) {
      Database db;
      copy(made, db);
      if (warm) db("BEGIN; " + sql + "; ROLLBACK");
      if (warm && sqlite3_get_autocommit(db.get()) == 0) db("ROLLBACK");  // `sql` is an error
      if (in_transaction) db("BEGIN");
      sqlite3_stmt* stmt = nullptr;
      ASSERT_EQ(sqlite3_prepare_v2(db.get(), sql.c_str(), -1, &stmt, nullptr), SQLITE_OK);
      countdown() = n;
      const int rc = sqlite3_step(stmt);
      const bool reached = countdown() == 0;
      countdown() = -1;
      const bool out_of_memory = (rc & 0xff) == SQLITE_NOMEM;
      if (!out_of_memory) expect(answer_of(db, stmt, rc), expected, rc, n);
      sqlite3_finalize(stmt);
      if (out_of_memory) {
        ++refused;
        EXPECT_EQ(shown_rows(db), before) << "allocation " << n;
        EXPECT_EQ(without_token(db(sql)), expected) << "usable after allocation " << n;
      }
      EXPECT_EQ(db.close(), SQLITE_OK) << "allocation " << n;
      if (HasFailure()) return;
      if (!reached) break;
    }
    EXPECT_GT(refused, 0) << "no allocation was made to fail";
  }

  // SQLite keeps the code of an error and drops its words where it has no memory to hand them on.
  void expect(const std::string& answer, const std::string& expected, int rc, long n) const {
    const std::string bare = "[" + std::to_string(rc) + "] " + sqlite3_errstr(rc);
    if (GetParam() && rc != SQLITE_ROW && answer == bare && expected.starts_with(bare.substr(0, 4))) return;
    EXPECT_EQ(answer, expected) << "allocation " << n;
  }

  static std::string answer_of(const Database& db, sqlite3_stmt* stmt, int rc) {
    if (rc == SQLITE_ROW) return without_token(reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0)));
    return "[" + std::to_string(rc) + "] " + sqlite3_errmsg(db.get());
  }

  // A new claim's token is another every time.
  static std::string without_token(std::string answer) {
    const std::size_t at = answer.find(R"("token":")");
    return at == std::string::npos ? answer : answer.erase(at + 9, 22);
  }

  void everywhere(const std::string& sql, const std::string& expected) {
    for (const bool in_transaction : {false, true})
      for (const bool warm : {false, true}) at_every_point(sql, expected, in_transaction, warm);
  }
};
INSTANTIATE_TEST_SUITE_P(Whose, Memory, testing::Bool(),
                         [](const auto& whose) { return whose.param ? "sqlite" : "cpp"; });

constexpr const char* upsert =
    R"(SELECT sure_upsert('t', '[{"id":1,"a":2.50},{"id":2,"a":1,"b":"\u0079"}]', '{"returning":true}'))";
constexpr const char* upserted =
    R"({"inserted":1,"updated":1,"unchanged":0,"rows":[{"status":"updated","key":{"id":1},"row":{"id":1,"a":2.50,"b":"x"}},{"status":"inserted","key":{"id":2},"row":{"id":2,"a":1.00,"b":"y"}}]})";

TEST_P(Memory, ColdInAutocommit) { at_every_point(upsert, upserted, false, false); }
TEST_P(Memory, ColdInATransaction) { at_every_point(upsert, upserted, true, false); }
TEST_P(Memory, WarmInAutocommit) { at_every_point(upsert, upserted, false, true); }
TEST_P(Memory, WarmInATransaction) { at_every_point(upsert, upserted, true, true); }
constexpr const char* one_row = R"(SELECT sure_upsert('t', '{"id":1,"a":2.50}'))";
TEST_P(Memory, OneRowInAutocommit) { at_every_point(one_row, one_updated, false, true); }
TEST_P(Memory, OneRowInATransaction) { at_every_point(one_row, one_updated, true, true); }

constexpr const char* enable = "SELECT sure_enable_version('t')";
constexpr const char* enabled = R"({"status":"enabled","column":"version"})";
constexpr const char* strict =
    R"j({"status":"enabled","columns":{"id":"bigint","a":"numeric(10,2)","b":"text"}})j";
TEST_P(Memory, EnableStrict) { at_every_point("SELECT sure_enable_strict('t')", strict, false, false); }
TEST_P(Memory, EnableVersion) { at_every_point(enable, enabled, false, false); }
TEST_P(Memory, EnableVersionInATransaction) { at_every_point(enable, enabled, true, false); }

// In the fixture's table, id 1 is at version 1.
struct Locking : Memory {
  Locking() { versioned = true; }
};
INSTANTIATE_TEST_SUITE_P(Whose, Locking, testing::Bool(),
                         [](const auto& whose) { return whose.param ? "sqlite" : "cpp"; });

constexpr const char* stale =
    "[19] SR001: row of t is not at version 7\nDETAIL:  key {\"id\":1}: expected version 7, current version "
    "1\n"
    "HINT:  Read the row again and decide anew: the same call can never succeed.";
// What sure_etag gives: over all columns at version 1, and over column a, before and after an update.
constexpr const char* token = "YTpNngA56mXBMkwXoHnmvYIkIanprZgqE6K0DtQuH94";
constexpr const char* token_of_a = "GlUwUp9P0PIlM-zrs0IND7-rWu2KCESBrODgeHYsh98.AQ";
constexpr const char* updated_by_token =
    R"({"status":"updated","etag":"b2t8_XuQLc_pD4JZDxMrXU7jb5Y-UugH5wGC63kpynE.AQ"})";
constexpr const char* stale_token =
    "[19] SR001: row of t does not have the expected etag\nDETAIL:  key {\"id\":1}: expected etag "
    "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AQ\", current etag "
    "\"GlUwUp9P0PIlM-zrs0IND7-rWu2KCESBrODgeHYsh98.AQ\"\n"
    "HINT:  Read the row again and decide anew: the same call can never succeed.";

TEST_P(Locking, Update) {
  everywhere(R"(SELECT sure_update('t', 1, '{"a":2.50}', 1))", R"({"status":"updated","version":2})");
}
TEST_P(Locking, UpdateReturning) {
  everywhere(R"(SELECT sure_update('t', '{"b":"x"}', '{"a":2.50}', 1, '{"returning":true}'))",
             R"({"status":"updated","version":2,"row":{"id":1,"a":2.50,"b":"x","version":2}})");
}
TEST_P(Locking, UpdateOfNothing) {
  everywhere(R"(SELECT sure_update('t', 1, '{"a":1.0}', 1))", R"({"status":"unchanged","version":1})");
}
TEST_P(Locking, StaleUpdate) { everywhere(R"(SELECT sure_update('t', 1, '{"a":2.50}', 7))", stale); }
TEST_P(Locking, StaleUpdateReported) {
  everywhere(R"(SELECT sure_update('t', 1, '{"a":2.50}', 7, '{"on_stale":"report"}'))",
             R"({"status":"stale","version":1,"equal":false,"row":{"id":1,"a":1.00,"b":"x","version":1}})");
}
TEST_P(Locking, Delete) { everywhere("SELECT sure_delete('t', 1, 1)", R"({"status":"deleted"})"); }
TEST_P(Locking, DeleteReturning) {
  everywhere(R"(SELECT sure_delete('t', 1, 1, '{"returning":["b"]}'))",
             R"({"status":"deleted","row":{"b":"x"}})");
}
TEST_P(Locking, StaleDelete) { everywhere("SELECT sure_delete('t', 1, 7)", stale); }
TEST_P(Locking, CheckVersion) {
  everywhere("SELECT sure_check_version('t', 1, 1)", R"({"status":"current"})");
}
TEST_P(Locking, StaleCheckVersion) { everywhere("SELECT sure_check_version('t', 1, 7)", stale); }
TEST_P(Locking, Upsert) {
  everywhere(
      R"(SELECT sure_upsert('t', '[{"id":1,"a":2.50,"version":1},{"id":2,"b":"y"}]', '{"each":true}'))",
      R"({"inserted":1,"updated":1,"unchanged":0,"rows":[{"status":"updated","key":{"id":1},"version":2},)"
      R"({"status":"inserted","key":{"id":2},"version":1}]})");
}
TEST_P(Locking, StaleUpsertReported) {
  everywhere(
      R"(SELECT sure_upsert('t', '[{"id":1,"a":2.50,"version":7},{"id":2,"b":"y"}]', '{"on_stale":"report"}'))",
      R"({"inserted":1,"updated":0,"unchanged":0,"stale":1,"missing":0})");
}
constexpr const char* apply =
    R"j(SELECT sure_apply('[{"update":["t",1,{"a":2.50},1]},{"insert":["\u0074",[{"id":2,"b":"y"},{"id":3}]]},)j"
    R"j({"check_version":["main.t",{"id":2},"1"]},{"delete":["t",3,1]}]'))j";
constexpr const char* applied =
    R"({"results":[{"status":"updated","version":2},{"inserted":2,"existing":0},{"status":"current"},{"status":"deleted"}]})";
TEST_P(Locking, Apply) { at_every_point(apply, applied, false, false); }
TEST_P(Locking, ApplyInATransaction) { at_every_point(apply, applied, true, true); }
TEST_P(Locking, StaleApply) {
  at_every_point(R"j(SELECT sure_apply('[{"insert":["t",{"id":2}]},{"update":["t",1,{"a":2.50},7]}]'))j",
                 std::string(stale).insert(std::string(stale).find("key"), "op 2, "), false, true);
}
TEST_P(Locking, Etag) { everywhere("SELECT sure_etag('t', 1)", token); }

TEST_P(Memory, Etag) { everywhere(R"(SELECT sure_etag('t', 1, '["a"]'))", token_of_a); }
TEST_P(Memory, UpdateByEtag) {
  everywhere(std::string(R"(SELECT sure_update('t', 1, '{"a":2.50}', ')") + token_of_a + "')",
             updated_by_token);
}
TEST_P(Memory, StaleUpdateByEtag) {
  everywhere(R"(SELECT sure_update('t', 1, '{"a":2.50}', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AQ'))",
             stale_token);
}
TEST_P(Memory, DeleteByEtag) {
  everywhere(std::string("SELECT sure_delete('t', 1, '") + token_of_a + "')", R"({"status":"deleted"})");
}

// Claims 'k' of "mine", and 'done', which has ended.
struct KeyMemory : Memory {
  KeyMemory() {
    setup =
        "SELECT sure_claim('k', '1'); SELECT sure_claim('done', '1'); UPDATE surerow_idempotency_key SET "
        "token = 'mine'; "
        "SELECT sure_complete('done', 'mine', '[1]'); ";
    shown =
        "SELECT key || state || attempt || token || lease_ms || coalesce(response, '') FROM "
        "surerow_idempotency_key";
  }
};
INSTANTIATE_TEST_SUITE_P(Whose, KeyMemory, testing::Bool(),
                         [](const auto& whose) { return whose.param ? "sqlite" : "cpp"; });

constexpr const char* claimed = R"({"state":"claimed","token":"","attempt":1,"lease_ms":60000})";
constexpr const char* keyed =
    R"(SELECT sure_upsert('t', '{"id":2,"a":2.50}', '{"idempotency_key":"a key that is longer than a small string"}'))";

TEST_P(Memory, FirstClaim) {
  shown = "SELECT count(*) FROM sqlite_schema";
  everywhere("SELECT sure_claim('a key that is longer than a small string', '1')", claimed);
}
TEST_P(Memory, FirstKeyedUpsert) {
  shown = "SELECT count(*) FROM sqlite_schema";
  everywhere(keyed, one_inserted);
}
TEST_P(KeyMemory, Claim) { everywhere(R"(SELECT sure_claim('new', '{"a":[1]}', '{"scope":"s"}'))", claimed); }
TEST_P(KeyMemory, Replay) {
  everywhere("SELECT sure_claim('done', '1')", R"({"state":"replay","response":[1]})");
}
TEST_P(KeyMemory, Refused) {
  everywhere("SELECT sure_complete('done', 'mine', '[2]')",
             "[19] SR010: idempotency key \"done\" was completed with another response\n"
             "HINT:  What the first call stored stands; claim the key to read it.");
}
TEST_P(KeyMemory, Owner) {
  everywhere("SELECT sure_renew('k', 'mine', 70000)", R"({"state":"claimed","attempt":1,"lease_ms":70000})");
  everywhere(R"(SELECT sure_complete('k', 'mine', '{"a":[1]}'))", R"({"state":"completed","attempt":1})");
  everywhere("SELECT sure_complete('done', 'mine', '[1.0]')", R"({"state":"completed","attempt":1})");
  everywhere(R"(SELECT sure_fail('k', 'mine', '"no"', '{"terminal":true}'))",
             R"({"state":"failed","attempt":1})");
}
TEST_P(KeyMemory, Purge) {
  setup += "UPDATE surerow_idempotency_key SET expires_at = 1; ";
  everywhere("SELECT sure_purge()", R"({"purged":2})");
}
TEST_P(KeyMemory, Upsert) { everywhere(keyed, one_inserted); }
TEST_P(KeyMemory, UpsertReplayed) {
  setup += std::string(keyed) + "; ";
  everywhere(keyed, R"({"replayed":true,"inserted":1,"updated":0,"unchanged":0})");
}
TEST_P(KeyMemory, Apply) {
  everywhere(R"(SELECT sure_apply('[{"insert":["t",{"id":3}]}]', '{"idempotency_key":"k 2"}'))",
             R"({"results":[{"inserted":1,"existing":0}]})");
}

TEST_P(Memory, Cast) {
  at_every_point(
      "SELECT sure_cast('{\"a\": [1, 2.50]}', 'jsonb') || sure_cast(1e300, 'numeric(400,0)') IS NOT NULL",
      "1", false, false);
}
TEST_P(Memory, ErrorInfo) {
  at_every_point("SELECT sure_error_info('a much longer text than a small string holds', 'int') IS NOT NULL",
                 "1", false, false);
}

TEST_P(Memory, Loading) {
  for (long n = 1; n < 10'000; ++n) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(":memory:", &db), SQLITE_OK);
    countdown() = n;
    const int rc = sqlite3_surerow_init(db, nullptr, nullptr);
    const bool reached = countdown() == 0;
    countdown() = -1;
    EXPECT_TRUE(rc == SQLITE_OK || rc == SQLITE_NOMEM) << rc;
    EXPECT_EQ(sqlite3_close(db), SQLITE_OK);
    if (!reached) break;
  }
}

}  // namespace
}  // namespace surerow::test
