// Ranges and multiranges against PostgreSQL's answers.
#include <gtest/gtest.h>

#include "common/types/range.h"
#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

struct Case {
  const char* text;
  const char* answer;
};

void expect(const char* name, std::initializer_list<Case> cases) {
  Subject type(name);
  for (const auto& [text, answer] : cases) EXPECT_EQ(type.read(text), answer) << name << ' ' << text;
}

TEST(Range, DiscreteOnesHaveOneForm) {
  expect("int4range", {{"(1,5]", "[2,6)"},
                       {"[1,1]", "[1,2)"},
                       {"[1,1)", "empty"},
                       {"(1,2)", "empty"},
                       {" EMPTY ", "empty"},
                       {" [ 1 , 5 ) ", "[1,5)"},
                       {"[,5]", "(,6)"},
                       {"(1,]", "[2,)"},
                       {"[,]", "(,)"},
                       {"[\"1\",\\5)", "[1,5)"}});
  expect("daterange", {{"[2020-01-01,2020-01-31]", "[2020-01-01,2020-02-01)"},
                       {"[2020-01-01,infinity]", "[2020-01-01,infinity]"},
                       {"(-infinity,2020-01-01]", "(-infinity,2020-01-02)"},
                       {"(infinity,infinity]", "empty"}});
}

TEST(Range, ContinuousOnesKeepTheirBounds) {
  expect("numrange", {{"[1.0,1.00]", "[1.0,1.00]"},
                      {"[1.0,1.00)", "empty"},
                      {"(1.5,]", "(1.5,)"},
                      {"[-10,-9.5]", "[-10,-9.5]"},
                      {"[Infinity,NaN]", "[Infinity,NaN]"}});
  expect("tsrange",
         {{"[2020-01-01 10:00,2020-01-01 12:00)", "[\"2020-01-01 10:00:00\",\"2020-01-01 12:00:00\")"}});
  expect("tstzrange",
         {{"[2020-01-01 10:00+02,)", "[\"2020-01-01 08:00:00+00\",)"}, {"[,infinity)", "(,infinity)"}});
}

TEST(Range, Refuses) {
  expect("int4range", {{"[5,1]", "22000 range lower bound must be less than or equal to range upper bound"},
                       {"[1,2147483647]", "22003 integer out of range"},
                       {"[x,1]", "22P02 invalid input syntax for type integer: \"x\""},
                       {"[\"\",1]", "22P02 invalid input syntax for type integer: \"\""}});
  expect("int8range", {{"(9223372036854775807,)", "22003 bigint out of range"}});
  expect("daterange", {{"[2020-01-01,5874897-12-31]", "22008 date out of range"}});
  expect("numrange",
         {{"[NaN,Infinity]", "22000 range lower bound must be less than or equal to range upper bound"}});
}

TEST(Range, SaysWhatIsMalformed) {
  Subject range("int4range");
  Subject list("int4multirange");
  const auto says = [](Subject& type, std::string_view text, const char* detail) {
    Value value;
    Fault why;
    EXPECT_FALSE(type.type().read(text, type.cx(), value, &why)) << text;
    EXPECT_EQ(why.detail, detail) << text;
  };
  says(range, "1,2)", "Missing left parenthesis or bracket.");
  says(range, "[1)", "Missing comma after lower bound.");
  says(range, "[1,2", "Unexpected end of input.");
  says(range, "[1,2,3]", "Too many commas.");
  says(range, "[1,2]x", "Junk after right parenthesis or bracket.");
  says(range, "emptyx", "Junk after \"empty\" key word.");
  says(list, "[1,2]", "Missing left brace.");
  says(list, "{1}", "Expected range start.");
  says(list, "{[1,2],}", "Expected range start.");
  says(list, "{[1,2] [3,4]}", "Expected comma or end of multirange.");
  says(list, "{[1,2]", "Unexpected end of input.");
  says(list, "{[1,2]}x", "Junk after closing right brace.");
}

TEST(Multirange, IsSortedAndMerged) {
  expect("int4multirange", {{"{}", "{}"},
                            {"{empty, EMPTY}", "{}"},
                            {"{[5,7),[1,5)}", "{[1,7)}"},
                            {"{[1,5),[6,7)}", "{[1,5),[6,7)}"},
                            {"{[1,3],(2,5],[9,]}", "{[1,6),[9,)}"},
                            {"{(,1],[9,),(,)}", "{(,)}"},
                            {"{[\\ 1,2]}", "{[1,3)}"}});
  expect("nummultirange", {{"{(1,2),(2,3)}", "{(1,2),(2,3)}"},
                           {"{(1,2],(2,3)}", "{(1,3)}"},
                           {"{[1.0,2],[1.00,2.0]}", "{[1.00,2.0]}"}});
  expect("datemultirange", {{"{[2020-01-01,infinity],(infinity,)}", "{[2020-01-01,)}"}});
}

