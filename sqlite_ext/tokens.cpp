// SQLite's lexical rules (tokenize.c's documentation, lang_keywords.html): quotes double themselves, except
// in [...]; comments are -- to the end of the line and /* */.
#include "sqlite_ext/tokens.h"

#include <algorithm>

namespace surerow::sqlite {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_word(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_' || (c & 0x80) != 0; }
bool in_word(char c) { return starts_word(c) || is_digit(c) || c == '$'; }

class Scanner {
 public:
  explicit Scanner(std::string_view sql) : sql_(sql) {}

  Tokens scan() {
    Tokens out;
    int depth = 0;
    for (skip(); at_ < sql_.size(); skip()) {
      const std::size_t start = at_;
      const Token::Kind kind = one();
      const std::string_view text = sql_.substr(start, at_ - start);
      if (kind == Token::Kind::symbol && text[0] == '(') ++depth;
      out.push_back({kind, text, depth});
      if (kind == Token::Kind::symbol && text[0] == ')') --depth;
    }
    return out;
  }

 private:
  void skip() {
    while (at_ < sql_.size()) {
      if (is_space(sql_[at_]))
        ++at_;
      else if (sql_.substr(at_, 2) == "--")
        at_ = std::min(sql_.find('\n', at_), sql_.size());
      else if (sql_.substr(at_, 2) == "/*")
        at_ = past("*/", at_ + 2);
      else
        return;
    }
  }

  // Just after the next `end`, or the end of the text.
  std::size_t past(std::string_view end, std::size_t from) const {
    const std::size_t found = sql_.find(end, from);
    return found == std::string_view::npos ? sql_.size() : found + end.size();
  }

  // Over '...', "..." or `...` with its doubled quotes.
  void quote(char mark) {
    for (++at_; at_ < sql_.size(); ++at_)
      if (sql_[at_] == mark && (++at_ == sql_.size() || sql_[at_] != mark)) return;
  }

  template <class Test>
  void while_(Test test) {
    while (at_ < sql_.size() && test(sql_[at_])) ++at_;
  }

  Token::Kind one() {
    const char c = sql_[at_];
    const bool blob = lower(c) == 'x' && at_ + 1 < sql_.size() && sql_[at_ + 1] == '\'';
    if (blob) ++at_;
    if (c == '\'' || blob) return quote('\''), blob ? Token::Kind::literal : Token::Kind::string;
    if (c == '"' || c == '`') return quote(c), Token::Kind::quoted;
    if (c == '[') return at_ = past("]", at_), Token::Kind::quoted;
    if (starts_word(c)) return while_(in_word), Token::Kind::word;
    if (is_digit(c)) return while_([](char d) { return in_word(d) || d == '.'; }), Token::Kind::literal;
    ++at_;
    return Token::Kind::symbol;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
};

}  // namespace

bool Token::is(std::string_view keyword) const { return kind == Kind::word && same_name(text, keyword); }

std::string Token::name() const {
  if (kind == Kind::word || text.size() < 2) return std::string(text);
  const std::string_view inner = text.substr(1, text.size() - 2);
  if (text[0] == '[') return std::string(inner);
  std::string out;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    out += inner[i];
    if (inner[i] == text[0]) ++i;
  }
  return out;
}

Tokens tokens_of(std::string_view sql) { return Scanner(sql).scan(); }

std::string_view text_of(std::string_view sql, const Token* first, const Token* last) {
  const auto start = static_cast<std::size_t>(first->text.data() - sql.data());
  const auto end = static_cast<std::size_t>(last->text.data() - sql.data()) + last->text.size();
  return sql.substr(start, end - start);
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace surerow::sqlite
