// The tokens of JSON (RFC 8259), found eight bytes at a time. Each function starts at the token's first
// byte and returns where the token ends; a mistake is told by its offset's pointer and a phrase.
// Nothing here allocates, throws, or reads at or beyond `end`.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace surerow::json {

/// The phrases a Mistake carries: what was wanted, or what is wrong, at its offset. Told apart by address, so
/// each is an array: literals of different files need not share theirs.
namespace phrase {
inline constexpr char value[] = "expected a value";
inline constexpr char value_or_end[] = R"(expected a value or "]")";
inline constexpr char name[] = "expected a member name in double quotes";
inline constexpr char name_or_end[] = R"(expected a member name in double quotes or "}")";
inline constexpr char colon[] = R"(expected ":")";
inline constexpr char next_element[] = R"(expected "," or "]")";
inline constexpr char next_member[] = R"(expected "," or "}")";
inline constexpr char end[] = "expected nothing after the value";
inline constexpr char unclosed[] = "a string has no closing quote";
inline constexpr char control[] = "a control character in a string must be escaped";
inline constexpr char escape[] = "unknown escape sequence in a string";
inline constexpr char hex[] = R"("\u" must be followed by four hexadecimal digits)";
inline constexpr char digit[] = "expected a digit in a number";
inline constexpr char depth[] = "nested too deep";
}  // namespace phrase

/// Where a token went wrong.
struct Wrong {
  const char* at = nullptr;
  const char* what = nullptr;  // a phrase
};

inline constexpr std::uint64_t bytes_of_1 = 0x0101010101010101u;
inline constexpr std::uint64_t bytes_of_128 = 0x8080808080808080u;

/// Eight bytes; the first byte of the text is the lowest one.
inline std::uint64_t load8(const char* p) {
  std::uint64_t w;
  std::memcpy(&w, p, 8);
  if constexpr (std::endian::native == std::endian::big) w = __builtin_bswap64(w);
  return w;
}

/// The first byte in [p, end) that a string cannot hold as it is: '"', '\\' or below 0x20; else `end`.
inline const char* find_special(const char* p, const char* end) {
  while (end - p >= 8) {
    const std::uint64_t w = load8(p);
    const std::uint64_t quote = w ^ (bytes_of_1 * '"');
    const std::uint64_t backslash = w ^ (bytes_of_1 * '\\');
    // A borrow can mark only bytes above a true hit, so the lowest mark is exact.
    const std::uint64_t hits = (((quote - bytes_of_1) & ~quote) | ((backslash - bytes_of_1) & ~backslash) |
                                ((w - bytes_of_1 * 0x20) & ~w)) &
                               bytes_of_128;
    if (hits != 0) return p + (std::countr_zero(hits) >> 3);
    p += 8;
  }
  while (p != end && static_cast<unsigned char>(*p) >= 0x20 && *p != '"' && *p != '\\') ++p;
  return p;
}

inline bool is_digit(char c) { return static_cast<unsigned>(c - '0') < 10; }

/// The value of a hexadecimal digit, or -1.
inline int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

inline const char* skip_space(const char* p, const char* end) {
  while (p != end && is_space(*p)) ++p;
  return p;
}

/// From a backslash to the end of its escape sequence, or null.
const char* scan_escape(const char* p, const char* end, Wrong& wrong);

/// From an opening quote to behind the closing one, or null; sets `escaped` when a backslash was seen.
inline const char* scan_string(const char* open, const char* end, bool& escaped, Wrong& wrong) {
  const char* p = open + 1;
  for (;;) {
    p = find_special(p, end);
    if (p == end) {
      wrong = {open, phrase::unclosed};
      return nullptr;
    }
    if (*p == '"') return p + 1;
    if (*p != '\\') {
      wrong = {p, phrase::control};
      return nullptr;
    }
    escaped = true;
    p = scan_escape(p, end, wrong);
    if (p == nullptr) return nullptr;
  }
}

inline const char* scan_digits(const char* p, const char* end) {
  while (p != end && is_digit(*p)) ++p;
  return p;
}

/// From '-' or a digit to the end of the number, or null.
inline const char* scan_number(const char* p, const char* end, Wrong& wrong) {
  const auto fail = [&](const char* at) {
    wrong = {at, phrase::digit};
    return nullptr;
  };
  if (*p == '-') ++p;
  if (p == end || !is_digit(*p)) return fail(p);
  p = *p == '0' ? p + 1 : scan_digits(p, end);
  if (p != end && *p == '.') {
    if (++p == end || !is_digit(*p)) return fail(p);
    p = scan_digits(p, end);
  }
  if (p != end && (*p | 0x20) == 'e') {
    if (++p != end && (*p == '+' || *p == '-')) ++p;
    if (p == end || !is_digit(*p)) return fail(p);
    p = scan_digits(p, end);
  }
  return p;
}

/// From 't', 'f' or 'n' to the end of true, false or null, or null.
inline const char* scan_word(const char* p, const char* end, Wrong& wrong) {
  const std::string_view word = *p == 't' ? "true" : *p == 'f' ? "false" : "null";
  if (std::string_view(p, static_cast<std::size_t>(end - p)).starts_with(word)) return p + word.size();
  wrong = {p, phrase::value};
  return nullptr;
}

}  // namespace surerow::json
