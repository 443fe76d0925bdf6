// The modifiers of interval: their check in PostgreSQL's words, their names, and what they cut from a value.
#include "common/types/interval_scope.h"

#include <algorithm>
#include <array>

#include "common/types/interval.h"

namespace surerow::interval {
namespace {

using datetime::usecs_per_hour;
using datetime::usecs_per_minute;

constexpr std::int64_t every_field = 32767;
constexpr int max_precision = 6;

// Bits of PostgreSQL's field mask, as parse_type_name gives them.
constexpr int year = 1 << 2, month = 1 << 1, day = 1 << 3, hour = 1 << 10, minute = 1 << 11, second = 1 << 12;

struct Named {
  std::int64_t mask;
  const char* name;
  Unit lowest;
};
constexpr std::array<Named, 14> named = {{
    {every_field, "", Unit::second},
    {year, " year", Unit::year},
    {month, " month", Unit::month},
    {day, " day", Unit::day},
    {hour, " hour", Unit::hour},
    {minute, " minute", Unit::minute},
    {second, " second", Unit::second},
    {year | month, " year to month", Unit::month},
    {day | hour, " day to hour", Unit::hour},
    {day | hour | minute, " day to minute", Unit::minute},
    {day | hour | minute | second, " day to second", Unit::second},
    {hour | minute, " hour to minute", Unit::minute},
    {hour | minute | second, " hour to second", Unit::second},
    {minute | second, " minute to second", Unit::second},
}};

bool refused(std::string message, Fault* why) {
  if (why != nullptr) *why = {Code::invalid_parameter_value, std::move(message), {}, {}};
  return false;
}

std::int64_t wrapping_add(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

std::int64_t wrapping_negative(std::int64_t a) {
  return static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(a));
}

}  // namespace

bool Scope::set(Modifiers modifiers, Fault* why) {
  if (modifiers.empty()) return true;
  const auto* const found = std::ranges::find(named, modifiers[0], &Named::mask);
  if (found == named.end() || modifiers.size() > 2) return refused("invalid INTERVAL type modifier", why);
  fields_ = found->name;
  lowest_ = found->lowest;
  minute_to_second_ = found->mask == (minute | second);
  if (modifiers.size() == 1) return true;
  if (modifiers[1] < 0)
    return refused("INTERVAL(" + std::to_string(modifiers[1]) + ") precision must not be negative", why);
  // PostgreSQL warns of a precision above 6 and takes 6.
  precision_ = static_cast<int>(std::min<std::int64_t>(modifiers[1], max_precision));
  return true;
}

std::string Scope::suffix() const {
  std::string text = fields_;
  if (precision_ != full_precision) text += "(" + std::to_string(precision_) + ")";
  return text;
}

bool Scope::apply(Span& span, int server_version) const {
  if (is_infinite(span, server_version)) return true;
  switch (lowest_) {
    case Unit::year: span.months -= span.months % 12; [[fallthrough]];
    case Unit::month: span.days = 0; [[fallthrough]];
    case Unit::day: span.micros = 0; break;
    case Unit::hour: span.micros -= span.micros % usecs_per_hour; break;
    case Unit::minute: span.micros -= span.micros % usecs_per_minute; break;
    default: break;
  }
  return precision_ == full_precision || precision_ == max_precision || round(span.micros, server_version);
}

bool Scope::round(std::int64_t& micros, int server_version) const {
  static constexpr std::int64_t units[] = {1'000'000, 100'000, 10'000, 1'000, 100, 10};
  const std::int64_t unit = units[precision_];
  // Half away from zero. Before PostgreSQL 17 the extremes wrapped; since then they are refused.
  const std::int64_t magnitude = micros < 0 ? wrapping_negative(micros) : micros;
  const std::int64_t raised = wrapping_add(magnitude, unit / 2);
  if (server_version >= 17 && raised < 0) return false;
  const std::int64_t rounded = raised / unit * unit;
  micros = micros < 0 ? wrapping_negative(rounded) : rounded;
  return true;
}

}  // namespace surerow::interval
