// Canonical JSON by RFC 8785: its published examples, walls of numbers and names, refusals, and what must
// hold of any text.
#include <gtest/gtest.h>

#include "common/json/canonical.h"
#include "common/json/number.h"

namespace surerow {
namespace {

using Why = json::Refused::Why;

constexpr int depth = 100;

std::string canonical(std::string_view text) {
  Arena arena;
  json::Refused refused;
  const std::string_view out = json::canonical(text, json::Form::rfc8785, depth, arena, refused);
  EXPECT_EQ(refused.why, Why::none) << text;
  return std::string(out);
}

json::Refused refusal_of(std::string_view text) {
  Arena arena;
  json::Refused refused;
  EXPECT_EQ(json::canonical(text, json::Form::rfc8785, depth, arena, refused), "") << text;
  return refused;
}

struct Case {
  std::string_view text;
  std::string_view canonical;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(canonical(c.text), c.canonical) << c.text;
    EXPECT_EQ(canonical(c.canonical), c.canonical) << c.text;
  }
}

TEST(Rfc8785, Section322) {
  expect_all({{R"({
  "numbers": [333333333.3333333, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
})",
               R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
               "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"}});
}

TEST(Rfc8785, Section323SortsByUtf16) {
  expect_all({{R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
"1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",
"\u00f6":"Latin Small Letter O With Diaeresis"})",
               "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
               "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
               "\"\U0001f600\":\"Emoji: Grinning Face\","
               "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}"}});
}

// Appendix B, the numbers that JSON has. Those that a double had rounded keep what is printed of them.
TEST(Rfc8785, AppendixB) {
  for (const char* number : {"0",
                             "5e-324",
                             "-5e-324",
                             "1.7976931348623157e+308",
                             "-1.7976931348623157e+308",
                             "9007199254740992",
                             "-9007199254740992",
                             "295147905179352830000",
                             "9.999999999999997e+22",
                             "1e+23",
                             "1.0000000000000001e+23",
                             "999999999999999700000",
                             "999999999999999900000",
                             "1e+21",
                             "9.999999999999997e-7",
                             "0.000001",
                             "333333333.3333332",
                             "333333333.33333325",
                             "333333333.3333333",
                             "333333333.3333334",
                             "333333333.33333343",
                             "-0.0000033333333333333333",
                             "1424953923781206.2"})
    EXPECT_EQ(canonical(number), number);
}

TEST(Rfc8785, LaysNumbersOutAsEcmascript) {
  expect_all({{"-0", "0"},
              {"0.0", "0"},
              {"-0.000e5", "0"},
              {"0e99999999999999999999", "0"},
              {"1.0", "1"},
              {"1.10", "1.1"},
              {"-1.10", "-1.1"},
              {"100", "100"},
              {"1e2", "100"},
              {"1E+2", "100"},
              {"10e1", "100"},
              {"1000e-1", "100"},
              {"0.01e4", "100"},
              {"1.5e1", "15"},
              {"1.5e0", "1.5"},
              {"12.5e-1", "1.25"},
              {"1.25e5", "125000"},
              {"0.000001", "0.000001"},
              {"0.0000010", "0.000001"},
              {"0.0000001", "1e-7"},
              {"0.00000012", "1.2e-7"},
              {"1e-6", "0.000001"},
              {"1e-7", "1e-7"},
              {"1.5e-7", "1.5e-7"},
              {"-123e-9", "-1.23e-7"},
              {"1e20", "100000000000000000000"},
              {"1e21", "1e+21"},
              {"1.5e21", "1.5e+21"},
              {"123456789012345678901", "123456789012345678901"},
              {"1234567890123456789012", "1.234567890123456789012e+21"},
              {"1000000000000000000000", "1e+21"},
              {"-1200000000000000000000", "-1.2e+21"},
              {"123456789012345678901.5", "123456789012345678901.5"},
              {"1234567890123456789012.5", "1.2345678901234567890125e+21"},
              {"1e400", "1e+400"},
              {"1e-400", "1e-400"},
              {"1e0000000000000000000000000000000400", "1e+400"},
              {"0.001e1002", "1e+999"},
              {"1e1073741822", "1e+1073741822"},
              {"1e-1073741822", "1e-1073741822"}});
}

TEST(Rfc8785, KeepsEveryDigit) {
  expect_all({{"0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"},
              {"9007199254740993", "9007199254740993"},
              {"18446744073709551616.000000000000000001", "18446744073709551616.000000000000000001"},
              {"9999999999999999999999999", "9.999999999999999999999999e+24"}});
  EXPECT_NE(canonical("0.1"), canonical("0.1000000000000000055511151231257827"));
  EXPECT_NE(canonical("1e400"), canonical("1e401"));
}

TEST(Rfc8785, RefusesExponentsBeyondABillion) {
  for (const std::string_view number :
       {"1e1073741823", "1e-1073741823", "1e99999999999999999999999999999999999", "10e1073741822",
        "-1e-99999999999999999999", "0.1e-1073741822"}) {
    EXPECT_EQ(refusal_of(number).why, Why::number) << number;
    EXPECT_EQ(refusal_of(number).number, number);
  }
  EXPECT_EQ(refusal_of("1e" + std::string(1000000, '9')).why, Why::number);
}

