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

  // Runs `sql` on a new connection with the n-th allocation failing, for every n, in and out of a
  // transaction, with nothing cached and with everything; `sql` must not change what `state` shows unless it
  // succeeds.
  void at_every_point(const std::string& sql, const std::string& expected, bool in_transaction, bool warm) {
    int refused = 0;
    for (long n = 1; n < 20'000; ++n) {
      Database db;
      db("CREATE TABLE t(id INTEGER PRIMARY KEY, a NUMERIC(10,2), b TEXT UNIQUE); INSERT INTO t VALUES (1, "
         "1, 'x')");
      if (warm) db("BEGIN; " + sql + "; ROLLBACK");
      if (in_transaction) db("BEGIN");
      sqlite3_stmt* stmt = nullptr;
      ASSERT_EQ(sqlite3_prepare_v2(db.get(), sql.c_str(), -1, &stmt, nullptr), SQLITE_OK);
      countdown() = n;
      const int rc = sqlite3_step(stmt);
      const bool reached = countdown() == 0;
      countdown() = -1;
      if (rc == SQLITE_ROW) {
        EXPECT_EQ(reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0)), expected);
      }
      sqlite3_finalize(stmt);
      if (rc != SQLITE_ROW) {
        ++refused;
        EXPECT_EQ(rc & 0xff, SQLITE_NOMEM) << "allocation " << n;
        EXPECT_EQ(db("SELECT group_concat(id || '/' || a || '/' || b, ' ') FROM t"), "1/1/x")
            << "allocation " << n;
        EXPECT_EQ(db(sql), expected) << "usable after allocation " << n;
      }
      EXPECT_EQ(db.close(), SQLITE_OK) << "allocation " << n;
      if (HasFailure()) return;
      if (!reached) break;
    }
    EXPECT_GT(refused, 0) << "no allocation was made to fail";
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
