// Taking a key on PostgreSQL while others are at it: every race lost, every way of waiting.
#include <gtest/gtest.h>

#include "common/idempotency/acquire.h"
#include "test/core/claims.h"
#include "test/core/refusal.h"

namespace surerow {
namespace {

using fake::KeyTable;
using Outcome = Acquire::Outcome;

struct AcquireRace : testing::Test {
  KeyTable table{Engine::postgres};
};

TEST_F(AcquireRace, TheRecordIsGoneAgain) {
  table.row() = record(KeyState::done, "other");
  table.before = [&](const std::string& statement, StoreStep&) {
    if (statement == "read") table.rows.clear();
  };
  Acquire acquire(table.store, request(lease));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::owned);
  EXPECT_EQ(table.log, "take read take");
}

TEST_F(AcquireRace, AnotherTookItOver) {
  table.row() = record(KeyState::released);
  table.before = [&](const std::string& statement, StoreStep&) {
    if (statement != "retake") return;
    table.row().state = KeyState::claimed;
    table.row().token = "of a third";
    table.row().lease_ms = 60'000;
    table.row().granted_at = start;
  };
  Acquire acquire(table.store, request(lease));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::in_progress);
  EXPECT_EQ(table.log, "take read retake read");
  EXPECT_EQ(table.row().token, "of a third");
}

TEST_F(AcquireRace, TheOwnerRenewsWhileTheClockIsSetBack) {
  table.row() = record(KeyState::claimed);
  table.now = start - 3'600'000;
  table.before = [&](const std::string& statement, StoreStep&) {
    if (statement == "change") table.row().granted_at = table.now;
  };
  Acquire acquire(table.store, request(lease));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::in_progress);
  EXPECT_EQ(table.log, "take read change read");
}

// 32 rounds, then it is for the caller's retry loop.
TEST_F(AcquireRace, LostAgainAndAgain) {
  int renewed = 0;
  table.row() = record(KeyState::released);
  table.before = [&](const std::string& statement, StoreStep&) {
    if (statement == "retake") table.row().token = "of somebody else " + std::to_string(++renewed);
  };
  Acquire acquire(table.store, request({}));
  EXPECT_EQ(refusal([&] { table.run(acquire); }),
            "40001: could not take idempotency key \"k\": other transactions changed it again and again\n"
            "HINT:  Repeat the transaction.");
  EXPECT_EQ(renewed, 32);
}

TEST_F(AcquireRace, GoneAgainAndAgain) {
  int gone = 0;
  table.before = [&](const std::string& statement, StoreStep&) {
    if (statement == "take") table.row() = record(KeyState::done);
    if (statement != "read") return;
    table.rows.clear();
    ++gone;
  };
  Acquire acquire(table.store, request({}));
  EXPECT_EQ(refusal([&] { table.run(acquire); }).substr(0, 5), "40001");
  EXPECT_EQ(gone, 32);
}

// Of a transaction that is at work nothing is known; sure_claim never waits for it longer than told.
struct Blocked : testing::TestWithParam<const char*> {
  KeyTable table{Engine::postgres};

  void SetUp() override {
    const std::string at = GetParam();
    if (at != "take") table.row() = record(at == "retake" ? KeyState::released : KeyState::claimed);
    if (at == "change") table.now = start - 3'600'000;
  }
};
INSTANTIATE_TEST_SUITE_P(At, Blocked, testing::Values("take", "retake", "change"),
                         [](const auto& at) { return std::string(at.param); });

TEST_P(Blocked, ToldAtOnce) {
  table.before = [&](const std::string& statement, StoreStep& step) {
    if (statement != GetParam()) return;
    EXPECT_EQ(step.wait_ms, 0);
    step.blocked = true;
  };
  Acquire acquire(table.store, request(lease));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::in_progress);
  EXPECT_EQ(acquire.retry_after_ms(), 100);
  EXPECT_EQ(table.paused, 0);
}

TEST_P(Blocked, AllPatienceIsUsedUp) {
  table.before = [&](const std::string& statement, StoreStep& step) {
    if (statement != GetParam()) return;
    EXPECT_EQ(step.wait_ms, 300);
    step.blocked = true;
    table.now += 300;
  };
  Acquire acquire(table.store, request(lease, 300));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::in_progress);
  EXPECT_EQ(table.paused, 0);
}

// What a statement waited for others is waited, also when it went through in the end.
TEST_P(Blocked, PatienceIsOneForAll) {
  table.before = [&](const std::string& statement, StoreStep&) {
    if (statement != GetParam() || table.now > start) return;
    table.now += 200;
    table.row() = record(KeyState::claimed);
    table.row().granted_at = table.now;
    table.row().token = "of a third";
    table.row().lease_ms = 60'000;
  };
  Acquire acquire(table.store, request(lease, 300));
  const std::int64_t began = table.now;
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::in_progress);
  EXPECT_EQ(table.paused, 100);
  EXPECT_EQ(table.now, began + 300);
}

TEST_F(AcquireRace, AWriterWaitsAsItsSessionSays) {
  table.before = [&](const std::string&, StoreStep& step) { EXPECT_EQ(step.wait_ms, -1); };
  for (const char* log : {"take", "take take read retake"}) {
    Acquire acquire(table.store, request({}));
    table.run(acquire);
    EXPECT_EQ(acquire.outcome(), Outcome::owned);
    EXPECT_EQ(table.log, log);
    table.row() = record(KeyState::released);
  }
}

TEST_F(AcquireRace, AClockSetBackWhileItWaitsTakesNoPatience) {
  table.before = [&](const std::string& statement, StoreStep&) {
    if (statement != "take") return;
    table.now -= 5'000;
    table.row() = record(KeyState::claimed);
    table.row().granted_at = table.now;
  };
  Acquire acquire(table.store, request(lease, 300));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::in_progress);
  EXPECT_EQ(table.paused, 300);
}

}  // namespace
}  // namespace surerow
