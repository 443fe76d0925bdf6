// Numbers of jsonb: the arithmetic of PostgreSQL's numeric_in on digits alone, with its limits. Numbers of
// RFC 8785: the layout of ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20) without its rounding.
#include "common/json/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>

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

// Where ECMAScript puts the decimal point: behind zeros, among the digits, before them, or in an exponent.
enum class Layout : std::uint8_t { whole, inside, fraction, exponent };

Layout layout_of(const Exact& number) {
  const auto count = static_cast<std::int64_t>(number.count);
  if (number.point > 0 && number.point <= 21) return count <= number.point ? Layout::whole : Layout::inside;
  return number.point > -6 && number.point <= 0 ? Layout::fraction : Layout::exponent;
}

// "e+21"
fmt::memory_buffer exponent_text(const Exact& number) {
  fmt::memory_buffer out;
  fmt::format_to(std::back_inserter(out), "e{:+}", number.point - 1);
  return out;
}

// All digits, with a decimal point behind the first `whole` unless none are left.
char* write_digits(const Exact& number, std::size_t whole, char* out) {
  char* const first = out;
  out = std::copy_if(number.digits.begin(), number.digits.end(), out, [](char c) { return c != '.'; });
  if (whole == number.count) return out;
  std::memmove(first + whole + 1, first + whole, number.count - whole);
  first[whole] = '.';
  return out + 1;
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

std::optional<Exact> exact(std::string_view number) {
  Exact out;
  const bool negative = number.front() == '-';
  if (negative) number.remove_prefix(1);
  const std::size_t e = number.find_first_of("eE");
  const std::string_view significand = number.substr(0, e);
  const std::size_t first = significand.find_first_not_of("0.");
  if (first == std::string_view::npos) return out;
  const std::int64_t exponent = e == std::string_view::npos ? 0 : exponent_of(number.substr(e + 1));
  const std::size_t last = significand.find_last_not_of("0.");
  const std::size_t point = std::min(significand.find('.'), significand.size());

  out.negative = negative;
  out.digits = significand.substr(first, last + 1 - first);
  out.count = out.digits.size() - (first < point && point < last ? 1 : 0);
  out.point = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + exponent;
  if (first > point) ++out.point;
  const bool saturated = exponent >= most_exponent || exponent <= -most_exponent;
  if (saturated || out.point > most_exponent || out.point <= 1 - most_exponent) return std::nullopt;
  return out;
}

std::size_t Exact::size() const {
  if (count == 0) return 1;
  const std::size_t sign = negative ? 1 : 0;
  switch (layout_of(*this)) {
    case Layout::whole: return sign + static_cast<std::size_t>(point);
    case Layout::inside: return sign + count + 1;
    case Layout::fraction: return sign + 2 + static_cast<std::size_t>(-point) + count;
    case Layout::exponent: break;
  }
  return sign + count + (count > 1 ? 1 : 0) + exponent_text(*this).size();
}

char* write(const Exact& number, char* out) {
  if (number.count == 0) {
    *out++ = '0';
    return out;
  }
  if (number.negative) *out++ = '-';
  const auto zeros = [&](std::int64_t n) { out = std::fill_n(out, n, '0'); };
  switch (layout_of(number)) {
    case Layout::whole:
      out = write_digits(number, number.count, out);
      zeros(number.point - static_cast<std::int64_t>(number.count));
      return out;
    case Layout::inside: return write_digits(number, static_cast<std::size_t>(number.point), out);
    case Layout::fraction:
      *out++ = '0';
      *out++ = '.';
      zeros(-number.point);
      return write_digits(number, number.count, out);
    case Layout::exponent: break;
  }
  const fmt::memory_buffer exponent = exponent_text(number);
  return std::copy(exponent.begin(), exponent.end(), write_digits(number, 1, out));
}

}  // namespace surerow::json
