// Output of intervals in PostgreSQL's four styles. Never fails: every value has a text in each of them.
#include <cstdlib>

#include "common/types/datetime_line.h"
#include "common/types/interval.h"

namespace surerow::interval {
namespace {

using datetime::Line;
using datetime::usecs_per_hour;
using datetime::usecs_per_minute;
using datetime::usecs_per_sec;

/// The parts that are shown. Those of a field have its sign.
struct Parts {
  std::int64_t year, month, day, hour, minute, second, micros;

  explicit Parts(const Span& span)
      : year(span.months / 12),
        month(span.months % 12),
        day(span.days),
        hour(span.micros / usecs_per_hour),
        minute(span.micros / usecs_per_minute % 60),
        second(span.micros / usecs_per_sec % 60),
        micros(span.micros % usecs_per_sec) {}
};

/// At least two digits; the magnitude alone.
void put_padded(std::int64_t value, Line& line) {
  value = std::abs(value);
  if (value < 10) line.put('0');
  line.number(value);
}

/// 5.25, 0.5; the magnitude alone.
void put_seconds(const Parts& parts, Line& line) {
  line.number(std::abs(parts.second));
  datetime::put_fraction(std::abs(parts.micros), line);
}

/// :04:05.5
void put_minutes(const Parts& parts, Line& line) {
  line.put(':');
  put_padded(parts.minute, line);
  line.put(':');
  put_padded(parts.second, line);
  datetime::put_fraction(std::abs(parts.micros), line);
}

/// 1 year 2 mons -3 days +04:05:06: a plus only where a negative part stands before.
void print_postgres(const Span& span, const Parts& parts, Line& line) {
  bool after_negative = false;
  const auto part = [&](std::int64_t value, std::string_view unit) {
    if (value == 0) return;
    if (!line.empty()) line.put(' ');
    if (after_negative && value > 0) line.put('+');
    line.number(value);
    line.put(unit);
    if (value != 1) line.put('s');
    after_negative = value < 0;
  };
  part(parts.year, " year");
  part(parts.month, " mon");
  part(parts.day, " day");
  if (span.micros == 0 && !line.empty()) return;
  if (!line.empty()) line.put(' ');
  if (span.micros < 0)
    line.put('-');
  else if (after_negative)
    line.put('+');
  put_padded(parts.hour, line);
  put_minutes(parts, line);
}

/// @ 1 year 2 mons -3 days 4 hours ago: the first part gives the direction, the others are told from it.
void print_verbose(const Parts& parts, Line& line) {
  bool first = true;
  bool ago = false;
  const auto part = [&](std::int64_t value, std::string_view unit) {
    if (value == 0) return;
    if (first) ago = value < 0;
    first = false;
    line.put(' ');
    line.number(ago ? -value : value);
    line.put(unit);
    if ((ago ? -value : value) != 1) line.put('s');
  };
  line.put('@');
  part(parts.year, " year");
  part(parts.month, " mon");
  part(parts.day, " day");
  part(parts.hour, " hour");
  part(parts.minute, " min");
  if (parts.second != 0 || parts.micros != 0) {
    const bool negative = parts.second < 0 || parts.micros < 0;
    if (first) ago = negative;
    first = false;
    line.put(' ');
    if (negative != ago) line.put('-');
    put_seconds(parts, line);
    line.put(std::abs(parts.second) == 1 && parts.micros == 0 ? " sec" : " secs");
  }
  if (first) line.put(" 0");
  if (ago) line.put(" ago");
}

/// 1-2, 3 4:05:06, or, where SQL has no form for it, +1-2 -3 +4:05:06.
void print_sql(const Span& span, const Parts& parts, Line& line) {
  const bool negative = span.months < 0 || span.days < 0 || span.micros < 0;
  const bool positive = span.months > 0 || span.days > 0 || span.micros > 0;
  const bool has_time = span.days != 0 || span.micros != 0;
  const auto hours = [&] {
    line.number(std::abs(parts.hour));
    put_minutes(parts, line);
  };
  const auto months = [&] {
    line.number(std::abs(parts.year));
    line.put('-');
    line.number(std::abs(parts.month));
  };
  if (!negative && !positive) return line.put('0');
  if ((negative && positive) || (span.months != 0 && has_time)) {
    line.put(span.months < 0 ? '-' : '+');
    months();
    line.put(span.days < 0 ? " -" : " +");
    line.number(std::abs(parts.day));
    line.put(span.micros < 0 ? " -" : " +");
    return hours();
  }
  if (negative) line.put('-');
  if (span.months != 0) return months();
  if (span.days != 0) {
    line.number(std::abs(parts.day));
    line.put(' ');
  }
  hours();
}

/// P1Y2M-3DT4H5M6.7S
void print_iso(const Span& span, const Parts& parts, Line& line) {
  if (span == Span{}) return line.put("PT0S");
  const auto part = [&](std::int64_t value, char designator) {
    if (value == 0) return;
    line.number(value);
    line.put(designator);
  };
  line.put('P');
  part(parts.year, 'Y');
  part(parts.month, 'M');
  part(parts.day, 'D');
  if (span.micros == 0) return;
  line.put('T');
  part(parts.hour, 'H');
  part(parts.minute, 'M');
  if (parts.second == 0 && parts.micros == 0) return;
  if (span.micros < 0) line.put('-');
  put_seconds(parts, line);
  line.put('S');
}

}  // namespace

void print(const Span& span, Settings::IntervalStyle style, int server_version, std::string& out) {
  if (is_infinite(span, server_version)) {
    out += span == late ? "infinity" : "-infinity";
    return;
  }
  const Parts parts(span);
  Line line;
  switch (style) {
    case Settings::IntervalStyle::postgres: print_postgres(span, parts, line); break;
    case Settings::IntervalStyle::postgres_verbose: print_verbose(parts, line); break;
    case Settings::IntervalStyle::sql_standard: print_sql(span, parts, line); break;
    case Settings::IntervalStyle::iso_8601: print_iso(span, parts, line); break;
  }
  line.append_to(out);
}

}  // namespace surerow::interval
