// json and jsonb refuse in PostgreSQL's words: every detail here is what servers 15 to 18 answered.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

std::string detail(const char* name, std::string_view text, int version = 18) {
  test::Subject subject(name);
  subject.settings().server_version = version;
  Value out;
  Fault why;
  return subject.type().read(text, subject.cx(), out, &why) ? "accepted" : why.detail;
}

void expect_both(std::string_view text, const std::string& words) {
  for (const int version : {15, 18}) {
    EXPECT_EQ(detail("json", text, version), words) << text;
    EXPECT_EQ(detail("jsonb", text, version), words) << text;
  }
}

TEST(JsonWords, TextThatEndsTooSoon) {
  for (const char* text : {"", "  ", "[", "[1", "[1,", "{", R"({"a")", R"({"a":)", R"({"a":1)", R"({"a":1,)"})
    expect_both(text, "The input string ended unexpectedly.");
}

struct Invalid {
  const char* text;
  const char* token;
};

TEST(JsonWords, TokenWithAllThatRunsIntoIt) {
  for (const Invalid& c : std::initializer_list<Invalid>{{"x", "x"},
                                                         {"tru", "tru"},
                                                         {"truex", "truex"},
                                                         {"nul", "nul"},
                                                         {"é", "é"},
                                                         {"é€x y", "é€x"},
                                                         {R"("abc)", R"("abc)"},
                                                         {R"("abc\)", R"("abc\)"},
                                                         {R"("\u12)", R"("\u12)"},
                                                         {"1x", "1x"},
                                                         {"1.", "1."},
                                                         {"1.x", "1.x"},
                                                         {"1e", "1e"},
                                                         {"1e+", "1e+"},
                                                         {"1e+.5", "1e+"},
                                                         {"-", "-"},
                                                         {"-a", "-a"},
                                                         {"-.5", "-.5"},
                                                         {"-.5e+3x", "-.5e+3x"},
                                                         {"--1", "-"},
                                                         {"+1", "+"},
                                                         {".5", "."},
                                                         {"01", "01"},
                                                         {"0x10", "0x10"},
                                                         {"1_000", "1_000"},
                                                         {"1é", "1é"},
                                                         {"1.2.3", "."},
                                                         {"1-2x", "-2x"},
                                                         {"1-", "-"},
                                                         {"[1-]", "-"},
                                                         {R"([1"a)", R"("a)"},
                                                         {"{}x", "x"},
                                                         {R"({"a":1;})", ";"},
                                                         {"{a:1}", "a"},
                                                         {R"({"a"=1})", "="},
                                                         {"{tru", "tru"},
                                                         {R"({"a" tru)", "tru"},
                                                         {R"({"a":1 tru})", "tru"},
                                                         {R"({"a":1 "b)", R"("b)"},
                                                         {R"("a"b)", "b"},
                                                         {"/**/1", "/"},
                                                         {"[1 /*]", "/"},
                                                         {"﻿1", "﻿1"},
                                                         {" 1", " 1"},
                                                         {"[ 1]", " 1"},
                                                         {"'a'", "'"},
                                                         {"NaN", "NaN"},
                                                         {"-Infinity", "-Infinity"},
                                                         {"Infinity", "Infinity"},
                                                         {R"("\ud83d)", R"("\ud83d)"},
                                                         {R"("\ud83d\)", R"("\ud83d\)"},
                                                         {"1e131072 x", "x"},
                                                         {"1e131072x", "1e131072x"},
                                                         {R"("\)", R"("\)"},
                                                         {R"(\)", R"(\)"},
                                                         {R"(\u0041)", R"(\)"},
                                                         {R"([1 \u0041])", R"(\)"},
                                                         {"-é", "-é"},
                                                         {"[nullx]", "nullx"},
                                                         {R"({"a":falsex})", "falsex"},
                                                         {R"("ééé)", R"("ééé)"},
                                                         {"1é é", "1é"},
                                                         {"[1,é}", "é"},
                                                         {"#", "#"},
                                                         {"!=1", "!"},
                                                         {"@", "@"},
                                                         {"tru e", "tru"},
                                                         {"TRUE", "TRUE"},
                                                         {"$x", "$"},
                                                         {"a-b", "a"},
                                                         {"a.b", "a"},
                                                         {"1.5.", "."},
                                                         {"1.5.6", "."},
                                                         {"[1.]", "1."},
                                                         {"1.e5", "1.e5"},
                                                         {"1ee5", "1ee5"},
                                                         {"1e5e", "1e5e"},
                                                         {"1e5.5", "."},
                                                         {"-01", "-01"},
                                                         {"-e5", "-e5"},
                                                         {"-1x", "-1x"},
                                                         {"1+1", "+"}})
    expect_both(c.text, "Token \"" + std::string(c.token) + "\" is invalid.");
}

