// The words of dates and times (PostgreSQL manual, appendix B.2 and B.3) and the time zone abbreviations of
// its Default set: what each means. All lower case; no state.
#pragma once

#include <cstdint>
#include <string_view>

namespace surerow::datetime {

enum class WordKind : unsigned char {
  unknown,
  ignored,       // at, on
  month,         // value: 1 to 12
  weekday,       // value: 0 is Sunday
  meridian,      // value: a Meridian
  era,           // value: 1 is BC
  unit,          // a prefix of the next number; value: a Unit
  iso_time,      // t
  special,       // value: a Special
  dst_modifier,  // value: seconds
  zone,          // an abbreviation; value: seconds east of UTC
  dst_zone,      // the same, for daylight saving time
  dynamic_zone,  // an abbreviation whose offset changed over time
};

enum Meridian : std::int32_t { am, pm, twenty_four_hours };
enum Unit : std::int32_t {
  unit_none,
  unit_year,
  unit_month,
  unit_day,
  unit_hour,
  unit_minute,
  unit_second,
  unit_julian,
  unit_time,
  unit_useless
};
enum Special : std::int32_t {
  special_now,
  special_today,
  special_tomorrow,
  special_yesterday,
  special_midnight,
  special_epoch,
  special_late,
  special_early
};

struct Meaning {
  WordKind kind = WordKind::unknown;
  std::int32_t value = 0;
  const char* zone = nullptr;  // dynamic_zone: the region that says when the abbreviation meant what
};

/// A word that is no time zone abbreviation. PostgreSQL 16 learnt "+infinity".
Meaning datetime_word(std::string_view word, int server_version);

// datetime_abbreviation.cpp
Meaning zone_abbreviation(std::string_view word);

}  // namespace surerow::datetime
