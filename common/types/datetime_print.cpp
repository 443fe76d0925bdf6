// Output of dates and timestamps as PostgreSQL's with DateStyle ISO, and as its to_json. Never fails: every
// value a reader gives has a text.
#include <cstdlib>

#include "common/types/datetime.h"

namespace surerow::datetime {
namespace {

void append_two(std::int64_t value, std::string& out) {
  const char digits[] = {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
  out.append(digits, 2);
}

void append_year_month_day(std::int64_t days, bool& before_christ, std::string& out) {
  const Civil civil = civil_of(days);
  before_christ = civil.year <= 0;
  const std::int64_t year = before_christ ? 1 - civil.year : civil.year;
  if (year >= 10'000) {
    out += std::to_string(year / 100);
  } else {
    append_two(year / 100, out);
  }
  append_two(year % 100, out);
  out += '-';
  append_two(civil.month, out);
  out += '-';
  append_two(civil.day, out);
}

void append_fraction(std::int64_t micros, std::string& out) {
  if (micros == 0) return;
  char digits[7] = {'.'};
  int length = 7;
  for (int i = 6; i > 0; --i, micros /= 10) digits[i] = static_cast<char>('0' + micros % 10);
  while (digits[length - 1] == '0') --length;
  out.append(digits, static_cast<std::size_t>(length));
}

bool append_infinity(std::int64_t value, std::int64_t late, std::int64_t early, std::string& out) {
  if (value == late) out += "infinity";
  if (value == early) out += "-infinity";
  return value == late || value == early;
}

}  // namespace

void print_time(std::int64_t micros, std::string& out) {
  append_two(micros / usecs_per_hour, out);
  out += ':';
  append_two(micros / usecs_per_minute % 60, out);
  out += ':';
  append_two(micros / usecs_per_sec % 60, out);
  append_fraction(micros % usecs_per_sec, out);
}

void print_offset(std::int32_t offset, bool full, std::string& out) {
  const std::int32_t seconds = std::abs(offset);
  out += offset < 0 ? '-' : '+';
  append_two(seconds / 3600, out);
  if (!full && seconds % 3600 == 0) return;
  out += ':';
  append_two(seconds / 60 % 60, out);
  if (seconds % 60 == 0) return;
  out += ':';
  append_two(seconds % 60, out);
}

void print_date(std::int64_t days, std::string& out) {
  if (append_infinity(days, date_late, date_early, out)) return;
  bool before_christ = false;
  append_year_month_day(days, before_christ, out);
  if (before_christ) out += " BC";
}

void print_timestamp(std::int64_t micros, std::int32_t offset, Layout layout, std::string& out) {
  if (append_infinity(micros, timestamp_late, timestamp_early, out)) return;
  // The local time of an extreme timestamp may not fit in microseconds: days and time apart.
  std::int64_t days = floor_div(micros, usecs_per_day);
  std::int64_t time = micros - days * usecs_per_day + offset * usecs_per_sec;
  const std::int64_t carry = floor_div(time, usecs_per_day);
  days += carry;
  time -= carry * usecs_per_day;
  bool before_christ = false;
  append_year_month_day(days, before_christ, out);
  out += layout.between;
  print_time(time, out);
  if (layout.zoned) print_offset(offset, layout.full_offset, out);
  if (before_christ) out += " BC";
}

}  // namespace surerow::datetime
