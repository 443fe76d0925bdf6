// Digits come from dragonbox, which finds the shortest text that reads back to the same value, the nearest
// of several. PostgreSQL never takes an end point of the rounding interval for it (1e23 prints as
// 9.999999999999999e+22), so neither does the policy below. The layout is that of the server's output.
#include "common/types/float_text.h"

#include <dragonbox/dragonbox.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace surerow {
namespace {

namespace rounding = jkj::dragonbox::detail::policy_impl::decimal_to_binary_rounding;

/// Nearest, ties to even when read, yet an interval without its end points when printed.
struct OpenInterval : rounding::base {
  using decimal_to_binary_rounding_policy = OpenInterval;
  template <class Significand, class Func>
  static auto delegate(Significand, Func&& f) noexcept {
    return f(rounding::detail::nearest_always_open{});
  }
};

/// `count` digits times 10^`exponent` without an exponent: "1500", "1.5", "0.0015".
char* layout_fixed(const char* digits, int count, int exponent, char* out) {
  const int point = count + exponent;  // digits before the decimal point
  if (point <= 0) {
    *out++ = '0';
    *out++ = '.';
    out = std::fill_n(out, -point, '0');
    return std::copy_n(digits, count, out);
  }
  if (exponent >= 0) {
    out = std::copy_n(digits, count, out);
    return std::fill_n(out, exponent, '0');
  }
  out = std::copy_n(digits, point, out);
  *out++ = '.';
  return std::copy_n(digits + point, count - point, out);
}

/// The same as "d.ddde+XX": at least two digits of exponent.
char* layout_scientific(const char* digits, int count, int scientific, char* out) {
  *out++ = digits[0];
  if (count > 1) {
    *out++ = '.';
    out = std::copy_n(digits + 1, count - 1, out);
  }
  *out++ = 'e';
  *out++ = scientific < 0 ? '-' : '+';
  const int magnitude = std::abs(scientific);
  if (magnitude < 10) *out++ = '0';
  return std::to_chars(out, out + 3, magnitude).ptr;
}

/// `fixed_below`: the decimal exponent from which on the server prints scientifically.
template <class Float>
void append_shortest(Float value, int fixed_below, std::string& out) {
  if (std::isnan(value)) {
    out += "NaN";
    return;
  }
  if (std::signbit(value)) out += '-';
  if (std::isinf(value)) {
    out += "Infinity";
    return;
  }
  if (value == 0) {
    out += '0';
    return;
  }
  const auto decimal =
      jkj::dragonbox::to_decimal(value, jkj::dragonbox::policy::sign::ignore, OpenInterval{});
  char digits[20];
  const int count =
      static_cast<int>(std::to_chars(digits, std::end(digits), decimal.significand).ptr - digits);
  const int scientific = decimal.exponent + count - 1;
  char text[32];
  const char* const end = scientific >= -4 && scientific < fixed_below
                              ? layout_fixed(digits, count, decimal.exponent, text)
                              : layout_scientific(digits, count, scientific, text);
  out.append(text, static_cast<std::size_t>(end - text));
}

}  // namespace

void append_double(double value, std::string& out) { append_shortest(value, 15, out); }
void append_float(float value, std::string& out) { append_shortest(value, 6, out); }

}  // namespace surerow
