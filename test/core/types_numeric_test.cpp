// numeric and numeric(p,s) against the answers of PostgreSQL 15.20, 16.14 and 18.4.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

struct Case {
  const char* text;
  const char* answer;  // the canonical text, or the SQLSTATE
};

void expect(std::string_view type, int version, std::initializer_list<Case> cases) {
  Subject subject(type);
  subject.settings().server_version = version;
  for (const Case& c : cases) {
    const std::string answer = subject.read(c.text);
    EXPECT_TRUE(answer == c.answer || answer.starts_with(std::string(c.answer) + " "))
        << type << " " << version << " " << c.text << ": " << answer;
  }
}

std::string zeros(std::size_t count) { return std::string(count, '0'); }

TEST(Numeric, KeepsEveryDigitAndTheScale) {
  for (const int version : {15, 18})
    expect("numeric", version,
           {{"0", "0"},
            {"1.50", "1.50"},
            {"-1.50", "-1.50"},
            {"+1", "1"},
            {"007.10", "7.10"},
            {".5", "0.5"},
            {"-.5", "-0.5"},
            {"5.", "5"},
            {"-0", "0"},
            {"-0.00", "0.00"},
            {"00", "0"},
            {"0.0", "0.0"},
            {"1e3", "1000"},
            {"1.5e3", "1500"},
            {"1.50e1", "15.0"},
            {"15e-1", "1.5"},
            {"1E+2", "100"},
            {"1e-5", "0.00001"},
            {"0e5", "0"},
            {"0e-5", "0.00000"},
            {" \t\n\v\f\r1.0 ", "1.0"},
            {"100e-2", "1.00"},
            {".0e2", "0"},
            {"123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"}});
}

TEST(Numeric, ReadsNamedValues) {
  for (const int version : {15, 18})
    expect("numeric", version,
           {{"NaN", "NaN"},
            {" nan ", "NaN"},
            {"-NaN", "22P02"},
            {"+NaN", "22P02"},
            {"inf", "Infinity"},
            {"+INF", "Infinity"},
            {"-infinity", "-Infinity"},
            {"Infinity ", "Infinity"},
            {"infinit", "22P02"},
            {"inf1", "22P02"},
            {"nan(1)", "22P02"}});
}

TEST(Numeric, RefusesWhatIsNoNumber) {
  for (const int version : {15, 18})
    expect("numeric", version,
           {{"", "22P02"},        {" ", "22P02"},    {".", "22P02"},   {"-", "22P02"},    {"..5", "22P02"},
            {"1.5.", "22P02"},    {"1e", "22P02"},   {"1e+", "22P02"}, {"1e5x", "22P02"}, {"1e1.5", "22P02"},
            {"- 1", "22P02"},     {"+-1", "22P02"},  {"1,5", "22P02"}, {"$1", "22P02"},   {"1 2", "22P02"},
            {"\u00a01", "22P02"}, {"_1", "22P02"},   {"1_", "22P02"},  {"1__0", "22P02"}, {"1._5", "22P02"},
            {"1_.5", "22P02"},    {"1e_5", "22P02"}, {"1e5_", "22P02"}});
}

TEST(Numeric, FollowsTheVersionsGrammar) {
  expect("numeric", 15,
         {{"1e 5", "100000"}, {"1e\t-2", "0.01"}, {"1_000", "22P02"}, {"0x1F", "22P02"}, {"1e1_0", "22P02"}});
  expect("numeric", 16,
         {{"1e 5", "22P02"},
          {"1_000", "1000"},
          {"1_0.0_5", "10.05"},
          {"1e1_0", "10000000000"},
          {"0x1F", "31"},
          {"-0b101", "-5"},
          {"0o17", "15"},
          {"0x_1", "1"},
          {"0x", "22P02"},
          {"0x1.5", "22P02"},
          {"0xg", "22P02"},
          {"0b2", "22P02"},
          {"0x0", "0"},
          {"-0x00", "0"},
          {"0xffffffffffffffffffffffff", "79228162514264337593543950335"},
          {"0b1_", "22P02"},
          {"0x1__1", "22P02"}});
  expect("numeric(5,2)", 18, {{"0xff", "255.00"}, {"0xfff", "22003"}, {"1_0", "10.00"}});
}

