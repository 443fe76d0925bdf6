// libFuzzer target of the readers of SQLite's schema text. SQLite hands out only text that it has accepted;
// the readers are held to more: whatever the text, they stay within it, tokens stand in it one after the
// other, and a quoted name is read as itself.
#include <algorithm>

#include "common/dialect.h"
#include "sqlite_ext/create_sql.h"
#include "sqlite_ext/key_names.h"
#include "sqlite_ext/tokens.h"
#include "test/core/fake_engine.h"
#include "test/fuzz/fuzz.h"

namespace surerow::sqlite {
namespace {

using fuzz::require;

void tokens(std::string_view sql) {
  const char* at = sql.data();
  const Tokens all = tokens_of(sql);
  for (const Token& token : all) {
    require(!token.text.empty() && token.text.data() >= at);
    at = token.text.data() + token.text.size();
    token.name();
  }
  require(at <= sql.data() + sql.size());
  if (!all.empty()) require(text_of(sql, &all.front(), &all.back()).size() <= sql.size());
}

bool is_part(const std::string& text, std::string_view sql) { return sql.find(text) != sql.npos; }

void create_statements(std::string_view sql) {
  const IndexText index = read_create_index(sql);
  for (const std::string& part : index.parts) require(is_part(part, sql));
  require(is_part(index.predicate, sql));
  read_create_trigger(sql);
  names_in(sql);
  const TableText text = read_create_table(sql);
  for (const CheckText& check : text.checks) require(is_part(check.expression, sql));
  Table table = fake::account().table;
  named_checks(table, text);
  for (Key& key : table.keys) key.name.clear();
  name_automatic_keys(table, text);
  require(
      std::none_of(table.keys.begin(), table.keys.end(), [](const Key& key) { return key.name.empty(); }));
}

void quoted_name(std::string_view name) {
  const fuzz::Exact copy(quoted(name));
  const Tokens all = tokens_of(copy.text());
  require(all.size() == 1 && all[0].is_name() && all[0].name() == name);
}

}  // namespace
}  // namespace surerow::sqlite

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surerow;
  const fuzz::Exact copy(fuzz::as_text(data, size));
  sqlite::tokens(copy.text());
  sqlite::create_statements(copy.text());
  sqlite::quoted_name(copy.text());
  return 0;
}
