// What the printers of dates, times and intervals share: a line of text that needs no memory, and its pieces.
// Internal to datetime_print.cpp, datetime_style.cpp and interval_print.cpp.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/types/calendar.h"

namespace surerow::datetime {

/// A text as it grows. The longest, an interval in verbose style with all parts at their widest, has 92
/// bytes.
class Line {
 public:
  void put(char c) {
    if (size_ < bytes_.size()) bytes_[size_++] = c;  // always; g++ 14 reckons with all that the type allows
  }
  void put(std::string_view text) { size_ += text.copy(bytes_.data() + size_, bytes_.size() - size_); }
  void two(std::int64_t value) {
    put(static_cast<char>('0' + value / 10 % 10));
    put(static_cast<char>('0' + value % 10));
  }
  void number(std::int64_t value) {
    char* const from = bytes_.data() + size_;
    size_ += static_cast<std::size_t>(std::to_chars(from, bytes_.data() + bytes_.size(), value).ptr - from);
  }
  bool empty() const { return size_ == 0; }
  void append_to(std::string& out) const { out.append(bytes_.data(), size_); }

 private:
  std::array<char, 128> bytes_;
  std::size_t size_ = 0;
};

/// The year as it is shown, BC or AD: four digits or more.
inline void put_year(std::int64_t year, Line& line) {
  if (year <= 0) year = 1 - year;
  if (year >= 1'000'000) line.put(static_cast<char>('0' + year / 1'000'000));
  if (year >= 100'000) line.put(static_cast<char>('0' + year / 100'000 % 10));
  if (year >= 10'000) line.put(static_cast<char>('0' + year / 10'000 % 10));
  line.two(year / 100);
  line.two(year);
}

inline void put_era(std::int64_t year, Line& line) {
  if (year <= 0) line.put(" BC");
}

inline void put_fraction(std::int64_t micros, Line& line) {
  if (micros == 0) return;
  line.put('.');
  std::array<char, 6> digits{};
  for (std::size_t i = digits.size(); i-- > 0; micros /= 10) digits[i] = static_cast<char>('0' + micros % 10);
  std::size_t size = digits.size();
  while (digits[size - 1] == '0') --size;
  for (std::size_t i = 0; i < size; ++i) line.put(digits[i]);
}

inline void put_time(std::int64_t micros, Line& line) {
  const auto seconds = static_cast<std::int32_t>(micros / usecs_per_sec);
  line.two(seconds / 3600);
  line.put(':');
  line.two(seconds / 60 % 60);
  line.put(':');
  line.two(seconds % 60);
  put_fraction(micros % usecs_per_sec, line);
}

inline bool append_infinity(std::int64_t value, std::int64_t late, std::int64_t early, std::string& out) {
  if (value == late) out += "infinity";
  if (value == early) out += "-infinity";
  return value == late || value == early;
}

/// A timestamp on the clocks of a zone. Days and time apart: that of an extreme one may not fit in
/// microseconds.
struct LocalTime {
  std::int64_t days;
  std::int64_t time;

  LocalTime(std::int64_t micros, std::int32_t offset)
      : days(floor_div(micros, usecs_per_day)), time(micros - days * usecs_per_day + offset * usecs_per_sec) {
    const std::int64_t carry = floor_div(time, usecs_per_day);
    days += carry;
    time -= carry * usecs_per_day;
  }
};

}  // namespace surerow::datetime
