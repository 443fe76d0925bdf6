// What dates and timestamps stored on SQLite must look like, and where in a text they say it goes wrong.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Pg15;
using test::Subject;

struct Case {
  const char* text;
  const char* answer;
};

/// What SQLite's `stored` is to a type, and what the refusal's hint says.
std::string held(const char* type, const char* stored, const char* zone = "UTC") {
  Pg15 subject(type);
  subject.settings().time_zone = zone;
  Value value;
  Fault why;
  if (!subject.type().from_stored(Value::text(stored), subject.cx(), value, &why))
    return test::refusal(why) + " | " + why.hint;
  std::string out;
  subject.type().print(value, subject.settings(), out);
  return out;
}

TEST(StoredDate, IsIsoOrWhatSurerowStores) {
  for (const char* text :
       {"1999-01-08", "infinity", "-infinity", "0044-03-15 BC", "12024-01-01", "0001-01-01", "5874897-12-31"})
    EXPECT_EQ(held("date", text), text);
}

TEST(StoredDate, IsRefusedWithTheFormToStore) {
  for (const char* text :
       {"January 8, 1999", "1/8/1999", "19990108", "1999-1-8", " 1999-01-08", "1999-01-08 ",
        "1999-01-08 10:00", "1999-01-08T10:00:00Z", "J2451187", "1999.008", "1999-01-08 AD"})
    EXPECT_EQ(held("date", text), "22007 invalid input syntax for type date: \"" + std::string(text) +
                                      "\" | Store it as 1999-01-08.");
  for (const auto& [text, form] :
       {Case{"now", "2024-07-05"}, Case{"today", "2024-07-05"}, Case{"tomorrow", "2024-07-06"},
        Case{"yesterday", "2024-07-04"}, Case{"epoch", "1970-01-01"}, Case{"INFINITY", "infinity"}})
    EXPECT_EQ(held("date", text), "22007 invalid input syntax for type date: \"" + std::string(text) +
                                      "\" | Store it as " + form + ".");
  EXPECT_EQ(held("date", "2023-02-30"), "22008 date/time field value out of range: \"2023-02-30\" | ");
  EXPECT_EQ(held("date", "x"), "22007 invalid input syntax for type date: \"x\" | ");
}

TEST(StoredTimestamp, IsIsoOrWhatSurerowStores) {
  for (const auto& [text, value] :
       {Case{"1999-01-08", "1999-01-08 00:00:00"}, Case{"1999-01-08 04:05", "1999-01-08 04:05:00"},
        Case{"1999-01-08T04:05:06", "1999-01-08 04:05:06"},
        Case{"1999-01-08 04:05:06.7890", "1999-01-08 04:05:06.789"},
        Case{"1999-01-08 04:05:06.1234567", "1999-01-08 04:05:06.123457"},
        Case{"1999-01-08 24:00:00", "1999-01-09 00:00:00"}, Case{"infinity", "infinity"},
        Case{"0044-03-15 12:00:00 BC", "0044-03-15 12:00:00 BC"},
        Case{"12024-01-01 00:00:00.5", "12024-01-01 00:00:00.5"}})
    EXPECT_EQ(held("timestamp", text), value);
  const std::string refusal = "22007 invalid input syntax for type timestamp: ";
  for (const char* text : {"1999-01-08 04:05:06+00:00", "1999-01-08 04:05:06Z", "1999-01-08 04:05:06 ",
                           "19990108T040506", "1999-01-08 4:05:06", "Jan 8 04:05:06 1999",
                           "1999-01-08t04:05:06", "1999-01-08  04:05:06", "1999-01-08 04:05:06."})
    EXPECT_EQ(held("timestamp(3)", text), refusal + "\"" + text + "\" | Store it as 1999-01-08 04:05:06.");
  EXPECT_EQ(held("timestamp", "1999-01-08 23:59:60"),
            refusal + "\"1999-01-08 23:59:60\" | Store it as 1999-01-09 00:00:00.");
  EXPECT_EQ(held("timestamp", "now"), refusal + "\"now\" | Store it as 2024-07-05 12:34:56.789.");
}

TEST(StoredTimestamptz, MayLackItsZone) {
  for (const auto& [text, value] :
       {Case{"1999-01-08 04:05:06+00:00", "1999-01-08 04:05:06+00"},
        Case{"1999-01-08T04:05:06.5Z", "1999-01-08 04:05:06.5+00"},
        Case{"1999-01-08 04:05-08:00", "1999-01-08 12:05:00+00"}, Case{"infinity", "infinity"},
        Case{"0044-03-15 12:00:00+00:00 BC", "0044-03-15 12:00:00+00 BC"}})
    EXPECT_EQ(held("timestamptz", text), value);
  EXPECT_EQ(held("timestamptz", "1999-01-08 04:05", "America/New_York"), "1999-01-08 04:05:00-05");
  EXPECT_EQ(held("timestamptz", "1999-01-08", "America/New_York"), "1999-01-08 00:00:00-05");
  const std::string refusal = "22007 invalid input syntax for type timestamp with time zone: ";
  for (const char* text : {"1999-01-08 04:05:06+02", "1999-01-08 04:05:06 +02:00", "1999-01-08 04:05:06 IST",
                           "1999-01-08 04:05:06+0200", "1999-01-08 04:05:06 Asia/Jerusalem"})
    EXPECT_EQ(held("timestamptz", text, "America/New_York"),
              refusal + "\"" + text + "\" | Store it as 1999-01-08 02:05:06+00:00.");
}
// Where a text goes wrong: the byte at which the refused field begins, or the end of what is not complete.
TEST(DateTimeRefusal, NamesTheField) {
  const struct {
    const char* type;
    const char* text;
    std::size_t offset;
  } cases[] = {
      {"date", "  2024-02-30", 2},
      {"date", "January 35, 1999", 8},
      {"date", "1999-01-08 x", 11},
      {"date", "1999-01-08 10:99", 11},
      {"date", "", 0},
      {"date", "January 1999", 12},
      {"timestamp", "1999-01-08 04:05:06 1999-01-09", 20},
      {"timestamptz", "2024-01-02 03:04 Mars/Base", 17},
      {"timestamptz", "2024-01-02 03:04 +16", 17},
      {"timestamp", "2024-01-02 \xc3\xa4", 11},
      {"time", "10:00 25:00", 6},
      {"timetz", "10:00 nowhere", 6},
  };
  for (const auto& [type, text, offset] : cases) {
    Subject subject(type);
    Value value;
    Fault why;
    ASSERT_FALSE(subject.type().read(text, subject.cx(), value, &why)) << text;
    EXPECT_EQ(why.offset, offset) << type << ' ' << text << ": " << why.message;
  }
}
}  // namespace
}  // namespace surerow
