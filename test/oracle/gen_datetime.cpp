// Dates and times: dates in every order and spelling, clocks, zones and words, put together as people do and
// as nobody would.
#include <fmt/format.h>

#include "test/oracle/generate.h"
#include "test/oracle/zone_text.h"

namespace surerow::oracle {
namespace {

std::string_view month_word(Rng& rng) {
  return rng.pick({"Jan",  "january",   "FEB",  "February", "mar",  "March",    "Apr",    "april",
                   "May",  "jun",       "June", "Jul",      "july", "aug",      "August", "Sep",
                   "sept", "September", "oct",  "October",  "Nov",  "november", "dec",    "December"});
}

std::string_view zone_word(Rng& rng) {
  return rng.pick({"Z",
                   "zulu",
                   "UTC",
                   "GMT",
                   "EST",
                   "EDT",
                   "PST",
                   "PDT",
                   "CET",
                   "CEST",
                   "MSK",
                   "MSD",
                   "IST",
                   "BST",
                   "JST",
                   "AEST",
                   "NZDT",
                   "ART",
                   "CLT",
                   "KGT",
                   "VET",
                   "LINT",
                   "GET",
                   "YEKT",
                   "ANAT",
                   "AZT",
                   "LMT",
                   "America/New_York",
                   "europe/london",
                   "Asia/Kolkata",
                   "Asia/Kathmandu",
                   "Australia/Lord_Howe",
                   "Pacific/Apia",
                   "Africa/Monrovia",
                   "America/Sao_Paulo",
                   "Europe/Dublin",
                   "Africa/Casablanca",
                   "Antarctica/Troll",
                   "EST5EDT",
                   "CST6CDT",
                   "Etc/GMT+5",
                   "Etc/GMT-14",
                   "Asia/Gaza",
                   "Cuba",
                   "Japan",
                   "posixrules",
                   "localtime",
                   "posix/Asia/Tokyo",
                   "foo5",
                   "foo5bar",
                   "ABC-3:30",
                   "xyz+4DST",
                   "etc/foo7",
                   "nowhere",
                   "Mars/Phobos",
                   "America/",
                   "GMT0",
                   "UCT",
                   "W-SU",
                   "PST8PDT",
                   "Europe/Paris",
                   "Asia/Tehran"});
}

std::string year(Rng& rng) {
  switch (rng.below(12)) {
    case 0: return fmt::format("{:02}", rng.below(100));
    case 1: return fmt::format("{}", rng.below(1000));
    case 2: return fmt::format("{:04}", rng.below(10000));
    case 3: return fmt::format("{}", rng.between(10000, 300000));
    case 4:
      return std::string(rng.pick({"294276", "294277", "5874897", "5874898", "4713", "4714", "4715", "1", "0",
                                   "0000", "1970", "2038", "99999999", "2147483647", "2147483648"}));
    case 5: return fmt::format("{}", rng.between(1880, 1990));
    default: return fmt::format("{}", rng.between(1900, 2100));
  }
}

std::string month(Rng& rng) {
  return fmt::format("{:0{}}", rng.between(rng.chance(4) ? 0 : 1, rng.chance(5) ? 14 : 12),
                     rng.chance(70) ? 2 : 1);
}
std::string day(Rng& rng) {
  return fmt::format("{:0{}}", rng.between(rng.chance(4) ? 0 : 1, rng.chance(20) ? 33 : 28),
                     rng.chance(70) ? 2 : 1);
}

std::string date(Rng& rng) {
  const std::string_view sep = rng.pick({"-", "-", "-", "/", ".", " ", ""});
  switch (rng.below(16)) {
    case 0: return fmt::format("{}{}{}{}{}", month(rng), sep, day(rng), sep, year(rng));
    case 1: return fmt::format("{}{}{}{}{}", day(rng), sep, month(rng), sep, year(rng));
    case 2: return fmt::format("{}{}{}{}{}", year(rng), sep, month_word(rng), sep, day(rng));
    case 3: return fmt::format("{}{}{}{}{}", day(rng), sep, month_word(rng), sep, year(rng));
    case 4: return fmt::format("{}{}{}{}{}", month_word(rng), sep, day(rng), sep, year(rng));
    case 5: return fmt::format("{} {}, {}", month_word(rng), day(rng), year(rng));
    case 6: return fmt::format("{}{:02}{:02}", year(rng), rng.between(1, 13), rng.between(1, 32));
    case 7: return rng.digits(4 + rng.below(6));
    case 8: return fmt::format("{}{}{:03}", year(rng), rng.pick({".", "-", "/", ""}), rng.below(400));
    case 9:
      return fmt::format("{}{}{}", rng.pick({"J", "j", "Julian ", "JD"}),
                         rng.chance(80) ? rng.between(2000000, 2600000) : rng.between(0, 2147483647),
                         rng.chance(30) ? "." + rng.digits(1 + rng.below(8)) : "");
    case 10:
      return fmt::format("{} {} {} {}", rng.pick({"Mon", "tuesday", "Wed", "thurs", "Sat", "sunday"}),
                         month_word(rng), day(rng), year(rng));
    default: return fmt::format("{}-{:02}-{:02}", year(rng), rng.between(1, 12), rng.between(1, 28));
  }
}

std::string fraction(Rng& rng) {
  if (rng.chance(25))
    return fmt::format("{}{}", rng.digits(rng.below(7)),
                       rng.pick({"5", "50", "49999", "99999999", "45", "500000001"}));
  return rng.digits(rng.below(10));
}

std::string clock(Rng& rng) {
  const auto hour = rng.between(0, rng.chance(5) ? 26 : 23);
  const auto minute = rng.between(0, rng.chance(5) ? 62 : 59);
  const auto second = rng.between(0, rng.chance(10) ? 62 : 59);
  switch (rng.below(14)) {
    case 0: return fmt::format("{}:{:02}", hour, minute);
    case 1: return fmt::format("{:02}{:02}{:02}", hour, minute, second);
    case 2: return fmt::format("{:02}{:02}", hour, minute);
    case 3: return fmt::format("{:02}{:02}{:02}.{}", hour, minute, second, fraction(rng));
    case 4: return fmt::format("{}:{}:{}", hour, minute, second);
    case 5:
      return std::string(
          rng.pick({"24:00:00", "24:00", "23:59:60", "23:59:59.999999", "23:59:59.9999995", "24:00:00.000001",
                    "23:59:60.5", "00:00", "12:00", "12:00:60", "1:2:", "1::2", "5:6.7"}));
    case 6: return fmt::format("{}:{:02} {}", rng.between(0, 13), minute, rng.pick({"AM", "pm", "PM"}));
    case 7:
      return fmt::format("{}:{:02}:{:02}{}", rng.between(1, 12), minute, second,
                         rng.pick({"am", "PM", " am"}));
    case 8: return fmt::format("{:02}:{:02}.{}", minute, second, fraction(rng));
    default:
      return fmt::format("{:02}:{:02}:{:02}{}{}", hour, minute, second, rng.chance(60) ? "." : "",
                         rng.chance(60) ? fraction(rng) : "");
  }
}

std::string zone(Rng& rng) {
  switch (rng.below(10)) {
    case 0:
    case 1:
    case 2: return offset(rng);
    case 3: return "Z";
    case 4: return fmt::format(" {} DST", zone_word(rng));
    default: return fmt::format(" {}", zone_word(rng));
  }
}

std::string special(Rng& rng) {
  return std::string(rng.pick({"epoch", "infinity", "-infinity", "+infinity", "Infinity", "allballs", "inf",
                               "- infinity", "infinity BC", "epoch 01:01", "at", "on", "t", "noon", "invalid",
                               "current", "10 infinity", "infinity j5"}));
}

std::string stray(Rng& rng) {
  return std::string(rng.pick({" at ", " on ", "at", "T",   " t ", "t",     ",",    ";",     " (",    ") ",
                               "[",    "  ",   "\t", " AD", " BC", " bc ",  " ad",  " Mon ", " sat ", "y",
                               "m",    " d",   "h",  "mm",  "s",   " dow ", "j",    " DST ", "-",     "+",
                               ".",    ":",    "/",  "_",   "\"",  " pm",   " am ", " 5 ",   "12"}));
}

std::string moment(Rng& rng) {
  if (rng.chance(3)) return special(rng);
  std::string text = date(rng);
  if (rng.chance(8)) text += stray(rng);
  if (rng.chance(75))
    text += std::string(rng.pick({" ", " ", " ", "T", "t", " T", "  ", " at ", ""})) + clock(rng);
  if (rng.chance(6)) text += stray(rng);
  if (rng.chance(55)) text += zone(rng);
  if (rng.chance(8)) text += rng.pick({" BC", " AD", "bc", " B.C.", " bc "});
  if (rng.chance(3)) text += stray(rng);
  return text;
}

/// A few fields in any order: what the decoder makes of words and numbers that nobody puts there.
std::string jumble(Rng& rng) {
  std::string text;
  for (std::size_t i = 1 + rng.below(5); i > 0; --i) {
    switch (rng.below(9)) {
      case 0: text += date(rng); break;
      case 1: text += clock(rng); break;
      case 2: text += zone(rng); break;
      case 3: text += stray(rng); break;
      case 4: text += month_word(rng); break;
      case 5: text += rng.digits(1 + rng.below(8)); break;
      case 6:
        text += fmt::format("{}{}", rng.pick({"y", "m", "d", "h", "mm", "s", "j", "t", "julian"}),
                            rng.digits(1 + rng.below(4)));
        break;
      case 7: text += day(rng); break;
      default: text += special(rng); break;
    }
    if (rng.chance(80)) text += ' ';
  }
  return text;
}

/// Around the changes of clocks, where a local time is skipped or comes twice.
std::string near_change(Rng& rng) {
  const std::string_view day =
      rng.pick({"2024-03-10", "2024-11-03", "2024-03-31", "2024-10-27", "1883-11-18", "1970-01-01",
                "2010-03-28", "2014-10-26", "2011-12-30", "2011-12-29", "1867-10-18", "1918-03-31",
                "1945-08-14", "2037-11-01", "2038-03-14", "2500-03-14", "2440-11-06", "1972-01-07",
                "1919-07-01", "2024-04-07", "1900-01-01", "1947-09-07", "2007-12-09"});
  return fmt::format("{} {:02}:{:02}:{:02}{} {}", day, rng.below(24), rng.below(60),
                     rng.chance(50) ? 0 : rng.below(60), rng.chance(10) ? ".5" : "", zone_word(rng));
}

std::string any_moment(Rng& rng) {
  switch (rng.below(10)) {
    case 0:
    case 1: return jumble(rng);
    case 2: return near_change(rng);
    default: return moment(rng);
  }
}

const Grammar dates{{"date"}, any_moment};
const Grammar timestamps{{"timestamp", "timestamp(0)", "timestamp(1)", "timestamp(2)", "timestamp(3)",
                          "timestamp(4)", "timestamp(5)", "timestamp(6)"},
                         any_moment};
const Grammar zoned{{"timestamptz", "timestamptz(0)", "timestamptz(3)", "timestamp with time zone"},
                    any_moment};

}  // namespace
}  // namespace surerow::oracle