TEST(Rfc8785, SizeOfANumberIsWhatIsWritten) {
  for (const std::string_view text :
       {"0", "-0", "7", "-7", "100", "1e20", "-1e21", "1.5", "-0.25", "0.000001", "-1e-7", "1.25e-7",
        "12e300", "123456789012345678901234567890"}) {
    const auto number = json::exact(text);
    ASSERT_TRUE(number);
    std::string out(100, '#');
    const char* past = json::write(*number, out.data());
    EXPECT_EQ(past - out.data(), static_cast<std::ptrdiff_t>(number->size())) << text;
    EXPECT_EQ(out[number->size()], '#') << text;
  }
}

TEST(Rfc8785, SortsMembers) {
  expect_all({{"{}", "{}"},
              {" [ ] ", "[]"},
              {R"({"b":1,"a":2})", R"({"a":2,"b":1})"},
              {R"({"aa":1,"b":2,"a":3,"":4})", R"({"":4,"a":3,"aa":1,"b":2})"},
              {R"({"peach":1,"péché":2,"pêche":3,"sin":4})", R"({"peach":1,"péché":2,"pêche":3,"sin":4})"},
              {R"({"z":{"y":1,"x":[{"b":1,"a":2}]},"A":0,"a":0})",
               R"({"A":0,"a":0,"z":{"x":[{"a":2,"b":1}],"y":1}})"},
              {R"({"\u0062":1,"a":2})", R"({"a":2,"b":1})"},
              {R"({"10":1,"1":2,"111":3})", R"({"1":2,"10":1,"111":3})"},
              {R"({"a\n":1,"a":2,"a\t":3})", R"({"a":2,"a\t":3,"a\n":1})"}});
}

// U+10000 and above are pairs of code units from 0xd800 on: less than U+E000.
TEST(Rfc8785, SortsAboveTheBasicPlane) {
  expect_all({{"{\"\uffff\":1,\"\U0010ffff\":2,\"\ue000\":3,\"\U00010000\":4,\"\ud7ff\":5}",
               "{\"\ud7ff\":5,\"\U00010000\":4,\"\U0010ffff\":2,\"\ue000\":3,\"\uffff\":1}"},
              {"{\"a\ue000b\":1,\"a\U00010000a\":2,\"a\U00010000\":3}",
               "{\"a\U00010000\":3,\"a\U00010000a\":2,\"a\ue000b\":1}"}});
}

TEST(Rfc8785, WritesStrings) {
  expect_all({{R"("\u0041\u00e9\u20ac\ud83d\ude00")", "\"A\u00e9\u20ac\U0001f600\""},
              {R"("\/\b\f\n\r\t\"\\")", R"("/\b\f\n\r\t\"\\")"},
              {R"("\u0008\u000C\u000a\u000D\u0009\u001F\u0001")", R"("\b\f\n\r\t\u001f\u0001")"},
              {R"("\u007f\u0080\u2028")", "\"\x7f\u0080\u2028\""},
              {"\"A\u030a\"", "\"A\u030a\""}});
}

TEST(Rfc8785, RefusesADuplicateMember) {
  const std::pair<std::string_view, std::size_t> cases[] = {
      {R"({"a":1,"a":1})", 8},
      {R"({"b":1,"a":{"c":[{"x":1,"y":2,"x":3}]}})", 31},
      {R"({"a":1,"\u0061":2})", 8},
      {R"({"":1,"b":2,"":3})", 13},
  };
  for (const auto& [text, offset] : cases) {
    const json::Refused refused = refusal_of(text);
    EXPECT_EQ(refused.why, Why::duplicate) << text;
    EXPECT_EQ(refused.string.data() - text.data(), static_cast<std::ptrdiff_t>(offset)) << text;
  }
  EXPECT_EQ(canonical(R"([{"a":1},{"a":1}])"), R"([{"a":1},{"a":1}])");
  EXPECT_EQ(canonical(R"({"a":{"a":{"a":1}}})"), R"({"a":{"a":{"a":1}}})");
}

TEST(Rfc8785, TellsOtherMistakesBeforeADuplicate) {
  EXPECT_EQ(refusal_of(R"([{"a":1,"a":1},x])").why, Why::syntax);
  EXPECT_EQ(refusal_of(R"([{"a":1,"a":1},"\u0000"])").why, Why::string);
  EXPECT_EQ(refusal_of(R"([{"a":1,"a":1},1e9999999999])").why, Why::number);
  EXPECT_EQ(refusal_of(R"({"a":1,"a":1)").why, Why::syntax);
}

TEST(Rfc8785, RefusesStringsWithoutText) {
  EXPECT_EQ(refusal_of(R"("\u0000")").trouble, json::Trouble::zero);
  EXPECT_EQ(refusal_of(R"({"\u0000":1})").trouble, json::Trouble::zero);
  EXPECT_EQ(refusal_of(R"("\ud83d")").trouble, json::Trouble::no_low);
  EXPECT_EQ(refusal_of(R"("\ude00")").trouble, json::Trouble::no_high);
}

TEST(Rfc8785, RefusesWhatIsNoJson) {
  for (const std::string_view text :
       {"", " ", "{", "[1,]", "{\"a\"}", "01", "1.", "nul", "\"a", "1 2", "[1]]"})
    EXPECT_EQ(refusal_of(text).why, Why::syntax) << text;
  const std::string deep = std::string(depth + 1, '[') + std::string(depth + 1, ']');
  EXPECT_EQ(refusal_of(deep).why, Why::depth);
  EXPECT_EQ(canonical(deep.substr(1, deep.size() - 2)), deep.substr(1, deep.size() - 2));
}

}  // namespace
}  // namespace surerow
