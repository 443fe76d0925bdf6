// PostgreSQL's grammar of type names (gram.y, Typename), top down. It finds out which type is spelt and with
// which modifiers, and words every syntax error as the server does; whether the type exists is not asked.
#include "common/types/spelling.h"

#include <array>
#include <utility>

#include "common/types/scan.h"

namespace surerow {
namespace {

using spelling::Token;
using Kind = Token::Kind;

struct Keyword {
  std::string_view word;
  const char* type;
};
constexpr std::array<Keyword, 6> plain_types = {{{"int", "int4"},
                                                 {"integer", "int4"},
                                                 {"smallint", "int2"},
                                                 {"bigint", "int8"},
                                                 {"real", "float4"},
                                                 {"boolean", "bool"}}};

// Interval fields, highest first; the number is the bit of PostgreSQL's field mask (datetime.h).
struct Field {
  std::string_view word;
  int bit;
};
constexpr std::array<Field, 6> fields = {
    {{"year", 2}, {"month", 1}, {"day", 3}, {"hour", 10}, {"minute", 11}, {"second", 12}}};
constexpr std::size_t no_field = fields.size();
constexpr std::size_t second = 5;
constexpr const char* every_field = "32767";

class Parser {
 public:
  Parser(std::string_view name, int server_version)
      : whole_(name), rest_(name), server_version_(server_version) {
    advance();
  }

  Spelling type() {
    const bool set = take("setof");
    Spelling result = simple();
    bounds(result);
    if (token_.kind != Kind::end) unexpected(token_);
    if (set) invalid(whole_);
    return result;
  }

  [[noreturn]] static void invalid(std::string_view name) {
    refuse({Code::syntax_error, "invalid type name " + shown(name), {}, {}});
  }

 private:
  void advance() { token_ = spelling::next_token(rest_, server_version_); }

  bool at(std::string_view word) const {
    return token_.kind == Kind::word && !token_.quoted && token_.text == word;
  }
  bool at(char symbol) const { return token_.kind == Kind::symbol && token_.text[0] == symbol; }
  template <class What>
  bool take(What what) {
    const bool there = at(what);
    if (there) advance();
    return there;
  }
  template <class What>
  void expect(What what) {
    if (!take(what)) unexpected(token_);
  }

  [[noreturn]] static void unexpected(const Token& token) {
    const std::string where =
        token.kind == Kind::end ? " at end of input" : " at or near " + shown(token.source);
    refuse({Code::syntax_error, "syntax error" + where, {}, {}});
  }

  Spelling simple() {
    if (token_.kind != Kind::word) unexpected(token_);
    if (token_.quoted) return generic({});
    for (const Keyword& keyword : plain_types)
      if (take(keyword.word)) return {{keyword.type}, {}};
    if (take("numeric") || take("decimal") || take("dec")) return with_modifiers("numeric");
    if (take("float")) return binary_float();
    if (take("bit")) return bits();
    if (take("timestamp")) return clock("timestamp", "timestamptz");
    if (take("time")) return clock("time", "timetz");
    if (take("interval")) return interval();
    if (take("varchar")) return {{"varchar"}, length()};
    if (take("character") || take("char") || take("nchar")) return character();
    if (take("national")) {
      if (!take("character")) expect("char");
      return character();
    }
    if (at("double")) return double_or_generic();
    if (spelling::is_keyword(token_.text)) unexpected(token_);
    return generic({});
  }

  Spelling double_or_generic() {
    std::string word = token_.text;
    advance();
    if (take("precision")) return {{"float8"}, {}};
    return generic(std::move(word));
  }

  // GenericType: name, or names joined by points, and modifiers. `first` is a name already taken.
  Spelling generic(std::string first) {
    Spelling result;
    if (first.empty()) {
      first = token_.text;
      advance();
    }
    result.path.push_back(std::move(first));
    while (take('.')) {
      if (token_.kind != Kind::word) unexpected(token_);
      result.path.push_back(token_.text);
      advance();
    }
    modifier_list(result);
    return result;
  }

  // opt_type_modifiers: any expression list for the grammar, constants and plain names for the rest.
  Spelling with_modifiers(const char* type) {
    Spelling result{{type}, {}};
    modifier_list(result);
    return result;
  }

