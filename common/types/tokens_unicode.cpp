// Identifiers written with Unicode escapes: U&"d\0061ta", \+000061, pairs of surrogates, \\ for the escape
// character itself, which UESCAPE may have changed.
#include <cstdint>
#include <optional>

#include "common/types/scan.h"
#include "common/types/spelling.h"
#include "common/utf8.h"

namespace surerow::spelling {
namespace {

[[noreturn]] void fail(const char* message, const char* hint = "") {
  refuse({Code::syntax_error, message, {}, hint});
}

std::optional<std::uint32_t> hex(std::string_view text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(0, digits)) {
    const int digit = scan::hex_digit(c);
    if (digit < 0) return std::nullopt;
    value = value << 4 | static_cast<std::uint32_t>(digit);
  }
  return value;
}

struct Escape {
  std::uint32_t value;
  std::size_t size;  // without the escape character
};

Escape read_escape(std::string_view text) {
  const bool long_form = text.starts_with('+');
  const auto value = long_form ? hex(text.substr(1), 6) : hex(text, 4);
  if (!value) fail("invalid Unicode escape", "Unicode escapes must be \\XXXX or \\+XXXXXX.");
  if (*value == 0 || *value > 0x10ffff) fail("invalid Unicode escape value");
  return {*value, long_form ? std::size_t{7} : std::size_t{4}};
}

}  // namespace

std::string without_escapes(std::string_view text, char escape) {
  std::string out;
  std::uint32_t high = 0;  // the first of a pair, whose second must follow at once
  for (std::size_t at = 0; at < text.size();) {
    const bool doubled = text[at] == escape && at + 1 < text.size() && text[at + 1] == escape;
    if (text[at] != escape || doubled) {
      if (high != 0) fail("invalid Unicode surrogate pair");
      out += text[at];
      at += doubled ? 2 : 1;
      continue;
    }
    const auto [value, size] = read_escape(text.substr(at + 1));
    at += 1 + size;
    if ((high != 0) != is_low_surrogate(value)) fail("invalid Unicode surrogate pair");
    if (is_high_surrogate(value)) {
      high = value;
      continue;
    }
    char character[4];
    const std::uint32_t whole = high == 0 ? value : 0x10000 + ((high & 0x3ff) << 10) + (value & 0x3ff);
    out.append(character, put_utf8(character, whole));
    high = 0;
  }
  if (high != 0) fail("invalid Unicode surrogate pair");
  return out;
}

}  // namespace surerow::spelling
