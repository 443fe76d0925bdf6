// interval's modifiers against PostgreSQL 18's answers, its value, its stored form and its place of error.
#include "common/types/interval.h"
#include "test/core/interval_answers.h"

namespace surerow {
namespace {

using test::check;
using Case = test::IntervalCase;
using Server = test::IntervalServer;

TEST(Interval, CutsToItsFields) {
  {
    Server server(18, "interval year");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years"},
                   {"5", "5 years"},
                   {"1 5:06", "00:00:00"},
                   {"5:06", "00:00:00"},
                   {"1-2", "1 year"}});
  }

  {
    Server server(18, "interval month");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons"},
                   {"5", "5 mons"},
                   {"1 5:06", "00:00:00"},
                   {"5:06", "00:00:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval day");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days"},
                   {"5", "5 days"},
                   {"1 5:06", "1 day"},
                   {"5:06", "00:00:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval hour");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:00:00"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days -04:00:00"},
                   {"5", "05:00:00"},
                   {"1 5:06", "1 day 05:00:00"},
                   {"5:06", "05:00:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval minute");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:05:00"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days -04:05:00"},
                   {"5", "00:05:00"},
                   {"1 5:06", "1 day 05:06:00"},
                   {"5:06", "05:06:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval second");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:05:06.789"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days -04:05:06.789"},
                   {"5", "00:00:05"},
                   {"1 5:06", "1 day 05:06:00"},
                   {"5:06", "05:06:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval year to month");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons"},
                   {"5", "5 mons"},
                   {"1 5:06", "00:00:00"},
                   {"5:06", "00:00:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval day to hour");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:00:00"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days -04:00:00"},
                   {"5", "05:00:00"},
                   {"1 5:06", "1 day 05:00:00"},
                   {"5:06", "05:00:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval day to minute");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:05:00"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days -04:05:00"},
                   {"5", "00:05:00"},
                   {"1 5:06", "1 day 05:06:00"},
                   {"5:06", "05:06:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval day to second");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:05:06.789"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days -04:05:06.789"},
                   {"5", "00:00:05"},
                   {"1 5:06", "1 day 05:06:00"},
                   {"5:06", "05:06:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval hour to minute");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:05:00"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days -04:05:00"},
                   {"5", "00:05:00"},
                   {"1 5:06", "1 day 05:06:00"},
                   {"5:06", "05:06:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval hour to second");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:05:06.789"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days -04:05:06.789"},
                   {"5", "00:00:05"},
                   {"1 5:06", "1 day 05:06:00"},
                   {"5:06", "05:06:00"},
                   {"1-2", "1 year 2 mons"}});
  }

  {
    Server server(18, "interval minute to second");
    check(server, {{"1 year 2 mons 3 days 04:05:06.789", "1 year 2 mons 3 days 04:05:06.789"},
                   {"-1 year -2 mons -3 days -04:05:06.789", "-1 years -2 mons -3 days -04:05:06.789"},
                   {"5", "00:00:05"},
                   {"1 5:06", "1 day 00:05:06"},
                   {"5:06", "00:05:06"},
                   {"1-2", "1 year 2 mons"}});
  }
}

TEST(Interval, RoundsToItsPrecision) {
  {
    Server server(18, "interval(0)");
    check(server, {{"1.2345675", "00:00:01"},
                   {"-1.2345675", "-00:00:01"},
                   {"0.5", "00:00:01"},
                   {"-0.5", "-00:00:01"},
                   {"1.4999999", "00:00:02"},
                   {"59.9999999", "00:01:00"},
                   {"infinity", "infinity"}});
  }

  {
    Server server(18, "interval(1)");
    check(server, {{"1.2345675", "00:00:01.2"},
                   {"-1.2345675", "-00:00:01.2"},
                   {"0.5", "00:00:00.5"},
                   {"-0.5", "-00:00:00.5"},
                   {"1.4999999", "00:00:01.5"},
                   {"59.9999999", "00:01:00"},
                   {"infinity", "infinity"}});
  }

  {
    Server server(18, "interval(2)");
    check(server, {{"1.2345675", "00:00:01.23"},
                   {"-1.2345675", "-00:00:01.23"},
                   {"0.5", "00:00:00.5"},
                   {"-0.5", "-00:00:00.5"},
                   {"1.4999999", "00:00:01.5"},
                   {"59.9999999", "00:01:00"},
                   {"infinity", "infinity"}});
  }

  {
    Server server(18, "interval(3)");
    check(server, {{"1.2345675", "00:00:01.235"},
                   {"-1.2345675", "-00:00:01.235"},
                   {"0.5", "00:00:00.5"},
                   {"-0.5", "-00:00:00.5"},
                   {"1.4999999", "00:00:01.5"},
                   {"59.9999999", "00:01:00"},
                   {"infinity", "infinity"}});
  }

  {
    Server server(18, "interval(4)");
    check(server, {{"1.2345675", "00:00:01.2346"},
                   {"-1.2345675", "-00:00:01.2346"},
                   {"0.5", "00:00:00.5"},
                   {"-0.5", "-00:00:00.5"},
                   {"1.4999999", "00:00:01.5"},
                   {"59.9999999", "00:01:00"},
                   {"infinity", "infinity"}});
  }

  {
    Server server(18, "interval(5)");
    check(server, {{"1.2345675", "00:00:01.23457"},
                   {"-1.2345675", "-00:00:01.23457"},
                   {"0.5", "00:00:00.5"},
                   {"-0.5", "-00:00:00.5"},
                   {"1.4999999", "00:00:01.5"},
                   {"59.9999999", "00:01:00"},
                   {"infinity", "infinity"}});
  }

  {
    Server server(18, "interval(6)");
    check(server, {{"1.2345675", "00:00:01.234567"},
                   {"-1.2345675", "-00:00:01.234567"},
                   {"0.5", "00:00:00.5"},
                   {"-0.5", "-00:00:00.5"},
                   {"1.4999999", "00:00:01.5"},
                   {"59.9999999", "00:01:00"},
                   {"infinity", "infinity"}});
  }

  {
    Server server(18, "interval second(2)");
    check(server, {{"1.005", "00:00:01.01"}, {"1 2:03:04.567", "1 day 02:03:04.57"}});
  }

  {
    Server server(18, "interval day to second(0)");
    check(server, {{"1 2:03:59.5", "1 day 02:04:00"}});
  }

  {
    Server server(18, "interval minute to second");
    check(server, {{"99999999999:1", "22015 interval field value out of range: \"99999999999:1\""},
                   {"1:2", "00:01:02"},
                   {"1:2.5", "00:01:02.5"}});
  }
}

