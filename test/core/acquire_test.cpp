// Taking a key, on either engine: every state of the record, every race lost, every way of waiting.
#include "common/idempotency/acquire.h"

#include <gtest/gtest.h>

#include "test/core/claims.h"
#include "test/core/refusal.h"

namespace surerow {
namespace {

using fake::KeyTable;
using Outcome = Acquire::Outcome;

struct AcquireTest : testing::TestWithParam<Engine> {
  KeyTable table{GetParam()};
  bool postgres() const { return GetParam() == Engine::postgres; }

  std::string refused(Acquire& acquire) {
    return refusal([&] { table.run(acquire); }).substr(0, 5);
  }
};
INSTANTIATE_TEST_SUITE_P(On, AcquireTest, testing::Values(Engine::postgres, Engine::sqlite),
                         [](const auto& on) { return on.param == Engine::postgres ? "postgres" : "sqlite"; });

TEST_P(AcquireTest, AFreeKeyIsClaimed) {
  Acquire acquire(table.store, request(lease));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::owned);
  EXPECT_EQ(table.log, postgres() ? "take" : "read put");
  const KeyRecord& row = table.row();
  EXPECT_EQ(row.fingerprint, "mine");
  EXPECT_EQ(row.state, KeyState::claimed);
  EXPECT_EQ(row.token.size(), 22U);
  EXPECT_EQ(row.token, acquire.record().token);
  EXPECT_EQ(row.attempt, 1);
  EXPECT_EQ(row.granted_at, start);
  EXPECT_EQ(row.lease_ms, lease);
  EXPECT_EQ(row.expires_at, start + ttl);
  EXPECT_EQ(acquire.response(), "");
}

TEST_P(AcquireTest, ARecordOutlivesItsLease) {
  Acquire acquire(table.store, request(ttl + 7));
  table.run(acquire);
  EXPECT_EQ(table.row().expires_at, start + ttl + 7);
}

TEST_P(AcquireTest, AWriterStoresItsAnswer) {
  Acquire acquire(table.store, request({}));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::owned);
  if (postgres()) {
    EXPECT_EQ(table.row().state, KeyState::running);
    EXPECT_EQ(table.row().token, "");
  }
  const std::string answer = R"({"inserted":1})";
  table.run(*acquire.finish(answer));
  EXPECT_EQ(acquire.next(start), nullptr);
  EXPECT_EQ(table.log, postgres() ? "take finish" : "read put");
  EXPECT_EQ(table.row().state, KeyState::done);
  EXPECT_EQ(table.row().response, answer);
  EXPECT_EQ(table.row().fingerprint, "mine");
  EXPECT_EQ(table.row().expires_at, start + ttl);
}

TEST_P(AcquireTest, TokensAreNeverTheSame) {
  std::string tokens[2];
  for (std::string& token : tokens) {
    table.rows.clear();
    Acquire acquire(table.store, request(lease));
    table.run(acquire);
    token = table.row().token;
  }
  EXPECT_NE(tokens[0], tokens[1]);
}

// What stands in the store, when it is asked, and what comes of a claim.
struct Case {
  KeyState state;
  std::int64_t at;          // after the record was made
  const char* fingerprint;  // of the record
  const char* outcome;      // or the code of a refusal
  std::int64_t attempt = 0;
  const char* response = "";
};

const Case cases[] = {
    {KeyState::running, 400, "mine", "SR011"},
    {KeyState::running, ttl, "mine", "SR011"},  // it never expires
    {KeyState::running, 400, "other", "SR010"},
    {KeyState::claimed, 400, "mine", "in_progress"},
    {KeyState::claimed, lease - 1, "mine", "in_progress"},
    {KeyState::claimed, lease, "mine", "owned", 4},
    {KeyState::claimed, ttl - 1, "mine", "owned", 4},
    {KeyState::claimed, ttl, "mine", "owned", 1},
    {KeyState::claimed, 400, "other", "SR010"},
    {KeyState::claimed, lease, "other", "SR010"},
    {KeyState::claimed, ttl, "other", "owned", 1},
    {KeyState::released, 0, "mine", "owned", 4, R"({"a":1})"},
    {KeyState::released, ttl - 1, "mine", "owned", 4, R"({"a":1})"},
    {KeyState::released, ttl, "mine", "owned", 1},
    {KeyState::released, 400, "other", "SR010"},
    {KeyState::released, ttl, "other", "owned", 1},
    {KeyState::done, 0, "mine", "replay", 0, R"({"a":1})"},
    {KeyState::done, ttl - 1, "mine", "replay", 0, R"({"a":1})"},
    {KeyState::done, -ttl, "mine", "replay", 0, R"({"a":1})"},  // the clock was set back
    {KeyState::done, ttl, "mine", "owned", 1},
    {KeyState::done, 400, "other", "SR010"},
    {KeyState::done, ttl + 1, "other", "owned", 1},
    {KeyState::failed, 0, "mine", "failed", 0, R"({"a":1})"},
    {KeyState::failed, ttl, "mine", "owned", 1},
    {KeyState::failed, 400, "other", "SR010"},
    {KeyState::failed, ttl, "other", "owned", 1},
};

std::string word(Outcome outcome) {
  static const char* const words[] = {"pending", "owned", "replay", "failed", "in_progress"};
  return words[static_cast<std::size_t>(outcome)];
}

