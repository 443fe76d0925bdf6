// Intervals: units and their words, clocks, years with months, ISO 8601's forms, put together as people do
// and as nobody would, with numbers around every limit.
#include <fmt/format.h>

#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

std::string_view unit(Rng& rng) {
  if (rng.chance(60))
    return rng.pick({"year", "years", "mon", "mons", "day", "days", "hours", "min", "mins", "sec", "secs",
                     "month", "week", "weeks", "hour", "second", "minutes"});
  return rng.pick({"c",           "cent",        "centuries",    "century",   "d",           "dec",
                   "decade",      "decades",     "decs",         "h",         "hr",          "hrs",
                   "m",           "microsecond", "microseconds", "mil",       "millennia",   "millennium",
                   "millenniums", "millisecond", "milliseconds", "mils",      "minute",      "months",
                   "ms",          "msec",        "msecond",      "mseconds",  "msecs",       "qtr",
                   "quarter",     "s",           "seconds",      "timezone",  "us",          "usec",
                   "usecond",     "useconds",    "usecs",        "w",         "y",           "yr",
                   "yrs",         "mm",          "millenium",    "fortnight", "millenniumx", "centuriesx",
                   "Microseconx", "j",           "jd",           "dow",       "isoyear",     "YEARS"});
}

std::string limit(Rng& rng) {
  return std::string(rng.pick({"2147483647",
                               "2147483648",
                               "-2147483648",
                               "-2147483649",
                               "9223372036854775807",
                               "9223372036854775808",
                               "-9223372036854775808",
                               "-9223372036854775809",
                               "178956970",
                               "178956971",
                               "-178956970",
                               "-178956971",
                               "2562047788",
                               "2562047789",
                               "-2562047788",
                               "9223372036854",
                               "9223372036855",
                               "153722867280",
                               "153722867281",
                               "306783378",
                               "306783379",
                               "21474836",
                               "21474837",
                               "214748364",
                               "2147483",
                               "768614336404564650",
                               "768614336404564651",
                               "99999999999999999999",
                               "1000000000000000",
                               "1000000000000001",
                               "17895697",
                               "1789569"}));
}

std::string fraction(Rng& rng) {
  switch (rng.below(6)) {
    case 0:
      return fmt::format("{}{}", rng.digits(rng.below(7)),
                         rng.pick({"5", "50", "49999", "99999999", "45", "500000001", "4999999999999"}));
    case 1:
      return std::string(
          rng.pick({"5", "25", "75", "1", "9", "04", "96", "000001", "0000005", "999999", "9999995"}));
    default: return rng.digits(rng.below(12));
  }
}

std::string whole(Rng& rng) {
  if (rng.chance(5)) return limit(rng);
  if (rng.chance(10)) return rng.digits(1 + rng.below(20));
  return fmt::format("{}", rng.below(rng.chance(50) ? 20 : 1000));
}

std::string number(Rng& rng) {
  std::string text(rng.pick({"", "", "", "", "", "-", "-", "+", "- ", "+  "}));
  if (rng.chance(4)) return text + "." + fraction(rng);
  text += whole(rng);
  if (rng.chance(20)) text += "." + fraction(rng);
  return text;
}

std::string clock(Rng& rng) {
  const std::string sign(rng.pick({"", "", "", "", "-", "+"}));
  const std::string hour = rng.chance(85) ? fmt::format("{:02}", rng.below(30)) : whole(rng);
  const auto minute = rng.below(rng.chance(5) ? 62 : 60);
  const auto second = rng.below(rng.chance(5) ? 62 : 60);
  switch (rng.below(10)) {
    case 0: return fmt::format("{}{}:{:02}", sign, hour, minute);
    case 1: return fmt::format("{}{}:{:02}.{}", sign, hour, minute, fraction(rng));
    case 2: return fmt::format("{}{}:{}:{}.{}", sign, hour, minute, second, fraction(rng));
    case 3:
      return sign + std::string(rng.pick({"2562047788:00:54.775807",
                                          "2562047788:00:54.775808",
                                          "1:",
                                          "1::2",
                                          ":1:2",
                                          "1:2:",
                                          "1:2:.",
                                          "1:2:3.",
                                          "23:59:60",
                                          "23:59:61",
                                          "0:60:0",
                                          "2562047787:59:60.9999999",
                                          "1:2:3:4",
                                          "1:-2",
                                          "1:2-3",
                                          "1.5:2",
                                          "2147483648:1",
                                          "2147483647:1.5",
                                          "2147483648:1.5",
                                          "59:59:59.9999995"}));
    default:
      return fmt::format("{}{}:{:02}:{:02}{}", sign, hour, minute, second,
                         rng.chance(30) ? "." + fraction(rng) : "");
  }
}

