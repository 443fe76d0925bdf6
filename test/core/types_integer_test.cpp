// smallint, integer and bigint against the answers of PostgreSQL 15.20, 16.14 and 18.4.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

struct Case {
  const char* text;
  const char* answer;  // the canonical text, or the SQLSTATE
};

/// The canonical text, or the SQLSTATE alone.
std::string brief(Subject& subject, std::string_view text) {
  Value value;
  Fault why;
  if (!subject.type().read(text, subject.cx(), value, &why)) return entry(why.code).sqlstate;
  return subject.read(text);
}

void expect(std::string_view type, int version, std::initializer_list<Case> cases) {
  Subject subject(type);
  subject.settings().server_version = version;
  for (const Case& c : cases)
    EXPECT_EQ(brief(subject, c.text), c.answer) << type << " " << version << " " << c.text;
}

TEST(Integer, ReadsDecimalDigitsInEveryVersion) {
  for (const int version : {15, 16, 17, 18}) {
    expect("smallint", version,
           {{"0", "0"},
            {"-0", "0"},
            {"+0", "0"},
            {"7", "7"},
            {"-12", "-12"},
            {"32767", "32767"},
            {"-32768", "-32768"},
            {"0000000000000000000012", "12"},
            {"+32767", "32767"}});
    expect("integer", version,
           {{"2147483647", "2147483647"},
            {"-2147483648", "-2147483648"},
            {"+1", "1"},
            {" \t\n\v\f\r-42 \t\n\v\f\r", "-42"},
            {"0000000002147483647", "2147483647"}});
    expect("bigint", version,
           {{"9223372036854775807", "9223372036854775807"},
            {"-9223372036854775808", "-9223372036854775808"},
            {"999999999999999999", "999999999999999999"}});
  }
}

TEST(Integer, RefusesWhatIsNoNumber) {
  for (const int version : {15, 18}) {
    for (const char* type : {"smallint", "integer", "bigint"}) {
      expect(type, version,
             {{"", "22P02"},
              {" ", "22P02"},
              {"-", "22P02"},
              {"+", "22P02"},
              {"- 1", "22P02"},
              {"--1", "22P02"},
              {"+-1", "22P02"},
              {"1.0", "22P02"},
              {"1e3", "22P02"},
              {"1,000", "22P02"},
              {"1 2", "22P02"},
              {"\u00a01", "22P02"},
              {"1\u2003", "22P02"},
              {"\x1f"
               "1",
               "22P02"},
              {"\uff11", "22P02"},
              {"not-an-integer", "22P02"},
              {"1L", "22P02"},
              {"_1", "22P02"},
              {"1_", "22P02"},
              {"1__0", "22P02"}});
    }
  }
}

TEST(Integer, RefusesWhatIsTooLarge) {
  for (const int version : {15, 18}) {
    expect("smallint", version,
           {{"32768", "22003"}, {"-32769", "22003"}, {"99999", "22003"}, {"123456789012345678901", "22003"}});
    expect("integer", version, {{"2147483648", "22003"}, {"-2147483649", "22003"}, {"4294967296", "22003"}});
    expect("bigint", version,
           {{"9223372036854775808", "22003"},
            {"-9223372036854775809", "22003"},
            {"18446744073709551616", "22003"}});
  }
}

TEST(Integer, ReadsOtherBasesAndUnderscoresFrom16) {
  expect("integer", 16,
         {{"0x1F", "31"},
          {"0X1f", "31"},
          {"-0x80000000", "-2147483648"},
          {"0x7fffffff", "2147483647"},
          {"0x80000000", "22003"},
          {"0o17", "15"},
          {"0O17", "15"},
          {"0b101", "5"},
          {"0B_101", "5"},
          {"0x_1", "1"},
          {"1_000", "1000"},
          {"1_0_0", "100"},
          {"-1_0", "-10"},
          {"0x", "22P02"},
          {"0x_", "22P02"},
          {"0x1_", "22P02"},
          {"0b2", "22P02"},
          {"0o8", "22P02"},
          {"0xg", "22P02"},
          {" 0x1 ", "1"}});
  expect("smallint", 18,
         {{"0x7fff", "32767"}, {"-0x8000", "-32768"}, {"0x8000", "22003"}, {"0b111111111111111", "32767"}});
  expect("bigint", 17,
         {{"0x7fffffffffffffff", "9223372036854775807"},
          {"-0x8000000000000000", "-9223372036854775808"},
          {"0x8000000000000000", "22003"},
          {"0xffffffffffffffffffff", "22003"}});
  expect("integer", 15, {{"0x1F", "22P02"}, {"0o17", "22P02"}, {"0b101", "22P02"}, {"1_000", "22P02"}});
}

