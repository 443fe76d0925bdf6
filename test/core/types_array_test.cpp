// Arrays against PostgreSQL's answers: every text here was asked of a server of the version named.
#include <gtest/gtest.h>

#include "common/types/array.h"
#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

struct Case {
  const char* text;
  const char* answer;
};

void expect(Subject& type, std::initializer_list<Case> cases) {
  for (const auto& [text, answer] : cases) EXPECT_EQ(type.read(text), answer) << text;
}

/// "message | detail" of a refusal.
std::string refused(Subject& type, std::string_view text) {
  Value value;
  Fault why;
  EXPECT_FALSE(type.type().read(text, type.cx(), value, &why)) << text;
  return test::refusal(why) + " | " + why.detail;
}

TEST(Array, ReadsAndPrints) {
  Subject ints("int4[]");
  expect(ints, {{"{}", "{}"},
                {" { 1 , 2 } ", "{1,2}"},
                {"{NULL,null,3}", "{NULL,NULL,3}"},
                {"{{1,2},{3,4}}", "{{1,2},{3,4}}"},
                {"{{{{{{1}}}}}}", "{{{{{{1}}}}}}"},
                {"{\"1\",\\2}", "{1,2}"},
                {"[2]={1,2}", "{1,2}"},
                {"[-1:0]={1,2}", "[-1:0]={1,2}"},
                {"[1:2] [0:1] = {{1,2},{3,4}}", "[1:2][0:1]={{1,2},{3,4}}"}});
}

TEST(Array, QuotesWhatItMust) {
  Subject texts("text[]");
  expect(texts, {{"{a b, c  d }", "{\"a b\",\"c  d\"}"},
                 {"{ \"a\\\"b\" , c\\,d , e\\ }", "{\"a\\\"b\",\"c,d\",\"e \"}"},
                 {"{\"\",\"NULL\",\\null,nul}", "{\"\",\"NULL\",\"null\",nul}"},
                 {"{\"{}\",\"a\\\\b\"}", "{\"{}\",\"a\\\\b\"}"},
                 {"{a;b,'c'}", "{a;b,'c'}"}});
}

TEST(Array, ElementsHaveTheModifier) {
  Subject money("numeric(5,2)[]");
  EXPECT_EQ(money.read("{1,2.345}"), "{1.00,2.35}");
  EXPECT_EQ(money.read("{1000}"), "22003 numeric field overflow");
  Subject three("varchar(3)[]");
  EXPECT_EQ(three.read("{abc,\"ab   \"}"), "{abc,\"ab \"}");
  EXPECT_EQ(three.read("{abcd}"), "22001 value too long for type character varying(3)");
  Subject padded("char(2)[]");
  EXPECT_EQ(padded.read("{a,bc}"), "{\"a \",bc}");
}

TEST(Array, SaysWhatIsMalformed) {
  Subject ints("int4[]");
  const auto says = [&](const char* text, const std::string& detail) {
    EXPECT_EQ(refused(ints, text),
              "22P02 malformed array literal: \"" + std::string(text) + "\" | " + detail);
  };
  says("", "Array value must start with \"{\" or dimension information.");
  says("1", "Array value must start with \"{\" or dimension information.");
  says("{1", "Unexpected end of input.");
  says("{1,}", "Unexpected \"}\" character.");
  says("{,1}", "Unexpected \",\" character.");
  says("{1}x", "Junk after closing right brace.");
  says("{1,{2}}", "Multidimensional arrays must have sub-arrays with matching dimensions.");
  says("{{1},2}", "Multidimensional arrays must have sub-arrays with matching dimensions.");
  says("{{1}{2}}", "Unexpected \"{\" character.");
  says("{\"a\"b}", "Incorrectly quoted array element.");
  says("[1:1]={1,2}", "Specified array dimensions do not match array contents.");
  says("[1:1]={}", "Specified array dimensions do not match array contents.");
  says("[1]1", "Missing \"=\" after array dimensions.");
  says("[1]=1", "Array contents must start with \"{\".");
  says("[1:]={1}", "Missing array dimension value.");
  says("[1={1}", "Missing \"]\" after array dimensions.");
  says("[]={1}", "\"[\" must introduce explicitly-specified array dimensions.");
}