std::string year_month(Rng& rng) {
  return fmt::format("{}{}-{}", rng.pick({"", "", "-", "+"}), whole(rng),
                     rng.chance(85)   ? fmt::format("{}", rng.below(13))
                     : rng.chance(50) ? whole(rng)
                                      : "");
}

std::string blank(Rng& rng) { return std::string(rng.pick({" ", " ", " ", " ", "", "  ", "\t", ", ", "@"})); }

std::string stray(Rng& rng) {
  return std::string(
      rng.pick({"ago", " ago",  "@ ",       "at ",  " on ", "infinity", "-infinity", "+infinity", "T", "P",
                "now", "epoch", "today",    " bc",  ";",    "{",        "invalid",   " 5",        "-", "+",
                ".",   "1e5",   "allballs", "zulu", "am",   "t",        "inf",       "undefined"}));
}

/// Fields from large to small, as intervals are written.
std::string orderly(Rng& rng) {
  std::string text(rng.pick({"", "", "", "@ "}));
  const auto part = [&](unsigned percent, std::string_view word) {
    if (!rng.chance(percent)) return;
    text += fmt::format("{}{}{}{} ", number(rng), rng.chance(90) ? " " : "", word, rng.chance(50) ? "s" : "");
  };
  part(45, "year");
  part(45, "mon");
  part(10, "week");
  part(50, "day");
  if (rng.chance(60)) {
    text += clock(rng);
  } else {
    part(50, "hour");
    part(50, "min");
    part(50, "sec");
  }
  if (rng.chance(20)) text += " ago";
  return text;
}

std::string sql_form(Rng& rng) {
  switch (rng.below(5)) {
    case 0: return year_month(rng);
    case 1: return number(rng) + " " + clock(rng);
    case 2: return year_month(rng) + " " + number(rng) + " " + clock(rng);
    case 3:
      return fmt::format("-{} {}:{:02}:{:02}", rng.below(50), rng.below(24), rng.below(60), rng.below(60));
    default:
      return fmt::format("-{}-{} {} {}:{:02}", rng.below(50), rng.below(12), number(rng), rng.below(24),
                         rng.below(60));
  }
}

std::string iso_number(Rng& rng) {
  switch (rng.below(30)) {
    case 0: return number(rng);
    case 1: return fmt::format("{}e{}", rng.below(100), rng.between(-20, 20));
    case 2: return fmt::format("{}.{}E{}", rng.below(100), fraction(rng), rng.between(-400, 20));
    case 3:
      return fmt::format("0x{}{}", rng.digits(rng.below(6), "0123456789abcDEF"),
                         rng.pick({"", "p3", ".8p-1", ".8"}));
    case 4:
      return std::string(rng.pick({"-inf", "-nan", "-NaN(a)", "-Infinity", "nan", "-", "", ".", "1e-310",
                                   "0x1p-1074", "1e999", "1e15", "0x", "0e5"}));
    case 5: return "." + fraction(rng);
    default: break;
  }
  std::string text(rng.chance(20) ? "-" : "");
  text += rng.chance(5) ? whole(rng) : fmt::format("{}", rng.below(60));
  if (rng.chance(25)) text += "." + fraction(rng);
  return text;
}

