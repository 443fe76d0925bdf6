// time and timetz against PostgreSQL 15's answers: the rules one by one. The mass of cases is the oracle's.
#include <gtest/gtest.h>

#include "common/types/timetz.h"
#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Pg15;

struct Case {
  const char* text;
  const char* answer;
};

void check(Pg15& subject, std::initializer_list<Case> cases) {
  for (const auto& [text, answer] : cases) EXPECT_EQ(subject.read(text), answer) << text;
}

TEST(Time, ReadsEveryForm) {
  Pg15 subject("time");
  check(subject, {{"04:05:06.789", "04:05:06.789"},
                  {"04:05:06", "04:05:06"},
                  {"04:05", "04:05:00"},
                  {"4:5", "04:05:00"},
                  {"040506", "04:05:06"},
                  {"0405", "04:05:00"},
                  {"040506.789", "04:05:06.789"},
                  {"04:05 AM", "04:05:00"},
                  {"04:05 PM", "16:05:00"},
                  {"12:00 AM", "00:00:00"},
                  {"12:30 pm", "12:30:00"},
                  {"0:30 PM", "12:30:00"},
                  {"5:06.5", "00:05:06.5"},
                  {"24:00:00", "24:00:00"},
                  {"24:00", "24:00:00"},
                  {"240000", "24:00:00"},
                  {"23:59:60", "24:00:00"},
                  {"12:00:60", "12:01:00"},
                  {"23:59:59.9999999", "24:00:00"},
                  {"allballs", "00:00:00"},
                  {"t040506", "04:05:06"},
                  {"T04:05:06", "04:05:06"},
                  {"04:05:06.", "04:05:06"},
                  {"04:05.5", "00:04:05.5"},
                  {"04:05:06 AD", "04:05:06"},
                  {"04:05:06 at", "04:05:06"},
                  {"at 04:05", "04:05:00"},
                  {"1999-01-08 04:05:06", "04:05:06"},
                  {"J2451187 04:05", "04:05:00"},
                  {"2003-04-12 04:05:06 America/New_York", "04:05:06"},
                  {"04:05:06+02", "04:05:06"},
                  {"04:05:06 PST", "04:05:06"},
                  {"04:05:06 PST DST", "04:05:06"},
                  {"04:05:06+15:59:59", "04:05:06"},
                  {"04:05 foo5", "04:05:00"},
                  {"04:05:06-0800", "04:05:06"},
                  {"040506-08", "04:05:06"},
                  {"040506+0730", "04:05:06"},
                  {"04:05:06Z", "04:05:06"},
                  {"04:05:06z", "04:05:06"}});
}

TEST(Time, Refusals) {
  Pg15 subject("time");
  for (const char* text : {"04",
                           "4",
                           "4 AM",
                           "",
                           "x",
                           "12",
                           "noon",
                           "midnight",
                           "zulu",
                           "Z",
                           "epoch",
                           "infinity",
                           "today",
                           ".5",
                           "1.5",
                           "h04",
                           "04:05:06 Mon",
                           "04:05:06 Jan 8 1999",
                           "1999-01-08T04:05:06",
                           "19990108T040506",
                           "04:05:06 1999-01-08",
                           "1999-01-08 040506",
                           "1999.008 04:05",
                           "04:05:06 America/New_York",
                           "04:05:06 America/Phoenix",
                           "04:05:06 EST5EDT",
                           "04:05:06 DST",
                           "04:05:06 nowhere",
                           "04:05 04:06",
                           "04:05 AM PM"})
    EXPECT_EQ(subject.read(text), "22007 invalid input syntax for type time: \"" + std::string(text) + "\"");
}

TEST(Time, FieldsOutOfRange) {
  Pg15 subject("time");
  check(subject, {{"13:00 PM", "22008 date/time field value out of range: \"13:00 PM\""},
                  {"24:00:01", "22008 date/time field value out of range: \"24:00:01\""},
                  {"24:00:00.000001", "22008 date/time field value out of range: \"24:00:00.000001\""},
                  {"23:59:60.5", "22008 date/time field value out of range: \"23:59:60.5\""},
                  {"12:00:61", "22008 date/time field value out of range: \"12:00:61\""},
                  {"25:00", "22008 date/time field value out of range: \"25:00\""},
                  {"12:60", "22008 date/time field value out of range: \"12:60\""},
                  {"04:05:06+16", "22009 time zone displacement out of range: \"04:05:06+16\""},
                  {"04:05:06 Mars/Phobos", "22023 time zone \"mars/phobos\" not recognized"}});
}

