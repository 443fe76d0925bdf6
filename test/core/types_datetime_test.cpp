// date, timestamp and timestamptz against PostgreSQL 15's answers: the rules one by one. The mass of cases is
// the oracle's.
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

void check(Subject& subject, std::initializer_list<Case> cases) {
  for (const auto& [text, answer] : cases) EXPECT_EQ(subject.read(text), answer) << text;
}

TEST(Date, ReadsEveryForm) {
  Pg15 date("date");
  for (const char* text : {"1999-01-08",
                           " 1999-01-08 ",
                           "1999-1-8",
                           "1/8/1999",
                           "1/8/99",
                           "1999-Jan-08",
                           "Jan-08-1999",
                           "08-Jan-1999",
                           "8-jan-99",
                           "January 8, 1999",
                           "8 January 1999",
                           "19990108",
                           "990108",
                           "1999.008",
                           "1999-008",
                           "J2451187",
                           "julian 2451187",
                           "Mon Jan 8 1999",
                           "y1999m01d08",
                           "{1999-01-08}",
                           "1999-jan18",
                           "01.08.1999",
                           "1999-01-08 10:00 America/New_York",
                           "1999-01-08 AD"})
    EXPECT_EQ(date.read(text), "1999-01-08") << text;
}

TEST(Date, Limits) {
  Pg15 date("date");
  check(date, {{"4714-11-24 BC", "4714-11-24 BC"},
               {"4714-11-23 BC", "22008 date out of range: \"4714-11-23 BC\""},
               {"5874897-12-31", "5874897-12-31"},
               {"5874898-01-01", "22008 date out of range: \"5874898-01-01\""},
               {"0001-01-01", "0001-01-01"},
               {"Jan 1 1 BC", "0001-01-01 BC"},
               {"100-01-01", "0100-01-01"},
               {"1999.366", "2000-01-01"},
               {"70-1-1", "22008 date/time field value out of range: \"70-1-1\""},
               {"1/1/69", "2069-01-01"},
               {"1/1/70", "1970-01-01"}});
}

TEST(Date, Refusals) {
  Pg15 date("date");
  for (const char* text :
       {"", "x", "1999", "1999-01", "1999.", "04:05", "Tue 1999-01-08", "04:05:06 1999-01-08",
        "1999-01-08 DST", "1999-01-08 T", "allballs", "current", "1999-01-08\x01", "+infinity"})
    EXPECT_EQ(date.read(text).substr(0, 42), "22007 invalid input syntax for type date: ") << text;
  for (const char* text : {"1999-01-00", "1999-13-01", "1999-02-29", "0000-01-01", "18/1/1999", "99-Jan-08",
                           "199901", "1999-01-08 25:00", "1999-01-08 13:00 PM"})
    EXPECT_EQ(date.read(text), "22008 date/time field value out of range: \"" + std::string(text) + "\"");
  check(date, {{"1999-01-08 +16", "22009 time zone displacement out of range: \"1999-01-08 +16\""},
               {"1999-01-08 Mars/Phobos", "22023 time zone \"mars/phobos\" not recognized"}});
}

TEST(Date, HintsAtDateStyle) {
  Pg15 date("date");
  Value value;
  Fault why;
  EXPECT_FALSE(date.type().read("18/1/1999", date.cx(), value, &why));
  EXPECT_EQ(why.hint, "Perhaps you need a different \"datestyle\" setting.");
  EXPECT_FALSE(date.type().read("1999-02-29", date.cx(), value, &why));
  EXPECT_EQ(why.hint, "");
}

TEST(Date, FollowsTheOrderOfDateStyle) {
  Pg15 date("date");
  date.settings().date_order = Settings::DateOrder::dmy;
  check(date, {{"1/2/1999", "1999-02-01"}, {"18/1/1999", "1999-01-18"}, {"1999-01-02", "1999-01-02"}});
  date.settings().date_order = Settings::DateOrder::ymd;
  check(date, {{"99-01-08", "1999-01-08"},
               {"99-Jan-08", "1999-01-08"},
               {"8-jan-1999", "1999-01-08"},
               {"1/8/1999", "22008 date/time field value out of range: \"1/8/1999\""}});
}

TEST(Date, SpecialValues) {
  Pg15 date("date");
  check(date, {{"epoch", "1970-01-01"},
               {"infinity", "infinity"},
               {"-Infinity", "-infinity"},
               {"now", "2024-07-05"},
               {"today", "2024-07-05"},
               {"tomorrow", "2024-07-06"},
               {"yesterday", "2024-07-04"}});
}

