// Whether a text is UTF-8 as PostgreSQL accepts it, without NUL. Plain ASCII is passed eight bytes at a time.
#include "common/utf8.h"

#include <cstdint>
#include <cstring>

#include "common/verdict.h"

namespace surerow {
namespace {

// True when none of the eight bytes at `p` is 0 or has its high bit set: subtracting 1 from each byte
// sets a high bit at the lowest zero.
bool plain_ascii(const char* p) {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  std::uint64_t w;
  std::memcpy(&w, p, 8);
  return (((w - ones) | w) & (ones << 7)) == 0;
}

}  // namespace

std::size_t find_bad_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (text.size() - i >= 8 && plain_ascii(text.data() + i)) {
      i += 8;
      continue;
    }
    const std::size_t length = text[i] == '\0' ? 0 : utf8_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

}  // namespace surerow
