// Digits of a power of two: their syntax, and the number as 60-bit chunks, which limbs.cpp brings into
// decimal. Numbers that are longer than numeric's limit lets them be are refused by their bit count.
#include "common/types/numeric_radix.h"

#include <bit>
#include <cstdint>
#include <vector>

#include "common/types/limbs.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

constexpr std::size_t most_bits = 435'412;  // 2^435412 > 10^131072, the first number beyond numeric

/// The digits from `p` to `end`, underscores among them, in chunks of 60 bits, most significant first. 60 is
/// a multiple of the bits of a digit in each base.
std::vector<std::uint64_t> to_chunks(const char* p, const char* end, std::size_t digits, int bits_per_digit) {
  const std::size_t digits_per_chunk = static_cast<std::size_t>(60 / bits_per_digit);
  std::vector<std::uint64_t> chunks;
  chunks.reserve(digits / digits_per_chunk + 1);
  std::uint64_t chunk = 0;
  for (; p < end; ++p) {
    if (*p == '_') continue;
    chunk = chunk << bits_per_digit | static_cast<std::uint64_t>(scan::hex_digit(*p));
    if (--digits % digits_per_chunk != 0) continue;
    chunks.push_back(chunk);
    chunk = 0;
  }
  return chunks;
}

}  // namespace

NumericVerdict scan_radix(const char*& p, const char* end, unsigned base, std::string& decimal) {
  const int bits_per_digit = std::countr_zero(base);
  const auto is_digit = [&](const char* at) {
    return at < end && static_cast<unsigned>(scan::hex_digit(*at)) < base;
  };
  const char* const first = p;
  const char* leading = nullptr;  // the first digit that is not zero
  std::size_t bits = 0;
  for (;;) {
    if (is_digit(p)) {
      if (!leading && *p != '0') leading = p;
      if (leading) bits += static_cast<std::size_t>(bits_per_digit);
      if (bits >= most_bits + 4 * static_cast<std::size_t>(bits_per_digit)) return NumericVerdict::overflow;
      ++p;
    } else if (p < end && *p == '_') {
      if (!is_digit(++p)) return NumericVerdict::malformed;
    } else {
      break;
    }
  }
  if (p == first) return NumericVerdict::malformed;
  if (!leading) return NumericVerdict::fits;
  const auto digits = bits / static_cast<std::size_t>(bits_per_digit);
  limbs::append(limbs::from_binary(to_chunks(leading, p, digits, bits_per_digit)), decimal);
  return NumericVerdict::fits;
}

}  // namespace surerow
