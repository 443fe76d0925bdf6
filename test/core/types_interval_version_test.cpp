// interval against the answers of PostgreSQL 15, 16, 17 and 18, where they differ.
#include "test/core/interval_answers.h"

namespace surerow {
namespace {

using test::check;
using Server = test::IntervalServer;

TEST(Interval, DiffersByVersion) {
  {
    Server server(15, "interval");
    check(server, {{"infinity", "22007 invalid input syntax for type interval: \"infinity\""},
                   {"-infinity", "22007 invalid input syntax for type interval: \"-infinity\""},
                   {"+infinity", "22007 invalid input syntax for type interval: \"+infinity\""},
                   {"- infinity", "22007 invalid input syntax for type interval: \"- infinity\""},
                   {"INFINITY", "22007 invalid input syntax for type interval: \"INFINITY\""},
                   {"infinity ago", "22007 invalid input syntax for type interval: \"infinity ago\""},
                   {"1 infinity", "22007 invalid input syntax for type interval: \"1 infinity\""},
                   {"1:00 infinity", "22007 invalid input syntax for type interval: \"1:00 infinity\""},
                   {"infinity 1 day", "22007 invalid input syntax for type interval: \"infinity 1 day\""},
                   {"1 week infinity", "22007 invalid input syntax for type interval: \"1 week infinity\""},
                   {"inf", "22007 invalid input syntax for type interval: \"inf\""},
                   {"now", "22007 invalid input syntax for type interval: \"now\""},
                   {"s7", "00:00:07"},
                   {"day 1", "00:00:01"},
                   {"1 day ago 2 hours", "-1 days -02:00:00"},
                   {"1 day ago", "-1 days"},
                   {"ago 1 day", "-1 days"},
                   {"1 day ago ago", "-1 days"},
                   {"1 day hour", "1 day"},
                   {"1:00 hour", "01:00:00"},
                   {"1 mm", "22007 invalid input syntax for type interval: \"1 mm\""},
                   {"1 day at", "22007 invalid input syntax for type interval: \"1 day at\""},
                   {"at 1 day", "22007 invalid input syntax for type interval: \"at 1 day\""},
                   {"1:00 dow", "22007 invalid input syntax for type interval: \"1:00 dow\""},
                   {"1:00 quarter", "01:00:00"},
                   {"1:00 timezone", "01:00:00"},
                   {"178956970 years 7 mons 2147483647 days 2562047788:00:54.775807",
                    "178956970 years 7 mons 2147483647 days 2562047788:00:54.775807"},
                   {"-178956970 years -8 mons -2147483648 days -9223372036854775808 us",
                    "-178956970 years -8 mons -2147483648 days -2562047788:00:54.775808"}});
  }

  {
    Server server(16, "interval");
    check(server, {{"infinity", "22007 invalid input syntax for type interval: \"infinity\""},
                   {"-infinity", "22007 invalid input syntax for type interval: \"-infinity\""},
                   {"+infinity", "22007 invalid input syntax for type interval: \"+infinity\""},
                   {"- infinity", "22007 invalid input syntax for type interval: \"- infinity\""},
                   {"INFINITY", "22007 invalid input syntax for type interval: \"INFINITY\""},
                   {"infinity ago", "22007 invalid input syntax for type interval: \"infinity ago\""},
                   {"1 infinity", "22007 invalid input syntax for type interval: \"1 infinity\""},
                   {"1:00 infinity", "22007 invalid input syntax for type interval: \"1:00 infinity\""},
                   {"infinity 1 day", "22007 invalid input syntax for type interval: \"infinity 1 day\""},
                   {"1 week infinity", "22007 invalid input syntax for type interval: \"1 week infinity\""},
                   {"inf", "22007 invalid input syntax for type interval: \"inf\""},
                   {"now", "22007 invalid input syntax for type interval: \"now\""},
                   {"s7", "00:00:07"},
                   {"day 1", "00:00:01"},
                   {"1 day ago 2 hours", "-1 days -02:00:00"},
                   {"1 day ago", "-1 days"},
                   {"ago 1 day", "-1 days"},
                   {"1 day ago ago", "-1 days"},
                   {"1 day hour", "1 day"},
                   {"1:00 hour", "01:00:00"},
                   {"1 mm", "22007 invalid input syntax for type interval: \"1 mm\""},
                   {"1 day at", "22007 invalid input syntax for type interval: \"1 day at\""},
                   {"at 1 day", "22007 invalid input syntax for type interval: \"at 1 day\""},
                   {"1:00 dow", "22007 invalid input syntax for type interval: \"1:00 dow\""},
                   {"1:00 quarter", "01:00:00"},
                   {"1:00 timezone", "01:00:00"},
                   {"178956970 years 7 mons 2147483647 days 2562047788:00:54.775807",
                    "178956970 years 7 mons 2147483647 days 2562047788:00:54.775807"},
                   {"-178956970 years -8 mons -2147483648 days -9223372036854775808 us",
                    "-178956970 years -8 mons -2147483648 days -2562047788:00:54.775808"}});
  }

  {
    Server server(17, "interval");
    check(server,
          {{"infinity", "infinity"},
           {"-infinity", "-infinity"},
           {"+infinity", "infinity"},
           {"- infinity", "-infinity"},
           {"INFINITY", "infinity"},
           {"infinity ago", "22007 invalid input syntax for type interval: \"infinity ago\""},
           {"1 infinity", "22007 invalid input syntax for type interval: \"1 infinity\""},
           {"1:00 infinity", "22007 invalid input syntax for type interval: \"1:00 infinity\""},
           {"infinity 1 day", "22007 invalid input syntax for type interval: \"infinity 1 day\""},
           {"1 week infinity", "infinity"},
           {"inf", "22007 invalid input syntax for type interval: \"inf\""},
           {"now", "22007 invalid input syntax for type interval: \"now\""},
           {"s7", "22007 invalid input syntax for type interval: \"s7\""},
           {"day 1", "22007 invalid input syntax for type interval: \"day 1\""},
           {"1 day ago 2 hours", "22007 invalid input syntax for type interval: \"1 day ago 2 hours\""},
           {"1 day ago", "-1 days"},
           {"ago 1 day", "22007 invalid input syntax for type interval: \"ago 1 day\""},
           {"1 day ago ago", "22007 invalid input syntax for type interval: \"1 day ago ago\""},
           {"1 day hour", "22007 invalid input syntax for type interval: \"1 day hour\""},
           {"1:00 hour", "01:00:00"},
           {"1 mm", "00:01:00"},
           {"1 day at", "1 day"},
           {"at 1 day", "1 day"},
           {"1:00 dow", "01:00:00"},
           {"1:00 quarter", "01:00:00"},
           {"1:00 timezone", "01:00:00"},
           {"178956970 years 7 mons 2147483647 days 2562047788:00:54.775807", "infinity"},
           {"-178956970 years -8 mons -2147483648 days -9223372036854775808 us", "-infinity"}});
  }

  {
    Server server(18, "interval");
    check(server,
          {{"infinity", "infinity"},
           {"-infinity", "-infinity"},
           {"+infinity", "infinity"},
           {"- infinity", "-infinity"},
           {"INFINITY", "infinity"},
           {"infinity ago", "22007 invalid input syntax for type interval: \"infinity ago\""},
           {"1 infinity", "22007 invalid input syntax for type interval: \"1 infinity\""},
           {"1:00 infinity", "22007 invalid input syntax for type interval: \"1:00 infinity\""},
           {"infinity 1 day", "22007 invalid input syntax for type interval: \"infinity 1 day\""},
           {"1 week infinity", "infinity"},
           {"inf", "22007 invalid input syntax for type interval: \"inf\""},
           {"now", "22007 invalid input syntax for type interval: \"now\""},
           {"s7", "22007 invalid input syntax for type interval: \"s7\""},
           {"day 1", "22007 invalid input syntax for type interval: \"day 1\""},
           {"1 day ago 2 hours", "22007 invalid input syntax for type interval: \"1 day ago 2 hours\""},
           {"1 day ago", "-1 days"},
           {"ago 1 day", "22007 invalid input syntax for type interval: \"ago 1 day\""},
           {"1 day ago ago", "22007 invalid input syntax for type interval: \"1 day ago ago\""},
           {"1 day hour", "22007 invalid input syntax for type interval: \"1 day hour\""},
           {"1:00 hour", "01:00:00"},
           {"1 mm", "00:01:00"},
           {"1 day at", "1 day"},
           {"at 1 day", "1 day"},
           {"1:00 dow", "01:00:00"},
           {"1:00 quarter", "01:00:00"},
           {"1:00 timezone", "01:00:00"},
           {"178956970 years 7 mons 2147483647 days 2562047788:00:54.775807", "infinity"},
           {"-178956970 years -8 mons -2147483648 days -9223372036854775808 us", "-infinity"}});
  }
}

TEST(Interval, RoundsExtremesByVersion) {
  {
    Server server(15, "interval(0)");
    check(server, {{"2562047788:00:54.775807", "-2562047788:00:54"},
                   {"-9223372036854775808 us", "2562047788:00:54"},
                   {"2562047788:00:54.4", "-2562047788:00:54"},
                   {"1.5 s", "00:00:02"},
                   {"-1.5 s", "-00:00:02"},
                   {"178956970 years 7 mons 2147483647 days 2562047788:00:54.775807",
                    "178956970 years 7 mons 2147483647 days -2562047788:00:54"}});
  }

  {
    Server server(16, "interval(0)");
    check(server, {{"2562047788:00:54.775807", "-2562047788:00:54"},
                   {"-9223372036854775808 us", "2562047788:00:54"},
                   {"2562047788:00:54.4", "-2562047788:00:54"},
                   {"1.5 s", "00:00:02"},
                   {"-1.5 s", "-00:00:02"},
                   {"178956970 years 7 mons 2147483647 days 2562047788:00:54.775807",
                    "178956970 years 7 mons 2147483647 days -2562047788:00:54"}});
  }

  {
    Server server(17, "interval(0)");
    check(server, {{"2562047788:00:54.775807", "22008 interval out of range"},
                   {"-9223372036854775808 us", "22008 interval out of range"},
                   {"2562047788:00:54.4", "22008 interval out of range"},
                   {"1.5 s", "00:00:02"},
                   {"-1.5 s", "-00:00:02"},
                   {"178956970 years 7 mons 2147483647 days 2562047788:00:54.775807", "infinity"}});
  }

  {
    Server server(18, "interval(0)");
    check(server, {{"2562047788:00:54.775807", "22008 interval out of range"},
                   {"-9223372036854775808 us", "22008 interval out of range"},
                   {"2562047788:00:54.4", "22008 interval out of range"},
                   {"1.5 s", "00:00:02"},
                   {"-1.5 s", "-00:00:02"},
                   {"178956970 years 7 mons 2147483647 days 2562047788:00:54.775807", "infinity"}});
  }
}

}  // namespace
}  // namespace surerow
