// Numbers of jsonb: the arithmetic of PostgreSQL's numeric_in on digits alone, with its limits.
#include "common/json/number.h"

#include <algorithm>
#include <cstring>

#include "common/json/scan.h"

namespace surerow::json {
namespace {

constexpr std::int64_t most_whole = 131072;         // 32768 groups of four digits
constexpr std::int64_t most_scale = 16383;          // NUMERIC_DSCALE_MAX
constexpr std::int64_t most_exponent = 0x3fffffff;  // INT_MAX / 2 and beyond are refused, also for zero

// The exponent behind the 'e', saturated.
std::int64_t exponent_of(std::string_view text) {
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  std::int64_t value = 0;
  for (const char c : text) value = std::min<std::int64_t>(value * 10 + (c - '0'), most_exponent);
  return negative ? -value : value;
}

// Zeros the significand begins with.
std::size_t leading_zeros(std::string_view digits) {
  const auto* nonzero =
      std::find_if(digits.begin(), digits.end(), [](char c) { return c != '0' && c != '.'; });
  return static_cast<std::size_t>(std::count(digits.begin(), nonzero, '0'));
}

// Copies the digits [from, to) of the significand, counted without its point; zeros outside it.
char* copy_digits(const Decimal& d, std::int64_t from, std::int64_t to, char* out) {
  const auto zeros = [&](std::int64_t n) {
    if (n <= 0) return;
    std::memset(out, '0', static_cast<std::size_t>(n));
    out += n;
  };
  const auto copy = [&](std::int64_t first, std::int64_t last, std::int64_t shift) {
    if (last <= first) return;
    std::memcpy(out, d.digits.data() + first + shift, static_cast<std::size_t>(last - first));
    out += last - first;
  };
  const auto point = static_cast<std::int64_t>(d.point), count = static_cast<std::int64_t>(d.count);
  zeros(std::min<std::int64_t>(to, 0) - from);
  copy(std::clamp<std::int64_t>(from, 0, point), std::clamp<std::int64_t>(to, 0, point), 0);
  copy(std::clamp(from, point, count), std::clamp(to, point, count), 1);
  zeros(to - std::max(from, count));
  return out;
}

}  // namespace

std::optional<Decimal> measure(std::string_view number) {
  Decimal d;
  d.negative = number.front() == '-';
  if (d.negative) number.remove_prefix(1);
  const std::size_t e = number.find_first_of("eE");
  d.digits = number.substr(0, e);
  if (e != std::string_view::npos) d.exponent = exponent_of(number.substr(e + 1));
  if (d.exponent >= most_exponent || d.exponent <= -most_exponent) return std::nullopt;

  const std::size_t point = d.digits.find('.');
  d.point = std::min(point, d.digits.size());
  d.count = d.digits.size() - (point == std::string_view::npos ? 0 : 1);
  const std::int64_t scale = static_cast<std::int64_t>(d.count - d.point) - d.exponent;
  if (scale > most_scale) return std::nullopt;
  d.scale = static_cast<std::size_t>(std::max<std::int64_t>(scale, 0));

  const std::size_t zeros = leading_zeros(d.digits);
  d.whole = 1;
  if (zeros == d.count) {  // zero has no sign and no more digits than its scale
    d.negative = false;
    return d;
  }
  const std::int64_t whole =
      static_cast<std::int64_t>(d.point) + d.exponent - static_cast<std::int64_t>(zeros);
  if (whole > most_whole) return std::nullopt;
  d.whole = static_cast<std::size_t>(std::max<std::int64_t>(whole, 1));
  return d;
}

char* write(const Decimal& d, char* out) {
  if (d.negative) *out++ = '-';
  const std::int64_t point = static_cast<std::int64_t>(d.point) + d.exponent;
  out = copy_digits(d, point - static_cast<std::int64_t>(d.whole), point, out);
  if (d.scale == 0) return out;
  *out++ = '.';
  return copy_digits(d, point, point + static_cast<std::int64_t>(d.scale), out);
}

}  // namespace surerow::json
