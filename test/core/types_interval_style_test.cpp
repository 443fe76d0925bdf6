// interval read and printed in each IntervalStyle, against PostgreSQL 18's answers.
#include "test/core/interval_answers.h"

namespace surerow {
namespace {

using test::check;
using Server = test::IntervalServer;

TEST(Interval, FollowsIntervalStyle) {
  {
    Server server(18, "interval", Settings::IntervalStyle::postgres);
    check(server, {{"0", "00:00:00"},
                   {"1 day", "1 day"},
                   {"-1 day", "-1 days"},
                   {"1 year 2 mons", "1 year 2 mons"},
                   {"-1 year -2 mons", "-1 years -2 mons"},
                   {"1 year -2 mons", "10 mons"},
                   {"1 mon", "1 mon"},
                   {"-1 mon", "-1 mons"},
                   {"04:05:06", "04:05:06"},
                   {"-04:05:06.5", "-04:05:06.5"},
                   {"00:00:01", "00:00:01"},
                   {"00:00:01.5", "00:00:01.5"},
                   {"-00:00:00.5", "-00:00:00.5"},
                   {"00:01", "00:01:00"},
                   {"1 hour", "01:00:00"},
                   {"2 hours 1 sec", "02:00:01"},
                   {"1 2:03:04", "1 day 02:03:04"},
                   {"-1 2:03:04", "-1 days +02:03:04"},
                   {"-1 +2:03:04", "-1 days +02:03:04"},
                   {"-1 -2:03:04", "-1 days -02:03:04"},
                   {"-1-2 3 4:05:06", "-1 years -2 mons +3 days 04:05:06"},
                   {"-1-2 +3 4:05:06", "-1 years -2 mons +3 days 04:05:06"},
                   {"1-2 3 4:05:06", "1 year 2 mons 3 days 04:05:06"},
                   {"1 year 2 mons -3 days 4:05:06.789", "1 year 2 mons -3 days +04:05:06.789"},
                   {"-1 year 3 days", "-1 years +3 days"},
                   {"1 day -1 sec", "1 day -00:00:01"},
                   {"-1 day 1 sec", "-1 days +00:00:01"},
                   {"100 years 1000 hours", "100 years 1000:00:00"},
                   {"0.000001 s", "00:00:00.000001"},
                   {"-1 mon 1 day -1 us", "-1 mons +1 day -00:00:00.000001"},
                   {"1 mon -1 day", "1 mon -1 days"},
                   {"infinity", "infinity"},
                   {"-infinity", "-infinity"},
                   {"-178956970 years -8 mons -2147483648 days -9223372036854775807 us",
                    "-178956970 years -8 mons -2147483648 days -2562047788:00:54.775807"}});
  }

  {
    Server server(18, "interval", Settings::IntervalStyle::postgres_verbose);
    check(server, {{"0", "@ 0"},
                   {"1 day", "@ 1 day"},
                   {"-1 day", "@ 1 day ago"},
                   {"1 year 2 mons", "@ 1 year 2 mons"},
                   {"-1 year -2 mons", "@ 1 year 2 mons ago"},
                   {"1 year -2 mons", "@ 10 mons"},
                   {"1 mon", "@ 1 mon"},
                   {"-1 mon", "@ 1 mon ago"},
                   {"04:05:06", "@ 4 hours 5 mins 6 secs"},
                   {"-04:05:06.5", "@ 4 hours 5 mins 6.5 secs ago"},
                   {"00:00:01", "@ 1 sec"},
                   {"00:00:01.5", "@ 1.5 secs"},
                   {"-00:00:00.5", "@ 0.5 secs ago"},
                   {"00:01", "@ 1 min"},
                   {"1 hour", "@ 1 hour"},
                   {"2 hours 1 sec", "@ 2 hours 1 sec"},
                   {"1 2:03:04", "@ 1 day 2 hours 3 mins 4 secs"},
                   {"-1 2:03:04", "@ 1 day -2 hours -3 mins -4 secs ago"},
                   {"-1 +2:03:04", "@ 1 day -2 hours -3 mins -4 secs ago"},
                   {"-1 -2:03:04", "@ 1 day 2 hours 3 mins 4 secs ago"},
                   {"-1-2 3 4:05:06", "@ 1 year 2 mons -3 days -4 hours -5 mins -6 secs ago"},
                   {"-1-2 +3 4:05:06", "@ 1 year 2 mons -3 days -4 hours -5 mins -6 secs ago"},
                   {"1-2 3 4:05:06", "@ 1 year 2 mons 3 days 4 hours 5 mins 6 secs"},
                   {"1 year 2 mons -3 days 4:05:06.789", "@ 1 year 2 mons -3 days 4 hours 5 mins 6.789 secs"},
                   {"-1 year 3 days", "@ 1 year -3 days ago"},
                   {"1 day -1 sec", "@ 1 day -1 sec"},
                   {"-1 day 1 sec", "@ 1 day -1 sec ago"},
                   {"100 years 1000 hours", "@ 100 years 1000 hours"},
                   {"0.000001 s", "@ 0.000001 secs"},
                   {"-1 mon 1 day -1 us", "@ 1 mon -1 days 0.000001 secs ago"},
                   {"1 mon -1 day", "@ 1 mon -1 days"},
                   {"infinity", "infinity"},
                   {"-infinity", "-infinity"},
                   {"-178956970 years -8 mons -2147483648 days -9223372036854775807 us",
                    "@ 178956970 years 8 mons 2147483648 days 2562047788 hours 54.775807 secs ago"}});
  }

  {
    Server server(18, "interval", Settings::IntervalStyle::sql_standard);
    check(server, {{"0", "0"},
                   {"1 day", "1 0:00:00"},
                   {"-1 day", "-1 0:00:00"},
                   {"1 year 2 mons", "1-2"},
                   {"-1 year -2 mons", "-1-2"},
                   {"1 year -2 mons", "0-10"},
                   {"1 mon", "0-1"},
                   {"-1 mon", "-0-1"},
                   {"04:05:06", "4:05:06"},
                   {"-04:05:06.5", "-4:05:06.5"},
                   {"00:00:01", "0:00:01"},
                   {"00:00:01.5", "0:00:01.5"},
                   {"-00:00:00.5", "-0:00:00.5"},
                   {"00:01", "0:01:00"},
                   {"1 hour", "1:00:00"},
                   {"2 hours 1 sec", "2:00:01"},
                   {"1 2:03:04", "1 2:03:04"},
                   {"-1 2:03:04", "-1 2:03:04"},
                   {"-1 +2:03:04", "+0-0 -1 +2:03:04"},
                   {"-1 -2:03:04", "-1 2:03:04"},
                   {"-1-2 3 4:05:06", "-1-2 -3 -4:05:06"},
                   {"-1-2 +3 4:05:06", "-1-2 +3 +4:05:06"},
                   {"1-2 3 4:05:06", "+1-2 +3 +4:05:06"},
                   {"1 year 2 mons -3 days 4:05:06.789", "+1-2 -3 +4:05:06.789"},
                   {"-1 year 3 days", "-1-0 -3 +0:00:00"},
                   {"1 day -1 sec", "+0-0 +1 -0:00:01"},
                   {"-1 day 1 sec", "-1 0:00:01"},
                   {"100 years 1000 hours", "+100-0 +0 +1000:00:00"},
                   {"0.000001 s", "0:00:00.000001"},
                   {"-1 mon 1 day -1 us", "-0-1 +1 -0:00:00.000001"},
                   {"1 mon -1 day", "+0-1 -1 +0:00:00"},
                   {"infinity", "infinity"},
                   {"-infinity", "-infinity"},
                   {"-178956970 years -8 mons -2147483648 days -9223372036854775807 us",
                    "-178956970-8 -2147483648 -2562047788:00:54.775807"}});
  }

  {
    Server server(18, "interval", Settings::IntervalStyle::iso_8601);
    check(server, {{"0", "PT0S"},
                   {"1 day", "P1D"},
                   {"-1 day", "P-1D"},
                   {"1 year 2 mons", "P1Y2M"},
                   {"-1 year -2 mons", "P-1Y-2M"},
                   {"1 year -2 mons", "P10M"},
                   {"1 mon", "P1M"},
                   {"-1 mon", "P-1M"},
                   {"04:05:06", "PT4H5M6S"},
                   {"-04:05:06.5", "PT-4H-5M-6.5S"},
                   {"00:00:01", "PT1S"},
                   {"00:00:01.5", "PT1.5S"},
                   {"-00:00:00.5", "PT-0.5S"},
                   {"00:01", "PT1M"},
                   {"1 hour", "PT1H"},
                   {"2 hours 1 sec", "PT2H1S"},
                   {"1 2:03:04", "P1DT2H3M4S"},
                   {"-1 2:03:04", "P-1DT2H3M4S"},
                   {"-1 +2:03:04", "P-1DT2H3M4S"},
                   {"-1 -2:03:04", "P-1DT-2H-3M-4S"},
                   {"-1-2 3 4:05:06", "P-1Y-2M3DT4H5M6S"},
                   {"-1-2 +3 4:05:06", "P-1Y-2M3DT4H5M6S"},
                   {"1-2 3 4:05:06", "P1Y2M3DT4H5M6S"},
                   {"1 year 2 mons -3 days 4:05:06.789", "P1Y2M-3DT4H5M6.789S"},
                   {"-1 year 3 days", "P-1Y3D"},
                   {"1 day -1 sec", "P1DT-1S"},
                   {"-1 day 1 sec", "P-1DT1S"},
                   {"100 years 1000 hours", "P100YT1000H"},
                   {"0.000001 s", "PT0.000001S"},
                   {"-1 mon 1 day -1 us", "P-1M1DT-0.000001S"},
                   {"1 mon -1 day", "P1M-1D"},
                   {"infinity", "infinity"},
                   {"-infinity", "-infinity"},
                   {"-178956970 years -8 mons -2147483648 days -9223372036854775807 us",
                    "P-178956970Y-8M-2147483648DT-2562047788H-54.775807S"}});
  }
}

}  // namespace
}  // namespace surerow
