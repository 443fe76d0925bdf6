// The tokens of a type name, as PostgreSQL's scanner cuts SQL text (scan.l): words folded to lower case in
// ASCII only, quoted words as they are or with Unicode escapes, numbers, strings, single characters. Comments
// are blanks.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "common/types/scan.h"
#include "common/types/spelling.h"

namespace surerow::spelling {
namespace {

constexpr std::size_t longest_name = 63;  // bytes: NAMEDATALEN - 1
constexpr std::uint64_t most_integer = 2147483647;

// PostgreSQL's reserved words and those "(cannot be function or type name)", pg_get_keywords() R and C.
constexpr std::string_view keywords =
    " all analyse analyze and any array as asc asymmetric between bigint bit boolean both case cast "
    "char character check coalesce collate column constraint create current_catalog current_date "
    "current_role current_time current_timestamp current_user dec decimal default deferrable desc "
    "distinct do else end except exists extract false fetch float for foreign from grant greatest "
    "group grouping having in initially inout int integer intersect interval into lateral leading "
    "least limit localtime localtimestamp national nchar none normalize not null nullif numeric "
    "offset on only or order out overlay placing position precision primary real references returning "
    "row select session_user setof smallint some substring symmetric table then time timestamp to "
    "trailing treat trim true union unique user using values varchar variadic when where window with "
    "xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot "
    "xmlserialize xmltable ";

[[noreturn]] void fail(std::string_view what, std::string_view near) {
  refuse({Code::syntax_error, std::string(what) + " at or near " + shown(near), {}, {}});
}

bool starts_word(char c) { return scan::is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool continues_word(char c) { return starts_word(c) || scan::is_digit(c) || c == '$'; }

// A name longer than NAMEDATALEN allows is cut between characters.
void cut(std::string& name) {
  if (name.size() <= longest_name) return;
  std::size_t size = longest_name;
  while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xc0) == 0x80) --size;
  name.resize(size);
}

Token plain_word(std::string_view rest) {
  Token token{Token::Kind::word, false, {}, {}};
  std::size_t size = 0;
  while (size < rest.size() && continues_word(rest[size])) token.text += scan::lower(rest[size++]);
  cut(token.text);
  token.source = rest.substr(0, size);
  return token;
}

// A word or string between `quote`s; a doubled quote stands for one.
Token quoted(std::string_view rest, Token::Kind kind) {
  Token token{kind, true, {}, {}};
  const char quote = rest[0];
  std::size_t at = 1;
  for (;; ++at) {
    if (at == rest.size())
      fail(quote == '"' ? "unterminated quoted identifier" : "unterminated quoted string", rest);
    if (rest[at] == quote && (at + 1 == rest.size() || rest[at + 1] != quote)) break;
    if (rest[at] == quote) ++at;
    token.text += rest[at];
  }
  token.source = rest.substr(0, at + 1);
  if (kind == Token::Kind::word && token.text.empty()) fail("zero-length delimited identifier", token.source);
  return token;
}

Token quoted_word(std::string_view rest) {
  Token token = quoted(rest, Token::Kind::word);
  cut(token.text);
  return token;
}

void skip_line_comment(std::string_view& rest) { rest.remove_prefix(std::min(rest.find('\n'), rest.size())); }

// Comments nest.
void skip_block_comment(std::string_view& rest) {
  std::size_t depth = 0;
  std::size_t at = 0;
  do {
    const std::string_view two = rest.substr(at, 2);
    if (two.size() < 2) fail("unterminated /* comment", rest);
    depth += two == "/*" ? 1 : 0;
    depth -= two == "*/" ? 1 : 0;
    at += two == "/*" || two == "*/" ? 2 : 1;
  } while (depth > 0);
  rest.remove_prefix(at);
}

void skip_blanks(std::string_view& rest) {
  for (;;) {
    if (!rest.empty() && scan::is_space(rest.front()))
      rest.remove_prefix(1);
    else if (rest.starts_with("--"))
      skip_line_comment(rest);
    else if (rest.starts_with("/*"))
      skip_block_comment(rest);
    else
      return;
  }
}

// The character that UESCAPE names at the start of `rest`, taken off it; the backslash without one.
char escape_character(std::string_view& rest) {
  std::string_view after = rest;
  skip_blanks(after);
  const Token word = plain_word(after);
  if (word.text != "uescape") return '\\';
  after.remove_prefix(word.source.size());
  skip_blanks(after);
  if (!after.starts_with('\'')) fail("UESCAPE must be followed by a simple string literal", after);
  const Token literal = quoted(after, Token::Kind::string);
  const char c = literal.text.size() == 1 ? literal.text[0] : '+';
  if (scan::hex_digit(c) >= 0 || scan::is_space(c) || c == '+' || c == '\'' || c == '"')
    fail("invalid Unicode escape character", literal.source);
  after.remove_prefix(literal.source.size());
  rest = after;
  return c;
}

// U&"...", perhaps with UESCAPE behind it.
Token unicode_word(std::string_view rest) {
  Token token = quoted(rest.substr(2), Token::Kind::word);
  std::string_view after = rest.substr(2 + token.source.size());
  token.text = without_escapes(token.text, escape_character(after));
  cut(token.text);
  token.source = rest.substr(0, rest.size() - after.size());
  return token;
}

// Digits of `base` from `at` on, from 16 on with single underscores between; how many bytes.
std::size_t digits_at(std::string_view rest, std::size_t at, int base, bool since_16) {
  const auto is_digit = [&](std::size_t i) {
    const int digit = i < rest.size() ? scan::hex_digit(rest[i]) : -1;
    return digit >= 0 && digit < base;
  };
  const bool prefixed = base != 10;
  std::size_t end = at;
  for (;;) {
    const bool joined = since_16 && end < rest.size() && rest[end] == '_' && (prefixed || end > at);
    if (is_digit(end))
      ++end;
    else if (joined && is_digit(end + 1))
      end += 2;
    else
      return end - at;
  }
}

[[noreturn]] void fail_junk(std::string_view rest, std::size_t at) {
  while (at < rest.size() && continues_word(rest[at])) ++at;
  fail("trailing junk after numeric literal", rest.substr(0, at));
}

// An integer constant's text in decimal. The scanner takes what exceeds an int4 for a float constant.
Token integer_token(std::string_view source, std::string_view digits, int base) {
  std::uint64_t value = 0;
  for (const char c : digits)
    if (c != '_' && value <= most_integer)
      value = value * static_cast<unsigned>(base) + static_cast<unsigned>(scan::hex_digit(c));
  if (value > most_integer) return {Token::Kind::decimal, false, std::string(source), source};
  return {Token::Kind::integer, false, std::to_string(value), source};
}

struct Radix {
  char letter;
  int base;
  const char* wrong;
};
constexpr std::array<Radix, 3> radixes = {{{'x', 16, "invalid hexadecimal integer"},
                                           {'o', 8, "invalid octal integer"},
                                           {'b', 2, "invalid binary integer"}}};

// 0x1F, 0o17 and 0b11 of PostgreSQL 16; nothing when `rest` begins otherwise.
std::optional<Token> prefixed_integer(std::string_view rest) {
  if (rest.size() < 2 || rest[0] != '0') return std::nullopt;
  for (const Radix& radix : radixes) {
    if (scan::lower(rest[1]) != radix.letter) continue;
    const std::size_t size = digits_at(rest, 2, radix.base, true);
    const std::size_t end = 2 + size;
    if (end < rest.size() && continues_word(rest[end])) fail_junk(rest, end);
    if (size == 0) fail(radix.wrong, rest.substr(0, end));
    return integer_token(rest.substr(0, end), rest.substr(2, size), radix.base);
  }
  return std::nullopt;
}

Token number(std::string_view rest, bool since_16) {
  if (since_16)
    if (const auto token = prefixed_integer(rest)) return *token;
  std::size_t at = 0;
  const auto digits = [&] { at += digits_at(rest, at, 10, since_16); };
  Token token{Token::Kind::integer, false, {}, {}};
  digits();
  if (at < rest.size() && rest[at] == '.') {
    token.kind = Token::Kind::decimal;
    ++at;
    digits();
  }
  if (at < rest.size() && scan::lower(rest[at]) == 'e') {
    token.kind = Token::Kind::decimal;
    ++at;
    if (at < rest.size() && (rest[at] == '-' || rest[at] == '+')) ++at;
    if (at == rest.size() || !scan::is_digit(rest[at]))
      fail("trailing junk after numeric literal", rest.substr(0, at));
    digits();
  }
  if (at < rest.size() && starts_word(rest[at])) fail_junk(rest, at);
  token.source = rest.substr(0, at);
  token.text = token.source;
  return token.kind == Token::Kind::integer ? integer_token(token.source, token.source, 10) : token;
}

Token read(std::string_view rest, bool since_16) {
  if (rest.empty()) return {};
  const char c = rest[0];
  if (c == '"') return quoted_word(rest);
  if (scan::same_word(rest.substr(0, 3), "u&\"")) return unicode_word(rest);
  if (c == '\'') return quoted(rest, Token::Kind::string);
  if (starts_word(c)) return plain_word(rest);
  const bool point = c == '.' && rest.size() > 1 && scan::is_digit(rest[1]);
  if (scan::is_digit(c) || point) return number(rest, since_16);
  return {Token::Kind::symbol, false, std::string(1, c), rest.substr(0, 1)};
}

}  // namespace

Token next_token(std::string_view& rest, int server_version) {
  skip_blanks(rest);
  Token token = read(rest, server_version >= 16);
  rest.remove_prefix(token.source.size());
  return token;
}

bool is_keyword(std::string_view word) { return scan::has_word(keywords, word); }

}  // namespace surerow::spelling
