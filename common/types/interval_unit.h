// The units an interval counts and the words for them (manual, 8.5.4). All lower case; no state.
#pragma once

#include <string_view>

namespace surerow::interval {

enum class Unit : unsigned char {
  microsecond,
  millisecond,
  second,
  minute,
  hour,
  day,
  week,
  month,
  year,
  decade,
  century,
  millennium,
  other,  // a unit's word, but not one that an interval counts: quarter, timezone
  none,
};

enum class WordKind : unsigned char { unknown, unit, ago };

struct Word {
  WordKind kind = WordKind::unknown;
  Unit unit = Unit::none;
};

/// What a word in lower case means. Ten letters count, as in PostgreSQL: 'millenniumss' is a millennium.
Word word(std::string_view text);

}  // namespace surerow::interval