struct Misplaced {
  const char* text;
  const char* expected;
  const char* found;
};

TEST(JsonWords, TokenInAWrongPlace) {
  for (const Misplaced& c : std::initializer_list<Misplaced>{{"1 2", "end of input", "2"},
                                                             {"1-2", "end of input", "-2"},
                                                             {"{} 1", "end of input", "1"},
                                                             {R"("a" "b")", "end of input", R"("b")"},
                                                             {"[1]]", "end of input", "]"},
                                                             {"{}}", "end of input", "}"},
                                                             {"true false", "end of input", "false"},
                                                             {"1,2", "end of input", ","},
                                                             {R"([1"a")", R"("," or "]")", R"("a")"},
                                                             {"[1}", R"("," or "]")", "}"},
                                                             {R"([ "a" "b" ])", R"("," or "]")", R"("b")"},
                                                             {"[true false]", R"("," or "]")", "false"},
                                                             {"[1,]", "JSON value", "]"},
                                                             {"[,", "JSON value", ","},
                                                             {"[}", "JSON value", "}"},
                                                             {"[:", "JSON value", ":"},
                                                             {R"({"a":})", "JSON value", "}"},
                                                             {"}", "JSON value", "}"},
                                                             {"]", "JSON value", "]"},
                                                             {":", "JSON value", ":"},
                                                             {",", "JSON value", ","},
                                                             {R"({"a"::1})", "JSON value", ":"},
                                                             {"[1,,2]", "JSON value", ","},
                                                             {"{1:2}", R"(string or "}")", "1"},
                                                             {"{]", R"(string or "}")", "]"},
                                                             {"{,", R"(string or "}")", ","},
                                                             {R"({"a"})", R"(":")", "}"},
                                                             {R"({"a",1)", R"(":")", ","},
                                                             {R"({"a":1,})", "string", "}"},
                                                             {R"({"a":1,2})", "string", "2"},
                                                             {R"({"a":1:)", R"("," or "}")", ":"},
                                                             {R"({"a":1 true})", R"("," or "}")", "true"},
                                                             {R"({"a":1])", R"("," or "}")", "]"}})
    expect_both(c.text, "Expected " + std::string(c.expected) + ", but found \"" + c.found + "\".");
}

TEST(JsonWords, MistakesInStrings) {
  expect_both(R"("abc\q")", R"(Escape sequence "\q" is invalid.)");
  expect_both(R"("abc\é")", R"(Escape sequence "\é" is invalid.)");
  expect_both(R"("\😀b")", R"(Escape sequence "\😀" is invalid.)");
  expect_both(R"("\u12")", R"("\u" must be followed by four hexadecimal digits.)");
  expect_both(R"("\u12g4")", R"("\u" must be followed by four hexadecimal digits.)");
  expect_both(R"("\u12é4")", R"("\u" must be followed by four hexadecimal digits.)");
  expect_both("\"a\nb\"", "Character with value 0x0a must be escaped.");
  expect_both("\"a\001b\"", "Character with value 0x01 must be escaped.");
  expect_both("\"\037\"", "Character with value 0x1f must be escaped.");
  expect_both(R"({"a" "\q")", R"(Escape sequence "\q" is invalid.)");
  expect_both("[1 \"\n\"", "Character with value 0x0a must be escaped.");
  expect_both(R"("\ud83d\u12")", R"("\u" must be followed by four hexadecimal digits.)");
  expect_both(R"(1e131072 "\q")", R"(Escape sequence "\q" is invalid.)");
  expect_both(R"("\U0041")", R"(Escape sequence "\U" is invalid.)");
  expect_both(R"("\x41")", R"(Escape sequence "\x" is invalid.)");
  expect_both("\"\177\\q\"", R"(Escape sequence "\q" is invalid.)");
}

