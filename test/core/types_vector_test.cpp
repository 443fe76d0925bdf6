// int2vector and oidvector against PostgreSQL's answers.
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

constexpr Case cases[] = {
    {"int2vector", "", ""},
    {"int2vector", "1 -2  3", "1 -2 3"},
    {"oidvector", "1 -1\t3", "1 4294967295 3"},
    {"oidvector", "4294967295", "4294967295"},
    {"oidvector", "0x10 010", "16 8"},
    {"int2vector", " 007\t 8 ", "22P02 invalid input syntax for type smallint: \"007\\t 8 \""},
    {"int2vector", "32768", "22003 value \"32768\" is out of range for type smallint"},
    {"int2vector", "1 40000 2", "22003 value \"40000 2\" is out of range for type smallint"},
    {"int2vector", "1,2", "22P02 invalid input syntax for type smallint: \"1,2\""},
    {"int2vector", "1\t2", "22P02 invalid input syntax for type smallint: \"1\\t2\""},
    {"int2vector", "0x10", "22P02 invalid input syntax for type smallint: \"0x10\""},
    {"int2vector", "- 1", "22P02 invalid input syntax for type smallint: \"- 1\""},
    {"oidvector", "4294967296 1", "22003 value \"4294967296 1\" is out of range for type oid"},
    {"oidvector", "1,2", "22P02 invalid input syntax for type oid: \",2\""},
    {"oidvector", "1_0", "22P02 invalid input syntax for type oid: \"_0\""},
    {"oidvector", "a", "22P02 invalid input syntax for type oid: \"a\""},
};

TEST(Vectors, ReadNumbersWithBlanksBetween) {
  for (const Case& c : cases) EXPECT_EQ(Subject(c.type).read(c.text), c.answer) << c.type << ' ' << c.text;
}

TEST(Vectors, HaveNoLimitOfElements) {
  std::string many;
  for (int i = 0; i < 1000; ++i) many += i == 0 ? "1" : " 1";
  EXPECT_EQ(Subject("int2vector").read(many), many);
  EXPECT_EQ(Subject("oidvector").read(many), many);
}

TEST(Vectors, OfOidsKnowBasesFrom16On) {
  Subject old("oidvector");
  old.settings().server_version = 15;
  EXPECT_EQ(old.read("010 8"), "10 8");
  EXPECT_EQ(old.read("0x10"), "22P02 invalid input syntax for type oid: \"x10\"");
  EXPECT_EQ(Subject("oidvector").read("08"), "0 8");
}

// Needs no blank between numbers, so the canonical text may be much longer than what was read.
TEST(Vectors, OfOidsGrow) {
  std::string dense, spread;
  for (int i = 0; i < 100; ++i) {
    dense += "-1";
    spread += i == 0 ? "4294967295" : " 4294967295";
  }
  EXPECT_EQ(Subject("oidvector").read(dense), spread);
}

TEST(Vectors, AreArraysInJson) {
  EXPECT_EQ(Subject("int2vector").json(" 1  2 -3"), "[1,2,-3]");
  EXPECT_EQ(Subject("int2vector").json(""), "[]");
  EXPECT_EQ(Subject("oidvector").json("4000000000 1"), R"(["4000000000","1"])");
}

}  // namespace
}  // namespace surerow