TEST(TimeTz, ReadsEveryForm) {
  Pg15 subject("timetz");
  check(subject, {{"04:05:06.789-08", "04:05:06.789-08"},
                  {"04:05:06", "04:05:06+00"},
                  {"04:05:06-08:00", "04:05:06-08"},
                  {"04:05:06+05:30", "04:05:06+05:30"},
                  {"04:05:06 -0330", "04:05:06-03:30"},
                  {"04:05:06+00:19:32", "04:05:06+00:19:32"},
                  {"040506+0730", "04:05:06+07:30"},
                  {"040506-08", "04:05:06-08"},
                  {"04:05:06 PST", "04:05:06-08"},
                  {"04:05:06 PDT", "04:05:06-07"},
                  {"04:05:06 PST DST", "04:05:06-07"},
                  {"04:05:06 zulu", "04:05:06+00"},
                  {"allballs", "00:00:00+00"},
                  {"2003-01-12 04:05:06 America/New_York", "04:05:06-05"},
                  {"2003-07-12 04:05:06 America/New_York", "04:05:06-04"},
                  {"04:05:06 UTC", "04:05:06+00"},
                  {"04:05 foo5", "04:05:00-05"},
                  {"04:05 foo24", "04:05:00-24"},
                  {"2003-07-12 04:05 foo5bar", "04:05:00-04"},
                  {"2010-01-01 04:05 MSK", "04:05:00+03"},
                  {"2014-10-25 04:05 MSK", "04:05:00+04"},
                  {"04:05 IST", "04:05:00+02"},
                  {"24:00:00+02", "24:00:00+02"},
                  {"23:59:60+02", "24:00:00+02"},
                  {"04:05+15:59:59", "04:05:00+15:59:59"},
                  {"23:59:59.9999999-12", "24:00:00-12"}});
}

TEST(TimeTz, Refusals) {
  Pg15 subject("timetz");
  for (const char* text : {"04:05:06 America/New_York", "04:05:06 Asia/Kolkata", "04:05:06 America/Phoenix",
                           "04:05 foo5bar", "04:05 LMT", "04:05 DST", "1999-01 04:05", "01/99 04:05", "y"})
    EXPECT_EQ(subject.read(text),
              "22007 invalid input syntax for type time with time zone: \"" + std::string(text) + "\"");
}

TEST(TimeTz, ZonesOutOfRange) {
  Pg15 subject("timetz");
  check(subject, {{"04:05+16", "22009 time zone displacement out of range: \"04:05+16\""},
                  {"04:05+15:60", "22009 time zone displacement out of range: \"04:05+15:60\""},
                  {"04:05 Mars/Phobos", "22023 time zone \"mars/phobos\" not recognized"}});
}

TEST(Time, RoundsHalfAwayFromZero) {
  EXPECT_EQ(Pg15("time(0)").read("23:59:59.5"), "24:00:00");
  EXPECT_EQ(Pg15("time(0)").read("23:59:59.4"), "23:59:59");
  EXPECT_EQ(Pg15("time(3)").read("04:05:06.0005"), "04:05:06.001");
  EXPECT_EQ(Pg15("time(2)").read("04:05:06.125"), "04:05:06.13");
  EXPECT_EQ(Pg15("timetz(1)").read("04:05:06.05+01"), "04:05:06.1+01");
  // But the digits beyond microseconds half to even, on the double.
  EXPECT_EQ(Pg15("time").read("04:05:06.0000005"), "04:05:06");
  EXPECT_EQ(Pg15("time").read("04:05:06.0000015"), "04:05:06.000002");
}

TEST(Time, NowIsTheLocalTime) {
  Pg15 time("time");
  Pg15 zoned("timetz");
  EXPECT_EQ(time.read("now"), "12:34:56.789");
  EXPECT_EQ(zoned.read("now"), "12:34:56.789+00");
  time.settings().time_zone = zoned.settings().time_zone = "America/New_York";
  EXPECT_EQ(time.read("now"), "08:34:56.789");
  EXPECT_EQ(zoned.read("now"), "08:34:56.789-04");
}

TEST(TimeTz, NowAndAllballsKeepAnOffsetGivenBefore) {
  Pg15 zoned("timetz");
  check(zoned,
        {{"-05 now", "12:34:56.789-05"},
         {"now -05", "12:34:56.789-05"},
         {"DST allballs", "00:00:00+01"},
         {"-05 allballs", "22007 invalid input syntax for type time with time zone: \"-05 allballs\""}});
}

TEST(TimeTz, WithoutAZoneIsTheSessions) {
  Pg15 zoned("timetz");
  zoned.settings().time_zone = "America/New_York";
  EXPECT_EQ(zoned.read("04:05"), "04:05:00-04");  // today, in July
  EXPECT_EQ(zoned.read("2003-01-12 04:05"), "04:05:00-05");
  EXPECT_EQ(zoned.read("04:05 AM"), "04:05:00-04");
  EXPECT_EQ(zoned.read("04:05 KGT"), "04:05:00+06");
}

TEST(Time, VersionsDiffer) {
  Pg15 time("time");
  EXPECT_EQ(time.read("h04 mm05 s06.5"), "04:05:06.5");
  EXPECT_EQ(time.read("y 04:05"), "04:05:00");
  time.settings().server_version = 16;
  EXPECT_EQ(time.read("h04 mm05 s06.5").substr(0, 5), "22007");
  EXPECT_EQ(time.read("y 04:05").substr(0, 5), "22007");
  EXPECT_EQ(time.read("t04:05"), "04:05:00");
}