TEST(Array, HasLimits) {
  Subject ints("int4[]");
  EXPECT_EQ(ints.read("{{{{{{{1}}}}}}}"), "54000 number of array dimensions exceeds the maximum allowed (6)");
  EXPECT_EQ(ints.read("[2:1]={}"), "2202E upper bound cannot be less than lower bound");
  EXPECT_EQ(ints.read("[99999999999]={1}"), "54000 array bound is out of integer range");
  EXPECT_EQ(ints.read("[1:2147483647]={1}"), "54000 array upper bound is too large: 2147483647");
  EXPECT_EQ(ints.read("[-2147483648:2147483646]={1}"),
            "54000 array size exceeds the maximum allowed (134217727)");
  ints.settings().server_version = 16;
  EXPECT_EQ(ints.read("{{{{{{{1}}}}}}}"),
            "54000 number of array dimensions (7) exceeds the maximum allowed (6)");
  EXPECT_EQ(ints.read("[2147483647:2147483647]={1}"), "54000 array lower bound is too large: 2147483647");
}

TEST(Array, VersionsDiffer) {
  Subject ints("int4[]");
  for (const auto& [text, now, before] :
       {std::array{"{{}}", "{}", "22P02 malformed array literal: \"{{}}\""},
        std::array{"{{1},{{2}}}", "22P02 malformed array literal: \"{{1},{{2}}}\"", "{{{1}},{{2}}}"},
        std::array{"{{{1}},{2}}", "22P02 malformed array literal: \"{{{1}},{2}}\"", "{}"},
        std::array{"[4294967297]={1}", "54000 array bound is out of integer range", "{1}"},
        std::array{"{x,2", "22P02 invalid input syntax for type integer: \"x\"",
                   "22P02 malformed array literal: \"{x,2\""}}) {
    ints.settings().server_version = 17;
    EXPECT_EQ(ints.read(text), now) << text;
    ints.settings().server_version = 16;
    EXPECT_EQ(ints.read(text), before) << text;
  }
}

/// Groups of `size` ones, of which only the last is as deep as 16 takes all of them to be.
std::string ragged(int size) {
  const auto group = [size](const std::string& child) {
    std::string out = "{" + child;
    for (int i = 1; i < size; ++i) out += "," + child;
    return out + "}";
  };
  const std::string ones = group("1");
  std::string text = "{";
  for (int i = 1; i < size; ++i) text += ones + ",";
  return text + group(ones) + "}";
}

TEST(Array, RaggedTextsOfOldVersionsCannotAskForGigabytes) {
  Subject ints("int4[]");
  ints.settings().server_version = 15;
  EXPECT_EQ(ints.read(ragged(3)),
            "{{{1,1,1},{NULL,NULL,NULL},{NULL,NULL,NULL}},{{NULL,NULL,NULL},{1,1,1},{NULL,NULL,NULL}},{{1,1,"
            "1},{1,1,1},{1,1,1}}}");
  EXPECT_EQ(ints.read(ragged(20)).size(), 38501U);
  EXPECT_EQ(ints.read(ragged(101)), "54000 array size exceeds the maximum allowed (134217727)");
}

TEST(Array, ARefusalSaysWhere) {
  Subject ints("int4[]");
  const auto place = [&](std::string_view text) {
    Value value;
    Fault why;
    EXPECT_FALSE(ints.type().read(text, ints.cx(), value, &why));
    return why.offset;
  };
  EXPECT_EQ(place("{1,x}"), 3U);
  EXPECT_EQ(place("{1,2}3"), 5U);
  EXPECT_EQ(place("{1,\"2\"x}"), 6U);
  EXPECT_EQ(place("{1,,2}"), 3U);
}

TEST(Array, InJson) {
  EXPECT_EQ(Subject("int4[]").json("{}"), "[]");
  EXPECT_EQ(Subject("int4[]").json("[0:1]={1,NULL}"), "[1,null]");
  EXPECT_EQ(Subject("text[]").json("{{a,\"b\\\"\"},{NULL,d}}"), "[[\"a\",\"b\\\"\"],[null,\"d\"]]");
  EXPECT_EQ(Subject("json[]").json("{\"{\\\"a\\\": [1]}\",2}"), "[{\"a\": [1]},2]");
  EXPECT_EQ(Subject("bool[]").json("{t,f}"), "[true,false]");
  EXPECT_EQ(Subject("timestamp[]").json("{2020-01-02 03:04}"), "[\"2020-01-02T03:04:00\"]");
}

