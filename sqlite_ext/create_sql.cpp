// Reads CREATE statements that SQLite has accepted, so that it need not judge them.
#include "sqlite_ext/create_sql.h"

#include <algorithm>
#include <utility>

#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

using Iterator = Tokens::const_iterator;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

// The first '(' and its ')'; `last` where there is none.
std::pair<Iterator, Iterator> parentheses(Iterator first, Iterator last) {
  const auto open = std::find_if(first, last, [](const Token& t) { return t.is('('); });
  const auto close =
      std::find_if(open, last, [&](const Token& t) { return t.depth == open->depth && t.is(')'); });
  return {open, close};
}

// Calls `visit(first, last)` for each item of a list in parentheses: [first, last) without the commas.
template <class Visit>
void each_item(Iterator open, Iterator close, const Visit& visit) {
  if (open == close) return;
  const int depth = open->depth;
  for (auto first = open + 1; first < close;) {
    const auto last =
        std::find_if(first, close, [&](const Token& t) { return t.depth == depth && t.is(','); });
    visit(first, last);
    first = last == close ? close : last + 1;
  }
}

// Where a part's expression ends: before a COLLATE, ASC or DESC of its own. A column may be called asc too:
// what stands first or behind an operator is a name.
Iterator end_of_part(Iterator first, Iterator last, int depth) {
  const bool directed = last - first > 1 && ((last - 1)->is("ASC") || (last - 1)->is("DESC"));
  if (directed && ((last - 2)->kind != Token::Kind::symbol || (last - 2)->is(')'))) --last;
  if (last - first > 2 && (last - 2)->depth == depth && (last - 2)->is("COLLATE")) last -= 2;
  return last;
}

class ConstraintReader {
 public:
  ConstraintReader(std::string_view sql, TableText& out) : sql_(sql), out_(out) {}

  void item(Iterator first, Iterator last) {
    static constexpr const char* starts[] = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"};
    const bool of_table =
        std::any_of(std::begin(starts), std::end(starts), [&](const char* word) { return first->is(word); });
    const int first_depth = first->depth;
    std::string name;
    for (auto at = of_table ? first : first + 1; at < last; ++at) {
      if (at->depth != first_depth) continue;
      if (at->is("CONSTRAINT") && at + 1 < last) {
        name = (++at)->name();
      } else if (at->is("PRIMARY") || at->is("UNIQUE")) {
        if (!name.empty()) add(name, at, last, of_table ? nullptr : &*first);
        name.clear();
      } else if (at->is("CHECK")) {
        check(std::exchange(name, {}), at, last);
      } else {
        name.clear();  // it was another constraint's
      }
    }
  }

 private:
  void check(std::string name, Iterator at, Iterator last) {
    const auto [open, close] = parentheses(at, last);
    if (last - open < 2 || close - open < 2) return;
    out_.checks.push_back({std::move(name), std::string(text_of(sql_, &*(open + 1), &*(close - 1)))});
  }

  void add(const std::string& name, Iterator at, Iterator last, const Token* column) {
    NamedConstraint named{name, at->is("PRIMARY"), {}};
    if (column != nullptr) {
      named.columns.push_back(column->name());
    } else {
      const auto [open, close] = parentheses(at, last);
      each_item(open, close, [&](Iterator first, Iterator) { named.columns.push_back(first->name()); });
    }
    out_.named.push_back(std::move(named));
  }

  std::string_view sql_;
  TableText& out_;
};

}  // namespace

IndexText read_create_index(std::string_view sql) {
  IndexText out;
  const Tokens tokens = tokens_of(sql);
  const auto [open, close] = parentheses(tokens.begin(), tokens.end());
  if (close == tokens.end()) return out;
  const int depth = open->depth;
  each_item(open, close, [&](Iterator first, Iterator last) {
    const auto end = end_of_part(first, last, depth);
    out.parts.emplace_back(text_of(sql, &*first, &*(end - 1)));
  });
  if (close + 1 < tokens.end() && (close + 1)->is("WHERE") && close + 2 < tokens.end())
    out.predicate = text_of(sql, &*(close + 2), &tokens.back());
  return out;
}

TableText read_create_table(std::string_view sql) {
  TableText out;
  const Tokens tokens = tokens_of(sql);
  const auto [open, close] = parentheses(tokens.begin(), tokens.end());
  ConstraintReader constraints(sql, out);
  each_item(open, close, [&](Iterator first, Iterator last) { constraints.item(first, last); });
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!tokens[i].is("ON") || !tokens[i + 1].is("CONFLICT") || tokens[i + 2].is("ABORT")) continue;
    std::string clause = "ON CONFLICT " + upper(tokens[i + 2].text);
    if (std::find(out.conflict_clauses.begin(), out.conflict_clauses.end(), clause) ==
        out.conflict_clauses.end())
      out.conflict_clauses.push_back(std::move(clause));
  }
  return out;
}

TriggerText read_create_trigger(std::string_view sql) {
  TriggerText out;
  const Tokens tokens = tokens_of(sql);
  // CREATE [TEMP] TRIGGER [IF NOT EXISTS] [schema.]name [timing] event ...; a name may be any word.
  auto at = std::find_if(tokens.begin(), tokens.end(), [](const Token& t) { return t.is("TRIGGER"); });
  const auto skip = [&](std::ptrdiff_t count) { at += std::min(count, tokens.end() - at); };
  const auto is = [&](std::ptrdiff_t i, auto what) { return i < tokens.end() - at && at[i].is(what); };
  skip(1);
  if (is(0, "IF") && is(1, "NOT")) skip(3);
  skip(1);
  if (is(0, '.')) skip(2);
  std::string timing = "BEFORE ";  // SQLite's default
  if (is(0, "INSTEAD")) {
    timing = "INSTEAD OF ";
    skip(2);
  } else if (is(0, "BEFORE") || is(0, "AFTER")) {
    timing = upper(at->text) + " ";
    skip(1);
  }
  if (at == tokens.end()) return out;
  out.before = timing == "BEFORE ";
  out.event = upper(at->text);
  out.timing = timing + out.event;
  return out;
}

std::vector<std::string> names_in(std::string_view expression) {
  std::vector<std::string> out;
  const Tokens tokens = tokens_of(expression);
  for (auto at = tokens.begin(); at != tokens.end(); ++at) {
    if (!at->is_name() || at->kind == Token::Kind::string) continue;
    if (at + 1 != tokens.end() && (at + 1)->is('(')) continue;
    if (at != tokens.begin() && (at - 1)->is("COLLATE")) continue;
    out.push_back(at->name());
  }
  return out;
}

}  // namespace surerow::sqlite
