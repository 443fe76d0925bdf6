// real and double precision against the answers of PostgreSQL 15.20, 16.14 and 18.4.
#include <gtest/gtest.h>

#include <bit>

#include "common/types/float_text.h"
#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

struct Case {
  const char* text;
  const char* answer;  // the canonical text, or the SQLSTATE
};

void expect(std::string_view type, std::initializer_list<Case> cases) {
  Subject subject(type);
  for (const Case& c : cases) {
    const std::string answer = subject.read(c.text);
    EXPECT_TRUE(answer == c.answer || answer.starts_with(std::string(c.answer) + " "))
        << type << " " << c.text << ": " << answer;
  }
}

TEST(Float, ReadsWhatStrtodReads) {
  expect("double precision", {{"0", "0"},          {"-0", "-0"},          {"1", "1"},
                              {"+1.5", "1.5"},     {".5", "0.5"},         {"5.", "5"},
                              {"1e3", "1000"},     {"1E-3", "0.001"},     {" \t\n\v\f\r1 \r", "1"},
                              {"0x1.8p3", "12"},   {"0X1P-1", "0.5"},     {"0x.8", "0.5"},
                              {"0x10", "16"},      {"-0x1p0", "-1"},      {"0x1p-1074", "5e-324"},
                              {"inf", "Infinity"}, {"-INF", "-Infinity"}, {"+Infinity", "Infinity"},
                              {"nan", "NaN"},      {"-nan", "NaN"},       {"NaN(abc_1)", "NaN"},
                              {"nan()", "NaN"},    {"00001", "1"},        {"0e999999", "0"}});
}

TEST(Float, RefusesWhatIsNoNumber) {
  for (const char* type : {"real", "double precision"})
    expect(type,
           {{"", "22P02"},         {" ", "22P02"},           {".", "22P02"},       {"-", "22P02"},
            {"+-1", "22P02"},      {"--1", "22P02"},         {"1e", "22P02"},      {"1e+", "22P02"},
            {"1_000", "22P02"},    {"0x", "22P02"},          {"0x.", "22P02"},     {"0xg", "22P02"},
            {"0x-1", "22P02"},     {"0o7", "22P02"},         {"infinit", "22P02"}, {"infinity1", "22P02"},
            {"nan(a-1)", "22P02"}, {"nan(", "22P02"},        {"- 1", "22P02"},     {"1 2", "22P02"},
            {"1,5", "22P02"},      {"not-a-float", "22P02"}, {"\u00a01", "22P02"}, {"1f", "22P02"}});
}

TEST(Float, RefusesOverflowAndUnderflowButNotDenormals) {
  expect("double precision", {{"1e308", "1e+308"},
                              {"1e309", "22003"},
                              {"-1e400", "22003"},
                              {"1e-400", "22003"},
                              {"5e-324", "5e-324"},
                              {"2.4703282292062328e-324", "5e-324"},
                              {"2.4703282292062327e-324", "22003"},
                              {"2e-310", "2e-310"},
                              {"1.7976931348623158e308", "1.7976931348623157e+308"},
                              {"1.7976931348623159e308", "22003"},
                              {"0x1p1024", "22003"},
                              {"0x1p-1075", "22003"},
                              {"0x1.00000000000001p-1075", "5e-324"},
                              {"1e99999999999999999999", "22003"}});
  expect("real", {{"3.4028235e38", "3.4028235e+38"},
                  {"3.4028236e38", "22003"},
                  {"1e39", "22003"},
                  {"7e-46", "22003"},
                  {"1.4e-45", "1e-45"},
                  {"8e-46", "1e-45"},
                  {"0x1p128", "22003"},
                  {"0x1p-149", "1e-45"},
                  {"0x1p-150", "22003"}});
}

TEST(Float, RoundsARealOnceFromItsText) {
  expect("real", {{"16777217", "1.6777216e+07"},
                  {"0.1", "0.1"},
                  {"1.00000005960464477539062501", "1.0000001"},
                  {"1.000000059604644775390625", "1"},
                  {"100000", "100000"},
                  {"1000000", "1e+06"},
                  {"123456.7", "123456.7"}});
}