TEST(Interval, HoldsWhatPostgresqlStores) {
  Server server(18, "interval");
  const auto span = [&](const char* text) {
    Value value;
    EXPECT_TRUE(server.type().read(text, server.cx(), value, nullptr)) << text;
    EXPECT_EQ(value.kind(), Value::Kind::blob);
    EXPECT_EQ(value.text().size(), 16U);
    return interval::unpack(value);
  };
  EXPECT_EQ(span("1 year 2 mons 3 days 00:00:01"), (interval::Span{1'000'000, 3, 14}));
  EXPECT_EQ(span("-1 us"), (interval::Span{-1, 0, 0}));
  EXPECT_EQ(span("infinity"), interval::late);
  EXPECT_EQ(span("-infinity"), interval::early);
}

TEST(Interval, InJsonAndInSqlite) {
  Server server(18, "interval", Settings::IntervalStyle::iso_8601);
  EXPECT_EQ(server.json("1 year -3 days"), "\"P1Y-3D\"");
  EXPECT_TRUE(same_image(server.stored("P1Y-3DT1S"), Value::text("1 year -3 days +00:00:01")));
  EXPECT_EQ(server.from_stored(Value::text("1 year -3 days +00:00:01")), "P1Y-3DT1S");
  Server standard(18, "interval", Settings::IntervalStyle::sql_standard);
  EXPECT_EQ(standard.read("-1 2:03:04"), "-1 2:03:04");
  EXPECT_EQ(standard.from_stored(Value::text("-1 2:03:04")), "+0-0 -1 +2:03:04");
  Server old(15, "interval");
  constexpr const char* most = "178956970 years 7 mons 2147483647 days 2562047788:00:54.775807";
  EXPECT_TRUE(same_image(old.stored(most), Value::text(most)));
}

TEST(Interval, NamesItself) {
  for (const auto& [name, canonical] : {Case{"interval", "interval"},
                                        {"INTERVAL(3)", "interval(3)"},
                                        {"interval(7)", "interval(6)"},
                                        {"interval year to month", "interval year to month"},
                                        {"interval day to second (3)", "interval day to second(3)"},
                                        {"interval second(9)", "interval second(6)"},
                                        {"interval hour", "interval hour"},
                                        {"pg_catalog.interval(4)", "interval year"},
                                        {"pg_catalog.interval(4,3)", "interval year(3)"},
                                        {"pg_catalog.interval(32767)", "interval"}})
    EXPECT_EQ(test::Subject(name).type().name(), canonical) << name;
  for (const auto& [name, answer] :
       {Case{"pg_catalog.interval(32767,-1)", "22023 INTERVAL(-1) precision must not be negative"},
        {"pg_catalog.interval(3)", "22023 invalid INTERVAL type modifier"},
        {"pg_catalog.interval(-1)", "22023 invalid INTERVAL type modifier"},
        {"pg_catalog.interval(4,3,2)", "22023 invalid INTERVAL type modifier"}}) {
    Fault why;
    EXPECT_EQ(find_type(name, &why), nullptr) << name;
    EXPECT_EQ(test::refusal(why), answer) << name;
  }
}

TEST(Interval, SaysWhereARefusedTextGoesWrong) {
  Server server(18, "interval");
  const auto offset = [&](const char* text) {
    Value value;
    Fault why;
    EXPECT_FALSE(server.type().read(text, server.cx(), value, &why)) << text;
    return why.offset;
  };
  EXPECT_EQ(offset("1 year 2 dys"), 9U);
  EXPECT_EQ(offset("1 year 99999999999 days"), 7U);
  EXPECT_EQ(offset("1 day \u00e9"), 6U);
  EXPECT_EQ(offset("P1Y2X"), 4U);
  EXPECT_EQ(offset("P1Y99999999999D"), 3U);
  EXPECT_EQ(offset("178956971 years"), std::string_view::npos);
}

}  // namespace
}  // namespace surerow