TEST(Array, HasParts) {
  Subject ints("int4[]");
  Value value;
  ASSERT_TRUE(ints.type().read("[0:1][2:4]={{1,2,3},{4,NULL,6}}", ints.cx(), value, nullptr));
  const ArrayShape shape = ArrayType::shape_of(value);
  EXPECT_EQ(shape.dimensions, 2);
  EXPECT_EQ(shape.size[1], 3);
  EXPECT_EQ(shape.lower[0], 0);
  Unpacker elements = ArrayType::elements_of(value);
  for (const int wanted : {1, 2, 3, 4}) EXPECT_EQ(elements.next().integer(), wanted);
  EXPECT_TRUE(elements.next().is_null());
  EXPECT_EQ(elements.next().integer(), 6);
  EXPECT_TRUE(elements.done());
  ASSERT_NE(as_array(ints.type()), nullptr);
  EXPECT_EQ(as_array(ints.type())->element().name(), "integer");
}

TEST(Array, ImagesAreEqualWhenValuesAre) {
  Subject moments("timestamptz[]");
  Value one;
  Value other;
  ASSERT_TRUE(moments.type().read("{2020-01-01 12:00+00,NULL}", moments.cx(), one, nullptr));
  moments.settings().time_zone = "Europe/Berlin";
  ASSERT_TRUE(moments.type().read(" { \"2020-01-01 13:00\" , null } ", moments.cx(), other, nullptr));
  EXPECT_TRUE(same_image(one, other));
  EXPECT_TRUE(same_image(moments.type().to_stored(one, moments.cx()),
                         Value::text("{\"2020-01-01 12:00:00+00\",NULL}")));
}

/// As json_to_record reads a member x of this type.
std::string from_json(const char* name, std::string_view text) {
  Subject type(name);
  Value value;
  Fault why;
  json::Reader in(text, "rows", 100);
  if (!as_array(type.type())->read_json(in.value(), "x", type.cx(), value, &why))
    return test::refusal(why) + (why.detail.empty() ? "" : " | " + why.detail) +
           (why.hint.empty() ? "" : " | " + why.hint);
  std::string out;
  type.type().print(value, type.settings(), out);
  return out;
}

TEST(Array, FromJson) {
  EXPECT_EQ(from_json("int4[]", "[]"), "{}");
  EXPECT_EQ(from_json("int4[]", "[[],[]]"), "{}");
  EXPECT_EQ(from_json("int4[]", "[1, \"2\", null]"), "{1,2,NULL}");
  EXPECT_EQ(from_json("int4[]", "[[1,2],[3,4]]"), "{{1,2},{3,4}}");
  EXPECT_EQ(from_json("text[]", R"(["\u0041",1.0,true,{"a": 1}])"), R"({A,1.0,true,"{\"a\": 1}"})");
  EXPECT_EQ(from_json("json[]", R"(["\u0041",1.0,{"a": 1},[1, 2],null])"),
            R"({"\"A\"",1.0,"{\"a\": 1}","[1, 2]",NULL})");
  EXPECT_EQ(from_json("int4[]", "[1,[2]]"), "22P02 invalid input syntax for type integer: \"[2]\"");
  EXPECT_EQ(from_json("int4[]", "[[1,2],[3]]"),
            "22P02 malformed JSON array | Multidimensional arrays must have sub-arrays with matching "
            "dimensions.");
  EXPECT_EQ(from_json("int4[]", "[[1,2],3]"),
            "22P02 expected JSON array | See the array element [1] of key \"x\".");
  EXPECT_EQ(from_json("int4[]", "5"), "22P02 expected JSON array | See the value of key \"x\".");
  EXPECT_EQ(from_json("int4[]", "{}"), "22P02 expected JSON array | See the value of key \"x\".");
  EXPECT_EQ(from_json("int4[]", "[[[[[[[1]]]]]]]"),
            "54000 number of array dimensions (7) exceeds the maximum allowed (6)");
}

}  // namespace
}  // namespace surerow
