// bytea against PostgreSQL's answers: hexadecimal and escape form.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

struct Case {
  const char* text;
  const char* answer;
};

TEST(Bytea, ReadsBothForms) {
  Subject bytea("bytea");
  for (const auto& [text, answer] :
       std::initializer_list<Case>{{"", "\\x"},
                                   {"\\x", "\\x"},
                                   {"\\x ", "\\x"},
                                   {"\\xDEadbeef", "\\xdeadbeef"},
                                   {"\\xab cd\tEF\n00\r", "\\xabcdef00"},
                                   {"abc", "\\x616263"},
                                   {"\\X41", "22P02 invalid input syntax for type bytea"},
                                   {" \\\\x", "\\x205c78"},
                                   {"ä", "\\xc3a4"},
                                   {"\\\\", "\\x5c"},
                                   {"\\000\\377", "\\x00ff"},
                                   {"\\1234", "\\x5334"}})
    EXPECT_EQ(bytea.read(text), answer) << text;
}

TEST(Bytea, SaysWhatIsWrong) {
  Subject bytea("bytea");
  for (const auto& [text, answer] :
       std::initializer_list<Case>{{"\\x0", "22023 invalid hexadecimal data: odd number of digits"},
                                   {"\\x00 0", "22023 invalid hexadecimal data: odd number of digits"},
                                   {"\\x0g", "22023 invalid hexadecimal digit: \"g\""},
                                   {"\\xa b", "22023 invalid hexadecimal digit: \" \""},
                                   {"\\x€", "22023 invalid hexadecimal digit: \"€\""},
                                   {"\\", "22P02 invalid input syntax for type bytea"},
                                   {"a\\", "22P02 invalid input syntax for type bytea"},
                                   {"\\12", "22P02 invalid input syntax for type bytea"},
                                   {"\\400", "22P02 invalid input syntax for type bytea"},
                                   {"\\08a", "22P02 invalid input syntax for type bytea"}})
    EXPECT_EQ(bytea.read(text), answer) << text;
  Value value;
  EXPECT_FALSE(bytea.type().read("\\x0", bytea.cx(), value, nullptr));
}

TEST(Bytea, InJsonAndInSqlite) {
  Subject bytea("bytea");
  EXPECT_EQ(bytea.json("\\x00ff"), "\"\\\\x00ff\"");
  EXPECT_TRUE(same_image(bytea.stored("\\x0061"), Value::blob({"\0a", 2})));
  EXPECT_EQ(bytea.from_stored(Value::blob({"\0a", 2})), "\\x0061");
  EXPECT_EQ(bytea.from_stored(Value::text("\\x0061")), "\\x0061");
  EXPECT_EQ(bytea.from_stored(Value::integer(1)), "22P02 invalid input syntax for type bytea: \"1\"");
}

}  // namespace
}  // namespace surerow
