// Escape sequences in and out of JSON strings (RFC 8259, section 7), with PostgreSQL's rules for what a
// text can hold. Whatever needs no escape is copied in whole runs.
#include "common/json/escape.h"

#include <fmt/format.h>

#include "common/json/reader.h"
#include "common/json/scan.h"
#include "common/utf8.h"

namespace surerow::json {
namespace {

// The four hexadecimal digits at `p`.
unsigned code_unit(const char* p) {
  unsigned unit = 0;
  for (int i = 0; i < 4; ++i) unit = unit << 4 | static_cast<unsigned>(hex_digit(p[i]));
  return unit;
}

// The character a one-letter escape stands for.
char plain(char letter) {
  switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return letter;
  }
}

// The first backslash in [p, end), or `end`.
const char* find_backslash(const char* p, const char* end) {
  const void* hit = std::memchr(p, '\\', static_cast<std::size_t>(end - p));
  return hit == nullptr ? end : static_cast<const char*>(hit);
}

// The escapes of the control characters, in order.
constexpr std::string_view control_escapes[] = {
    R"(\u0000)", R"(\u0001)", R"(\u0002)", R"(\u0003)", R"(\u0004)", R"(\u0005)", R"(\u0006)", R"(\u0007)",
    R"(\b)",     R"(\t)",     R"(\n)",     R"(\u000b)", R"(\f)",     R"(\r)",     R"(\u000e)", R"(\u000f)",
    R"(\u0010)", R"(\u0011)", R"(\u0012)", R"(\u0013)", R"(\u0014)", R"(\u0015)", R"(\u0016)", R"(\u0017)",
    R"(\u0018)", R"(\u0019)", R"(\u001a)", R"(\u001b)", R"(\u001c)", R"(\u001d)", R"(\u001e)", R"(\u001f)"};

}  // namespace

const char* scan_escape(const char* p, const char* end, Wrong& wrong) {
  if (end - p < 2) {
    wrong = {p, phrase::unclosed};
    return nullptr;
  }
  switch (p[1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't': return p + 2;
    case 'u':
      for (int i = 2; i < 6; ++i)
        if (p + i == end || hex_digit(p[i]) < 0) {
          wrong = {p, phrase::hex};
          return nullptr;
        }
      return p + 6;
    default: wrong = {p, phrase::escape}; return nullptr;
  }
}

Trouble find_trouble(std::string_view raw, bool closed, const char** at) {
  const char* p = raw.data();
  const char* end = p + raw.size();
  const char* after_high = nullptr;  // where the partner of a high surrogate must stand
  const char* ignored = nullptr;
  const char*& escape = at != nullptr ? *at : ignored;
  for (p = find_backslash(p, end); p != end; p = find_backslash(p, end)) {
    escape = after_high != nullptr && p != after_high ? after_high : p;
    if (after_high != nullptr && p != after_high) return Trouble::no_low;
    const bool unicode = p[1] == 'u';
    const unsigned unit = unicode ? code_unit(p + 2) : 'x';
    p += unicode ? 6 : 2;
    if (is_high_surrogate(unit)) {
      if (after_high != nullptr) return Trouble::high_after_high;
      after_high = p;
      continue;
    }
    if (is_low_surrogate(unit) != (after_high != nullptr))
      return after_high != nullptr ? Trouble::no_low : Trouble::no_high;
    if (unit == 0) return Trouble::zero;
    after_high = nullptr;
  }
  escape = after_high;
  return after_high != nullptr && (closed || after_high != end) ? Trouble::no_low : Trouble::none;
}

const char* words_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::zero: return R"(\u0000 cannot be converted to text)";
    case Trouble::high_after_high: return "Unicode high surrogate must not follow a high surrogate";
    default: return "Unicode low surrogate must follow a high surrogate";
  }
}

Fault fault_of(Trouble trouble, std::string detail, std::size_t offset) {
  if (trouble == Trouble::zero)
    return {
        Code::untranslatable_character, "unsupported Unicode escape sequence", std::move(detail), {}, offset};
  return {
      Code::invalid_text_representation, "invalid input syntax for type json", std::move(detail), {}, offset};
}

char* unescape_into(char* out, std::string_view raw) {
  const char* p = raw.data();
  const char* end = p + raw.size();
  while (p != end) {
    const char* stop = find_backslash(p, end);
    std::memcpy(out, p, static_cast<std::size_t>(stop - p));
    out += stop - p;
    if (stop == end) break;
    if (stop[1] != 'u') {
      *out++ = plain(stop[1]);
      p = stop + 2;
      continue;
    }
    unsigned c = code_unit(stop + 2);
    p = stop + 6;
    if (is_high_surrogate(c)) {
      c = 0x10000 + ((c & 0x3ff) << 10) + (code_unit(p + 2) & 0x3ff);
      p += 6;
    }
    out = put_utf8(out, c);
  }
  return out;
}

std::optional<std::string_view> unescape(const Item& item, Arena& arena, Fault* why) {
  if (!item.escaped) return item.text;
  if (const Trouble trouble = find_trouble(item.text); trouble != Trouble::none) {
    if (why != nullptr)
      *why = fault_of(trouble, fmt::format("{}, in {}.", words_of(trouble), shown(item.text)));
    return std::nullopt;
  }
  auto* out = static_cast<char*>(arena.allocate(item.text.size(), 1));
  const char* past = unescape_into(out, item.text);
  return std::string_view(out, static_cast<std::size_t>(past - out));
}

std::string_view escape_of(char c) {
  if (c == '"') return R"(\")";
  if (c == '\\') return R"(\\)";
  return control_escapes[static_cast<unsigned char>(c)];
}

void append_string(std::string& out, std::string_view text) { escape(out, text); }

}  // namespace surerow::json
