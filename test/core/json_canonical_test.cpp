// json and jsonb as types: PostgreSQL's verdict, canonical text and SQLSTATE.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

TEST(Json, KeepsEveryByte) {
  Subject json("json");
  for (const char* text :
       {" { \"b\" : 1E+05 , \"a\":[ ] , \"b\":-0 }\n", "\"\\u0000\"", "\"\\ud83d\"", "1e131072", "\"\\/\""}) {
    EXPECT_EQ(json.read(text), text);
    EXPECT_EQ(json.json(text), text);
    EXPECT_TRUE(same_image(json.stored(text), Value::text(text)));
  }
}

TEST(Json, RefusesInPostgresWords) {
  Subject json("json");
  Value out;
  Fault why;
  EXPECT_FALSE(json.type().read("{\"a\":1,\n \"b\":tru}", json.cx(), out, &why));
  EXPECT_EQ(one_string(why),
            "22P02: invalid input syntax for type json\n"
            "DETAIL:  Token \"tru\" is invalid.");
  EXPECT_EQ(why.offset, 13U);
  EXPECT_FALSE(json.type().read("[1", json.cx(), out, nullptr));
}

TEST(Json, DepthIsASetting) {
  for (const char* name : {"json", "jsonb"}) {
    Subject type(name);
    type.settings().max_depth = 3;
    EXPECT_EQ(type.read("[[[1]]]"), "[[[1]]]");
    EXPECT_EQ(type.read("[[[[1]]]]"), "54001 json is nested deeper than 3 levels");
    type.settings().max_depth = 1000000;
    const std::string deep = std::string(200000, '[') + std::string(200000, ']');
    EXPECT_EQ(type.read(deep), deep);
  }
}

struct Case {
  const char* text;
  const char* canonical;
};

void expect_all(std::initializer_list<Case> cases) {
  Subject jsonb("jsonb");
  for (const Case& c : cases) {
    EXPECT_EQ(jsonb.read(c.text), c.canonical) << c.text;
    EXPECT_EQ(jsonb.json(c.text), c.canonical) << c.text;
    EXPECT_EQ(jsonb.read(c.canonical), c.canonical) << c.text;
  }
}

TEST(Jsonb, SortsMembersAndKeepsTheLast) {
  expect_all({{"{}", "{}"},
              {" [ ] ", "[]"},
              {"[1,[],{},\"\"]", "[1, [], {}, \"\"]"},
              {"{\"bb\":1,\"a\":2}", "{\"a\": 2, \"bb\": 1}"},
              {"{\"b\":1,\"a\":2,\"\":3,\"aa\":4}", "{\"\": 3, \"a\": 2, \"b\": 1, \"aa\": 4}"},
              {"{\"a\":1,\"a\":2}", "{\"a\": 2}"},
              {"{\"b\":0,\"a\":1,\"b\":[1],\"a\":{\"z\":1,\"y\":2},\"b\":null}",
               "{\"a\": {\"y\": 2, \"z\": 1}, \"b\": null}"},
              {"{\"a\":1,\"\\u0061\":2}", "{\"a\": 2}"},
              {"{\"\xc3\xa9\":1,\"zz\":2,\"a\":3}", "{\"a\": 3, \"zz\": 2, \"\xc3\xa9\": 1}"},
              {"[{\"b\":{\"d\":1,\"c\":2},\"a\":[{\"f\":1,\"e\":2}]}]",
               "[{\"a\": [{\"e\": 2, \"f\": 1}], \"b\": {\"c\": 2, \"d\": 1}}]"}});
}

TEST(Jsonb, WritesNumbersAsNumeric) {
  expect_all({{"0", "0"},
              {"-0", "0"},
              {"-0.0", "0.0"},
              {"1.10", "1.10"},
              {"1e2", "100"},
              {"1E+2", "100"},
              {"1.10e1", "11.0"},
              {"1.10e2", "110"},
              {"1.10e3", "1100"},
              {"1e-2", "0.01"},
              {"100e-2", "1.00"},
              {"-12.5e-1", "-1.25"},
              {"12345e-3", "12.345"},
              {"12345e-7", "0.0012345"},
              {"0.00012e4", "1.2"},
              {"0.00012e9", "120000"},
              {"0e5", "0"},
              {"-0e-3", "0.000"},
              {"0e1000000", "0"},
              {"1e0", "1"},
              {"123456789012345678901234567890.10", "123456789012345678901234567890.10"}});
  Subject jsonb("jsonb");
  EXPECT_EQ(jsonb.read("1e131071"), "1" + std::string(131071, '0'));
  EXPECT_EQ(jsonb.read("0.001e131074"), "1" + std::string(131071, '0'));
  EXPECT_EQ(jsonb.read("1e-16383"), "0." + std::string(16382, '0') + "1");
  EXPECT_EQ(jsonb.read("0e-16383"), "0." + std::string(16383, '0'));
}

