// The calendar and clock parts of a text, filled field by field. A Mask says which parts there are; a part
// given twice is the caller's to refuse. Values are checked when all are known: which number is the month
// depends on what follows.
#pragma once

#include <cstdint>
#include <string_view>

#include "common/types/datetime.h"

namespace surerow::datetime {

using Mask = std::uint32_t;

namespace part {
inline constexpr Mask year = 1 << 0;
inline constexpr Mask month = 1 << 1;
inline constexpr Mask day = 1 << 2;
inline constexpr Mask day_of_year = 1 << 3;
inline constexpr Mask hour = 1 << 4;
inline constexpr Mask minute = 1 << 5;
inline constexpr Mask second = 1 << 6;
inline constexpr Mask fraction = 1 << 7;
inline constexpr Mask zone = 1 << 8;
inline constexpr Mask dst_zone = 1 << 9;
inline constexpr Mask dynamic_zone = 1 << 10;
inline constexpr Mask dst_modifier = 1 << 11;
inline constexpr Mask meridian = 1 << 12;
inline constexpr Mask era = 1 << 13;
inline constexpr Mask weekday = 1 << 14;
inline constexpr Mask special = 1 << 15;  // epoch, infinity
inline constexpr Mask date = year | month | day;
inline constexpr Mask time = hour | minute | second | fraction;
}  // namespace part

/// A number at the start of a text, as C's strtol reads it without blanks.
struct Leading {
  std::int32_t value = 0;
  bool overflow = false;  // does not fit in 32 bits
  bool huge = false;      // nor in 64
  std::string_view rest;  // what follows; the whole text when there is no number
};
Leading leading_integer(std::string_view text);

/// `.5`, or `.`, which is 0. False: not only digits.
bool read_ratio(std::string_view text, double& ratio);

/// `.5`: microseconds, rounded half to even on the double, as the server does. False: not only digits.
bool read_fraction(std::string_view text, std::int64_t& micros);

/// +hh, +hhmm, +hh:mm, +hh:mm:ss, seconds east.
Outcome read_offset(std::string_view text, std::int32_t& offset);

class Parts {
 public:
  explicit Parts(const Settings& settings) : order_(settings.date_order), version_(settings.server_version) {}

  std::int32_t year = 0;
  std::int32_t month = 0;
  std::int32_t day = 0;
  std::int32_t day_of_year = 0;
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  std::int32_t second = 0;
  std::int64_t micros = 0;

  /// 04:05, 04:05:06.7, 05:06.7.
  Outcome clock(std::string_view text, Mask& got);
  /// 1999-01-08, 8-jan-1999, 1/8/99, 1999.008: a whole date in one field.
  Outcome whole_date(std::string_view text, Mask have, Mask& got);
  /// One number whose meaning follows from what is there and from DateStyle.
  Outcome number(std::string_view text, bool text_month, Mask have, Mask& got);
  /// 19990108, 990108, 040506.789, 0405.
  Outcome run_together(std::string_view text, Mask have, Mask& got);
  /// Settles the year's era and century and the day of the year, then checks month and day.
  Outcome settle_date(Mask have, bool julian, bool before_christ);
  /// Sets the date that this many days from 2000-01-01 is.
  void set_date(std::int64_t days);
  void set_date(const Civil& civil);
  /// Sets the clock.
  void set_time(std::int64_t time);
  /// The clock is beyond 24:00:00.
  bool time_overflows() const;
  /// Microseconds since midnight.
  std::int64_t time() const;

 private:
  Outcome settle_year(bool before_christ);

  Settings::DateOrder order_;
  int version_;
  bool two_digit_year_ = false;
};

}  // namespace surerow::datetime