struct Unequal {
  const char* text;
  const char* json;
  const char* jsonb;
};

TEST(JsonWords, JsonbAsksForTheTextOfStrings) {
  for (const Unequal& c : std::initializer_list<Unequal>{
           {R"("\u0000")", "accepted", R"(\u0000 cannot be converted to text.)"},
           {R"("\ud83d")", "accepted", "Unicode low surrogate must follow a high surrogate."},
           {R"("\ud83d\ud83d")", "accepted", "Unicode high surrogate must not follow a high surrogate."},
           {R"("\ude00")", "accepted", "Unicode low surrogate must follow a high surrogate."},
           {R"("\ud83dx")", "accepted", "Unicode low surrogate must follow a high surrogate."},
           {R"("\ud83d\n")", "accepted", "Unicode low surrogate must follow a high surrogate."},
           {R"("\ud83d\q")", R"(Escape sequence "\q" is invalid.)",
            "Unicode low surrogate must follow a high surrogate."},
           {R"("\ud83d\u0041")", "accepted", "Unicode low surrogate must follow a high surrogate."},
           {R"("\u0000)", R"(Token ""\u0000" is invalid.)", R"(\u0000 cannot be converted to text.)"},
           {R"("\u0000\q)", R"(Escape sequence "\q" is invalid.)", R"(\u0000 cannot be converted to text.)"},
           {R"({"\u0000":1})", "accepted", R"(\u0000 cannot be converted to text.)"},
           {R"({"\ud83d":1)", "The input string ended unexpectedly.",
            "Unicode low surrogate must follow a high surrogate."},
           {R"(["a" "\u0000"])", R"(Expected "," or "]", but found ""\u0000"".)",
            R"(\u0000 cannot be converted to text.)"},
           {R"("a\ud83d\u0041b")", "accepted", "Unicode low surrogate must follow a high surrogate."},
           {R"("ab\ude00c")", "accepted", "Unicode low surrogate must follow a high surrogate."}}) {
    EXPECT_EQ(detail("json", c.text), c.json) << c.text;
    EXPECT_EQ(detail("jsonb", c.text), c.jsonb) << c.text;
  }
}

TEST(JsonWords, NumericOverflowHasNoDetail) {
  for (const char* text : {"[1e131072]", "[1e131072", "[1e131072 2]", "[1e-16384]"})
    EXPECT_EQ(detail("jsonb", text), "");
  EXPECT_EQ(detail("jsonb", "1e131072 x"), "Token \"x\" is invalid.");
  EXPECT_EQ(detail("jsonb", "1e131072-x"), "Token \"-x\" is invalid.");
}

TEST(JsonWords, ControlCharacterBehindAHighSurrogate) {
  for (const char* text : {"\"\\ud83d\n\"", "[1 \"\\ud83d\n\"", "\"\\\\\\ud83d\n\""}) {
    EXPECT_EQ(detail("json", text, 18), "Character with value 0x0a must be escaped.");
    EXPECT_EQ(detail("jsonb", text, 15), "Character with value 0x0a must be escaped.");
    EXPECT_EQ(detail("jsonb", text, 16), "Unicode low surrogate must follow a high surrogate.");
  }
  EXPECT_EQ(detail("jsonb", "\"\\\\ud83d\n\""), "Character with value 0x0a must be escaped.");
}

// Unlike the server's, which cannot be read then.
TEST(JsonWords, ControlCharactersAndLongTokensAreShownAsEverywhere) {
  expect_both("[1\x0b]", R"(Token "\x0b" is invalid.)");
  expect_both("\x7f", R"(Token "\x7f" is invalid.)");
  expect_both("\"\\\n\"", R"(Escape sequence "\\n" is invalid.)");
  expect_both(std::string(300, 'x'), "Token \"" + std::string(200, 'x') + "\"... (300 bytes) is invalid.");
}

}  // namespace
}  // namespace surerow
