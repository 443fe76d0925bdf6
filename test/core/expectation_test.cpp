// The argument `expected`: which texts are versions, what a version means for a stored row, and the words for
// a row that is stale, missing or without a version.
#include "common/write/expectation.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "test/core/fake_engine.h"

namespace surerow {
namespace {

using Kind = Expectation::Kind;

constexpr std::int64_t least = INT64_MIN, greatest = INT64_MAX;
const std::string token(43, 'A');

const Table& versioned() {
  static const Described described = fake::document();
  return described.table;
}
const Table& plain() {
  static const Described described = fake::account();
  return described.table;
}

Expectation read(std::string_view expected, Verb verb = Verb::update, const Table& table = versioned()) {
  return read_expected(table, {.verb = verb, .expected = expected});
}

Fault refused(std::string_view expected, const Table& table = versioned()) {
  try {
    read(expected, Verb::update, table);
  } catch (const Refusal& refusal) {
    return refusal.fault();
  }
  ADD_FAILURE() << "not refused: " << expected;
  return {};
}

TEST(Expected, Versions) {
  const std::pair<const char*, std::int64_t> cases[] = {
      {"0", 0},
      {"1", 1},
      {"-1", -1},
      {"+7", 7},
      {" 7 ", 7},
      {"\t7\n", 7},
      {"007", 7},
      {"-0", 0},
      {"9223372036854775807", greatest},
      {"-9223372036854775808", least},
  };
  for (const auto& [text, version] : cases) {
    const Expectation expected = read(text);
    EXPECT_EQ(expected.kind, Kind::version) << text;
    EXPECT_EQ(expected.version, version) << text;
  }
}

TEST(Expected, Refused) {
  const std::pair<const char*, Code> cases[] = {
      {"", Code::invalid_text_representation},
      {" ", Code::invalid_text_representation},
      {"-", Code::invalid_text_representation},
      {"1.0", Code::invalid_text_representation},
      {"1e3", Code::invalid_text_representation},
      {"\"3\"", Code::invalid_text_representation},
      {"null", Code::invalid_text_representation},
      {"true", Code::invalid_text_representation},
      {"3 4", Code::invalid_text_representation},
      {"W/\"3\"", Code::invalid_text_representation},
      {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Code::invalid_text_representation},
      {"9223372036854775808", Code::numeric_out_of_range},
      {"-9223372036854775809", Code::numeric_out_of_range},
  };
  for (const auto& [text, code] : cases) {
    const Fault fault = refused(text);
    EXPECT_EQ(fault.code, code) << text;
    EXPECT_EQ(fault.detail, "argument expected") << text;
    EXPECT_EQ(fault.hint, "Give the version that was read, an integer, or the token that sure_etag gave.");
  }
}

TEST(Expected, Tokens) {
  for (const std::string& text : {token, token + ".AQ", std::string(43, '1')}) {
    const Expectation expected = read(text, Verb::erase, plain());
    EXPECT_EQ(expected.kind, Kind::etag) << text;
    EXPECT_EQ(expected.etag, text);
  }
}

TEST(Expected, TableWithoutVersionColumn) {
  const Fault fault = refused("3", plain());
  EXPECT_EQ(fault.code, Code::undefined_column);
  EXPECT_EQ(fault.message, "account has no version column");
  EXPECT_EQ(fault.hint, "Call sure_enable_version for the table, or give what sure_etag gave.");
  EXPECT_EQ(refused("x", plain()).code, Code::invalid_text_representation) << "the text is read first";
}

TEST(Expected, IsReadOnlyForThoseWhoHaveTheArgument) {
  for (const Verb verb : {Verb::upsert, Verb::insert, Verb::etag})
    EXPECT_EQ(read("nonsense", verb).kind, Kind::none);
  for (const Verb verb : {Verb::update, Verb::erase, Verb::check})
    EXPECT_EQ(read("3", verb).kind, Kind::version);
}

TEST(Expected, OfARowOfUpsert) {
  EXPECT_EQ(expectation_of(Value()).kind, Kind::absent);
  EXPECT_EQ(expectation_of(Value::integer(0)).kind, Kind::version);
  EXPECT_EQ(expectation_of(Value::integer(least)).version, least);
  EXPECT_EQ(expectation_of(Value::integer(greatest)).version, greatest);
}

TEST(Words, OfAStaleVersion) {
  const Fault fault = stale_row(versioned(), {Kind::version, 3, {}}, "5", false, R"(key {"id":7})");
  EXPECT_EQ(fault.code, Code::stale_version);
  EXPECT_EQ(fault.message, "row of document is not at version 3");
  EXPECT_EQ(fault.detail, R"(key {"id":7}: expected version 3, current version 5)");
  EXPECT_EQ(fault.hint, "Read the row again and decide anew: the same call can never succeed.");
}

TEST(Words, OfAStaleVersionWithTheValuesThere) {
  const Fault fault =
      stale_row(versioned(), {Kind::version, least, {}}, "9223372036854775807", true, "key {}");
  EXPECT_EQ(fault.message, "row of document is not at version -9223372036854775808");
  EXPECT_EQ(
      fault.detail,
      "key {}: expected version -9223372036854775808, current version 9223372036854775807; the row holds "
      "these very values");
}

TEST(Words, OfARowThatWasToBeNew) {
  const Fault fault = stale_row(versioned(), {Kind::absent, 0, {}}, "5", false, "key {}, row 2");
  EXPECT_EQ(fault.message, "row of document exists already");
  EXPECT_EQ(fault.detail, "key {}, row 2: expected no row, current version 5");
}

TEST(Words, OfAStaleToken) {
  const std::string current(43, 'B');
  const Fault fault = stale_row(plain(), {Kind::etag, 0, token}, current, false, "key {}");
  EXPECT_EQ(fault.message, "row of account does not have the expected etag");
  EXPECT_EQ(fault.detail, "key {}: expected etag \"" + token + "\", current etag \"" + current + "\"");
}

TEST(Words, OfAMissingRow) {
  const Fault at = missing_row(versioned(), {Kind::version, 3, {}}, "key {}");
  EXPECT_EQ(at.code, Code::row_missing);
  EXPECT_EQ(at.message, "no row of document has this key");
  EXPECT_EQ(at.detail, "key {}: expected version 3");
  EXPECT_EQ(at.hint, "The row was deleted since it was read, or never was there.");
  EXPECT_EQ(missing_row(plain(), {Kind::etag, 0, token}, "key {}").detail,
            "key {}: expected etag \"" + token + "\"");
  const Fault unexpected = missing_row(plain(), {}, "key {}");
  EXPECT_EQ(unexpected.detail, "key {}");
  EXPECT_EQ(unexpected.hint, "");
}

TEST(Words, OfAVersionThatIsNone) {
  const Fault fault = no_version(versioned(), "key {}");
  EXPECT_EQ(fault.code, Code::data_exception);
  EXPECT_EQ(fault.message, "column \"version\" of document holds no version");
  EXPECT_EQ(fault.detail, "key {}");
  EXPECT_EQ(fault.hint, "Set it to an integer in every row, and call sure_enable_version again.");
}

}  // namespace
}  // namespace surerow
