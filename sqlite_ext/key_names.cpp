// PostgreSQL's way of naming constraints (indexcmds.c, ChooseIndexName), so that both engines' messages and
// the `index` option say the same name.
#include "sqlite_ext/key_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

constexpr std::size_t longest_name = 63;

// At most `size` bytes, never half a character.
std::string_view cut(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
  return text.substr(0, size);
}

std::vector<std::string> column_names(const Table& table, const Key& key) {
  std::vector<std::string> names;
  for (const KeyPart& part : key.parts)
    names.push_back(table.columns[static_cast<std::size_t>(part.column)].name);
  return names;
}

const NamedConstraint* find_named(const TableText& text, const Key& key,
                                  const std::vector<std::string>& columns) {
  const auto found = std::find_if(text.named.begin(), text.named.end(), [&](const NamedConstraint& named) {
    return named.primary == key.primary &&
           std::equal(named.columns.begin(), named.columns.end(), columns.begin(), columns.end(), same_name);
  });
  return found == text.named.end() ? nullptr : &*found;
}

bool is_taken(const Table& table, const std::string& name) {
  return std::any_of(table.keys.begin(), table.keys.end(), [&](const Key& key) { return key.name == name; });
}

std::string chosen_name(const Table& table, const Key& key, const std::vector<std::string>& columns) {
  if (key.primary) return object_name(table.name, "", "pkey");
  const std::string joined = fmt::format("{}", fmt::join(columns, "_"));
  std::string name = object_name(table.name, joined, "key");
  for (int i = 1; is_taken(table, name); ++i) name = object_name(table.name, joined, fmt::format("key{}", i));
  return name;
}

// The column that a check reads, or "" when it reads none or several.
std::string_view only_column(const Table& table, const std::string& expression) {
  std::string_view only;
  for (const std::string& name : names_in(expression))
    for (const Column& column : table.columns) {
      if (!same_name(column.name, name) || column.name == only) continue;
      if (!only.empty()) return {};
      only = column.name;
    }
  return only;
}

}  // namespace

std::vector<NamedCheck> named_checks(const Table& table, const TableText& text) {
  std::vector<NamedCheck> out;
  const auto taken = [&](const std::string& name) {
    return std::any_of(out.begin(), out.end(), [&](const NamedCheck& check) { return check.name == name; });
  };
  for (const CheckText& check : text.checks) {
    if (!check.name.empty()) {
      out.push_back({check.name, check.name});
      continue;
    }
    const std::string_view column = only_column(table, check.expression);
    std::string name = object_name(table.name, column, "check");
    for (int i = 1; taken(name); ++i) name = object_name(table.name, column, fmt::format("check{}", i));
    out.push_back({check.expression, name});
  }
  return out;
}

std::string object_name(std::string_view a, std::string_view b, std::string_view label) {
  const std::size_t overhead = label.size() + 1 + (b.empty() ? 0 : 1);
  std::size_t left = a.size(), right = b.size();
  while (left + right > longest_name - overhead) (left > right ? left : right) -= 1;
  std::string out(cut(a, left));
  if (!b.empty()) out.append("_").append(cut(b, right));
  return out.append("_").append(label);
}

void name_automatic_keys(Table& table, const TableText& text) {
  for (Key& key : table.keys) {
    if (!key.name.empty()) continue;
    const std::vector<std::string> columns = column_names(table, key);
    const NamedConstraint* named = find_named(text, key, columns);
    key.name = named != nullptr ? named->name : chosen_name(table, key, columns);
  }
}

}  // namespace surerow::sqlite
