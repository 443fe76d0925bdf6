// boolean against PostgreSQL's answers, and as SQLite stores it.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

TEST(Boolean, ReadsEveryUniquePrefix) {
  Subject boolean("boolean");
  for (const char* text :
       {"t", "tr", "tru", "true", "TRUE", "tRuE", "y", "ye", "yes", "on", "ON", "1", " \t\n\v\f\r1 "})
    EXPECT_EQ(boolean.read(text), "t") << text;
  for (const char* text : {"f", "fa", "fal", "fals", "false", "n", "no", "NO", "of", "off", "0", "  f"})
    EXPECT_EQ(boolean.read(text), "f") << text;
}

TEST(Boolean, RefusesTheRest) {
  Subject boolean("boolean");
  for (const char* text :
       {"", " ", "o", "O", "01", "00", "2", "truee", "yess", "offf", "t rue", "-1", "\xc2\xa0t", "null"})
    EXPECT_EQ(boolean.read(text),
              "22P02 invalid input syntax for type boolean: \"" + std::string(text) + "\"");
  Value value;
  EXPECT_FALSE(boolean.type().read("maybe", boolean.cx(), value, nullptr));
}

TEST(Boolean, IsAWordInJson) {
  Subject boolean("boolean");
  EXPECT_EQ(boolean.json("on"), "true");
  EXPECT_EQ(boolean.json("off"), "false");
}

TEST(Boolean, IsZeroOrOneInSqlite) {
  Subject boolean("boolean");
  EXPECT_TRUE(same_image(boolean.stored("yes"), Value::integer(1)));
  EXPECT_TRUE(same_image(boolean.stored("no"), Value::integer(0)));
  EXPECT_EQ(boolean.from_stored(Value::integer(1)), "t");
  EXPECT_EQ(boolean.from_stored(Value::integer(0)), "f");
  EXPECT_EQ(boolean.from_stored(Value::text("0")), "f");
  EXPECT_EQ(boolean.from_stored(Value::text("off")), "22P02 invalid input syntax for type boolean: \"off\"");
  EXPECT_EQ(boolean.from_stored(Value::integer(2)), "22P02 invalid input syntax for type boolean: \"2\"");
  EXPECT_EQ(boolean.from_stored(Value::real(1.5)), "22P02 invalid input syntax for type boolean: \"1.5\"");
  EXPECT_EQ(boolean.from_stored(Value::blob("1")), "22P02 invalid input syntax for type boolean: \"1\"");
}

}  // namespace
}  // namespace surerow
