// Whether a text is UTF-8 as PostgreSQL accepts it, without NUL; ASCII is passed eight bytes at a time. And
// one character written.
#include "common/utf8.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "common/verdict.h"

namespace surerow {
namespace {

constexpr std::uint64_t ones = 0x0101010101010101U;

// A mark in the high bit of each byte that is 0 or beyond ASCII: subtracting 1 from each byte sets it at a
// zero. A borrow can mark only bytes above a true mark, so the lowest one is exact.
constexpr std::uint64_t marks(std::uint64_t w) { return ((w - ones) | w) & (ones << 7); }

// The lowest byte is the first of the text.
std::uint64_t load(const char* p) {
  std::uint64_t w;
  std::memcpy(&w, p, sizeof w);
  return std::endian::native == std::endian::little ? w : __builtin_bswap64(w);
}

// Fewer than eight bytes, with '0' behind them.
std::uint64_t load_tail(const char* p, std::size_t size) {
  std::uint64_t w = ones * '0';
  for (std::size_t i = size; i > 0; --i) w = w << 8 | static_cast<unsigned char>(p[i - 1]);
  return w;
}

// Whether there are marks in 32 bytes.
std::uint64_t marks_of_32(const char* p) {
  return marks(load(p)) | marks(load(p + 8)) | marks(load(p + 16)) | marks(load(p + 24));
}

// The marks of all bytes of a text of 1 to 16, which two overlapping words cover; says only whether there
// are any.
std::uint64_t marks_of_short(const char* p, std::size_t size) {
  if (size >= 8) return marks(load(p)) | marks(load(p + size - 8));
  if (size >= 4) {
    std::uint32_t first, last;
    std::memcpy(&first, p, sizeof first);
    std::memcpy(&last, p + size - 4, sizeof last);
    return marks(std::uint64_t{first} << 32 | last);
  }
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(p[i])}; };
  return marks((ones << 24) | byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1));
}

}  // namespace

std::size_t find_bad_utf8(std::string_view text) {
  if (text.empty() || (text.size() <= 16 && marks_of_short(text.data(), text.size()) == 0)) return text.npos;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t left = text.size() - i;
    const std::uint64_t found = marks(left >= 8 ? load(&text[i]) : load_tail(&text[i], left));
    if (found == 0) {
      i += left < 8 ? left : 8;
      while (text.size() - i >= 32 && marks_of_32(&text[i]) == 0) i += 32;
      continue;
    }
    i += static_cast<std::size_t>(std::countr_zero(found)) / 8;
    const std::size_t length = text[i] == '\0' ? 0 : utf8_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

char* put_utf8(char* out, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
  const auto put_low_bits = [&](unsigned from) { put(0x80 | (c >> from & 0x3f)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | c >> 6);
    put_low_bits(0);
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put_low_bits(6);
    put_low_bits(0);
  } else {
    put(0xf0 | c >> 18);
    put_low_bits(12);
    put_low_bits(6);
    put_low_bits(0);
  }
  return out;
}

}  // namespace surerow
