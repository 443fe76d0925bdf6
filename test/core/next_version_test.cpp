// sure_next_version, the core's part: what is a version, the next one, and each refusal.
#include "common/version/next_version.h"

#include <gtest/gtest.h>

namespace surerow {
namespace {

std::string answer(const Value& current, const Value& expected) {
  try {
    return std::to_string(next_version(current, expected, storage_settings()));
  } catch (const Refusal& refusal) {
    return one_string(refusal.fault());
  }
}

Value number(std::int64_t n) { return Value::integer(n); }

TEST(NextVersion, IsOneMore) {
  EXPECT_EQ(answer(number(3), number(3)), "4");
  EXPECT_EQ(answer(number(0), number(0)), "1");
  EXPECT_EQ(answer(number(-1), number(-1)), "0");
  EXPECT_EQ(answer(number(INT64_MIN), number(INT64_MIN)), "-9223372036854775807");
  EXPECT_EQ(answer(number(INT64_MAX - 1), number(INT64_MAX - 1)), "9223372036854775807");
}

TEST(NextVersion, ATextIsReadAsALiteralIs) {
  EXPECT_EQ(answer(Value::text("3"), number(3)), "4");
  EXPECT_EQ(answer(number(16), Value::text(" +0x10 ")), "17");
  EXPECT_EQ(answer(number(3), Value::text("3.0")), R"(22P02: invalid input syntax for type bigint: "3.0")");
  EXPECT_EQ(answer(number(3), Value::real(3.0)),
            "22P02: invalid input syntax for type bigint: \"3\"\n"
            "DETAIL:  The stored value is a real number, not an integer.");
  EXPECT_EQ(answer(Value::text("9223372036854775808"), number(3)),
            R"(22003: value "9223372036854775808" is out of range for type bigint)");
}

TEST(NextVersion, StaleSaysBothVersions) {
  EXPECT_EQ(answer(number(5), number(3)),
            "SR001: the row is not at the expected version\n"
            "DETAIL:  Expected version 3, current version 5.\n"
            "HINT:  Read the row again and decide anew.");
  EXPECT_TRUE(answer(number(INT64_MAX), number(3)).starts_with("SR001"));
}

TEST(NextVersion, NullIsRefused) {
  EXPECT_EQ(answer({}, number(3)), "22004: argument current of sure_next_version is NULL");
  EXPECT_EQ(answer(number(3), {}), "22004: argument expected of sure_next_version is NULL");
  EXPECT_EQ(answer({}, Value::text("x")), R"(22P02: invalid input syntax for type bigint: "x")");
}

TEST(NextVersion, TheLastHasNoNext) {
  EXPECT_EQ(answer(number(INT64_MAX), number(INT64_MAX)),
            "22003: version 9223372036854775807 is the last that fits type bigint\n"
            "HINT:  Set the version to a smaller one that nobody holds.");
}

}  // namespace
}  // namespace surerow
