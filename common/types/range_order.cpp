// The order of bounds and the one form of a range: lower before upper, nothing between them is `empty`, and
// ranges over integers and dates include their lower and exclude their upper bound.
#include <algorithm>
#include <limits>

#include "common/types/calendar.h"
#include "common/types/range.h"

namespace surerow {
namespace {

using Subtype = RangeType::Subtype;

int sign_of(std::int64_t difference) { return difference < 0 ? -1 : difference > 0 ? 1 : 0; }

// -Infinity, numbers, Infinity, NaN: the order PostgreSQL gives them.
int rank(std::string_view number) {
  if (number == "NaN") return 2;
  if (number == "Infinity") return 1;
  return number == "-Infinity" ? -1 : 0;
}

// Two canonical texts of numbers that are not negative: no leading zeros but the one before the point.
int compare_magnitudes(std::string_view a, std::string_view b) {
  const std::size_t a_point = std::min(a.find('.'), a.size());
  const std::size_t b_point = std::min(b.find('.'), b.size());
  if (a_point != b_point) return a_point < b_point ? -1 : 1;
  if (const int whole = a.substr(0, a_point).compare(b.substr(0, b_point)); whole != 0) return sign_of(whole);
  const auto fraction = [](std::string_view text, std::size_t point) {
    if (point == text.size()) return std::string_view();
    text.remove_prefix(point + 1);
    while (text.ends_with('0')) text.remove_suffix(1);
    return text;
  };
  return sign_of(fraction(a, a_point).compare(fraction(b, b_point)));
}

int compare_numbers(std::string_view a, std::string_view b) {
  if (rank(a) != 0 || rank(b) != 0) return sign_of(rank(a) - rank(b));
  const bool negative = a.starts_with('-');
  if (negative != b.starts_with('-')) return negative ? -1 : 1;
  if (negative) return compare_magnitudes(b.substr(1), a.substr(1));
  return compare_magnitudes(a, b);
}

bool is_discrete(Subtype subtype) {
  return subtype == Subtype::int4 || subtype == Subtype::int8 || subtype == Subtype::date;
}

bool refuse(Code code, const char* message, Fault* why) {
  if (why != nullptr) *why = {code, message, {}, {}};
  return false;
}

}  // namespace

int RangeType::compare_values(const Value& a, const Value& b) const {
  if (subtype_ == Subtype::numeric) return compare_numbers(a.text(), b.text());
  return a.integer() < b.integer() ? -1 : a.integer() > b.integer() ? 1 : 0;
}

int RangeType::compare_lower(const RangeBound& a, const RangeBound& b) const {
  if (a.infinite || b.infinite) return sign_of(int{b.infinite} - int{a.infinite});
  const int order = compare_values(a.value, b.value);
  return order != 0 ? order : sign_of(int{b.inclusive} - int{a.inclusive});
}

int RangeType::compare_upper(const RangeBound& a, const RangeBound& b) const {
  if (a.infinite || b.infinite) return sign_of(int{a.infinite} - int{b.infinite});
  const int order = compare_values(a.value, b.value);
  return order != 0 ? order : sign_of(int{a.inclusive} - int{b.inclusive});
}

bool RangeType::settle(RangeParts& parts, Fault* why) const {
  if (!order(parts, why)) return false;
  if (parts.empty || !is_discrete(subtype_)) return true;
  return canonical(parts, why) && order(parts, why);
}

// Refuses bounds in the wrong order; bounds with nothing between them make the range empty.
bool RangeType::order(RangeParts& parts, Fault* why) const {
  if (parts.lower.infinite || parts.upper.infinite) return true;
  const int order = compare_values(parts.lower.value, parts.upper.value);
  if (order > 0) {
    return refuse(Code::data_exception, "range lower bound must be less than or equal to range upper bound",
                  why);
  }
  parts.empty = order == 0 && !(parts.lower.inclusive && parts.upper.inclusive);
  return true;
}

bool RangeType::canonical(RangeParts& parts, Fault* why) const {
  const auto counts = [this](const RangeBound& bound) {  // has a next value
    if (bound.infinite) return false;
    const std::int64_t value = bound.value.integer();
    return subtype_ != Subtype::date || (value != datetime::date_early && value != datetime::date_late);
  };
  if (counts(parts.lower) && !parts.lower.inclusive) {
    if (!next(parts.lower.value, why)) return false;
    parts.lower.inclusive = true;
  }
  if (counts(parts.upper) && parts.upper.inclusive) {
    if (!next(parts.upper.value, why)) return false;
    parts.upper.inclusive = false;
  }
  return true;
}

bool RangeType::next(Value& value, Fault* why) const {
  const std::int64_t number = value.integer();
  if (subtype_ == Subtype::int4 && number == std::numeric_limits<std::int32_t>::max())
    return refuse(Code::numeric_out_of_range, "integer out of range", why);
  if (subtype_ == Subtype::int8 && number == std::numeric_limits<std::int64_t>::max())
    return refuse(Code::numeric_out_of_range, "bigint out of range", why);
  if (subtype_ == Subtype::date && number + 1 >= datetime::date_end)
    return refuse(Code::datetime_field_overflow, "date out of range", why);
  value = Value::integer(number + 1);
  return true;
}

}  // namespace surerow
