// The grammar of numeric_in in its two editions (up to 15, from 16 on), its rounding (half away from zero, on
// decimal digits) and its limits: 131072 digits before the point and 16383 after it, or those of a modifier,
// checked after rounding. Every limit is checked before memory of the size of the answer is taken.
#include "common/types/numeric_text.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "common/types/numeric_radix.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

constexpr std::int64_t most_before_point = 131'072;
constexpr std::int64_t most_after_point = 16'383;
constexpr std::int64_t most_exponent = 1'073'741'823;  // half of INT_MAX

/// A decimal number as it stands in a text: digits[0] * 10^(weight-1) + ...
struct Decimal {
  bool negative = false;
  std::string_view digits;   // from the first digit that is not zero; '.' and '_' may stand among them
  std::int64_t weight = 0;   // digits before the point, from the first that is not zero; may be negative
  std::int64_t written = 0;  // digits after the point as written, the exponent applied

  bool is_zero() const { return digits.empty(); }
};

bool digit_at(const char* p, const char* end) { return p < end && scan::is_digit(*p); }

/// The exponent's number behind 'e'. Up to 15 the server read it with strtol, which skips blanks first;
/// from 16 on it allows underscores. A number too large is an overflow before anything behind it is read.
NumericVerdict scan_exponent(const char*& p, const char* end, bool since_16, std::int64_t& exponent) {
  if (!since_16)
    while (p < end && scan::is_space(*p)) ++p;
  const bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) ++p;
  if (!digit_at(p, end)) return NumericVerdict::malformed;
  std::int64_t value = 0;
  for (; p < end; ++p) {
    if (scan::is_digit(*p)) {
      value = std::min(value * 10 + (*p - '0'), most_exponent + 1);
      if (since_16 && value > most_exponent) return NumericVerdict::overflow;
    } else if (since_16 && *p == '_') {
      if (!digit_at(p + 1, end)) return NumericVerdict::malformed;
    } else {
      break;
    }
  }
  if (!since_16 && value >= most_exponent) return NumericVerdict::overflow;
  exponent = negative ? -value : value;
  return NumericVerdict::fits;
}

/// Digits with at most one point. `digits` begins at the first digit that is not zero.
NumericVerdict scan_mantissa(const char*& p, const char* end, bool since_16, Decimal& out) {
  const char* leading = nullptr;
  bool point = p < end && *p == '.';
  if (point) ++p;
  if (!digit_at(p, end)) return NumericVerdict::malformed;
  for (; p < end; ++p) {
    if (scan::is_digit(*p)) {
      if (!leading && *p != '0') leading = p;
      if (point) {
        ++out.written;
        if (!leading) --out.weight;
      } else if (leading) {
        ++out.weight;
      }
    } else if (*p == '.') {
      if (point || (since_16 && p + 1 < end && p[1] == '_')) return NumericVerdict::malformed;
      point = true;
    } else if (since_16 && *p == '_') {
      if (!digit_at(p + 1, end)) return NumericVerdict::malformed;
    } else {
      break;
    }
  }
  if (leading) out.digits = {leading, static_cast<std::size_t>(p - leading)};
  if (!leading) out.weight = 0;
  return NumericVerdict::fits;
}

NumericVerdict scan_decimal(const char*& p, const char* end, bool since_16, Decimal& out) {
  if (const auto verdict = scan_mantissa(p, end, since_16, out); verdict != NumericVerdict::fits)
    return verdict;
  if (p == end || scan::lower(*p) != 'e') return NumericVerdict::fits;
  ++p;
  std::int64_t exponent = 0;
  const NumericVerdict verdict = scan_exponent(p, end, since_16, exponent);
  out.weight = out.is_zero() ? 0 : out.weight + exponent;
  out.written = std::max<std::int64_t>(out.written - exponent, 0);
  return verdict;
}

/// The base of a prefix 0x, 0o or 0b at `p`; 10 without one.
unsigned prefix_base(const char* p, const char* end) {
  if (end - p < 2 || *p != '0') return 10;
  switch (scan::lower(p[1])) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 10;
  }
}

/// NaN and the infinities, blanks around them already gone; "" when `word` is none of them.
std::string_view special(std::string_view word) {
  if (scan::same_word(word, "nan")) return "NaN";
  const bool negative = !word.empty() && word[0] == '-';
  if (!word.empty() && (word[0] == '-' || word[0] == '+')) word.remove_prefix(1);
  if (!scan::same_word(word, "infinity") && !scan::same_word(word, "inf")) return {};
  return negative ? "-Infinity" : "Infinity";
}