  void modifier_list(Spelling& result) {
    if (!take('(')) return;
    do {
      if (token_.kind == Kind::string) ++result.strings;
      std::string text = take('-') ? "-" : "";
      if (take('+')) result.constants = false;
      text += operand(result);
      while (operation()) {
        advance();
        operand(result);
        result.constants = false;
      }
      result.modifiers.push_back(std::move(text));
    } while (take(','));
    expect(')');
  }

  bool operation() const {
    return token_.kind == Kind::symbol &&
           std::string_view("+-*/%^<>=").find(token_.text[0]) != std::string_view::npos;
  }

  std::string operand(Spelling& result) {
    if (at("null") || at("true") || at("false"))
      result.constants = false;
    else if (token_.kind == Kind::end || token_.kind == Kind::symbol)
      unexpected(token_);
    else if (token_.kind == Kind::word && !token_.quoted && spelling::is_keyword(token_.text))
      unexpected(token_);
    std::string text = token_.text;
    advance();
    return text;
  }

  // '(' Iconst ')' or nothing.
  std::vector<std::string> length() {
    if (!take('(')) return {};
    if (token_.kind != Kind::integer) unexpected(token_);
    std::vector<std::string> result{token_.text};
    advance();
    expect(')');
    return result;
  }

  Spelling binary_float() {
    const std::vector<std::string> precision = length();
    if (precision.empty()) return {{"float8"}, {}};
    const long bits = std::stol(precision[0]);
    if (bits < 1)
      refuse({Code::invalid_parameter_value, "precision for type float must be at least 1 bit", {}, {}});
    if (bits > 53)
      refuse({Code::invalid_parameter_value, "precision for type float must be less than 54 bits", {}, {}});
    return {{bits <= 24 ? "float4" : "float8"}, {}};
  }

  Spelling bits() {
    if (take("varying")) return with_modifiers("varbit");
    Spelling result = with_modifiers("bit");
    if (result.modifiers.empty()) result.modifiers.emplace_back("1");
    return result;
  }

  Spelling character() {
    if (take("varying")) return {{"varchar"}, length()};
    Spelling result{{"bpchar"}, length()};
    if (result.modifiers.empty()) result.modifiers.emplace_back("1");
    return result;
  }

  Spelling clock(const char* plain, const char* zoned) {
    Spelling result{{plain}, length()};
    if (!at("with") && !at("without")) return result;
    const Token with = token_;
    advance();
    if (with.text == "with" && !at("time")) unexpected(with);
    expect("time");
    expect("zone");
    if (with.text == "with") result.path = {zoned};
    return result;
  }

  std::size_t field() {
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (take(fields[i].word)) return i;
    return no_field;
  }

  Spelling interval() {
    Spelling result{{"interval"}, {}};
    const std::size_t from = field();
    if (from == no_field) {
      result.modifiers = length();
      if (!result.modifiers.empty()) result.modifiers.insert(result.modifiers.begin(), every_field);
      return result;
    }
    std::size_t to = from;
    if (from != second && take("to")) {
      const Token wrong = token_;
      to = field();
      const bool same_half = (from < 1 && to == 1) || (from > 1 && to > from && to != no_field);
      if (!same_half) unexpected(wrong);
    }
    int mask = 0;
    for (std::size_t i = from; i <= to; ++i) mask |= 1 << fields[i].bit;
    result.modifiers.push_back(std::to_string(mask));
    if (to == second)
      for (std::string& precision : length()) result.modifiers.push_back(std::move(precision));
    return result;
  }

  void bounds(Spelling& result) {
    if (take("array")) {
      result.array = true;
      if (take('[')) {
        if (token_.kind != Kind::integer) unexpected(token_);
        advance();
        expect(']');
      }
      return;
    }
    while (take('[')) {
      result.array = true;
      if (token_.kind == Kind::integer) advance();
      expect(']');
    }
  }

  std::string_view whole_;
  std::string_view rest_;
  int server_version_;
  Token token_;
};

}  // namespace

Spelling parse_type_name(std::string_view name, int server_version) {
  if (scan::trim(name).empty()) Parser::invalid(name);
  return Parser(name, server_version).type();
}

}  // namespace surerow