TEST(Float, PrintsTheShortestDigitsInsideTheInterval) {
  expect("double precision", {{"1e23", "9.999999999999999e+22"},
                              {"0.1", "0.1"},
                              {"0.30000000000000004", "0.30000000000000004"},
                              {"100000000000000", "100000000000000"},
                              {"1e15", "1e+15"},
                              {"123456789012345", "123456789012345"},
                              {"999999999999999", "999999999999999"},
                              {"1234567890123456", "1.234567890123456e+15"},
                              {"0.0001", "0.0001"},
                              {"0.00001", "1e-05"},
                              {"12345.678", "12345.678"},
                              {"9007199254740993", "9.007199254740992e+15"},
                              {"1e100", "1e+100"},
                              {"-1.5e-7", "-1.5e-07"},
                              {"9.5367431640625e-07", "9.5367431640625e-07"}});
}

TEST(Float, DiffersBetweenVersionsOnlyInItsWords) {
  Subject real("real"), wide("float8");
  EXPECT_EQ(real.read(" 1e400x"), "22003 \"1e400\" is out of range for type real");
  real.settings().server_version = 15;
  EXPECT_EQ(real.read(" 1e400x"), "22003 \" 1e400x\" is out of range for type real");
  EXPECT_EQ(wide.read(" 1e400x"), "22003 \"1e400\" is out of range for type double precision");
  EXPECT_EQ(wide.read("1e4x"), "22P02 invalid input syntax for type double precision: \"1e4x\"");
  EXPECT_EQ(real.read("x"), "22P02 invalid input syntax for type real: \"x\"");
}

TEST(Float, EveryPrintedTextReadsBack) {
  Subject wide("float8"), real("float4");
  std::uint64_t bits = 0x243f6a8885a308d3;
  for (int i = 0; i < 20000; ++i) {
    bits = bits * 6364136223846793005U + 1442695040888963407U;
    const auto value = std::bit_cast<double>(bits);
    const auto narrow = std::bit_cast<float>(static_cast<std::uint32_t>(bits >> 32));
    std::string text;
    append_double(value, text);
    EXPECT_EQ(wide.read(text), text);
    text.clear();
    append_float(narrow, text);
    EXPECT_EQ(real.read(text), text);
  }
}

TEST(Float, QuotesInJsonWhatIsNoJsonNumber) {
  Subject wide("double precision");
  EXPECT_EQ(wide.json("1e23"), "9.999999999999999e+22");
  EXPECT_EQ(wide.json("NaN"), "\"NaN\"");
  EXPECT_EQ(wide.json("-inf"), "\"-Infinity\"");
  EXPECT_EQ(wide.json("-0"), "-0");
}

TEST(Float, IsNativeInSqlite) {
  Subject wide("double precision"), real("real");
  EXPECT_TRUE(same_image(wide.stored("0.1"), Value::real(0.1)));
  EXPECT_TRUE(same_image(real.stored("0.1"), Value::real(0.1F)));
  EXPECT_TRUE(same_image(wide.stored("-nan"), wide.stored("NaN")));
  EXPECT_EQ(wide.from_stored(Value::real(0.1)), "0.1");
  EXPECT_EQ(wide.from_stored(Value::integer(3)), "3");
  EXPECT_EQ(real.from_stored(Value::real(0.1)), "0.1");
  EXPECT_EQ(real.from_stored(Value::real(1e300)), "22003 \"1e+300\" is out of range for type real");
  EXPECT_EQ(real.from_stored(Value::real(1e-300)), "22003 \"1e-300\" is out of range for type real");
  EXPECT_EQ(wide.from_stored(Value::text("not-a-float")),
            "22P02 invalid input syntax for type double precision: \"not-a-float\"");
  EXPECT_EQ(wide.from_stored(Value::text("1.5")), "1.5");  // a column of TEXT affinity
  EXPECT_EQ(wide.from_stored(Value::text("NaN")), "NaN");
  EXPECT_EQ(wide.from_stored(Value::text("1.50")),
            "22P02 invalid input syntax for type double precision: \"1.50\"");
  EXPECT_EQ(wide.from_stored(Value::blob("x")),
            "22P02 invalid input syntax for type double precision: \"x\"");
  Value value;
  Fault why;
  EXPECT_FALSE(wide.type().from_stored(Value::text("1.50"), wide.cx(), value, &why));
  EXPECT_EQ(why.detail, "The stored value is a text, not a number.");
  EXPECT_FALSE(wide.type().from_stored(Value::text("x"), wide.cx(), value, nullptr));
}

}  // namespace
}  // namespace surerow