/// True when `text` is what numeric_out would print for it, and fits.
bool is_canonical(std::string_view text, const NumericModifier& modifier) {
  const char* p = text.data();
  const char* const end = p + text.size();
  if (p < end && *p == '-') ++p;
  const char* const whole = p;
  bool any = false;  // a digit that is not zero: "-0.00" is not canonical
  for (; digit_at(p, end); ++p) any |= *p != '0';
  std::int64_t before = p - whole;
  if (before == 0 || (before > 1 && *whole == '0')) return false;
  if (*whole == '0') before = 0;
  const char* const point = p;
  if (p < end && *p == '.')
    for (++p; digit_at(p, end); ++p) any |= *p != '0';
  const std::int64_t after = std::max<std::int64_t>(p - point - 1, 0);
  if (p != end || (p > point && after == 0) || (!any && whole != text.data())) return false;
  if (modifier.precision == 0) return before <= most_before_point && after <= most_after_point;
  return after == modifier.scale && before <= modifier.precision - modifier.scale;
}

/// The text of a number while it is rounded: a spare place for a carry, whole digits, point, fraction.
class Places {
 public:
  Places(std::int64_t whole, std::int64_t fraction, Arena& arena)
      : size_(static_cast<std::size_t>(2 + whole + (fraction > 0 ? 1 + fraction : 0))),
        text_(static_cast<char*>(arena.allocate(size_, 1))),
        point_(text_ + 2 + whole) {
    std::fill_n(text_, size_, '0');
    if (fraction > 0) *point_ = '.';
  }

  /// The place of 10^`power`.
  char& at(std::int64_t power) { return power >= 0 ? point_[-1 - power] : point_[-power]; }

  /// Adds 10^`power`.
  void increment(std::int64_t power) {
    while (at(power) == '9') at(power++) = '0';
    ++at(power);
  }

  /// The text without zeros that lead it; one digit before the point stays.
  std::string_view finish(bool negative) {
    char* first = text_ + 1;
    while (*first == '0' && first + 1 < point_) ++first;
    if (negative) *--first = '-';
    return {first, static_cast<std::size_t>(text_ + size_ - first)};
  }

 private:
  std::size_t size_;
  char* text_;
  char* point_;
};

/// Writes `number` rounded to `scale` digits after the point (before it, when negative). `weight` becomes
/// that of the rounded number; zero has none and gives `lowest`.
std::string_view write_rounded(const Decimal& number, std::int64_t scale, Arena& arena,
                               std::int64_t& weight) {
  Places places(std::max<std::int64_t>(number.weight, 1), std::max<std::int64_t>(scale, 0), arena);
  const std::int64_t kept = number.weight + scale;
  std::int64_t taken = 0;
  char next = '0';  // the first digit that is not kept
  if (kept >= 0) {
    for (const char c : number.digits) {
      if (!scan::is_digit(c)) continue;
      if (taken == kept) {
        next = c;
        break;
      }
      places.at(number.weight - 1 - taken++) = c;
    }
  }
  const bool up = next >= '5';
  if (up) places.increment(-scale);
  weight = number.weight + (up && places.at(number.weight) != '0' ? 1 : 0);
  const bool zero = taken == 0 && !up;
  if (zero) weight = INT64_MIN;
  return places.finish(number.negative && !zero);
}

/// The canonical text of `number` under `modifier`.
NumericVerdict settle(const Decimal& number, const NumericModifier& modifier, Arena& arena,
                      std::string_view& canonical) {
  const bool free = modifier.precision == 0;
  const std::int64_t most = free ? most_before_point : modifier.precision - modifier.scale;
  const NumericVerdict too_large = free ? NumericVerdict::overflow : NumericVerdict::field_overflow;
  if (free && number.written > most_after_point) return NumericVerdict::overflow;
  if (!number.is_zero() && number.weight > most) return too_large;
  std::int64_t weight = 0;
  canonical = write_rounded(number, free ? number.written : modifier.scale, arena, weight);
  return weight > most ? too_large : NumericVerdict::fits;
}

}  // namespace

NumericVerdict read_numeric(std::string_view text, const NumericModifier& modifier, bool since_16,
                            Arena& arena, std::string_view& canonical, std::size_t& stopped) {
  if (is_canonical(text, modifier)) {
    canonical = text;
    return NumericVerdict::fits;
  }
  const std::string_view trimmed = scan::trim(text);
  if (const std::string_view word = special(trimmed); !word.empty()) {
    canonical = word;
    return modifier.precision > 0 && word != "NaN" ? NumericVerdict::field_infinite : NumericVerdict::fits;
  }
  const char* p = trimmed.data();
  const char* const end = p + trimmed.size();
  Decimal number;
  number.negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) ++p;
  const unsigned base = since_16 ? prefix_base(p, end) : 10;
  NumericVerdict verdict;
  std::string decimal;
  if (base == 10) {
    verdict = scan_decimal(p, end, since_16, number);
  } else {
    p += 2;
    verdict = scan_radix(p, end, base, decimal);
    number.digits = decimal;
    number.weight = static_cast<std::int64_t>(decimal.size());
    if (verdict == NumericVerdict::fits && number.weight > most_before_point)
      verdict = NumericVerdict::overflow;
  }
  stopped = static_cast<std::size_t>(p - text.data());
  if (verdict != NumericVerdict::fits) return verdict;
  if (p != end) return NumericVerdict::malformed;
  return settle(number, modifier, arena, canonical);
}

}  // namespace surerow
