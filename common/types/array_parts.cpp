// The parts of an array's text: tokens, bounds, elements, and the words of refusals. An element that is
// written without escapes stays a view of the text; any other is copied once. Linear in the text's length.
#include "common/types/array_parts.h"

#include <fmt/format.h>

#include "common/types/scan.h"

namespace surerow::arrays {
namespace {

using Kind = Token::Kind;

constexpr const char* end_of_input = "Unexpected end of input.";
constexpr const char* bad_quotes = "Incorrectly quoted array element.";

// The piece from `from` to `to` without its backslashes.
std::string_view unescaped(Arena& arena, const char* from, const char* to) {
  auto* const copy = static_cast<char*>(arena.allocate(static_cast<std::size_t>(to - from), 1));
  char* next = copy;
  while (from < to) {
    if (*from == '\\') ++from;
    *next++ = *from++;
  }
  return {copy, static_cast<std::size_t>(next - copy)};
}

std::string_view piece(const Source& source, const char* from, const char* to, bool escapes) {
  if (escapes) return unescaped(source.cx.arena, from, to);
  return {from, static_cast<std::size_t>(to - from)};
}

Token quoted(const Source& source, const char*& at) {
  const char* const end = source.end();
  const char* const from = ++at;
  bool escapes = false;
  for (; at < end && *at != '"'; ++at) {
    if (*at != '\\') continue;
    escapes = true;
    if (++at == end) break;
  }
  if (at == end) return {Kind::wrong, {}, end_of_input};
  const std::string_view text = piece(source, from, at, escapes);
  while (++at < end) {
    if (*at == source.type.delimiter() || *at == '}' || *at == '{') return {Kind::element, text, nullptr};
    if (!scan::is_space(*at)) return {Kind::wrong, {}, bad_quotes};
  }
  return {Kind::wrong, {}, end_of_input};
}

Token unquoted(const Source& source, const char*& at) {
  const char* const end = source.end();
  const char* const from = at;
  const char* past = at;  // behind the last character that is no trailing blank
  bool escapes = false;
  for (; at < end; ++at) {
    const char c = *at;
    if (c == source.type.delimiter() || c == '}') {
      const std::string_view text = piece(source, from, past, escapes);
      const bool null = !escapes && scan::same_word(text, "null");
      return {null ? Kind::null : Kind::element, text, nullptr};
    }
    if (c == '{') return {Kind::wrong, {}, unexpected('{')};
    if (c == '"') return {Kind::wrong, {}, bad_quotes};
    if (c == '\\') {
      escapes = true;
      if (++at == end) break;
      past = at + 1;
    } else if (!scan::is_space(c)) {
      past = at + 1;
    }
  }
  return {Kind::wrong, {}, end_of_input};
}

}  // namespace

const char* unexpected(char c) {
  switch (c) {
    case '{': return "Unexpected \"{\" character.";
    case '}': return "Unexpected \"}\" character.";
    case '\\': return "Unexpected \"\\\" character.";
    case ';': return "Unexpected \";\" character.";
    default: return "Unexpected \",\" character.";
  }
}

bool Source::refuse(Code code, std::string message, const char* at) const {
  if (why == nullptr) return false;
  *why = {code, std::move(message), {}, {}};
  if (at != nullptr) why->offset = static_cast<std::size_t>(at - begin());
  return false;
}

bool Source::malformed(std::string_view shown_text, const char* detail, const char* at) const {
  if (why == nullptr) return false;
  refuse(Code::invalid_text_representation, "malformed array literal: " + shown(shown_text), at);
  if (detail != nullptr) why->detail = detail;
  return false;
}

bool Source::too_large(std::int64_t limit) const {
  return refuse(Code::program_limit_exceeded,
                fmt::format("array size exceeds the maximum allowed ({})", limit));
}

Token next_token(const Source& source, const char*& at) {
  while (at < source.end() && scan::is_space(*at)) ++at;
  if (at == source.end()) return {Kind::wrong, {}, end_of_input};
  switch (*at) {
    case '{': ++at; return {Kind::open, {}, nullptr};
    case '}': ++at; return {Kind::close, {}, nullptr};
    case '"': return quoted(source, at);
    default: break;
  }
  if (*at == source.type.delimiter()) {
    ++at;
    return {Kind::delimiter, {}, nullptr};
  }
  return unquoted(source, at);
}

bool read_element(const Source& source, std::string_view text, Value& out) {
  if (source.type.element().read(text, source.cx, out, source.why)) return true;
  if (source.why == nullptr) return false;
  const bool in_place = text.data() >= source.begin() && text.data() < source.end();
  if (!in_place)
    source.why->offset = text.npos;
  else
    source.why->offset = static_cast<std::size_t>(text.data() - source.begin()) +
                         (source.why->offset == text.npos ? 0 : source.why->offset);
  return false;
}

std::int64_t read_long(const char*& at, const char* end) {
  const char* p = at;
  const bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) ++p;
  if (p == end || !scan::is_digit(*p)) return 0;
  std::int64_t value = 0;
  bool fits = true;
  for (; p < end && scan::is_digit(*p); ++p) {
    const int digit = negative ? -(*p - '0') : *p - '0';
    fits =
        fits && !__builtin_mul_overflow(value, 10, &value) && !__builtin_add_overflow(value, digit, &value);
  }
  at = p;
  if (!fits) return negative ? INT64_MIN : INT64_MAX;
  return value;
}

Packer packer_for(const Source& source) {
  return {source.cx.arena, sizeof(ArrayShape), 2 * source.text.size() + 32};
}

Value finish(Packer& packer, const ArrayShape& shape) {
  std::memcpy(packer.header(), &shape, sizeof shape);
  return packer.finish();
}

Value empty(Arena& arena) {
  const ArrayShape none;
  return Value::blob(keep(arena, {reinterpret_cast<const char*>(&none), sizeof none}));
}

}  // namespace surerow::arrays
