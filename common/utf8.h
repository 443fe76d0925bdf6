// UTF-8 as PostgreSQL accepts it (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surerow {

/// The number of bytes that the first byte of `text` announces, at most those there are; at least 1.
inline std::size_t utf8_announced(std::string_view text) {
  const auto c = static_cast<unsigned char>(text.empty() ? 0 : text[0]);
  const std::size_t length = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
  return length < text.size() ? length : text.size();
}

/// The length in bytes of the character that `text` begins with, or 0 when that is not valid UTF-8.
inline std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char c = byte(0);
  if (c < 0x80) return 1;
  const std::size_t length = c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  if ((c == 0xe0 && byte(1) < 0xa0) || (c == 0xed && byte(1) > 0x9f)) return 0;  // overlong; surrogate
  if ((c == 0xf0 && byte(1) < 0x90) || (c == 0xf4 && byte(1) > 0x8f)) return 0;  // overlong; past the end
  return length;
}

/// The halves of UTF-16's pairs, which are no characters by themselves.
constexpr bool is_high_surrogate(std::uint32_t c) { return c >= 0xd800 && c <= 0xdbff; }
constexpr bool is_low_surrogate(std::uint32_t c) { return c >= 0xdc00 && c <= 0xdfff; }

/// Writes the character `c` to `out`, which has room for four bytes; past the last byte written.
char* put_utf8(char* out, std::uint32_t c);

}  // namespace surerow
