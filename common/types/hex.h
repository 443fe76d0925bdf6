// Pairs of hexadecimal digits, both ways, by table. Output is lower case.
#pragma once

#include <array>
#include <cstdint>

#include "common/types/scan.h"

namespace surerow::hex {

/// The value of each byte as a digit; 0x80 for those that are none, so that an OR of many shows one bad.
inline constexpr auto value = [] {
  std::array<std::uint8_t, 256> table{};
  for (int c = 0; c < 256; ++c) {
    const int digit = scan::hex_digit(static_cast<char>(c));
    table[static_cast<std::size_t>(c)] = digit < 0 ? 0x80 : static_cast<std::uint8_t>(digit);
  }
  return table;
}();

inline constexpr std::uint8_t digit(char c) { return value[static_cast<unsigned char>(c)]; }

/// Writes the two digits of `byte`; returns where the next go.
inline char* put(char* at, char byte) {
  constexpr char digits[] = "0123456789abcdef";
  const auto bits = static_cast<unsigned char>(byte);
  *at++ = digits[bits >> 4];
  *at++ = digits[bits & 15];
  return at;
}

}  // namespace surerow::hex