TEST(Timestamp, ReadsEveryForm) {
  Pg15 timestamp("timestamp");
  check(timestamp, {{"1999-01-08", "1999-01-08 00:00:00"},
                    {"1999-01-08 04:05", "1999-01-08 04:05:00"},
                    {"1999-01-08T04:05:06Z", "1999-01-08 04:05:06"},
                    {"1999-01-08 04:05:06.789-08:00", "1999-01-08 04:05:06.789"},
                    {"19990108T040506.5", "1999-01-08 04:05:06.5"},
                    {"1999-01-08 0405", "1999-01-08 04:05:00"},
                    {"1999-01-08 12:30 AM", "1999-01-08 00:30:00"},
                    {"1999-01-08 12:30 pm", "1999-01-08 12:30:00"},
                    {"1999-01-08 5:6.5", "1999-01-08 00:05:06.5"},
                    {"J2451187.5", "1999-01-08 12:00:00"},
                    {"1999-01-08 24:00", "1999-01-09 00:00:00"},
                    {"1999-01-08 23:59:60", "1999-01-09 00:00:00"},
                    {"1999-01-08 24:00:00.1",
                     "22008 date/time field value out of range: "
                     "\"1999-01-08 24:00:00.1\""},
                    {"now", "2024-07-05 12:34:56.789"},
                    {"today 10:00", "2024-07-05 10:00:00"}});
}

TEST(Timestamp, RoundsFractions) {
  Pg15 timestamp("timestamp");
  check(timestamp, {{"2000-01-01 00:00:00.1234565", "2000-01-01 00:00:00.123456"},
                    {"2000-01-01 00:00:00.1234575", "2000-01-01 00:00:00.123458"},
                    {"2000-01-01 23:59:59.9999999", "2000-01-02 00:00:00"}});
  Pg15 seconds("timestamp(0)");
  check(seconds, {{"1999-12-31 23:59:59.5", "1999-12-31 23:59:59"},
                  {"2001-12-31 23:59:59.5", "2002-01-01 00:00:00"},
                  {"294276-12-31 23:59:59.5", "294277-01-01 00:00:00"},
                  {"infinity", "infinity"}});
  Pg15 millis("timestamp(3)");
  check(millis, {{"2001-01-01 00:00:00.0005", "2001-01-01 00:00:00.001"},
                 {"2001-01-01 00:00:00.0004", "2001-01-01 00:00:00"}});
}

TEST(Timestamp, Limits) {
  Pg15 timestamp("timestamp");
  check(timestamp, {{"4714-11-24 BC", "4714-11-24 00:00:00 BC"},
                    {"4714-11-23 BC", "22008 timestamp out of range: \"4714-11-23 BC\""},
                    {"294276-12-31 23:59:59.999999", "294276-12-31 23:59:59.999999"},
                    {"294277-01-01", "22008 timestamp out of range: \"294277-01-01\""},
                    {"x", "22007 invalid input syntax for type timestamp: \"x\""}});
  const std::string zeros(142, '0');
  EXPECT_EQ(timestamp.read(zeros + "2000-01-01"), "2000-01-01 00:00:00");
  EXPECT_EQ(timestamp.read(zeros + "02000-01-01").substr(0, 5), "22007");
}

TEST(Timestamptz, ZonesOfEveryKind) {
  Pg15 zoned("timestamptz");
  check(zoned, {{"2000-01-01 12:00", "2000-01-01 12:00:00+00"},
                {"2000-01-01 12:00+05:30", "2000-01-01 06:30:00+00"},
                {"2000-01-01 12:00 -0330", "2000-01-01 15:30:00+00"},
                {"2000-01-01 12:00 zulu", "2000-01-01 12:00:00+00"},
                {"2000-01-01 PST", "2000-01-01 08:00:00+00"},
                {"2000-01-01 PST DST", "2000-01-01 07:00:00+00"},
                {"2010-01-01 MSK", "2009-12-31 21:00:00+00"},
                {"2014-10-25 MSK", "2014-10-24 20:00:00+00"},
                {"2000-01-01 europe/PARIS", "1999-12-31 23:00:00+00"},
                {"2000-01-01 foo5", "2000-01-01 05:00:00+00"},
                {"1800-07-01 foo5bar", "1800-07-01 04:00:00+00"},
                {"2000-01-01 12:00 +15:59:59", "1999-12-31 20:00:01+00"},
                {"2000-01-01 foo",
                 "22007 invalid input syntax for type timestamp with time zone: "
                 "\"2000-01-01 foo\""}});
}

