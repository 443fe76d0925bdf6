// name, "char", bit strings, oid, xid, xid8, pg_lsn, tid and money against PostgreSQL's answers.
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

void expect(std::initializer_list<Case> cases, int server_version = 15) {
  for (const auto& [type, text, answer] : cases) {
    Subject subject(type);
    subject.settings().server_version = server_version;
    EXPECT_EQ(subject.read(text), answer) << type << " " << text;
  }
}

TEST(Name, IsCutBetweenCharacters) {
  Subject name("name");
  const std::string long_name(62, 'a');
  EXPECT_EQ(name.read(long_name + "bc"), long_name + "b");
  EXPECT_EQ(name.read(long_name + "ä"), long_name);
  EXPECT_EQ(name.read("a  "), "a  ");
}

TEST(Char, IsOneByte) {
  expect({{"\"char\"", "", ""},
          {"\"char\"", "abc", "a"},
          {"\"char\"", "ä", "\\303"},
          {"\"char\"", "\\101", "A"},
          {"\"char\"", "\\303", "\\303"},
          {"\"char\"", "\\777", "\\377"},
          {"\"char\"", "\\000", ""},
          {"\"char\"", "\\1011", "\\"},
          {"\"char\"", "\\08x", "\\"}});
}

TEST(Bit, LengthIsJudgedFirst) {
  expect({{"bit", "1", "1"},
          {"bit(4)", "1010", "1010"},
          {"bit(4)", "B1010", "1010"},
          {"bit(8)", "xaF", "10101111"},
          {"bit(4)", "2", "22026 bit string length 1 does not match type bit(4)"},
          {"bit(4)", "1012", "22P02 \"2\" is not a valid binary digit"},
          {"bit(4)", "xg", "22P02 \"g\" is not a valid hexadecimal digit"},
          {"bit(3)", " 10", "22P02 \" \" is not a valid binary digit"},
          {"\"bit\"", "10101", "10101"},
          {"varbit", "", ""},
          {"varbit(3)", "10", "10"},
          {"varbit(3)", "2222", "22001 bit string too long for type bit varying(3)"},
          {"varbit", "10ä", "22P02 \"ä\" is not a valid binary digit"}});
}

TEST(Oid, IsReadAsStrtoulDoes) {
  expect({{"oid", "010", "10"},
          {"oid", " -1 ", "4294967295"},
          {"oid", "-2147483648", "2147483648"},
          {"oid", "-2147483649", "22003 value \"-2147483649\" is out of range for type oid"},
          {"oid", "4294967296", "22003 value \"4294967296\" is out of range for type oid"},
          {"oid", "0x10", "22P02 invalid input syntax for type oid: \"0x10\""},
          {"oid", "", "22P02 invalid input syntax for type oid: \"\""},
          {"xid", "abc", "0"},
          {"xid", "4294967297", "1"},
          {"xid", "0x10", "16"},
          {"xid8", "99999999999999999999", "18446744073709551615"}});
}

TEST(Oid, TakesBasesFromPostgres16On) {
  expect({{"oid", "010", "8"},
          {"oid", "0x10", "16"},
          {"oid", "08", "22P02 invalid input syntax for type oid: \"08\""},
          {"xid", "abc", "22P02 invalid input syntax for type xid: \"abc\""},
          {"xid", "4294967297", "22003 value \"4294967297\" is out of range for type xid"},
          {"xid8", "99999999999999999999",
           "22003 value \"99999999999999999999\" is out of range for type xid8"}},
         16);
}

TEST(Oid, IsAnIntegerInSqlite) {
  EXPECT_TRUE(same_image(Subject("oid").stored("-1"), Value::integer(4294967295)));
  EXPECT_TRUE(
      same_image(Subject("xid8").stored("18446744073709551615"), Value::text("18446744073709551615")));
  EXPECT_EQ(Subject("oid").from_stored(Value::integer(5)), "5");
  EXPECT_EQ(Subject("oid").from_stored(Value::integer(-5)),
            "22003 value \"-5\" is out of range for type oid");
  EXPECT_EQ(Subject("oid").json("5"), "\"5\"");
}

TEST(LsnAndTid, Read) {
  expect({{"pg_lsn", "16/b374D848", "16/B374D848"},
          {"pg_lsn", "00000000/0", "0/0"},
          {"pg_lsn", "123456789/0", "22P02 invalid input syntax for type pg_lsn: \"123456789/0\""},
          {"pg_lsn", "1/", "22P02 invalid input syntax for type pg_lsn: \"1/\""},
          {"pg_lsn", " 1/1", "22P02 invalid input syntax for type pg_lsn: \" 1/1\""},
          {"tid", "(1,2)", "(1,2)"},
          {"tid", "x( 1, 2)y", "(1,2)"},
          {"tid", "(-1,0)", "(4294967295,0)"},
          {"tid", "(,)", "(0,0)"},
          {"tid", "(1 ,2)", "22P02 invalid input syntax for type tid: \"(1 ,2)\""},
          {"tid", "(4294967296,1)", "22P02 invalid input syntax for type tid: \"(4294967296,1)\""},
          {"tid", "(1,65536)", "22P02 invalid input syntax for type tid: \"(1,65536)\""},
          {"tid", "(1,2", "22P02 invalid input syntax for type tid: \"(1,2\""}});
}

TEST(Money, Reads) {
  expect({{"money", "", "$0.00"},
          {"money", "1234567.891", "$1,234,567.89"},
          {"money", "1.005", "$1.01"},
          {"money", "(1)", "-$1.00"},
          {"money", "$1-", "-$1.00"},
          {"money", "-$1,2,3", "-$123.00"},
          {"money", " + $ 5 ", "$5.00"},
          {"money", "-92233720368547758.08", "-$92,233,720,368,547,758.08"},
          {"money", "92233720368547758.08",
           "22003 value \"92233720368547758.08\" is out of range for type money"},
          {"money", "1e5", "22P02 invalid input syntax for type money: \"1e5\""},
          {"money", "1.2.3", "22P02 invalid input syntax for type money: \"1.2.3\""}});
}

}  // namespace
}  // namespace surerow
