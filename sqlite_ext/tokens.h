// The tokens of SQL text that SQLite has already accepted: the CREATE statements of its schema. It reads what
// the schema's pragmas do not tell: expressions of an index, names of constraints, conflict clauses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace surerow::sqlite {

struct Token {
  enum class Kind : unsigned char {
    word,     // a keyword or a bare identifier
    quoted,   // an identifier in "", `` or []
    string,   // '...'; also a name where SQL wants one
    literal,  // a number, a blob, a parameter
    symbol,   // one character of punctuation
  };
  Kind kind;
  std::string_view text;  // as written
  int depth;              // parentheses around it; "(" and ")" count as inside

  /// A bare word, compared without case.
  bool is(std::string_view keyword) const;
  bool is(char symbol) const { return kind == Kind::symbol && text[0] == symbol; }
  bool is_name() const { return kind != Kind::literal && kind != Kind::symbol; }
  /// The name a token stands for, quotes removed.
  std::string name() const;
};

using Tokens = std::vector<Token>;

/// The tokens of `sql` without white space and comments.
Tokens tokens_of(std::string_view sql);

/// The text from the first of `tokens` to the last, as written.
std::string_view text_of(std::string_view sql, const Token* first, const Token* last);

/// Equal without ASCII case, as SQLite compares names.
bool same_name(std::string_view a, std::string_view b);

}  // namespace surerow::sqlite
