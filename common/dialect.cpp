// Quoting, and reading a table argument as both engines' users write it.
#include "common/dialect.h"

#include <fmt/format.h>

namespace surerow {
namespace {

bool starts_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
bool continues_word(char c) { return starts_word(c) || (c >= '0' && c <= '9') || c == '$'; }

class NameReader {
 public:
  NameReader(std::string_view text, Engine engine) : text_(text), engine_(engine) {}

  TableName read() {
    TableName name{"", part()};
    if (take('.')) name = {name.name, part()};
    skip();
    if (at_ != text_.size()) fail();
    return name;
  }

 private:
  void skip() {
    while (at_ < text_.size() && std::string_view(" \t\n\r\f\v").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }
  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string part() {
    skip();
    std::string name = take('"') ? quoted_part() : plain_part();
    if (name.empty()) fail();
    return name;
  }
  std::string quoted_part() {
    std::string name;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"' && (++at_ == text_.size() || text_[at_] != '"')) return name;
      name += text_[at_];
    }
    fail();
  }
  std::string plain_part() {
    std::string name;
    if (at_ < text_.size() && !starts_word(text_[at_])) fail();
    for (; at_ < text_.size() && continues_word(text_[at_]); ++at_) {
      const char c = text_[at_];
      name += engine_ == Engine::postgres && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return name;
  }
  [[noreturn]] void fail() const {
    refuse({Code::syntax_error,
            fmt::format("invalid table name: {}", shown(text_)),
            {},
            "Write table or schema.table; put a name with other characters in double quotes."});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Engine engine_;
};

// Between two quotes, its own ones doubled.
std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) out.append(c == quote ? 2 : 1, c);
  return out += quote;
}

}  // namespace

std::string quoted(std::string_view name) { return doubled(name, '"'); }

std::string literal(std::string_view text) { return doubled(text, '\''); }

std::string qualified(const Table& table) { return quoted(table.schema) + '.' + quoted(table.name); }

TableName parse_table_name(std::string_view text, Engine engine) { return NameReader(text, engine).read(); }

}  // namespace surerow
