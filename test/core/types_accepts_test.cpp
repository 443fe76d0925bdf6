// What types say they take, and where they say a text went wrong.
#include <gtest/gtest.h>

#include <set>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

struct Said {
  const char* type;
  const char* words;
};

TEST(Accepts, NamesLimitsAndModifiers) {
  for (const auto& [type, words] : std::initializer_list<Said>{
           {"smallint", "An integer from -32768 to 32767."},
           {"bigint", "An integer from -9223372036854775808 to 9223372036854775807."},
           {"numeric",
            "A number of at most 131072 digits before the point and 16383 after it, Infinity or NaN."},
           {"numeric(10,2)",
            "A number with at most 8 digits before the point; digits beyond 2 after it are rounded away."},
           {"numeric(5)",
            "A number with at most 5 digits before the point; digits after it are rounded away."},
           {"numeric(3,3)", "A number between -1 and 1; digits beyond 3 after the point are rounded away."},
           {"numeric(3,5)",
            "A number between -10^-2 and 10^-2; digits beyond 5 after the point are rounded away."},
           {"numeric(3,-2)",
            "A number with at most 5 digits before the point; it is rounded to a multiple of 10^2."},
           {"varchar(3)", "A text of at most 3 characters; blanks beyond are cut away."},
           {"varchar", "Any text."},
           {"bit(4)", "Exactly 4 bits: digits 0 and 1, or x and hexadecimal digits of four bits each."},
           {"varbit(4)", "At most 4 bits: digits 0 and 1, or x and hexadecimal digits of four bits each."},
           {"varbit", "Bits: digits 0 and 1, or x and hexadecimal digits of four bits each."},
           {"oid", "An integer from 0 to 4294967295."},
           {"\"char\"",
            "Any text; only its first byte is kept, which may be written in octal, as in \\351."}})
    EXPECT_EQ(Subject(type).type().accepts(), words) << type;
}

TEST(Accepts, ExamplesAreAccepted) {
  for (const auto& [type, example] :
       std::initializer_list<Said>{{"money", "$1,234.50"},
                                   {"pg_lsn", "16/B374D848"},
                                   {"tid", "(0,1)"},
                                   {"inet", "192.168.0.1/24"},
                                   {"cidr", "192.168.0.0/24"},
                                   {"macaddr", "08:00:2b:01:02:03"},
                                   {"macaddr8", "08:00:2b:01:02:03:04:05"},
                                   {"uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
                                   {"point", "(1.5,2)"},
                                   {"lseg", "[(0,0),(1,2)]"},
                                   {"box", "(2,2),(0,0)"},
                                   {"path", "((0,0),(1,2))"},
                                   {"polygon", "((0,0),(1,2),(2,0))"},
                                   {"circle", "<(0,0),5>"}}) {
    Subject subject(type);
    EXPECT_NE(subject.type().accepts().find(example), std::string::npos) << type;
    EXPECT_NE(subject.read(example).substr(0, 2), "22") << type;
  }
}

struct Stop {
  const char* type;
  const char* text;
  std::size_t offset;
};

TEST(Accepts, RefusalsSayWhere) {
  for (const auto& [type, text, offset] :
       std::initializer_list<Stop>{{"integer", "12a4", 2},
                                   {"integer", " 1__0", 3},
                                   {"integer", "", 0},
                                   {"numeric", " 1.2.3", 4},
                                   {"numeric(5,2)", "1e", 2},
                                   {"double precision", "1.5x", 3},
                                   {"oid", "12x", 2},
                                   {"pg_lsn", "16-0", 2},
                                   {"uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", 34},
                                   {"uuid", "a0eebc99_9c0b-4ef8-bb6d-6bb9bd380a11", 8},
                                   {"bit(4)", "1021", 2},
                                   {"varbit", "xag", 2},
                                   {"bytea", "\\x12g4", 4},
                                   {"bytea", "\\x123", 5},
                                   {"bytea", "ab\\9", 2},
                                   {"varchar(3)", "äbc d", 5},
                                   {"json", "{\"a\":}", 5},
                                   {"json", "[1,2", 4},
                                   {"jsonb", "{\"a\": tru}", 6},
                                   {"jsonb", "[\"a\\u0000b\"]", 3},
                                   {"jsonb", "[\"\\ud83dx\"]", 8},
                                   {"jsonb", "[1, 1e131072]", 4}}) {
    Subject subject(type);
    Value value;
    Fault why;
    EXPECT_FALSE(subject.type().read(text, subject.cx(), value, &why)) << type << ' ' << text;
    EXPECT_EQ(why.offset, offset) << type << ' ' << text;
  }
}

// The families that say nothing are named, so that a new one cannot be forgotten.
TEST(Accepts, EveryFamilySaysSomething) {
  const std::set<std::string> silent = {"date", "timestamp", "timestamptz"};
  for (const Family* family : families()) {
    if (silent.contains(family->name)) continue;
    EXPECT_FALSE(family->make({}, nullptr)->accepts().empty()) << family->name;
  }
}

}  // namespace
}  // namespace surerow
