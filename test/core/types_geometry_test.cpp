// Geometric types against PostgreSQL's answers, the same on 15 to 18: every form, and what is nearly one.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

struct Case {
  const char* type;
  const char* text;
  const char* answer;
};

constexpr Case taken[] = {
    {"point", "(1,2)", "(1,2)"},
    {"point", " ( 1 , 2 ) ", "(1,2)"},
    {"point", "1,2", "(1,2)"},
    {"point", "1.50,-2e3", "(1.5,-2000)"},
    {"point", "(nan,-infinity)", "(NaN,-Infinity)"},
    {"point", "0x1p3,-0", "(8,-0)"},
    {"point", "1e23,1e-5", "(9.999999999999999e+22,1e-05)"},
    {"lseg", "[(1,2),(3,4)]", "[(1,2),(3,4)]"},
    {"lseg", "(1,2),(3,4)", "[(1,2),(3,4)]"},
    {"lseg", "((1,2),(3,4))", "[(1,2),(3,4)]"},
    {"lseg", "1,2,3,4", "[(1,2),(3,4)]"},
    {"lseg", "[(1,2),(3,4))", "[(1,2),(3,4)]"},
    {"box", "(0,0),(2,1)", "(2,1),(0,0)"},
    {"box", "((2,0),(0,1))", "(2,1),(0,0)"},
    {"box", "(nan,1),(1,nan)", "(NaN,NaN),(1,1)"},
    {"line", "{1,2,-3}", "{1,2,-3}"},
    {"line", "[(0,0),(1,2)]", "{2,-1,0}"},
    {"line", "(5,1),(5,9)", "{-1,0,5}"},
    {"line", "1,7,3,7", "{0,-1,7}"},
    {"line", "[(0,0),(0.0000005,1)]", "{-1,0,0}"},
    {"line", "[(inf,0),(1,1)]", "{0,-1,0}"},
    {"line", "[(nan,1),(nan,2)]", "{NaN,-1,NaN}"},
    {"line", "[(1,1),(3,3)]", "{1,-1,0}"},
    {"path", "((0,0),(1,1),(2,0))", "((0,0),(1,1),(2,0))"},
    {"path", "[(0,0),(1,1),(2,0)]", "[(0,0),(1,1),(2,0)]"},
    {"path", "(0,0),(1,1)", "((0,0),(1,1))"},
    {"path", "0,0,1,1", "((0,0),(1,1))"},
    {"path", "(1,2)", "((1,2))"},
    {"path", "([1,2,3,4])", "[(1,2),(3,4)]"},
    {"polygon", "((0,0),(1,1),(2,0))", "((0,0),(1,1),(2,0))"},
    {"polygon", "0,0,1,1", "((0,0),(1,1))"},
    {"polygon", "(1,2)", "((1,2))"},
    {"circle", "<(1,2),3>", "<(1,2),3>"},
    {"circle", "((1,2),3)", "<(1,2),3>"},
    {"circle", "(1,2),3", "<(1,2),3>"},
    {"circle", "1,2,3", "<(1,2),3>"},
    {"circle", "<1,2,3)", "<(1,2),3>"},
    {"circle", "<(0,0),nan>", "<(0,0),NaN>"},
    {"circle", "<(0,0),-0>", "<(0,0),-0>"},
    {"point", " (1,2)", "(1,2)"},
    {"box", "(1,2),(3,4),", "(3,4),(1,2)"},
    {"line", "[(1e300,0),(0,1e300)]", "{-1,-1,1e+300}"},
    {"line", "[(0.000002,1e-320),(1e5,1e-5)]", "{1.0000000000200001e-10,-1,-2.0000000000400001e-16}"},
};