// Equal bounds of different scale: which one stays is decided by the order the server's sort leaves them in.
TEST(Multirange, KeepsTheScaleTheServerKeeps) {
  expect("nummultirange",
         {{"{[3,9),[1.0,2),[1,8.0),[5,6),[1.00,8),[1.000,8.000),[4,7),[1,3)}", "{[1.000,9)}"},
          {"{[1,2),[22.0,23.0),[16.00,17.00),[10.000,11),[4,5.0),[25.0,26.00),[19.00,20),[13.000,14.0),[7,8."
           "00),[1.0,2),[22.00,23.0),[16.000,17.00),[10,11),[4.0,5.0),[25.00,26.00),[19.000,20),[13,14.0),[7."
           "0,8.00),[1.00,2),[22.000,23.0),[16,17.00),[10.0,11),[4.00,5.0),[25.000,26.00),[19,20),[13.0,14.0)"
           ",[7.00,8.00),[1.000,2),[22,23.0),[16.0,17.00),[10.00,11),[4.000,5.0),[25,26.00),[19.0,20),[13.00,"
           "14.0),[7.000,8.00),[1,2),[22.0,23.0),[16.00,17.00),[10.000,11),[4,5.0),[25.0,26.00),[19.00,20),["
           "13.000,14.0),[7,8.00)}",
           "{[1.00,2),[4.00,5.0),[7,8.00),[10.00,11),[13.00,14.0),[16.00,17.00),[19,20),[22.0,23.0),[25.000,"
           "26.00)}"}});
}

TEST(Range, InJsonInArraysAndInSqlite) {
  EXPECT_EQ(Subject("int4range").json("[1,5]"), "\"[1,6)\"");
  EXPECT_EQ(Subject("int4range[]").read("{\"[1,5]\",empty,NULL}"), "{\"[1,6)\",empty,NULL}");
  EXPECT_EQ(Subject("int4multirange[]").read("{\"{[1,5],[6,7]}\"}"), "{\"{[1,8)}\"}");
  Subject moments("tstzrange");
  moments.settings().time_zone = "Europe/Berlin";
  EXPECT_EQ(moments.read("[2020-01-01 13:00,)"), "[\"2020-01-01 13:00:00+01\",)");
  EXPECT_TRUE(
      same_image(moments.stored("[2020-01-01 13:00,)"), Value::text("[\"2020-01-01 12:00:00+00\",)")));
}

TEST(Range, HasParts) {
  Subject range("numrange");
  Value value;
  ASSERT_TRUE(range.type().read("(1.5,]", range.cx(), value, nullptr));
  const RangeParts parts = RangeType::parts_of(value);
  EXPECT_FALSE(parts.empty);
  EXPECT_EQ(parts.lower.value.text(), "1.5");
  EXPECT_FALSE(parts.lower.inclusive);
  EXPECT_TRUE(parts.upper.infinite);
}

TEST(Enum, TakesItsLabels) {
  Subject mood("enum('low', 'it''s', 'high')");
  EXPECT_EQ(mood.read("it's"), "it's");
  EXPECT_EQ(mood.read("High"), "22P02 invalid input value for enum: \"High\"");
  EXPECT_EQ(mood.read(" low"), "22P02 invalid input value for enum: \" low\"");
  EXPECT_EQ(mood.json("low"), "\"low\"");
  Value value;
  Fault why;
  EXPECT_FALSE(mood.type().read("hihg", mood.cx(), value, &why));
  EXPECT_EQ(why.hint, "Did you mean \"high\"?");
  EXPECT_FALSE(mood.type().read("zzzzzz", mood.cx(), value, &why));
  EXPECT_EQ(why.hint, "One of the labels 'low', 'it''s', 'high'.");
  EXPECT_EQ(mood.from_stored(Value::integer(1)), "22P02 invalid input value for enum");
  EXPECT_EQ(Subject("enum('a','b c')[]").read("{a,\"b c\",NULL}"), "{a,\"b c\",NULL}");
}

}  // namespace
}  // namespace surerow