TEST(Numeric, RoundsHalfAwayFromZero) {
  expect("numeric(5,2)", 18, {{"999.994", "999.99"},     {"999.995", "22003"},    {"-999.995", "22003"},
                              {"0.005", "0.01"},         {"-0.005", "-0.01"},     {"0.0049999999999", "0.00"},
                              {"-0.001", "0.00"},        {"1.005", "1.01"},       {"2.675", "2.68"},
                              {"9.995", "10.00"},        {"99.995", "100.00"},    {"1", "1.00"},
                              {"1.5e1", "15.00"},        {"123.45", "123.45"},    {"1000", "22003"},
                              {"0001", "1.00"},          {"1e-99999", "0.00"},    {"1e-1000000000", "0.00"},
                              {"1e1000000000", "22003"}, {"0e1000000000", "0.00"}});
  expect("numeric(10)", 18,
         {{"0.5", "1"},
          {"-0.5", "-1"},
          {"1.4999", "1"},
          {"9999999999.4", "9999999999"},
          {"9999999999.5", "22003"}});
  expect("numeric(2,2)", 18,
         {{"0.99", "0.99"},
          {"0.994", "0.99"},
          {"0.995", "22003"},
          {"1", "22003"},
          {"0", "0.00"},
          {"-.5", "-0.50"}});
}

TEST(Numeric, RoundsToAnyScale) {
  expect("numeric(3,-2)", 18,
         {{"12350", "12400"},
          {"50", "100"},
          {"49", "0"},
          {"-49", "0"},
          {"-50", "-100"},
          {"99949", "99900"},
          {"99950", "22003"},
          {"0", "0"},
          {"1e4", "10000"},
          {"100", "100"}});
  expect("numeric(3,5)", 18,
         {{"0.00999", "0.00999"},
          {"0.009995", "22003"},
          {"0.009994", "0.00999"},
          {"0.01", "22003"},
          {"0.000005", "0.00001"},
          {"0.000004", "0.00000"}});
  expect("numeric(1,-1000)", 18, {{"1e3", "0"}, {"4e999", "0"}});
  Subject huge("numeric(1,-1000)"), tiny("numeric(1,1000)");
  EXPECT_EQ(huge.read("5e999"), "1" + zeros(1000));
  EXPECT_EQ(huge.read("9e1000"), "9" + zeros(1000));
  EXPECT_EQ(tiny.read("5e-1001"), "0." + zeros(999) + "1");
  EXPECT_EQ(tiny.read("1e-999").substr(0, 5), "22003");
}

TEST(Numeric, HasItsLimits) {
  Subject numeric("numeric");
  EXPECT_EQ(numeric.read("1e131071"), "1" + zeros(131071));
  EXPECT_EQ(numeric.read("1e-16383"), "0." + zeros(16382) + "1");
  EXPECT_EQ(numeric.read("0." + zeros(16383)), "0." + zeros(16383));
  EXPECT_EQ(numeric.read(zeros(200000) + "1"), "1");
  EXPECT_EQ(numeric.read("1" + zeros(131071)), "1" + zeros(131071));
  for (const auto& text :
       {std::string("1e131072"), "1" + zeros(131072), std::string("1e-16384"), "0." + zeros(16384),
        std::string("0e-16384"), std::string("0e99999999999"), std::string("1e99999999999"),
        std::string("1e-99999999999"), std::string("1e99999999999x"), "0x" + std::string(108855, 'f'),
        "0x" + std::string(1000000, 'f') + "z"})
    EXPECT_EQ(numeric.read(text), "22003 value overflows numeric format") << text.substr(0, 30);
  EXPECT_EQ(numeric.read("0x" + zeros(300000) + "a"), "10");
  EXPECT_EQ(Subject("numeric(5,2)").read("0." + zeros(20000)), "0.00");
}