TEST(Integer, ChoosesBetweenTwoErrorsAsEachVersionDoes) {
  expect("smallint", 15, {{"-32769L", "22003"}, {"32768L", "22P02"}, {"32769L", "22003"}});
  expect("smallint", 16,
         {{"-32769L", "22P02"},
          {"32768L", "22P02"},
          {"32769L", "22P02"},
          {"40000L", "22003"},
          {"327680L", "22003"}});
  expect("integer", 15, {{"2147483648x", "22P02"}, {"2147483649x", "22003"}, {"99999999999x", "22003"}});
  expect("integer", 16,
         {{"2147483649x", "22P02"}, {"2200000000x", "22003"}, {"99999999999x", "22003"}, {"1_0_", "22P02"}});
  expect("bigint", 15, {{"9223372036854775809x", "22003"}});
  expect("bigint", 18, {{"9223372036854775809x", "22P02"}, {"9300000000000000000x", "22003"}});
}

TEST(Integer, SpeaksPostgresqlsWords) {
  Subject integer("int4"), small("int2"), big("int8");
  EXPECT_EQ(integer.read("x"), "22P02 invalid input syntax for type integer: \"x\"");
  EXPECT_EQ(integer.read(""), "22P02 invalid input syntax for type integer: \"\"");
  EXPECT_EQ(integer.read("99999999999"), "22003 value \"99999999999\" is out of range for type integer");
  EXPECT_EQ(integer.read(" 99999999999 "), "22003 value \" 99999999999 \" is out of range for type integer");
  EXPECT_EQ(small.read("1.5"), "22P02 invalid input syntax for type smallint: \"1.5\"");
  EXPECT_EQ(big.read("99999999999999999999"),
            "22003 value \"99999999999999999999\" is out of range for type bigint");
  EXPECT_EQ(integer.type().name(), "integer");
  EXPECT_EQ(small.type().name(), "smallint");
  EXPECT_EQ(big.type().name(), "bigint");
}

TEST(Integer, RefusesWithoutWordsToo) {
  Subject integer("integer");
  Value value;
  EXPECT_FALSE(integer.type().read("x", integer.cx(), value, nullptr));
  EXPECT_FALSE(integer.type().from_stored(Value::text("01"), integer.cx(), value, nullptr));
  EXPECT_FALSE(integer.type().from_stored(Value::real(1), integer.cx(), value, nullptr));
  EXPECT_FALSE(integer.type().from_stored(Value::integer(1LL << 40), integer.cx(), value, nullptr));
}

TEST(Integer, IsRawInJsonAndNativeInSqlite) {
  Subject integer("integer");
  EXPECT_EQ(integer.json(" -7 "), "-7");
  EXPECT_TRUE(same_image(integer.stored("0x10"), Value::integer(16)));
  EXPECT_EQ(integer.from_stored(Value::integer(-5)), "-5");
  EXPECT_EQ(integer.from_stored(Value::integer(2147483648)),
            "22003 value \"2147483648\" is out of range for type integer");
  EXPECT_EQ(Subject("bigint").from_stored(Value::integer(INT64_MIN)), "-9223372036854775808");
}

TEST(Integer, RefusesOtherStorageClasses) {
  Subject big("bigint");
  EXPECT_EQ(big.from_stored(Value::text("not-an-integer")),
            "22P02 invalid input syntax for type bigint: \"not-an-integer\"");
  EXPECT_EQ(big.from_stored(Value::text("99999999999999999999")),
            "22003 value \"99999999999999999999\" is out of range for type bigint");
  EXPECT_EQ(big.from_stored(Value::text("12")), "12");  // a column of TEXT affinity
  EXPECT_EQ(big.from_stored(Value::text("0x1F")), "22P02 invalid input syntax for type bigint: \"0x1F\"");
  EXPECT_EQ(big.from_stored(Value::text(" 12")), "22P02 invalid input syntax for type bigint: \" 12\"");
  EXPECT_EQ(big.from_stored(Value::real(1.5)), "22P02 invalid input syntax for type bigint: \"1.5\"");
  EXPECT_EQ(big.from_stored(Value::real(1e300)), "22P02 invalid input syntax for type bigint: \"1e+300\"");
  EXPECT_EQ(big.from_stored(Value::blob("12")), "22P02 invalid input syntax for type bigint: \"12\"");
  Value value;
  Fault why;
  EXPECT_FALSE(big.type().from_stored(Value::text("012"), big.cx(), value, &why));
  EXPECT_EQ(why.detail, "The stored value is a text, not an integer.");
}

}  // namespace
}  // namespace surerow
