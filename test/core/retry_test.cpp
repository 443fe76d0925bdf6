// sure_retry: what is done again for which code, the bounds of its delays, and the refusals.
#include "common/retry/retry.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>

#include "common/retry/rules.h"

namespace surerow {
namespace {

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

Repeat repeat(std::string_view code) {
  const RetryRule rule = retry_rule(code);
  EXPECT_FALSE(rule.reason.empty()) << code;
  EXPECT_EQ(rule.reason.back(), '.') << code;
  return rule.repeat;
}

std::string advice(std::string_view code, std::int64_t attempt, std::string_view options = "{}") {
  return retry_advice(code, Value::integer(attempt), options, storage_settings());
}

TEST(RetryRule, TheTransaction) {
  for (const char* code : {"40001", "40P01", "40000", "55P03", "53300", "57P03", "57P05", "08001", "SR011",
                           "517", "0517", "SQLITE_BUSY_SNAPSHOT", "BUSY_SNAPSHOT"})
    EXPECT_EQ(repeat(code), Repeat::transaction) << code;
}

TEST(RetryRule, TheStatement) {
  for (const char* code :
       {"5", "261", "773", "SQLITE_BUSY", "BUSY", "SQLITE_BUSY_RECOVERY", "BUSY_TIMEOUT", "6", "262", "518",
        "SQLITE_LOCKED", "LOCKED_SHAREDCACHE", "15", "SQLITE_PROTOCOL", "17"})
    EXPECT_EQ(repeat(code), Repeat::statement) << code;
}

TEST(RetryRule, AnOutcomeNobodyKnows) {
  for (const char* code : {"08000", "08003", "08006", "08007", "40003", "57P01", "57P02"})
    EXPECT_EQ(repeat(code), Repeat::unknown) << code;
}

TEST(RetryRule, Never) {
  for (const char* code : {"00000",
                           "02000",
                           "08004",
                           "08P01",
                           "0A000",
                           "21000",
                           "22000",
                           "22003",
                           "22P02",
                           "23502",
                           "23505",
                           "25001",
                           "25006",
                           "25P02",
                           "25P03",
                           "28P01",
                           "40002",
                           "42501",
                           "42P01",
                           "53100",
                           "53200",
                           "54000",
                           "57014",
                           "58030",
                           "P0001",
                           "SR001",
                           "SR002",
                           "SR003",
                           "SR010",
                           "SR012",
                           "XX000",
                           "0",
                           "1",
                           "3",
                           "4",
                           "7",
                           "8",
                           "264",
                           "9",
                           "10",
                           "8714",
                           "11",
                           "12",
                           "13",
                           "14",
                           "16",
                           "18",
                           "19",
                           "2067",
                           "20",
                           "21",
                           "22",
                           "23",
                           "24",
                           "25",
                           "26",
                           "27",
                           "28",
                           "100",
                           "101",
                           "SQLITE_ERROR",
                           "ERROR",
                           "ABORT",
                           "EMPTY",
                           "RANGE",
                           "OK",
                           "SQLITE_IOERR_WRITE",
                           "SQLITE_CONSTRAINT_PRIMARYKEY",
                           "SQLITE_READONLY_ROLLBACK",
                           "NOTADB",
                           "FULL"}) {
    EXPECT_EQ(repeat(code), Repeat::never) << code;
    EXPECT_EQ(std::string(retry_rule(code).reason).find("unknown"), std::string::npos) << code;
  }
}

TEST(RetryRule, UnknownCodesSayThatTheyAre) {
  for (const char* code : {"99999", "QQ001", "SR999", "29", "1311", "SQLITE_", "SQLITE_NEWS", "X", "X_Y"}) {
    EXPECT_EQ(repeat(code), Repeat::never) << code;
    EXPECT_EQ(retry_rule(code).reason, "The code is unknown, so that nothing speaks for trying again.")
        << code;
  }
}

TEST(RetryRule, WhatIsNoCode) {
  using namespace std::string_view_literals;
  for (const std::string_view code : {""sv, " "sv, "40001 "sv, " 5"sv, "-5"sv, "5.0"sv, "40p01"sv, "busy"sv,
                                      "sqlite_busy"sv, "database is locked"sv, "123456"sv, "SR0011"sv,
                                      "BUSY-1"sv, "\0"sv, "4000\0"sv, "4000\xc3"sv, "BUSY 5"sv}) {
    try {
      retry_rule(code);
      ADD_FAILURE() << code << " was taken";
    } catch (const Refusal& refusal) {
      EXPECT_EQ(refusal.fault().code, Code::invalid_parameter_value) << code;
      EXPECT_EQ(refusal.fault().message, shown(code) + " is no error code");
    }
  }
}

// The codes of the catalogue that this library gives: no one falls through as unknown.
TEST(RetryRule, KnowsEveryCodeOfTheCatalogue) {
  for (int i = 0; i <= static_cast<int>(Code::internal_error); ++i) {
    const std::string_view state = entry(static_cast<Code>(i)).sqlstate;
    EXPECT_EQ(std::string(retry_rule(state).reason).find("unknown"), std::string::npos) << state;
  }
}

TEST(RetryDelay, DoublesUpToTheCap) {
  const RetryOptions options;
  constexpr std::uint64_t most[] = {20, 40, 80, 160, 320, 640, 1280, 2000, 2000};
  for (std::int64_t attempt = 1; attempt <= 9; ++attempt) {
    const std::uint64_t top = most[attempt - 1];
    EXPECT_EQ(retry_delay(attempt, options, 0), 0);
    EXPECT_EQ(retry_delay(attempt, options, top), static_cast<std::int64_t>(top));
    EXPECT_EQ(retry_delay(attempt, options, top + 1), 0);
  }
}

TEST(RetryDelay, NeverOverflows) {
  constexpr std::int64_t day = 86'400'000;
  for (const std::int64_t attempt :
       {std::int64_t{31}, std::int64_t{32}, std::int64_t{63}, std::int64_t{64}, std::int64_t{65},
        std::int64_t{2147483647}, std::int64_t{2147483648}, greatest}) {
    EXPECT_EQ(retry_delay(attempt, {day, day, 10, false}, day), day) << attempt;
    EXPECT_EQ(retry_delay(attempt, {1, day, 10, false}, day), day) << attempt;
    EXPECT_EQ(retry_delay(attempt, {day, 0, 10, false}, ~0ull), 0) << attempt;
    EXPECT_EQ(retry_delay(attempt, {0, day, 10, false}, ~0ull), 0) << attempt;
  }
}

// Full jitter: every delay from 0 to the bound comes, none beyond it.
TEST(RetryDelay, DrawsAreSpreadOverTheirWholeRange) {
  std::set<std::string> seen;
  for (int i = 0; i < 4000; ++i) seen.insert(advice("40001", 3, R"({"base_ms":2})"));
  EXPECT_EQ(seen.size(), 9u) << "0 to 8 ms";
  for (int ms = 0; ms <= 8; ++ms)
    EXPECT_EQ(
        seen.count(
            R"({"retry":true,"scope":"transaction","delay_ms":)" + std::to_string(ms) +
            R"(,"reason":"Another transaction came between; this one has to begin again with its first read."})"),
        1u)
        << ms;
}

TEST(RetryAdvice, IsBounded) {
  EXPECT_EQ(advice("40001", 9).find(R"({"retry":true,)"), 0u);
  for (const std::int64_t attempt :
       {std::int64_t{10}, std::int64_t{11}, std::int64_t{2147483647}, greatest}) {
    const std::string text = advice("40001", attempt);
    EXPECT_EQ(text.find(R"({"retry":false,"scope":null,"delay_ms":null,"reason":")" +
                        std::to_string(attempt) + " of 10 attempts are made. "),
              0u)
        << text;
  }
  EXPECT_EQ(advice("SR001", 10).find("attempts are made"), std::string::npos) << "there is a better reason";
}

TEST(RetryAdvice, AnOutcomeNobodyKnowsIsTriedAgainOnlyWhenTwiceDoesNoHarm) {
  EXPECT_EQ(advice("08006", 1).find(R"({"retry":false,)"), 0u);
  EXPECT_EQ(advice("08006", 1, R"({"idempotent":true})").find(R"({"retry":true,"scope":"transaction",)"), 0u);
  EXPECT_EQ(advice("SR001", 1, R"({"idempotent":true})").find(R"({"retry":false,)"), 0u);
}

}  // namespace
}  // namespace surerow