TEST(Numeric, SaysWhatAFieldHolds) {
  const auto detail = [](const char* type, const char* text) {
    Subject subject(type);
    Value value;
    Fault why;
    EXPECT_FALSE(subject.type().read(text, subject.cx(), value, &why));
    EXPECT_EQ(why.message, "numeric field overflow");
    EXPECT_EQ(entry(why.code).sqlstate, std::string("22003"));
    return why.detail;
  };
  EXPECT_EQ(detail("numeric(5,2)", "1000"),
            "A field with precision 5, scale 2 must round to an absolute value less than 10^3.");
  EXPECT_EQ(detail("numeric(2,2)", "1"),
            "A field with precision 2, scale 2 must round to an absolute value less than 1.");
  EXPECT_EQ(detail("numeric(3,5)", "1"),
            "A field with precision 3, scale 5 must round to an absolute value less than 10^-2.");
  EXPECT_EQ(detail("numeric(3,-2)", "1e9"),
            "A field with precision 3, scale -2 must round to an absolute value less than 10^5.");
  EXPECT_EQ(detail("numeric(5,1)", "inf"),
            "A field with precision 5, scale 1 cannot hold an infinite value.");
  EXPECT_EQ(Subject("numeric(5,1)").read("nan"), "NaN");
  EXPECT_EQ(Subject("numeric(5,2)").read("x"), "22P02 invalid input syntax for type numeric: \"x\"");
}

TEST(Numeric, ChecksItsModifiers) {
  const auto refused = [](const char* name) {
    Fault why;
    EXPECT_EQ(find_type(name, &why), nullptr) << name;
    return test::refusal(why);
  };
  EXPECT_EQ(refused("numeric(0)"), "22023 NUMERIC precision 0 must be between 1 and 1000");
  EXPECT_EQ(refused("numeric(1001)"), "22023 NUMERIC precision 1001 must be between 1 and 1000");
  EXPECT_EQ(refused("numeric(5,1001)"), "22023 NUMERIC scale 1001 must be between -1000 and 1000");
  EXPECT_EQ(refused("numeric(5,-1001)"), "22023 NUMERIC scale -1001 must be between -1000 and 1000");
  EXPECT_EQ(refused("numeric(5,1,1)"), "22023 invalid NUMERIC type modifier");
  EXPECT_EQ(Subject("numeric").type().name(), "numeric");
  EXPECT_EQ(Subject("decimal ( 10 )").type().name(), "numeric(10,0)");
  EXPECT_EQ(Subject("NUMERIC(10,2)").type().name(), "numeric(10,2)");
  EXPECT_EQ(Subject("numeric(3,-2)").type().name(), "numeric(3,-2)");
}

TEST(Numeric, IsRawInJsonUnlessNamed) {
  Subject numeric("numeric");
  EXPECT_EQ(numeric.json("1.50"), "1.50");
  EXPECT_EQ(numeric.json("nan"), "\"NaN\"");
  EXPECT_EQ(numeric.json("-inf"), "\"-Infinity\"");
}

TEST(Numeric, IsReadBackFromEveryNumberSqliteHolds) {
  Subject price("numeric(10,2)"), numeric("numeric");
  EXPECT_TRUE(same_image(price.stored("12.5"), Value::text("12.50")));
  EXPECT_EQ(price.from_stored(Value::real(12.5)), "12.50");
  EXPECT_EQ(price.from_stored(Value::integer(12)), "12.00");
  EXPECT_EQ(price.from_stored(Value::text("12.5")), "12.50");
  EXPECT_EQ(numeric.from_stored(Value::real(0.1)), "0.1");
  EXPECT_EQ(numeric.from_stored(Value::real(1e15)), "1000000000000000");
  EXPECT_EQ(numeric.from_stored(Value::integer(INT64_MIN)), "-9223372036854775808");
  EXPECT_EQ(price.from_stored(Value::real(1e300)), "22003 numeric field overflow");
  EXPECT_EQ(price.from_stored(Value::text("abc")), "22P02 invalid input syntax for type numeric: \"abc\"");
  EXPECT_EQ(price.from_stored(Value::blob("1")), "22P02 invalid input syntax for type numeric: \"1\"");
  Value value;
  EXPECT_FALSE(price.type().from_stored(Value::text("abc"), price.cx(), value, nullptr));
}

TEST(Numeric, KeepsACanonicalTextWhereItIs) {
  Subject price("numeric(12,2)");
  const std::string_view text = "123.45";
  Value value;
  ASSERT_TRUE(price.type().read(text, price.cx(), value, nullptr));
  EXPECT_EQ(value.text().data(), text.data());
}

}  // namespace
}  // namespace surerow
