// Numbers, clocks and offsets of a date or time text, and the final check of a date.
#include "common/types/datetime_parts.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "common/types/scan.h"

namespace surerow::datetime {
namespace {

/// A day of a year beyond the calendar's range. The server adds up Julian days in 32 bits there, which wrap,
/// and may so come back to a date it accepts.
Civil wrapped_day_of_year(std::int32_t year, std::int32_t day_of_year) {
  const std::uint32_t y = static_cast<std::uint32_t>(year) + 4799;
  const auto quotient = [](std::uint32_t dividend, std::int32_t divisor) {
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(dividend) / divisor);
  };
  const std::uint32_t centuries = quotient(y, 100);
  std::uint32_t days = y * 365 + quotient(y, 4) - centuries + quotient(centuries, 4);
  days += 306 + static_cast<std::uint32_t>(day_of_year - 1);  // from 1 March 4801 BC
  const std::uint32_t eras = days / 146'097;
  days +=
      60 + eras * 3 + ((days - eras * 146'097) * 4 + 3) / 146'097;  // as if every fourth year had a leap day
  const std::uint32_t rest = days % 1461;
  const std::uint32_t year_of_four = rest * 4 / 1461;
  const std::uint32_t from_march = year_of_four != 0 ? (rest + 305) % 365 : (rest + 306) % 366;
  const std::uint32_t month = (5 * from_march + 2) / 153;
  return {static_cast<std::int32_t>(year_of_four + days / 1461 * 4 - 4800),
          static_cast<int>(month < 10 ? month + 3 : month - 9),
          static_cast<int>(from_march - (153 * month + 2) / 5 + 1)};
}

}  // namespace

Leading leading_integer(std::string_view text) {
  Leading result;
  result.rest = text;
  std::size_t at = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  const std::size_t first = at;
  std::int64_t value = 0;
  const std::size_t safe = std::min(text.size(), first + 18);  // so many digits fit in 64 bits
  for (; at < safe && scan::is_digit(text[at]); ++at) value = value * 10 + (text[at] - '0');
  for (; at < text.size() && scan::is_digit(text[at]); ++at) {
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, text[at] - '0', &value))
      result.huge = true;
  }
  if (at == first) return result;
  if (text[0] == '-' && !result.huge) value = -value;
  result.overflow = result.huge || value != static_cast<std::int32_t>(value);
  result.value = static_cast<std::int32_t>(value);
  result.rest = text.substr(at);
  return result;
}

bool read_ratio(std::string_view text, double& ratio) {
  ratio = 0;
  if (text == ".") return true;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ratio);
  if (error == std::errc::result_out_of_range) ratio = 0;  // too small for a double
  return error != std::errc::invalid_argument && end == text.data() + text.size();
}

bool read_fraction(std::string_view text, std::int64_t& micros) {
  double seconds = 0;
  const bool read = read_ratio(text, seconds);
  micros = static_cast<std::int64_t>(std::nearbyint(seconds * 1e6));
  return read;
}

Outcome read_offset(std::string_view text, std::int32_t& offset) {
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return Outcome::bad_format;
  Leading hours = leading_integer(text.substr(1));
  if (hours.overflow) return Outcome::zone_overflow;
  Leading minutes;
  Leading seconds;
  minutes.rest = hours.rest;
  if (hours.rest.starts_with(':')) {
    minutes = leading_integer(hours.rest.substr(1));
    if (minutes.overflow) return Outcome::zone_overflow;
    seconds.rest = minutes.rest;
    if (minutes.rest.starts_with(':')) {
      seconds = leading_integer(minutes.rest.substr(1));
      if (seconds.overflow) return Outcome::zone_overflow;
      minutes.rest = seconds.rest;
    }
  } else if (hours.rest.empty() && text.size() > 3) {
    minutes.value = hours.value % 100;
    hours.value /= 100;
  }
  const auto beyond = [](std::int32_t value, std::int32_t most) { return value < 0 || value > most; };
  if (beyond(hours.value, 15) || beyond(minutes.value, 59) || beyond(seconds.value, 59))
    return Outcome::zone_overflow;
  offset = (hours.value * 60 + minutes.value) * 60 + seconds.value;
  if (text[0] == '-') offset = -offset;
  return minutes.rest.empty() ? Outcome::ok : Outcome::bad_format;
}