std::string iso_designators(Rng& rng) {
  std::string text = "P";
  const bool odd = rng.chance(10);
  for (const char c : {'Y', 'M', 'W', 'D'})
    if (rng.chance(c == 'W' ? 15 : 55)) text += iso_number(rng) + (odd ? rng.pick_char("YMWDHSTymd-:") : c);
  if (rng.chance(70)) text += 'T';
  for (const char c : {'H', 'M', 'S'})
    if (rng.chance(55)) text += iso_number(rng) + (odd ? rng.pick_char("YMWDHSTymd-:") : c);
  return text;
}

std::string iso_alternative(Rng& rng) {
  std::string text = "P";
  switch (rng.below(6)) {
    case 0: text += rng.digits(8); break;
    case 1: text += fmt::format("{}-{}", iso_number(rng), iso_number(rng)); break;
    case 2: text += iso_number(rng); break;
    case 3: break;
    default: text += fmt::format("{:04}-{:02}-{:02}", rng.below(3000), rng.below(13), rng.below(32)); break;
  }
  if (rng.chance(10)) text += "." + fraction(rng);
  if (rng.chance(75)) text += 'T';
  switch (rng.below(6)) {
    case 0: text += rng.digits(6); break;
    case 1: text += fmt::format("{}:{}", iso_number(rng), iso_number(rng)); break;
    case 2: text += iso_number(rng); break;
    case 3: break;
    default: text += fmt::format("{:02}:{:02}:{:02}", rng.below(30), rng.below(61), rng.below(61)); break;
  }
  if (rng.chance(10)) text += "." + fraction(rng);
  return text;
}

/// A few fields in any order.
std::string jumble(Rng& rng) {
  std::string text;
  for (std::size_t i = 1 + rng.below(6); i > 0; --i) {
    switch (rng.below(8)) {
      case 0: text += clock(rng); break;
      case 1: text += year_month(rng); break;
      case 2: text += stray(rng); break;
      case 3: text += unit(rng); break;
      default: text += number(rng) + blank(rng) + std::string(unit(rng)); break;
    }
    text += blank(rng);
  }
  if (rng.chance(15)) text += "ago";
  return text;
}

/// Close to what an interval can hold.
std::string extreme(Rng& rng) {
  const auto months =
      rng.pick({"178956970 years 7 mons", "178956970 years 8 mons", "-178956970 years -8 mons",
                "-178956970 years -9 mons", "2147483647 mons", "-2147483648 mons", "", "1 year"});
  const auto days =
      rng.pick({"2147483647 days", "-2147483648 days", "2147483648 days", "306783378 weeks", "", "1.5 days"});
  const auto time = rng.pick({"2562047788:00:54.775807", "-9223372036854775808 us", "9223372036854775807 us",
                              "-2562047788:00:54.775807", "2562047788 hours", "9223372036854775 ms", "",
                              "2562047788:00:54.5", "-9223372036854775807 us", "2562047787:59:59.999999"});
  return fmt::format("{} {} {}{}", months, days, time, rng.chance(20) ? " ago" : "");
}

std::string any_interval(Rng& rng) {
  switch (rng.below(20)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4: return jumble(rng);
    case 5:
    case 6:
    case 7: return iso_designators(rng);
    case 8: return iso_alternative(rng);
    case 9: return extreme(rng);
    case 10:
    case 11:
    case 12: return sql_form(rng);
    case 13: return clock(rng);
    case 14: return number(rng) + (rng.chance(70) ? blank(rng) + std::string(unit(rng)) : "");
    default: return orderly(rng);
  }
}

const Grammar intervals{{"interval",
                         "interval(0)",
                         "interval(1)",
                         "interval(2)",
                         "interval(3)",
                         "interval(4)",
                         "interval(5)",
                         "interval(6)",
                         "interval year",
                         "interval month",
                         "interval day",
                         "interval hour",
                         "interval minute",
                         "interval second",
                         "interval second(0)",
                         "interval second(3)",
                         "interval year to month",
                         "interval day to hour",
                         "interval day to minute",
                         "interval day to second",
                         "interval day to second(2)",
                         "interval hour to minute",
                         "interval hour to second",
                         "interval hour to second(1)",
                         "interval minute to second",
                         "interval minute to second(4)"},
                        any_interval};

}  // namespace
}  // namespace surerow::oracle
