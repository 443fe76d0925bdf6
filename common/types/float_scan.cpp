// Which texts are numbers of real and double precision: the grammar of strtod, its digits read by from_chars.
#include "common/types/float_scan.h"

#include <charconv>
#include <limits>
#include <string_view>

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

/// A number without its sign. from_chars would take a sign of its own, so the first byte is looked at.
template <class Float>
ScannedFloat<Float> scan_unsigned(const char* p, const char* end) {
  const auto at = [&](std::ptrdiff_t i) { return end - p > i ? p[i] : '\0'; };
  if (!scan::is_digit(at(0)) && at(0) != '.') return scan_word<Float>(p, end);
  auto format = std::chars_format::general;
  if (at(0) == '0' && scan::lower(at(1)) == 'x' &&
      (scan::hex_digit(at(2)) >= 0 || (at(2) == '.' && scan::hex_digit(at(3)) >= 0))) {
    format = std::chars_format::hex;
    p += 2;
  }
  ScannedFloat<Float> number;
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