constexpr Case refused[] = {
    {"point", "", "22P02 invalid input syntax for type point: \"\""},
    {"point", "(1,2", "22P02 invalid input syntax for type point: \"(1,2\""},
    {"point", "1,2)", "22P02 invalid input syntax for type point: \"1,2)\""},
    {"point", "(1 2)", "22P02 invalid input syntax for type point: \"(1 2)\""},
    {"point", "((1,2))", "22P02 invalid input syntax for type point: \"((1,2))\""},
    {"point", "(1,2)x", "22P02 invalid input syntax for type point: \"(1,2)x\""},
    {"point", "(1e400,2)", "22003 \"1e400\" is out of range for type double precision"},
    {"point", "(1,2e-324)", "22003 \"2e-324\" is out of range for type double precision"},
    {"point", "(1,x)", "22P02 invalid input syntax for type point: \"(1,x)\""},
    {"lseg", "[(1,2)]", "22P02 invalid input syntax for type lseg: \"[(1,2)]\""},
    {"lseg", "[(1,2),(3,4)", "22P02 invalid input syntax for type lseg: \"[(1,2),(3,4)\""},
    {"lseg", "(1,2),(3,4)]", "22P02 invalid input syntax for type lseg: \"(1,2),(3,4)]\""},
    {"box", "[(1,2),(3,4)]", "22P02 invalid input syntax for type box: \"[(1,2),(3,4)]\""},
    {"line", "{0,0,1}", "22P02 invalid line specification: A and B cannot both be zero"},
    {"line", "{1e-7,-1e-7,0}", "22P02 invalid line specification: A and B cannot both be zero"},
    {"line", "{1,2}", "22P02 invalid input syntax for type line: \"{1,2}\""},
    {"line", "{1,2,3", "22P02 invalid input syntax for type line: \"{1,2,3\""},
    {"line", "{1,2,3}x", "22P02 invalid input syntax for type line: \"{1,2,3}x\""},
    {"line", "[(1,1),(1,1)]", "22P02 invalid line specification: must be two distinct points"},
    {"line", "[(0,0),(0.000001,0)]", "22P02 invalid line specification: must be two distinct points"},
    {"line", "[(nan,1),(nan,1)]", "22P02 invalid line specification: must be two distinct points"},
    {"line", "[(1e308,1),(-1e308,2)]", "22003 value out of range: overflow"},
    {"line", "[(0,1e308),(0.0001,0)]", "22003 value out of range: overflow"},
    {"path", "", "22P02 invalid input syntax for type path: \"\""},
    {"path", "()", "22P02 invalid input syntax for type path: \"()\""},
    {"path", "1,2,3", "22P02 invalid input syntax for type path: \"1,2,3\""},
    {"path", "(1,2),(3,4)]", "22P02 invalid input syntax for type path: \"(1,2),(3,4)]\""},
    {"path", "((1,2),(3,4)", "22P02 invalid input syntax for type path: \"((1,2),(3,4)\""},
    {"polygon", "[(1,2),(3,4)]", "22P02 invalid input syntax for type polygon: \"[(1,2),(3,4)]\""},
    {"polygon", "(1,2,3)", "22P02 invalid input syntax for type polygon: \"(1,2,3)\""},
    {"circle", "<(1,2),-3>", "22P02 invalid input syntax for type circle: \"<(1,2),-3>\""},
    {"circle", "<(1,2),3", "22P02 invalid input syntax for type circle: \"<(1,2),3\""},
    {"circle", "<(1,2)>", "22P02 invalid input syntax for type circle: \"<(1,2)>\""},
    {"circle", "<(1,2),3>>", "22P02 invalid input syntax for type circle: \"<(1,2),3>>\""},
    {"circle", "<<(1,2),3>>", "22P02 invalid input syntax for type circle: \"<<(1,2),3>>\""},
};

TEST(Geometry, ReadsEveryForm) {
  for (const Case& c : taken) EXPECT_EQ(Subject(c.type).read(c.text), c.answer) << c.type << ' ' << c.text;
}

TEST(Geometry, RefusesTheRest) {
  for (const Case& c : refused) EXPECT_EQ(Subject(c.type).read(c.text), c.answer) << c.type << ' ' << c.text;
}

TEST(Geometry, CanonicalTextIsAFixedPoint) {
  for (const Case& c : taken) EXPECT_EQ(Subject(c.type).read(c.answer), c.answer) << c.type;
}

TEST(Geometry, SaysWhereATextGoesWrong) {
  const auto offset = [](const char* type, const char* text) {
    Subject subject(type);
    Value value;
    Fault why;
    return subject.type().read(text, subject.cx(), value, &why) ? std::string::npos : why.offset;
  };
  EXPECT_EQ(offset("point", "(1,x)"), 3U);
  EXPECT_EQ(offset("point", "(1,2)x"), 5U);
  EXPECT_EQ(offset("point", "(7,1e400)"), 3U);
  EXPECT_EQ(offset("box", "[(1,2),(3,4)]"), 0U);
  EXPECT_EQ(offset("line", "{1,2}"), 4U);
  EXPECT_EQ(offset("path", "[(1,2),(3,4)"), 12U);
  EXPECT_EQ(offset("circle", "<(0,0)>"), 6U);
}

TEST(Geometry, ValuesAreWhatPostgresqlStores) {
  Subject box("box");
  Value value;
  ASSERT_TRUE(box.type().read("(1,4),(3,2)", box.cx(), value, nullptr));
  const double corners[] = {3, 4, 1, 2};
  EXPECT_TRUE(same_image(
      value,
      Value::blob({reinterpret_cast<const char*>(static_cast<const double*>(corners)), sizeof(corners)})));
}

TEST(Geometry, InJsonAndInSqlite) {
  Subject point("point");
  EXPECT_EQ(point.json("1,2"), "\"(1,2)\"");
  EXPECT_TRUE(same_image(point.stored("1,2"), Value::text("(1,2)")));
  EXPECT_EQ(point.from_stored(Value::text("(1,2)")), "(1,2)");
}

}  // namespace
}  // namespace surerow
