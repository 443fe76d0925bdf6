// Schoolbook conversion in limbs of nine decimal digits. Its cost grows with the square of the length, which
// the limit of numeric bounds (108,853 hexadecimal digits); longer numbers are refused by their bit count.
#include "common/types/numeric_radix.h"

#include <bit>
#include <charconv>
#include <cstdint>
#include <vector>

#include "common/types/scan.h"

namespace surerow {
namespace {

constexpr std::size_t most_bits = 435'412;  // 2^435412 > 10^131072, the first number beyond numeric
constexpr std::uint64_t limb_base = 1'000'000'000;

/// number = number * factor + addend, least significant limb first.
void multiply_add(std::vector<std::uint32_t>& limbs, std::uint64_t factor, std::uint64_t addend) {
  std::uint64_t carry = addend;
  for (std::uint32_t& limb : limbs) {
    carry += limb * factor;
    limb = static_cast<std::uint32_t>(carry % limb_base);
    carry /= limb_base;
  }
  for (; carry != 0; carry /= limb_base) limbs.push_back(static_cast<std::uint32_t>(carry % limb_base));
}

/// The digits from `p` to `end`, underscores among them, as a number in limbs.
std::vector<std::uint32_t> to_limbs(const char* p, const char* end, unsigned base) {
  constexpr std::uint64_t largest_factor = std::uint64_t{1} << 32;  // limb * factor + carry fits 64 bits
  std::vector<std::uint32_t> limbs;
  std::uint64_t factor = 1;
  std::uint64_t addend = 0;
  for (; p < end; ++p) {
    if (*p == '_') continue;
    addend = addend * base + static_cast<unsigned>(scan::hex_digit(*p));
    factor *= base;
    if (factor > largest_factor / base) {
      multiply_add(limbs, factor, addend);
      factor = 1;
      addend = 0;
    }
  }
  multiply_add(limbs, factor, addend);
  return limbs;
}

void append_limbs(const std::vector<std::uint32_t>& limbs, std::string& out) {
  for (auto limb = limbs.rbegin(); limb != limbs.rend(); ++limb) {
    char digits[10];
    const auto length = static_cast<std::size_t>(std::to_chars(digits, std::end(digits), *limb).ptr - digits);
    if (!out.empty()) out.append(9 - length, '0');
    out.append(digits, length);
  }
}

}  // namespace

NumericVerdict scan_radix(const char*& p, const char* end, unsigned base, std::string& decimal) {
  const auto bits_per_digit = static_cast<std::size_t>(std::countr_zero(base));
  const auto is_digit = [&](const char* at) {
    return at < end && static_cast<unsigned>(scan::hex_digit(*at)) < base;
  };
  const char* const first = p;
  const char* leading = nullptr;  // the first digit that is not zero
  std::size_t bits = 0;
  for (;;) {
    if (is_digit(p)) {
      if (!leading && *p != '0') leading = p;
      if (leading) bits += bits_per_digit;
      if (bits >= most_bits + 4 * bits_per_digit) return NumericVerdict::overflow;
      ++p;
    } else if (p < end && *p == '_') {
      if (!is_digit(++p)) return NumericVerdict::malformed;
    } else {
      break;
    }
  }
  if (p == first) return NumericVerdict::malformed;
  if (leading) append_limbs(to_limbs(leading, p, base), decimal);
  return NumericVerdict::fits;
}

}  // namespace surerow
