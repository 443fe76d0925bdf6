// The pull reader and check(): what is JSON and what is not, item by item, and where a mistake stands.
#include <gtest/gtest.h>

#include "common/json/reader.h"

namespace surerow::json {
namespace {

std::string refusal(std::string_view text, int max_depth = 100) {
  try {
    Reader in(text, "rows", max_depth);
    in.value();
    in.finish();
  } catch (const Refusal& refusal) {
    return one_string(refusal.fault());
  }
  return "";
}

TEST(JsonCheck, Accepts) {
  for (const char* text : {"{}",
                           "[]",
                           "null",
                           "true",
                           "false",
                           "0",
                           "-0",
                           "-0.0",
                           "1e5",
                           "1E+05",
                           "1.25e-300",
                           "\"\"",
                           "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
                           " [ 1 , 2 ] ",
                           "\t\r\n{\"a\":{\"a\":[{}]}}\n",
                           "\"\\ud83d\"",
                           "\"\\u0000\"",
                           "\"\x7f\"",
                           "1e999999999999",
                           "{\"a\":1,\"a\":2}",
                           "\"\xc3\xa9\""}) {
    EXPECT_EQ(check(text, 100).what, nullptr) << text;
    EXPECT_EQ(refusal(text), "") << text;
  }
}

struct Bad {
  const char* text;
  std::size_t offset;
  const char* what;
};

TEST(JsonCheck, RefusesAtTheRightPlace) {
  const Bad bads[] = {
      {"", 0, "expected a value"},
      {"  ", 2, "expected a value"},
      {"nul", 0, "expected a value"},
      {"TRUE", 0, "expected a value"},
      {"truex", 4, "expected nothing after the value"},
      {"1 2", 2, "expected nothing after the value"},
      {"\xef\xbb\xbf{}", 0, "expected a value"},
      {"\xc2\xa0{}", 0, "expected a value"},
      {"\v1", 0, "expected a value"},
      {"1\f", 1, "expected nothing after the value"},
      {"01", 1, "expected nothing after the value"},
      {"-", 1, "expected a digit in a number"},
      {"1.", 2, "expected a digit in a number"},
      {"1.e1", 2, "expected a digit in a number"},
      {"1e+", 3, "expected a digit in a number"},
      {"+1", 0, "expected a value"},
      {".5", 0, "expected a value"},
      {"[", 1, "expected a value or \"]\""},
      {"[1", 2, "expected \",\" or \"]\""},
      {"[1,", 3, "expected a value"},
      {"[1,]", 3, "expected a value"},
      {"[1}", 2, "expected \",\" or \"]\""},
      {"]", 0, "expected a value"},
      {"{", 1, "expected a member name in double quotes or \"}\""},
      {"{1:2}", 1, "expected a member name in double quotes or \"}\""},
      {"{\"a\"", 4, "expected \":\""},
      {"{\"a\" 1}", 5, "expected \":\""},
      {"{\"a\":}", 5, "expected a value"},
      {"{\"a\":1", 6, "expected \",\" or \"}\""},
      {"{\"a\":1,}", 7, "expected a member name in double quotes"},
      {"{\"a\":1]", 6, "expected \",\" or \"}\""},
      {"'a'", 0, "expected a value"},
      {"\"abc", 0, "a string has no closing quote"},
      {"\"abc\\", 4, "a string has no closing quote"},
      {"\"a\tb\"", 2, "a control character in a string must be escaped"},
      {"\"0123456789\x1f\"", 11, "a control character in a string must be escaped"},
      {"\"\\x\"", 1, "unknown escape sequence in a string"},
      {"\"\\u12g4\"", 1, "\"\\u\" must be followed by four hexadecimal digits"},
  };
  for (const Bad& bad : bads) {
    const Mistake mistake = check(bad.text, 100);
    ASSERT_NE(mistake.what, nullptr) << bad.text;
    EXPECT_STREQ(mistake.what, bad.what) << bad.text;
    EXPECT_EQ(mistake.offset, bad.offset) << bad.text;
    EXPECT_NE(refusal(bad.text), "") << bad.text;
  }
}

TEST(JsonCheck, RefusesEveryTruncation) {
  const std::string_view text = R"({"a":[1,-2.5e+3,{"b":"\u00e9\n"}],"c":true,"d":null})";
  EXPECT_EQ(check(text, 100).what, nullptr);
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_NE(check(text.substr(0, size), 100).what, nullptr) << size;
    EXPECT_NE(refusal(text.substr(0, size)), "") << size;
  }
}

TEST(JsonCheck, FindsSpecialBytesAtEveryAlignment) {
  for (std::size_t before = 0; before < 20; ++before)
    for (const char c : {'\x01', '\x1f', '"', '\\'}) {
      const std::string text = "\"" + std::string(before, 'x') + c + std::string(20, 'y') + "\"";
      EXPECT_NE(check(text, 1).what, nullptr) << before << " " << int{c};
    }
  for (const char c : {'\x20', '\x21', '\x23', '\x5b', '\x5d', '\x7f', '\x80', '\xa2', '\xdc', '\xff'})
    EXPECT_EQ(check("\"" + std::string(30, c) + "\"", 1).what, nullptr) << int{c};
}

std::string nested(std::size_t depth, std::string_view open, std::string_view inner, std::string_view close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  text += inner;
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(JsonDepth, IsBoundedByTheSetting) {
  for (const int depth : {1, 2, 63, 64, 65, 128, 129, 1000, 100000}) {
    const auto size = static_cast<std::size_t>(depth);
    for (const std::string& text :
         {nested(size, "[", "", "]"), nested(size, "{\"a\":", "1", "}"), nested(size, "[", "1", "]")}) {
      EXPECT_EQ(check(text, depth).what, nullptr) << depth;
      bool too_deep = false;
      EXPECT_NE(check(text, depth - 1, &too_deep).what, nullptr) << depth;
      EXPECT_TRUE(too_deep);
    }
  }
  EXPECT_EQ(check(nested(300, "[{\"a\":", "0", "}]"), 600).what, nullptr);
  EXPECT_NE(check(nested(300, "[{\"a\":", "0", "]}"), 600).what, nullptr);
}

TEST(JsonDepth, NamesTheSetting) {
  EXPECT_EQ(refusal("[[[1]]]", 2),
            "54001: JSON in rows is nested deeper than 2 levels\nDETAIL:  Line 1, column 3.\n"
            "HINT:  Nest less deeply, or raise max_depth (see sure_settings).");
  EXPECT_EQ(refusal(std::string(10000, '['), 1000).substr(0, 5), "54001");
}

TEST(JsonReader, CountsEnteredContainersAsDepth) {
  Reader in("[[[1]]]", "rows", 2);
  in.enter_array("an array");
  ASSERT_TRUE(in.next_element());
  EXPECT_THROW(in.value(), Refusal);
}

TEST(JsonReader, SaysWhereAndWhat) {
  EXPECT_EQ(refusal("{\"a\" 1}"),
            "22032: invalid JSON in rows: expected \":\"\nDETAIL:  Line 1, column 6: found \"1\".");
  EXPECT_EQ(refusal("[1,\n  \"\xc3\xa9\", nope]"),
            "22032: invalid JSON in rows: expected a value\nDETAIL:  Line 2, column 8: found \"nope\".");
  EXPECT_EQ(
      refusal("[1"),
      "22032: invalid JSON in rows: expected \",\" or \"]\"\nDETAIL:  Line 1, column 3: the text ends here.");
  EXPECT_EQ(refusal("[\"\n\"]"),
            "22032: invalid JSON in rows: a control character in a string must be escaped\n"
            "DETAIL:  Line 1, column 3: found \"\\n\".");
}

TEST(JsonReader, ReadsItems) {
  Reader in(R"( {"a" : "x\n", "b":[1, {"c":2}],"d":-1.50 ,"e":null,"f":true} )", "rows", 10);
  in.enter_object("an object");
  const struct {
    const char* name;
    Kind kind;
    const char* text;
    bool escaped;
  } members[] = {{"a", Kind::string, "x\\n", true},
                 {"b", Kind::array, "[1, {\"c\":2}]", false},
                 {"d", Kind::number, "-1.50", false},
                 {"e", Kind::null, "null", false},
                 {"f", Kind::boolean, "true", false}};
  Item name;
  for (const auto& member : members) {
    ASSERT_TRUE(in.next_member(name));
    EXPECT_EQ(name.text, member.name);
    EXPECT_EQ(in.peek(), member.kind);
    const Item item = in.value();
    EXPECT_EQ(item.kind, member.kind);
    EXPECT_EQ(item.text, member.text);
    EXPECT_EQ(item.escaped, member.escaped);
  }
  EXPECT_FALSE(in.next_member(name));
  in.finish();
}

TEST(JsonReader, StepsThroughNestedContainers) {
  Reader in(R"([[], {}, [{"a":[]}, 7], 8])", "rows", 10);
  Item name;
  in.enter_array("an array");
  ASSERT_TRUE(in.next_element());
  in.enter_array("an array");
  EXPECT_FALSE(in.next_element());
  ASSERT_TRUE(in.next_element());
  in.enter_object("an object");
  EXPECT_FALSE(in.next_member(name));
  ASSERT_TRUE(in.next_element());
  EXPECT_EQ(in.value().text, R"([{"a":[]}, 7])");
  ASSERT_TRUE(in.next_element());
  EXPECT_EQ(in.value().text, "8");
  EXPECT_FALSE(in.next_element());
  in.finish();
}

TEST(JsonReader, RefusesAnotherShape) {
  Reader in(" 42", "options", 10);
  try {
    in.enter_object("expected an object");
    FAIL();
  } catch (const Refusal& refusal) {
    EXPECT_EQ(one_string(refusal.fault()),
              "22032: invalid JSON in options: expected an object\nDETAIL:  Line 1, column 2: found \"42\".");
  }
}

}  // namespace
}  // namespace surerow::json
