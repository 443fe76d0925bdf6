// Which texts are numbers of real and double precision: the grammar of strtod, its digits read by from_chars.
#include "common/types/float_scan.h"

#include <algorithm>
#include <cfloat>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

#include "common/types/scan.h"

namespace surerow {
namespace {

/// True when `p` begins with `word`, case ignored.
bool begins(const char* p, const char* end, std::string_view word) {
  return static_cast<std::size_t>(end - p) >= word.size() && scan::same_word({p, word.size()}, word);
}

/// The end of "(letters, digits, underscores)" at `p`, or `p`: glibc's tail of a NaN.
const char* behind_nan_tail(const char* p, const char* end) {
  if (p == end || *p != '(') return p;
  const char* at = p + 1;
  while (at < end && (scan::is_letter(*at) || scan::is_digit(*at) || *at == '_')) ++at;
  return at < end && *at == ')' ? at + 1 : p;
}

template <class Float>
ScannedFloat<Float> scan_word(const char* p, const char* end) {
  constexpr Float infinity = std::numeric_limits<Float>::infinity();
  if (begins(p, end, "infinity")) return {infinity, p + 8};
  if (begins(p, end, "inf")) return {infinity, p + 3};
  if (begins(p, end, "nan")) return {std::numeric_limits<Float>::quiet_NaN(), behind_nan_tail(p + 3, end)};
  return {};
}

/// The usual number: digits, perhaps a point and more digits, no exponent. Where both the digits as an
/// integer and the power of ten are exact, one division rounds once, as the server does. False: from_chars
/// decides.
template <class Float>
bool scan_plain(const char* const first, const char* end, ScannedFloat<Float>& out) {
  static constexpr double powers[] = {1e0, 1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,
                                      1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};
  constexpr std::ptrdiff_t most_fraction = std::is_same_v<Float, float> ? 10 : 17;
  constexpr std::int64_t most = std::int64_t{1} << std::min(std::numeric_limits<Float>::digits, 53);
  const char* const limit = end - first > 18 ? first + 18 : end;
  std::int64_t digits = 0;
  const char* point = nullptr;
  const char* p = first;
  for (; p < limit; ++p) {
    if (scan::is_digit(*p))
      digits = digits * 10 + (*p - '0');
    else if (*p == '.' && point == nullptr)
      point = p;
    else
      break;
  }
  if (p == first || *first == '.' || p[-1] == '.' || digits > most) return false;
  if (p < end && (scan::is_digit(*p) || *p == '.' || scan::lower(*p) == 'e' || scan::lower(*p) == 'x'))
    return false;
  const std::ptrdiff_t fraction = point == nullptr ? 0 : p - point - 1;
  if (fraction > most_fraction) return false;
  out = {static_cast<Float>(digits) / static_cast<Float>(powers[fraction]), p};
  return true;
}

/// A number without its sign. from_chars would take a sign of its own, so the first byte is looked at.
template <class Float>
ScannedFloat<Float> scan_unsigned(const char* p, const char* end) {
  const auto at = [&](std::ptrdiff_t i) { return end - p > i ? p[i] : '\0'; };
  if (!scan::is_digit(at(0)) && at(0) != '.') return scan_word<Float>(p, end);
  ScannedFloat<Float> number;
  if (FLT_EVAL_METHOD == 0 && scan_plain(p, end, number)) return number;
  auto format = std::chars_format::general;
  if (at(0) == '0' && scan::lower(at(1)) == 'x' &&
      (scan::hex_digit(at(2)) >= 0 || (at(2) == '.' && scan::hex_digit(at(3)) >= 0))) {
    format = std::chars_format::hex;
    p += 2;
  }
  const auto [behind, error] = std::from_chars(p, end, number.value, format);
  if (error == std::errc::invalid_argument) return {};
  number.end = behind;
  number.in_range = error != std::errc::result_out_of_range;
  return number;
}

}  // namespace

template <class Float>
ScannedFloat<Float> scan_float(const char* p, const char* end) {
  const bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) ++p;
  ScannedFloat<Float> number = scan_unsigned<Float>(p, end);
  if (negative) number.value = -number.value;
  return number;
}

template ScannedFloat<float> scan_float(const char* p, const char* end);
template ScannedFloat<double> scan_float(const char* p, const char* end);
template ScannedFloat<long double> scan_float(const char* p, const char* end);

}  // namespace surerow