TEST(Jsonb, RefusesNumbersBeyondNumeric) {
  Subject jsonb("jsonb");
  const std::string refusal = "22003 value overflows numeric format";
  for (const char* text :
       {"1e131072", "[1e131072", "1e-16384", "10e-16384", "0e-16384", "0e1073741823", "0e99999999999",
        "1e99999999999999999999999", "[1e131072 5]", "[-1e131072, \"\\u0000\"]"})
    EXPECT_EQ(jsonb.read(text), refusal) << text;
  EXPECT_EQ(jsonb.read("1" + std::string(131072, '0')), refusal);
  EXPECT_EQ(jsonb.read("0." + std::string(16384, '1')), refusal);
}

TEST(Jsonb, ReportsWhatPostgresMeetsFirst) {
  Subject jsonb("jsonb");
  for (const char* text :
       {"[1e131072 x", "[1e131072x", "[1e131072 01]", "[1e131072 5x]", "[1e131072 \"a", "1e131072true",
        "[1e131072 \"\\ud83d\"]", "[x, \"\\u0000\"]", "\"\\ud83d\\u0000\"", "\"\\x\\u0000\"", "-\"\\u0000\""})
    EXPECT_EQ(jsonb.read(text), "22P02 invalid input syntax for type json") << text;
  for (const char* text :
       {"\"\\u0000\"", "[1e131072 \"\\u0000\"", "\"\\u0000", "\"\\u0000\\x\"", "\"\\u0000\n\"",
        "[1 \"\\u0000\"", "{\"a\" \"\\u0000\"", "{\"\\u0000\"", "1 \"\\u0000\""})
    EXPECT_EQ(jsonb.read(text), "22P05 unsupported Unicode escape sequence") << text;
}

TEST(Jsonb, Escapes) {
  expect_all(
      {{"\"\\/\\u002f\"", "\"//\""},
       {"\"\\b\\f\\n\\r\\t\\\"\\\\\"", "\"\\b\\f\\n\\r\\t\\\"\\\\\""},
       {"\"\\u0008\\u000C\\u000a\\u000D\\u0009\\u0022\\u005c\"", "\"\\b\\f\\n\\r\\t\\\"\\\\\""},
       {"\"\\u0001\\u001F\\u007f\"", "\"\\u0001\\u001f\x7f\""},
       {"\"\\u00e9\\u20AC\\ud83d\\uDE00\\uffff\"", "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xef\xbf\xbf\""},
       {"{\"\\n\":1,\"\\\"\":2}", "{\"\\n\": 1, \"\\\"\": 2}"}});
}

TEST(Jsonb, RefusesLoneSurrogates) {
  Subject jsonb("jsonb");
  for (const char* text :
       {"\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\"", "\"\\ud83dx\\ude00\"", "\"\\ud83d\\ud83d\\ude00\"",
        "\"\\ud83d\\n\"", "\"\\ud83d\\u0041\"", "\"\\ude00\\ud83d\"", "{\"\\ud83d\":1}"})
    EXPECT_EQ(jsonb.read(text), "22P02 invalid input syntax for type json") << text;
}

TEST(Jsonb, KnowsWhereATextGoesWrong) {
  Subject jsonb("jsonb");
  const auto offset = [&](std::string_view text) {
    Value out;
    Fault why;
    EXPECT_FALSE(jsonb.type().read(text, jsonb.cx(), out, &why));
    return why.offset;
  };
  EXPECT_EQ(offset("[\"\\u0000\"]"), 2U);
  EXPECT_EQ(offset("[\"a\\ud83d\"]"), 9U);
  EXPECT_EQ(offset("[1,\n1e131072]"), 4U);
  EXPECT_EQ(offset("[1 2]"), 3U);
  EXPECT_EQ(offset("[1"), 2U);
}

TEST(Jsonb, NeverMoreThanPostgresCanPrint) {
  Subject jsonb("jsonb");
  std::string text = "[1e131071";
  for (int i = 0; i < 8192; ++i) text += ",1e131071";
  EXPECT_EQ(jsonb.read(text + "]"), "54000 json is too long to be printed as jsonb");
}

}  // namespace
}  // namespace surerow
