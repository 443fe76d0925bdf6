// ASCII helpers that readers of types share. They look at one byte, never at the locale: PostgreSQL in a
// UTF-8 database calls exactly six characters a space, and nothing above 0x7f is a letter or a digit here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surerow::scan {

/// One of the six ASCII blanks: tab, line feed, vertical tab, form feed, carriage return, space.
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

/// The value of a hexadecimal digit, -1 for anything else.
constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/// Reads 1 to `most` digits (at most 18) and nothing else. False: `text` is something else.
constexpr bool plain_number(std::string_view text, std::size_t most, std::int64_t& out) {
  if (text.empty() || text.size() > most) return false;
  std::int64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    value = value * 10 + (c - '0');
  }
  out = value;
  return true;
}

/// `text` without the blanks around it.
constexpr std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Equal when ASCII case is ignored.
constexpr bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

/// True when `word` is one of `words`, which are written with a blank before and after each.
constexpr bool has_word(std::string_view words, std::string_view word) {
  if (word.empty() || word.find(' ') != word.npos) return false;
  for (std::size_t at = words.find(word); at != words.npos; at = words.find(word, at + 1)) {
    if (words[at - 1] == ' ' && words[at + word.size()] == ' ') return true;
  }
  return false;
}

}  // namespace surerow::scan