TEST(Time, ValuesAreThoseOfPostgres) {
  Pg15 time("time");
  Value value;
  ASSERT_TRUE(time.type().read("00:00:01.5", time.cx(), value, nullptr));
  EXPECT_EQ(value.integer(), 1'500'000);
  Pg15 zoned("timetz");
  ASSERT_TRUE(zoned.type().read("00:00:01.5 -08", zoned.cx(), value, nullptr));
  EXPECT_EQ(value.text().size(), 12U);
  EXPECT_EQ(unpack_timetz(value).micros, 1'500'000);
  EXPECT_EQ(unpack_timetz(value).zone, 8 * 3600);
}

TEST(Time, InJsonAndInSqlite) {
  EXPECT_EQ(Pg15("time").json("4:05"), "\"04:05:00\"");
  EXPECT_EQ(Pg15("timetz").json("4:05+02"), "\"04:05:00+02\"");
  EXPECT_EQ(Pg15("time").stored("4:05 PM").text(), "16:05:00");
  EXPECT_EQ(Pg15("timetz").stored("4:05 PM PST").text(), "16:05:00-08");
}

/// What SQLite's `stored` is to a type, and what the refusal's hint says.
std::string held(const char* type, const char* stored) {
  Pg15 subject(type);
  Value value;
  Fault why;
  if (!subject.type().from_stored(Value::text(stored), subject.cx(), value, &why))
    return test::refusal(why) + " | " + why.hint;
  std::string out;
  subject.type().print(value, subject.settings(), out);
  return out;
}

TEST(StoredTime, IsIsoOrWhatSurerowStores) {
  for (const auto& [text, value] : {Case{"04:05", "04:05:00"}, Case{"04:05:06", "04:05:06"},
                                    Case{"04:05:06.7890", "04:05:06.789"}, Case{"24:00:00", "24:00:00"}})
    EXPECT_EQ(held("time", text), value);
  for (const char* text : {"4:05:06", "04:05:06 AM", "040506", "04:05:06+02:00", "04:05:06Z", " 04:05:06",
                           "1999-01-08 04:05:06", "t04:05:06"})
    EXPECT_EQ(held("time", text), "22007 invalid input syntax for type time: \"" + std::string(text) +
                                      "\" | Store it as 04:05:06.");
  EXPECT_EQ(held("time", "23:59:60"),
            "22007 invalid input syntax for type time: \"23:59:60\" | Store it as 24:00:00.");
  EXPECT_EQ(held("time", "25:00"), "22008 date/time field value out of range: \"25:00\" | ");
}

TEST(StoredTimeTz, HasItsZone) {
  for (const auto& [text, value] : {Case{"04:05+02:00", "04:05:00+02"}, Case{"04:05:06+02", "04:05:06+02"},
                                    Case{"04:05:06.5Z", "04:05:06.5+00"}, Case{"24:00:00-08", "24:00:00-08"},
                                    Case{"04:05:00-24", "04:05:00-24"}, Case{"04:05:00+125", "04:05:00+125"},
                                    Case{"04:05:00+20:30", "04:05:00+20:30"}})
    EXPECT_EQ(held("timetz", text), value);
  const std::string refusal = "22007 invalid input syntax for type time with time zone: ";
  EXPECT_EQ(held("timetz", "04:05"), refusal + "\"04:05\" | Store it as 04:05:00+00.");
  EXPECT_EQ(held("timetz", "04:05 PST"), refusal + "\"04:05 PST\" | Store it as 04:05:00-08.");
  EXPECT_EQ(held("timetz", "04:05 foo24"), refusal + "\"04:05 foo24\" | Store it as 04:05:00-24.");
  EXPECT_EQ(held("timetz", "04:05:00+168"), "22009 time zone displacement out of range: \"04:05:00+168\" | ");
}

std::string name_of(const char* spelt) {
  Fault why;
  const TypePtr type = find_type(spelt, &why);
  return type ? type->name() : test::refusal(why);
}

TEST(Time, Names) {
  EXPECT_EQ(name_of("time"), "time without time zone");
  EXPECT_EQ(name_of("time(3) without time zone"), "time(3) without time zone");
  EXPECT_EQ(name_of("TIME (0) WITH TIME ZONE"), "time(0) with time zone");
  EXPECT_EQ(name_of("pg_catalog.timetz"), "time with time zone");
  EXPECT_EQ(name_of("timetz(7)"), "time(6) with time zone");
}

TEST(Time, APrecisionIsNotNegative) {
  EXPECT_EQ(name_of("timetz(-1)"), "22023 TIME(-1) WITH TIME ZONE precision must not be negative");
  EXPECT_EQ(name_of("pg_catalog.time(-7)"), "22023 TIME(-7) precision must not be negative");
  EXPECT_EQ(name_of("timestamptz(-1)"), "22023 TIMESTAMP(-1) WITH TIME ZONE precision must not be negative");
  EXPECT_EQ(name_of("pg_catalog.timestamp(-1)"), "22023 TIMESTAMP(-1) precision must not be negative");
  EXPECT_EQ(name_of("timetz(1,2)"), "22023 invalid type modifier");
}

}  // namespace
}  // namespace surerow
