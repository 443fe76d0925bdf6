// text, varchar(n), char(n), bpchar against PostgreSQL's answers.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

TEST(Text, IsKeptAsItIs) {
  for (const char* name : {"text", "varchar", "bpchar"}) {
    Subject type(name);
    for (const char* text : {"", " ", "a  ", "\t\n", "äöü", "'\"\\"})
      EXPECT_EQ(type.read(text), text) << name;
  }
}

TEST(Text, IsAViewOfTheInput) {
  for (const char* name : {"text", "varchar(5)", "char(5)"}) {
    Subject type(name);
    const std::string input = "abcde";
    Value value;
    ASSERT_TRUE(type.type().read(input, type.cx(), value, nullptr));
    EXPECT_EQ(value.text().data(), input.data()) << name;
  }
}

TEST(Varchar, CountsCodePoints) {
  Subject type("varchar(3)");
  for (const char* text : {"", "abc", "äöü", "€€€", "😀😀😀", "a\tb"}) EXPECT_EQ(type.read(text), text);
  EXPECT_EQ(type.read("e\xcc\x81"), "e\xcc\x81");
}

TEST(Varchar, CutsOnlySpaces) {
  Subject type("varchar(3)");
  EXPECT_EQ(type.read("abc     "), "abc");
  EXPECT_EQ(type.read("ab      "), "ab ");
  EXPECT_EQ(type.read("äöü "), "äöü");
  for (const char* text : {"abcd", "abc\t", "abc  x", "äöüä", "abc\xc2\xa0"})
    EXPECT_EQ(type.read(text), "22001 value too long for type character varying(3)") << text;
}

TEST(Char, IsPaddedToItsLength) {
  Subject type("char(3)");
  EXPECT_EQ(type.read(""), "   ");
  EXPECT_EQ(type.read("a"), "a  ");
  EXPECT_EQ(type.read("ä"), "ä  ");
  EXPECT_EQ(type.read("abc"), "abc");
  EXPECT_EQ(type.read("abc  "), "abc");
  EXPECT_EQ(type.read("abcd"), "22001 value too long for type character(3)");
  EXPECT_EQ(Subject("char").read("ab"), "22001 value too long for type character(1)");
}

TEST(Text, InJson) {
  EXPECT_EQ(Subject("text").json("a\"\\ü\x01\n"), "\"a\\\"\\\\ü\\u0001\\n\"");
  EXPECT_EQ(Subject("char(3)").json("a"), "\"a  \"");
}

TEST(Text, InSqlite) {
  EXPECT_TRUE(same_image(Subject("char(3)").stored("a"), Value::text("a  ")));
  Subject type("varchar(3)");
  EXPECT_EQ(type.from_stored(Value::text("abcd")), "22001 value too long for type character varying(3)");
  EXPECT_EQ(type.from_stored(Value::integer(7)),
            "22P02 invalid input syntax for type character varying: \"7\"");
  Fault why;
  Value value;
  type.type().from_stored(Value::integer(7), type.cx(), value, &why);
  EXPECT_EQ(why.detail, "The stored value is an integer, not text.");
}

}  // namespace
}  // namespace surerow
