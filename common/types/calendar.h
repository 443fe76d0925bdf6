// The proleptic Gregorian calendar as day counts from 2000-01-01, and the limits PostgreSQL sets to its
// dates and timestamps (manual, table 8.9). Years are astronomical: 0 is 1 BC. Constant time, no tables of
// years; callers keep years within int32 and months within 1 to 12.
#pragma once

#include <cstdint>
#include <limits>

namespace surerow::datetime {

inline constexpr std::int64_t usecs_per_sec = 1'000'000;
inline constexpr std::int64_t usecs_per_minute = 60 * usecs_per_sec;
inline constexpr std::int64_t usecs_per_hour = 60 * usecs_per_minute;
inline constexpr std::int64_t usecs_per_day = 24 * usecs_per_hour;
inline constexpr std::int64_t secs_per_day = 86'400;
inline constexpr std::int64_t unix_epoch_days = -10'957;  // 1970-01-01
inline constexpr std::int64_t unix_epoch_secs = unix_epoch_days * secs_per_day;

inline constexpr std::int64_t julian_of_2000 = 2'451'545;
inline constexpr std::int64_t date_min = -julian_of_2000;                 // 4714-11-24 BC
inline constexpr std::int64_t date_end = 2'147'483'494 - julian_of_2000;  // 5874898-01-01
inline constexpr std::int64_t date_late = std::numeric_limits<std::int32_t>::max();
inline constexpr std::int64_t date_early = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int64_t timestamp_min = date_min * usecs_per_day;
inline constexpr std::int64_t timestamp_end = 106'751'983LL * usecs_per_day;  // 294277-01-01
inline constexpr std::int64_t timestamp_late = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t timestamp_early = std::numeric_limits<std::int64_t>::min();

struct Civil {
  std::int64_t year = 2000;
  int month = 1;
  int day = 1;
};

constexpr bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int days_in_month(std::int64_t year, int month) {
  constexpr signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/// Days from 2000-01-01. The day may lie outside the month; it counts on from the month's first.
constexpr std::int64_t days_of(std::int64_t year, int month, std::int64_t day) {
  // The year begins in March, so that the leap day is its last.
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 730'425;
}

constexpr Civil civil_of(std::int64_t days) {
  const std::int64_t shifted = days + 730'425;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_index = (5 * day_of_year + 2) / 153;
  Civil civil;
  civil.day = static_cast<int>(day_of_year - (153 * month_index + 2) / 5 + 1);
  civil.month = static_cast<int>(month_index < 10 ? month_index + 3 : month_index - 9);
  civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
  return civil;
}

/// Division that rounds towards minus infinity, for counts on both sides of 2000.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

/// Seconds from 1970, as time zones count them, of microseconds from 2000.
constexpr std::int64_t unix_seconds(std::int64_t micros) {
  return floor_div(micros, usecs_per_sec) - unix_epoch_secs;
}

static_assert(days_of(2000, 1, 1) == 0 && days_of(1970, 1, 1) == unix_epoch_days);
static_assert(days_of(-4713, 11, 24) == date_min && days_of(5'874'898, 1, 1) == date_end);

}  // namespace surerow::datetime