TEST_P(AcquireTest, EveryState) {
  for (const Case& c : cases) {
    const auto what = std::string(word_of(c.state)) + " " + c.fingerprint + " at " + std::to_string(c.at);
    table.rows.clear();
    table.row() = record(c.state, c.fingerprint);
    table.now = start - 400 + c.at;
    Acquire acquire(table.store, request(lease));
    const std::string code = refused(acquire);
    EXPECT_EQ(code.empty() ? word(acquire.outcome()) : code, c.outcome) << what;
    EXPECT_EQ(acquire.response(), code.empty() ? c.response : acquire.response()) << what;
    if (c.attempt == 0) {  // nothing has changed
      EXPECT_EQ(table.row().state, c.state) << what;
      EXPECT_EQ(table.row().attempt, 3) << what;
      EXPECT_EQ(table.row().granted_at, start - 400) << what;
    } else {
      EXPECT_EQ(table.row().state, KeyState::claimed) << what;
      EXPECT_EQ(table.row().attempt, c.attempt) << what;
      EXPECT_EQ(table.row().token, acquire.record().token) << what;
      EXPECT_NE(table.row().token, "theirs") << what;
      EXPECT_EQ(table.row().granted_at, table.now) << what;
      EXPECT_EQ(table.row().fingerprint, "mine") << what;
      EXPECT_EQ(table.row().response, "") << what;
    }
  }
}

TEST_P(AcquireTest, AWriterReplaysOrWritesAnew) {
  table.row() = record(KeyState::done);
  Acquire replay(table.store, request({}));
  table.run(replay);
  EXPECT_EQ(replay.outcome(), Outcome::replay);
  EXPECT_EQ(replay.response(), R"({"a":1})");
  EXPECT_EQ(table.log, postgres() ? "take read" : "read");

  table.now = start + ttl;
  table.log.clear();
  Acquire anew(table.store, request({}));
  table.run(anew);
  EXPECT_EQ(anew.outcome(), Outcome::owned);
  table.run(*anew.finish("[]"));
  EXPECT_EQ(table.log, postgres() ? "take read retake finish" : "read put");
  EXPECT_EQ(table.row().response, "[]");
  EXPECT_EQ(table.row().attempt, 1);
}

TEST_P(AcquireTest, ScopesAreApart) {
  table.row("k", "tenant") = record(KeyState::done, "other");
  table.row("K") = record(KeyState::done, "other");
  Acquire acquire(table.store, request(lease));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::owned);
  EXPECT_EQ(table.rows.size(), 3U);
}

// In how long to ask again: when the lease ends.
TEST_P(AcquireTest, RetryAfterTheRestOfTheLease) {
  table.row() = record(KeyState::claimed);
  Acquire acquire(table.store, request(lease));
  table.run(acquire);
  EXPECT_EQ(acquire.retry_after_ms(), lease - 400);
  EXPECT_EQ(table.paused, 0);
}

TEST_P(AcquireTest, WaitsUntilTheLeaseEnds) {
  table.row() = record(KeyState::claimed);
  Acquire acquire(table.store, request(lease, 10'000));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::owned);
  EXPECT_EQ(table.paused, lease - 400);
  EXPECT_EQ(table.row().attempt, 4);
}

TEST_P(AcquireTest, WaitsNoLongerThanTold) {
  table.row() = record(KeyState::claimed);
  Acquire acquire(table.store, request(lease, 333));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::in_progress);
  EXPECT_EQ(table.paused, 333);
  EXPECT_EQ(acquire.retry_after_ms(), lease - 400 - 333);
  EXPECT_EQ(table.row().attempt, 3);
}

TEST_P(AcquireTest, HearsTheAnswerWhileItWaits) {
  table.row() = record(KeyState::claimed);
  table.before = [&](const std::string& statement, StoreStep&) {
    if (statement != "read" || table.paused < 100) return;
    table.row().state = KeyState::done;
    table.row().response = "7";
  };
  Acquire acquire(table.store, request(lease, 10'000));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::replay);
  EXPECT_EQ(acquire.response(), "7");
  EXPECT_EQ(table.paused, 100);
}

TEST_P(AcquireTest, OtherRequestsAreRefusedWhileItWaits) {
  table.row() = record(KeyState::claimed);
  table.before = [&](const std::string&, StoreStep&) {
    if (table.paused >= 50) table.row().fingerprint = "other";
  };
  Acquire acquire(table.store, request(lease, 10'000));
  EXPECT_EQ(refused(acquire), "SR010");
}

// The lease counts from now on, not from a moment in the future.
TEST_P(AcquireTest, TheClockWasSetBack) {
  table.row() = record(KeyState::claimed);
  table.now = start - 3'600'000;
  Acquire acquire(table.store, request(lease));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::in_progress);
  EXPECT_EQ(acquire.retry_after_ms(), lease);
  EXPECT_EQ(table.log, postgres() ? "take read change read" : "read change read");
  EXPECT_EQ(table.row().granted_at, table.now);
  EXPECT_EQ(table.row().token, "theirs");
  EXPECT_EQ(table.row().expires_at, table.now + ttl);
  table.now += lease;
  Acquire later(table.store, request(lease));
  table.run(later);
  EXPECT_EQ(later.outcome(), Outcome::owned);
  EXPECT_EQ(later.record().attempt, 4);
}

TEST_P(AcquireTest, TheClockWasSetForth) {
  table.row() = record(KeyState::claimed);
  table.now = start + 3'600'000'000;
  Acquire acquire(table.store, request(lease));
  table.run(acquire);
  EXPECT_EQ(acquire.outcome(), Outcome::owned);
  EXPECT_EQ(table.row().attempt, 1);
}

}  // namespace
}  // namespace surerow
