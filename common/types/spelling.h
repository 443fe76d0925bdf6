// How a type is spelt: what PostgreSQL's grammar makes of a type name, before anybody asks whether such a
// type exists. Knows the grammar's keywords (gram.y: Typename), never a type's meaning.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/fault.h"

namespace surerow {

struct Spelling {
  std::vector<std::string> path;       // {"int4"}, {"pg_catalog", "int4"}: folded, unquoted
  std::vector<std::string> modifiers;  // as written: "10", "-2", "x"
  bool constants = true;               // false: a modifier is an expression, which no type takes
  bool array = false;                  // [], [3][2], ARRAY[3]: dimensions and sizes mean nothing
  std::size_t strings = 0;             // how many modifiers are string constants
};

/// Reads a whole type name. Keyword spellings come out as the type's internal name: "double precision" as
/// float8, "char" as bpchar with modifier 1, interval fields as PostgreSQL's own first modifier.
/// Throws a Refusal with 42601 in PostgreSQL's words.
Spelling parse_type_name(std::string_view name, int server_version);

namespace spelling {

struct Token {
  enum class Kind { end, word, integer, decimal, string, symbol };
  Kind kind = Kind::end;
  bool quoted = false;      // a word in double quotes: never a keyword
  std::string text;         // a word folded to lower case or unquoted, a string's content, else as written
  std::string_view source;  // as it stands in the name
};

/// Takes the first token off `rest`, with the integers that the server has: 0x1F and 1_000 from 16 on. Throws
/// a Refusal with 42601 for what is no token.
Token next_token(std::string_view& rest, int server_version);

/// tokens_unicode.cpp: the content of U&"..." with its escapes resolved. Throws a Refusal with 42601.
std::string without_escapes(std::string_view text, char escape);

/// True for the words that cannot stand for a user's type: reserved words and those of built-in syntax.
bool is_keyword(std::string_view word);

}  // namespace spelling
}  // namespace surerow
