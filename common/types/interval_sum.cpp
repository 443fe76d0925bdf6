// Adds fields up. Every step that may overflow says so; every double operation is the one the server does.
#include "common/types/interval_sum.h"

#include <cmath>

namespace surerow::interval {
namespace {

using datetime::usecs_per_day;
using datetime::usecs_per_hour;
using datetime::usecs_per_minute;
using datetime::usecs_per_sec;

constexpr std::int32_t months_per_year = 12;
constexpr std::int32_t days_per_month = 30;
constexpr std::int32_t days_per_week = 7;

/// `sum` += `count` * `each`, all in 32 bits.
bool add_32(std::int32_t& sum, std::int64_t count, std::int32_t each) {
  const auto narrow = static_cast<std::int32_t>(count);
  std::int32_t product = 0;
  return narrow == count && !__builtin_mul_overflow(narrow, each, &product) &&
         !__builtin_add_overflow(sum, product, &sum);
}

template <class Integer>
bool negate_one(Integer& value) {
  return !__builtin_sub_overflow(Integer{0}, value, &value);
}

}  // namespace

bool Sum::add(Unit unit, const Number& number) {
  switch (unit) {
    case Unit::microsecond: return add_time(number, 1);
    case Unit::millisecond: return add_time(number, 1000);
    case Unit::second: return add_time(number, usecs_per_sec);
    case Unit::minute: return add_time(number, usecs_per_minute);
    case Unit::hour: return add_time(number, usecs_per_hour);
    case Unit::day: return add_days(number.whole, 1) && add_micros(number.part, usecs_per_day);
    case Unit::week:
      return add_days(number.whole, days_per_week) && add_part_of_days(number.part, days_per_week);
    case Unit::month: return add_months(number);
    case Unit::year: return add_years(number, 1);
    case Unit::decade: return add_years(number, 10);
    case Unit::century: return add_years(number, 100);
    case Unit::millennium: return add_years(number, 1000);
    case Unit::other:
    case Unit::none: break;
  }
  return false;
}

bool Sum::add_micros(double part, std::int64_t each) {
  if (part == 0) return true;
  double rest = part * static_cast<double>(each);
  auto micros = static_cast<std::int64_t>(rest);
  rest -= static_cast<double>(micros);
  if (rest > 0.5) ++micros;
  if (rest < -0.5) --micros;
  return !__builtin_add_overflow(micros_, micros, &micros_);
}

bool Sum::add_time(const Number& number, std::int64_t each) {
  std::int64_t micros = 0;
  return !__builtin_mul_overflow(number.whole, each, &micros) &&
         !__builtin_add_overflow(micros_, micros, &micros_) && add_micros(number.part, each);
}

bool Sum::add_days(std::int64_t count, std::int32_t each) { return add_32(days_, count, each); }

bool Sum::add_part_of_days(double part, std::int32_t each) {
  if (part == 0) return true;
  const double days = part * each;
  const auto whole = static_cast<std::int32_t>(days);
  return add_32(days_, whole, 1) && add_micros(days - whole, usecs_per_day);
}

bool Sum::add_months(const Number& number) {
  return add_32(months_, number.whole, 1) && add_part_of_days(number.part, days_per_month);
}

bool Sum::add_years(const Number& number, std::int32_t each) {
  if (!add_32(years_, number.whole, each)) return false;
  return add_32(months_, static_cast<std::int32_t>(std::nearbyint(number.part * each * months_per_year)), 1);
}

bool Sum::negate() {
  return negate_one(years_) && negate_one(months_) && negate_one(days_) && negate_one(micros_);
}

bool Sum::total(Span& out) const {
  const std::int64_t months = std::int64_t{years_} * months_per_year + months_;
  out = {micros_, days_, static_cast<std::int32_t>(months)};
  return out.months == months;
}

}  // namespace surerow::interval
