// Times of day, with and without a zone: clocks in every spelling, the dates and words that may stand beside
// them, and those that may not.
#include <fmt/format.h>

#include "test/oracle/generate.h"
#include "test/oracle/zone_text.h"

namespace surerow::oracle {
namespace {

std::string fraction(Rng& rng) {
  if (rng.chance(25))
    return fmt::format("{}{}", rng.digits(rng.below(7)),
                       rng.pick({"5", "50", "49999", "99999999", "45", "500000001"}));
  return rng.digits(rng.below(10), rng.chance(20) ? "9" : "0123456789");
}

std::string clock(Rng& rng) {
  const auto hour = rng.between(0, rng.chance(8) ? 26 : 23);
  const auto minute = rng.between(0, rng.chance(5) ? 62 : 59);
  const auto second = rng.between(0, rng.chance(10) ? 62 : 59);
  switch (rng.below(16)) {
    case 0: return fmt::format("{}:{:02}", hour, minute);
    case 1: return fmt::format("{:02}{:02}{:02}", hour, minute, second);
    case 2: return fmt::format("{:02}{:02}", hour, minute);
    case 3: return fmt::format("{:02}{:02}{:02}.{}", hour, minute, second, fraction(rng));
    case 4: return fmt::format("{}:{}:{}", hour, minute, second);
    case 5:
      return std::string(rng.pick({"24:00:00",
                                   "24:00",
                                   "23:59:60",
                                   "23:59:59.999999",
                                   "23:59:59.9999995",
                                   "24:00:00.000001",
                                   "23:59:60.5",
                                   "00:00",
                                   "12:00",
                                   "12:00:60",
                                   "1:2:",
                                   "1::2",
                                   "5:6.7",
                                   "240000",
                                   "2400",
                                   "235960",
                                   "24:00:00.0000001",
                                   "23:59:59.99999949",
                                   "235959.9999999",
                                   "04",
                                   "4",
                                   "004"}));
    case 6: return fmt::format("{}:{:02} {}", rng.between(0, 13), minute, rng.pick({"AM", "pm", "PM"}));
    case 7:
      return fmt::format("{}:{:02}:{:02}{}", rng.between(1, 12), minute, second,
                         rng.pick({"am", "PM", " am"}));
    case 8: return fmt::format("{:02}:{:02}.{}", minute, second, fraction(rng));
    case 9: return fmt::format("{}{}", rng.pick({"T", "t", "t "}), rng.digits(4 + rng.below(4)));
    default:
      return fmt::format("{:02}:{:02}:{:02}{}{}", hour, minute, second, rng.chance(60) ? "." : "",
                         rng.chance(60) ? fraction(rng) : "");
  }
}

std::string_view zone_word(Rng& rng) {
  return rng.pick({"Z",       "zulu",         "UTC",     "GMT",
                   "EST",     "EDT",          "PST",     "PDT",
                   "CEST",    "MSK",          "MSD",     "IST",
                   "ART",     "LMT",          "VET",     "KGT",
                   "Japan",   "Etc/GMT+5",    "EST5EDT", "America/New_York",
                   "foo5",    "foo24",        "foo5bar", "Asia/Kathmandu",
                   "Etc/UTC", "Mars/Phobos",  "nowhere", "Asia/Kolkata",
                   "Etc/UCT", "africa/accra", "MST",     "America/Phoenix",
                   "ABC-17",  "xyz+20:30",    "HST",     "Pacific/Honolulu"});
}

std::string zone(Rng& rng) {
  switch (rng.below(8)) {
    case 0:
    case 1:
    case 2: return offset(rng);
    case 3: return "Z";
    case 4: return fmt::format(" {} DST", zone_word(rng));
    default: return fmt::format("{}{}", rng.chance(90) ? " " : "", zone_word(rng));
  }
}

std::string date(Rng& rng) {
  const auto year = rng.between(1890, 2040);
  const auto month = rng.between(1, rng.chance(5) ? 13 : 12);
  const auto day = rng.between(1, rng.chance(10) ? 32 : 28);
  switch (rng.below(9)) {
    case 0: return fmt::format("{}/{}/{}", month, day, year);
    case 1: return fmt::format("{}.{}.{}", day, month, year);
    case 2: return fmt::format("{:04}{:02}{:02}", year, month, day);
    case 3: return fmt::format("Jan {} {}", day, year);
    case 4: return fmt::format("{}.{:03}", year, rng.below(370));
    case 5: return fmt::format("J{}", rng.between(2400000, 2470000));
    case 6: return fmt::format("{}-Jan-{}", day, year);
    default: return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  }
}

std::string stray(Rng& rng) {
  return std::string(rng.pick({" at ", " on ", "at",       "T",   " t ", "t",      ",",     ";",       " (",
                               ") ",   "[",    "  ",       "\t",  " AD", " BC",    "bc",    " Mon ",   "y",
                               "m",    " d",   "h",        "mm",  "s",   " dow",   "j",     " DST ",   "-",
                               "+",    ".",    ":",        "/",   " pm", " am ",   " 5 ",   "12",      "Jan",
                               "now",  " J ",  "allballs", "h04", "m05", " s06.7", "epoch", "infinity"}));
}

std::string time(Rng& rng) {
  std::string text;
  if (rng.chance(2)) return std::string(rng.pick({"allballs", "now", "today", "epoch", "zulu", "infinity"}));
  if (rng.chance(22)) text += date(rng) + std::string(rng.pick({" ", " ", "T", " T", "  ", ""}));
  if (rng.chance(4)) text += stray(rng);
  text += clock(rng);
  if (rng.chance(5)) text += stray(rng);
  if (rng.chance(55)) text += zone(rng);
  if (rng.chance(7)) text += " " + date(rng);
  if (rng.chance(5)) text += stray(rng);
  return text;
}

/// A few fields in any order: what the decoder makes of words and numbers that nobody puts there.
std::string jumble(Rng& rng) {
  std::string text;
  for (std::size_t i = 1 + rng.below(5); i > 0; --i) {
    switch (rng.below(8)) {
      case 0: text += date(rng); break;
      case 1: text += clock(rng); break;
      case 2: text += zone(rng); break;
      case 3: text += stray(rng); break;
      case 4: text += rng.digits(1 + rng.below(8)); break;
      case 5:
        text += fmt::format("{}{}", rng.pick({"y", "m", "d", "h", "mm", "s", "j", "t", "julian"}),
                            rng.digits(1 + rng.below(5)));
        break;
      case 6: text += fmt::format("{}.{}", rng.digits(rng.below(8)), rng.digits(rng.below(8))); break;
      default: text += rng.digits(2) + ":" + rng.digits(2); break;
    }
    if (rng.chance(80)) text += ' ';
  }
  return text;
}

std::string any_time(Rng& rng) { return rng.chance(18) ? jumble(rng) : time(rng); }

const Grammar times{{"time", "time(0)", "time(1)", "time(2)", "time(3)", "time(4)", "time(5)", "time(6)"},
                    any_time};
const Grammar zoned_times{{"timetz", "timetz(0)", "timetz(3)", "timetz(5)", "time with time zone"}, any_time};

}  // namespace
}  // namespace surerow::oracle