TEST(Timestamptz, ChangesOfTheClocks) {
  Pg15 zoned("timestamptz");
  check(zoned, {{"2024-03-10 01:59:59 America/New_York", "2024-03-10 06:59:59+00"},
                {"2024-03-10 02:30 America/New_York", "2024-03-10 07:30:00+00"},
                {"2024-03-10 03:00 America/New_York", "2024-03-10 07:00:00+00"},
                {"2024-11-03 01:30 America/New_York", "2024-11-03 06:30:00+00"},
                {"1800-01-01 America/New_York", "1800-01-01 04:56:02+00"},
                {"2500-07-01 America/New_York", "2500-07-01 04:00:00+00"},
                {"200450-07-01 America/New_York", "200450-07-01 04:00:00+00"}});
}

TEST(Timestamptz, TheSessionsZone) {
  Pg15 zoned("timestamptz");
  zoned.settings().time_zone = "America/New_York";
  check(zoned, {{"2024-06-01 12:00", "2024-06-01 12:00:00-04"},
                {"2024-06-01 12:00Z", "2024-06-01 08:00:00-04"},
                {"1800-03-15", "1800-03-15 00:00:00-04:56:02"},
                {"2024-03-10 02:30", "2024-03-10 03:30:00-04"}});
  EXPECT_EQ(zoned.json("2024-06-01"), "\"2024-06-01T00:00:00-04:00\"");
  zoned.settings().time_zone = "Asia/Kolkata";
  check(zoned, {{"2024-06-01", "2024-06-01 00:00:00+05:30"}});
}

TEST(Datetime, PrintsInTheStylesOfDateStyle) {
  using enum Settings::DateStyle;
  using enum Settings::DateOrder;
  const struct {
    Settings::DateStyle style;
    Settings::DateOrder order;
    const char *date, *timestamp, *zoned, *old;
  } walls[] = {
      {iso, mdy, "1997-12-17", "1997-12-17 07:37:16.25", "1997-12-17 07:37:16-05",
       "0044-03-15 12:00:00-04:56:02 BC"},
      {sql, mdy, "12/17/1997", "12/17/1997 07:37:16.25", "12/17/1997 07:37:16 EST",
       "03/15/0044 12:00:00 LMT BC"},
      {sql, dmy, "17/12/1997", "17/12/1997 07:37:16.25", "17/12/1997 07:37:16 EST",
       "15/03/0044 12:00:00 LMT BC"},
      {sql, ymd, "12/17/1997", "12/17/1997 07:37:16.25", "12/17/1997 07:37:16 EST",
       "03/15/0044 12:00:00 LMT BC"},
      {postgres, mdy, "12-17-1997", "Wed Dec 17 07:37:16.25 1997", "Wed Dec 17 07:37:16 1997 EST",
       "Fri Mar 15 12:00:00 0044 LMT BC"},
      {postgres, dmy, "17-12-1997", "Wed 17 Dec 07:37:16.25 1997", "Wed 17 Dec 07:37:16 1997 EST",
       "Fri 15 Mar 12:00:00 0044 LMT BC"},
      {german, mdy, "17.12.1997", "17.12.1997 07:37:16.25", "17.12.1997 07:37:16 EST",
       "15.03.0044 12:00:00 LMT BC"},
  };
  for (const auto& wall : walls) {
    const auto printed = [&](const char* type, const char* text) {
      Pg15 subject(type);
      subject.settings().date_style = wall.style;
      subject.settings().date_order = wall.order;
      subject.settings().time_zone = "America/New_York";
      return subject.read(text);
    };
    EXPECT_EQ(printed("date", "1997-12-17"), wall.date);
    EXPECT_EQ(printed("timestamp", "1997-12-17 07:37:16.25"), wall.timestamp);
    EXPECT_EQ(printed("timestamptz", "1997-12-17 07:37:16"), wall.zoned);
    EXPECT_EQ(printed("timestamptz", "0044-03-15 12:00 BC"), wall.old);
    EXPECT_EQ(printed("timestamptz", "-infinity"), "-infinity");
    EXPECT_EQ(printed("timetz", "04:05-08"), "04:05:00-08");
  }
}

