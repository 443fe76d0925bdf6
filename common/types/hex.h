// Hexadecimal digits and bytes, both ways. Output is lower case. Eight digits at a time where there are
// eight.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "common/types/scan.h"

namespace surerow::hex {

/// The value of each byte as a digit; 0x80 for those that are none, so that an OR of many shows one bad.
inline constexpr auto value = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) {
    const int digit = scan::hex_digit(static_cast<char>(c));
    table[c] = digit < 0 ? 0x80 : static_cast<std::uint8_t>(digit);
  }
  return table;
}();

constexpr std::uint8_t digit(char c) { return value[static_cast<unsigned char>(c)]; }

inline std::uint64_t load_little(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

/// Reads the eight digits in `digits` (load_little of their text) into four bytes at `out`. False: not all
/// are digits, and `out` is rubbish. Each byte of a word is one digit throughout.
inline bool read_eight(std::uint64_t digits, char* out) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  const std::uint64_t letters = digits >> 6 & ones;  // 0x40 is set in letters, not in 0..9
  std::uint64_t n = (digits & ones * 0x0f) + letters * 9;
  const std::uint64_t above_nine = (n + ones * 0x76) >> 7 & ones;
  const std::uint64_t expected = n + ones * '0' + above_nine * ('a' - '0' - 10);
  const bool good = (expected == (digits | letters << 5)) && (n & ones * 0x10) == 0;
  n = (n << 4 | n >> 8) & 0x00ff00ff00ff00ffU;
  n = (n | n >> 8) & 0x0000ffff0000ffffU;
  n |= n >> 16;
  auto four = static_cast<std::uint32_t>(n);
  if (std::endian::native != std::endian::little) four = __builtin_bswap32(four);
  std::memcpy(out, &four, sizeof four);
  return good;
}

/// Both digits of every byte.
inline constexpr auto pairs = [] {
  constexpr char digits[] = "0123456789abcdef";
  std::array<char, 512> table{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    table[2 * byte] = digits[byte >> 4];
    table[2 * byte + 1] = digits[byte & 15];
  }
  return table;
}();

/// Writes the two digits of `byte`; returns where the next go.
inline char* put(char* at, char byte) {
  std::memcpy(at, &pairs[std::size_t{2} * static_cast<unsigned char>(byte)], 2);
  return at + 2;
}

}  // namespace surerow::hex
