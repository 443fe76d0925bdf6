// Output of dates and timestamps as PostgreSQL's with DateStyle ISO, and as its to_json. Never fails: every
// value a reader gives has a text.
#include <array>
#include <cstdlib>

#include "common/types/datetime.h"

namespace surerow::datetime {
namespace {

/// The longest text is 5874897-12-31 with a time, an offset and BC: 45 bytes.
class Line {
 public:
  void put(char c) { bytes_[size_++] = c; }
  void put(std::string_view text) {
    for (const char c : text) put(c);
  }
  void two(std::int64_t value) {
    put(static_cast<char>('0' + value / 10 % 10));
    put(static_cast<char>('0' + value % 10));
  }
  void append_to(std::string& out) const { out.append(bytes_.data(), size_); }

 private:
  std::array<char, 64> bytes_;
  std::size_t size_ = 0;
};

/// The year as it is shown, BC or AD.
void put_date(const Civil& civil, Line& line) {
  const std::int64_t year = civil.year <= 0 ? 1 - civil.year : civil.year;
  if (year >= 1'000'000) line.put(static_cast<char>('0' + year / 1'000'000));
  if (year >= 100'000) line.put(static_cast<char>('0' + year / 100'000 % 10));
  if (year >= 10'000) line.put(static_cast<char>('0' + year / 10'000 % 10));
  line.two(year / 100);
  line.two(year);
  line.put('-');
  line.two(civil.month);
  line.put('-');
  line.two(civil.day);
}

void put_fraction(std::int64_t micros, Line& line) {
  if (micros == 0) return;
  line.put('.');
  std::array<char, 6> digits{};
  for (std::size_t i = digits.size(); i-- > 0; micros /= 10) digits[i] = static_cast<char>('0' + micros % 10);
  std::size_t size = digits.size();
  while (digits[size - 1] == '0') --size;
  for (std::size_t i = 0; i < size; ++i) line.put(digits[i]);
}

void put_time(std::int64_t micros, Line& line) {
  const auto seconds = static_cast<std::int32_t>(micros / usecs_per_sec);
  line.two(seconds / 3600);
  line.put(':');
  line.two(seconds / 60 % 60);
  line.put(':');
  line.two(seconds % 60);
  put_fraction(micros % usecs_per_sec, line);
}

void put_offset(std::int32_t offset, bool full, Line& line) {
  const std::int32_t seconds = std::abs(offset);
  line.put(offset < 0 ? '-' : '+');
  if (seconds >= 360'000) line.put('1');  // a POSIX zone may be 167 hours away
  line.two(seconds / 3600);
  if (!full && seconds % 3600 == 0) return;
  line.put(':');
  line.two(seconds / 60 % 60);
  if (seconds % 60 == 0) return;
  line.put(':');
  line.two(seconds % 60);
}

bool append_infinity(std::int64_t value, std::int64_t late, std::int64_t early, std::string& out) {
  if (value == late) out += "infinity";
  if (value == early) out += "-infinity";
  return value == late || value == early;
}

}  // namespace

void print_date(std::int64_t days, std::string& out) {
  if (append_infinity(days, date_late, date_early, out)) return;
  const Civil civil = civil_of(days);
  Line line;
  put_date(civil, line);
  if (civil.year <= 0) line.put(" BC");
  line.append_to(out);
}

void print_time(std::int64_t micros, std::string& out) {
  Line line;
  put_time(micros, line);
  line.append_to(out);
}

void print_offset(std::int32_t offset, std::string& out) {
  Line line;
  put_offset(offset, false, line);
  line.append_to(out);
}

void print_timestamp(std::int64_t micros, std::int32_t offset, Layout layout, std::string& out) {
  if (append_infinity(micros, timestamp_late, timestamp_early, out)) return;
  // The local time of an extreme timestamp may not fit in microseconds: days and time apart.
  std::int64_t days = floor_div(micros, usecs_per_day);
  std::int64_t time = micros - days * usecs_per_day + offset * usecs_per_sec;
  const std::int64_t carry = floor_div(time, usecs_per_day);
  days += carry;
  time -= carry * usecs_per_day;
  const Civil civil = civil_of(days);
  Line line;
  put_date(civil, line);
  line.put(layout.between);
  put_time(time, line);
  if (layout.zoned) put_offset(offset, layout.full_offset, line);
  if (civil.year <= 0) line.put(" BC");
  line.append_to(out);
}

}  // namespace surerow::datetime