TEST(Datetime, DateStyleLeavesJsonAndStorageAlone) {
  Pg15 date("date");
  Pg15 zoned("timestamptz");
  date.settings().date_style = zoned.settings().date_style = Settings::DateStyle::german;
  EXPECT_EQ(date.json("1997-12-17"), "\"1997-12-17\"");
  EXPECT_EQ(date.stored("1997-12-17").text(), "1997-12-17");
  EXPECT_EQ(zoned.json("1997-12-17 12:00"), "\"1997-12-17T12:00:00+00:00\"");
  EXPECT_EQ(zoned.stored("1997-12-17 12:00").text(), "1997-12-17 12:00:00+00:00");
  EXPECT_EQ(zoned.read("1997-12-17 12:00"), "17.12.1997 12:00:00 UTC");
}

TEST(Datetime, InJson) {
  EXPECT_EQ(Pg15("date").json("0044-03-15 BC"), "\"0044-03-15 BC\"");
  EXPECT_EQ(Pg15("timestamp").json("2024-01-02 03:04:05.5"), "\"2024-01-02T03:04:05.5\"");
  EXPECT_EQ(Pg15("timestamptz").json("2024-01-02 03:04:05"), "\"2024-01-02T03:04:05+00:00\"");
  EXPECT_EQ(Pg15("timestamptz").json("0044-03-15 BC"), "\"0044-03-15T00:00:00+00:00 BC\"");
  EXPECT_EQ(Pg15("timestamptz").json("infinity"), "\"infinity\"");
}

TEST(Datetime, InSqlite) {
  Pg15 zoned("timestamptz");
  zoned.settings().time_zone = "Asia/Kolkata";
  EXPECT_EQ(zoned.stored("2024-01-02 03:04:05.25").text(), "2024-01-01 21:34:05.25+00:00");
  EXPECT_EQ(zoned.from_stored(Value::text("2024-01-01 21:34:05.25+00:00")), "2024-01-02 03:04:05.25+05:30");
  EXPECT_EQ(Pg15("timestamp").stored("2024-01-02T03:04").text(), "2024-01-02 03:04:00");
  EXPECT_EQ(Pg15("date").stored("Jan 2 2024").text(), "2024-01-02");
}

TEST(Datetime, ValuesAreThoseOfPostgres) {
  Pg15 date("date");
  Pg15 timestamp("timestamp");
  const auto value = [](Subject& subject, const char* text) {
    Value out;
    EXPECT_TRUE(subject.type().read(text, subject.cx(), out, nullptr)) << text;
    return out.integer();
  };
  EXPECT_EQ(value(date, "2000-01-02"), 1);
  EXPECT_EQ(value(date, "infinity"), 2'147'483'647);
  EXPECT_EQ(value(date, "-infinity"), -2'147'483'648LL);
  EXPECT_EQ(value(timestamp, "2000-01-01 00:00:01"), 1'000'000);
  EXPECT_EQ(value(timestamp, "-infinity"), std::numeric_limits<std::int64_t>::min());
}

TEST(Datetime, VersionsDiffer) {
  Pg15 date("date");
  EXPECT_EQ(date.read("+infinity").substr(0, 5), "22007");
  EXPECT_EQ(date.read("epoch 01:01"), "1970-01-01");
  date.settings().server_version = 16;
  EXPECT_EQ(date.read("+infinity"), "infinity");
  for (const char* text : {"epoch 01:01", "today infinity", "y1999m01d08"})
    EXPECT_EQ(date.read(text).substr(0, 5), "22007") << text;
  Pg15 zoned("timestamptz");
  zoned.settings().time_zone = "America/New_York";
  EXPECT_EQ(zoned.read("2000-01-01 LMT").substr(0, 5), "22007");
  zoned.settings().server_version = 18;
  EXPECT_EQ(zoned.read("2000-01-01 LMT"), "1999-12-31 23:56:02-05");
}

TEST(Datetime, Names) {
  EXPECT_EQ(Pg15("timestamp(3)").type().name(), "timestamp(3) without time zone");
  EXPECT_EQ(Pg15("timestamp").type().name(), "timestamp without time zone");
  EXPECT_EQ(Pg15("timestamptz(0)").type().name(), "timestamp(0) with time zone");
  EXPECT_EQ(Pg15("date").type().name(), "date");
}

}  // namespace
}  // namespace surerow
