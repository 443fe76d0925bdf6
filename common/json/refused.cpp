// PostgreSQL's words for a mistake, found from its offset alone: the token there is read again, this time
// with whatever runs into it. Time is linear in that token; in the whole text only when a string is open at
// its end.
#include "common/json/refused.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/json/place.h"
#include "common/utf8.h"

namespace surerow::json {
namespace {

std::string_view between(const char* from, const char* to) {
  return {from, static_cast<std::size_t>(to - from)};
}

const char* skip_word(const char* p, const char* end) {
  while (p != end && in_word(*p)) ++p;
  return p;
}

// From '-' or a digit to where PostgreSQL ends a number that is wrong somewhere: each part may lack its
// digits, and a word may follow.
const char* skip_number(const char* p, const char* end) {
  if (*p == '-') ++p;
  p = p != end && *p == '0' ? p + 1 : scan_digits(p, end);
  if (p != end && *p == '.') p = scan_digits(p + 1, end);
  if (p != end && (*p | 0x20) == 'e') {
    if (++p != end && (*p == '+' || *p == '-')) ++p;
    p = scan_digits(p, end);
  }
  return skip_word(p, end);
}

// Where the number or word begins that goes on at `p`. A minus behind an 'e' is its exponent's.
const char* token_start(const char* begin, const char* p) {
  while (p != begin && (in_word(p[-1]) || p[-1] == '.' || p[-1] == '+' || p[-1] == '-')) {
    --p;
    if (*p == '-' && (p == begin || (p[-1] | 0x20) != 'e')) break;
  }
  return p;
}

// The quote of the string that is open at the end of `text`.
const char* open_quote(std::string_view text) {
  const char* end = text.data() + text.size();
  const char* p = text.data();
  for (;;) {
    p = std::find(p, end, '"');
    bool escaped = false;
    Wrong wrong;
    const char* past = p == end ? nullptr : scan_string(p, end, escaped, wrong);
    if (past == nullptr) return p;
    p = past;
  }
}

bool is_word(std::string_view token) { return token == "true" || token == "false" || token == "null"; }

// True when the escape before `p`, in a string, is a high surrogate.
bool behind_high(const char* begin, const char* p) {
  if (p - begin < 6 || p[-6] != '\\' || p[-5] != 'u' || (p[-4] | 0x20) != 'd') return false;
  if (const int digit = hex_digit(p[-3]); digit < 8 || digit > 11) return false;
  std::size_t backslashes = 1;
  for (const char* q = p - 6; q != begin && q[-1] == '\\'; --q) ++backslashes;
  return backslashes % 2 == 1;
}

class Words {
 public:
  Words(std::string_view text, const Rules& rules)
      : begin_(text.data()), end_(text.data() + text.size()), rules_(rules) {}

  std::string of(const Wrong& wrong) const {
    if (wrong.what == phrase::unclosed || wrong.what == phrase::control || wrong.what == phrase::escape ||
        wrong.what == phrase::hex)
      return in_string(wrong);
    const char* start = wrong.at;
    const bool runs_on = start != begin_ && start != end_ && in_word(start[-1]) && in_word(*start);
    if (runs_on || wrong.what == phrase::digit) start = token_start(begin_, start);
    if (start == end_) return "The input string ended unexpectedly.";
    return at_token(start, wrong.what);
  }

 private:
  static std::string invalid(std::string_view token) {
    return fmt::format("Token {} is invalid.", shown(token));
  }

  // What is wrong within the token at `start`; or, when it is right, what was `expected` there.
  std::string at_token(const char* start, const char* expected) const {
    const char* past = start + 1;
    bool right = true;
    if (*start == '"') {
      bool escaped = false;
      Wrong inside;
      past = scan_string(start, end_, escaped, inside);
      if (past == nullptr) return in_string(inside);
    } else if (*start == '-' || is_digit(*start)) {
      past = skip_number(start, end_);
      Wrong inside;
      right = scan_number(start, end_, inside) == past;
    } else if (std::string_view(",:{}[]").find(*start) == std::string_view::npos) {
      past = std::max(past, skip_word(start, end_));
      right = is_word(between(start, past));
    }
    const std::string_view token = between(start, past);
    return right ? fmt::format("Expected {}, but found {}.", wanted(expected), shown(token)) : invalid(token);
  }

  std::string in_string(const Wrong& wrong) const {
    const bool cut = wrong.what == phrase::hex && is_cut(wrong.at + 2);
    if (wrong.what == phrase::unclosed || cut) return invalid(between(open_quote({begin_, size()}), end_));
    if (wrong.what == phrase::hex) return R"("\u" must be followed by four hexadecimal digits.)";
    const bool control = wrong.what == phrase::control;
    // Before 16 a control character is seen before the partner is missed.
    const bool misses_partner = rules_.jsonb && (!control || rules_.server_version >= 16);
    if (misses_partner && behind_high(begin_, wrong.at)) return fmt::format("{}.", words_of(Trouble::no_low));
    if (control)
      return fmt::format("Character with value 0x{:02x} must be escaped.",
                         static_cast<unsigned char>(*wrong.at));
    const std::size_t letter = utf8_announced(between(wrong.at + 1, end_));
    return fmt::format("Escape sequence {} is invalid.", shown({wrong.at, 1 + letter}));
  }

  // True when the text ends before four hexadecimal digits are read from `p` on, all right so far.
  bool is_cut(const char* p) const {
    while (p != end_ && hex_digit(*p) >= 0) ++p;
    return p == end_;
  }

  static std::string_view wanted(const char* expected) {
    if (expected == phrase::name) return "string";
    if (expected == phrase::name_or_end) return R"(string or "}")";
    if (expected == phrase::colon) return R"(":")";
    if (expected == phrase::next_element) return R"("," or "]")";
    if (expected == phrase::next_member) return R"("," or "}")";
    if (expected == phrase::end) return "end of input";
    return "JSON value";
  }

  std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }

  const char* begin_;
  const char* end_;
  const Rules& rules_;
};

}  // namespace

bool in_word(char c) {
  const char lower = static_cast<char>(c | 0x20);
  const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
  return is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '_' || beyond_ascii;
}

Fault fault_of(const Refused& refused, std::string_view text, const Rules& rules) {
  const auto offset = [&](const char* at) { return static_cast<std::size_t>(at - text.data()); };
  switch (refused.why) {
    case Refused::Why::depth: {
      Fault fault = too_deep("json", rules.max_depth);
      fault.offset = refused.mistake.offset;
      return fault;
    }
    case Refused::Why::string: {
      const char* at = nullptr;
      find_trouble(refused.string, true, &at);
      return fault_of(refused.trouble, fmt::format("{}.", words_of(refused.trouble)), offset(at));
    }
    case Refused::Why::number:
      return {Code::numeric_out_of_range,
              "value overflows numeric format",
              {},
              {},
              offset(refused.number.data())};
    case Refused::Why::string_size:
      return {Code::program_limit_exceeded,
              "string too long to represent as jsonb string",
              "Due to an implementation restriction, jsonb strings cannot exceed 268435455 bytes.",
              {}};
    case Refused::Why::text_size:
      return {Code::program_limit_exceeded,
              "json is too long to be printed as jsonb",
              "Its text would have more than 1073741823 bytes.",
              {}};
    default: {
      const Wrong wrong{text.data() + refused.mistake.offset, refused.mistake.what};
      return {Code::invalid_text_representation,
              "invalid input syntax for type json",
              Words(text, rules).of(wrong),
              {},
              refused.mistake.offset};
    }
  }
}

}  // namespace surerow::json