Outcome Parts::clock(std::string_view text, Mask& got) {
  got = part::time;
  const Leading first = leading_integer(text);
  if (first.huge) return Outcome::field_overflow;
  if (!first.rest.starts_with(':')) return Outcome::bad_format;
  const Leading second_field = leading_integer(first.rest.substr(1));
  if (second_field.overflow) return Outcome::field_overflow;
  hour = first.value;
  minute = second_field.value;
  second = 0;
  micros = 0;
  std::string_view rest = second_field.rest;
  if (rest.starts_with('.')) {  // mm:ss.f
    second = minute;
    minute = hour;
    hour = 0;
  } else if (rest.starts_with(':')) {
    const Leading third = leading_integer(rest.substr(1));
    if (third.overflow) return Outcome::field_overflow;
    second = third.value;
    rest = third.rest;
  }
  if (!rest.empty() && (rest[0] != '.' || !read_fraction(rest, micros))) return Outcome::bad_format;
  const bool sane =
      !first.overflow && hour >= 0 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
  return sane ? Outcome::ok : Outcome::field_overflow;
}

bool Parts::time_overflows() const {
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) return true;
  return time() > usecs_per_day;
}

std::int64_t Parts::time() const {
  // The server adds up in 32 bits, which wrap.
  const auto wrap = [](std::int64_t value) { return static_cast<std::int32_t>(value); };
  const std::int64_t minutes = wrap(std::int64_t{wrap(std::int64_t{hour} * 60)} + minute);
  return wrap(std::int64_t{wrap(minutes * 60)} + second) * usecs_per_sec + micros;
}

void Parts::set_date(std::int64_t days) { set_date(civil_of(days)); }

void Parts::set_date(const Civil& civil) {
  year = static_cast<std::int32_t>(civil.year);
  month = civil.month;
  day = civil.day;
}

void Parts::set_time(std::int64_t time) {
  hour = static_cast<std::int32_t>(time / usecs_per_hour);
  minute = static_cast<std::int32_t>(time / usecs_per_minute % 60);
  second = static_cast<std::int32_t>(time / usecs_per_sec % 60);
  micros = time % usecs_per_sec;
}

Outcome Parts::settle_year(bool before_christ) {
  if (before_christ) {
    if (year <= 0) return Outcome::field_overflow;
    year = 1 - year;
  } else if (two_digit_year_) {
    if (year < 0) return Outcome::field_overflow;
    if (year < 100) year += year < 70 ? 2000 : 1900;
  } else if (year <= 0) {
    return Outcome::field_overflow;
  }
  return Outcome::ok;
}

Outcome Parts::settle_date(Mask have, bool julian, bool before_christ) {
  if ((have & part::year) != 0 && !julian) {
    const Outcome outcome = settle_year(before_christ);
    if (outcome != Outcome::ok) return outcome;
  }
  if ((have & part::day_of_year) != 0) {
    const bool in_calendar = year > -4713 && year <= 5'874'897;
    set_date(in_calendar ? civil_of(days_of(year, 1, day_of_year)) : wrapped_day_of_year(year, day_of_year));
  }
  if ((have & part::month) != 0 && (month < 1 || month > 12)) return Outcome::month_overflow;
  if ((have & part::day) != 0 && (day < 1 || day > 31)) return Outcome::month_overflow;
  if ((have & part::date) == part::date && day > days_in_month(year, month)) return Outcome::field_overflow;
  return Outcome::ok;
}

}  // namespace surerow::datetime
