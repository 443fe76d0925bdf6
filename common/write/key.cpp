// Chooses the conflict key and words every way in which there is none.
#include "common/write/key.h"

#include <fmt/format.h>

#include <algorithm>

namespace surerow {
namespace {

bool is_plain(const Key& key) {
  return key.predicate.empty() && std::all_of(key.parts.begin(), key.parts.end(),
                                              [](const KeyPart& part) { return part.column >= 0; });
}

bool contains(const Shape& shape, const std::vector<int>& columns) {
  return std::includes(shape.begin(), shape.end(), columns.begin(), columns.end());
}

bool all_rows_give(const Batch& batch, const Key& key) {
  const std::vector<int> columns = columns_of(key);
  return std::all_of(batch.shapes().begin(), batch.shapes().end(),
                     [&](const Shape& shape) { return contains(shape, columns); });
}

std::string all_keys(const Table& table) {
  std::vector<std::string> list;
  for (const Key& key : table.keys)
    list.push_back(shown_key(table, key) +
                   (key.unusable.empty() ? "" : fmt::format(": unusable, {}", key.unusable)));
  if (list.empty()) return fmt::format("{} has no unique index.", table.name);
  return fmt::format("The unique indexes of {} are: {}.", table.name, fmt::join(list, "; "));
}

Fault no_key(const Table& table, std::string message, std::string hint) {
  return {Code::invalid_column_reference, std::move(message), all_keys(table), std::move(hint)};
}

std::string names(const Table& table, const std::vector<int>& columns) {
  std::vector<std::string_view> list;
  list.reserve(columns.size());
  for (const int column : columns) list.push_back(table.columns[static_cast<std::size_t>(column)].name);
  return fmt::format("{}", fmt::join(list, ", "));
}

int by_name(const Table& table, const Options& options) {
  for (std::size_t i = 0; i < table.keys.size(); ++i)
    if (table.keys[i].name == options.index) return static_cast<int>(i);
  std::vector<std::string_view> known;
  for (const Key& key : table.keys) known.push_back(key.name);
  const std::string_view near = nearest(options.index, known);
  refuse(no_key(table, fmt::format("{} has no unique index {}", table.name, shown(options.index)),
                near.empty() ? "" : fmt::format("Perhaps you meant the index {}.", shown(near))));
}

// Full indexes before partial ones; an expression index is only ever meant by its name.
int by_columns(const Table& table, const Options& options) {
  std::vector<int> wanted = options.key;
  std::sort(wanted.begin(), wanted.end());
  std::vector<int> partial;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    Key key = table.keys[i];
    const bool full = key.predicate.empty();
    key.predicate.clear();
    if (!is_plain(key) || columns_of(key) != wanted) continue;
    if (full && key.unusable.empty()) return static_cast<int>(i);
    partial.push_back(static_cast<int>(i));
  }
  if (partial.size() == 1) return partial.front();
  refuse(no_key(table,
                fmt::format("{} unique index of {} is over ({})", partial.empty() ? "no" : "more than one",
                            table.name, names(table, options.key)),
                partial.empty() ? "Create a unique index over these columns, or name another key."
                                : "Name the one you mean with the option \"index\"."));
}

int by_rows(const Table& table, const Batch& batch) {
  std::vector<int> usable;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    const Key& key = table.keys[i];
    if (!key.unusable.empty() || !is_plain(key) || !all_rows_give(batch, key)) continue;
    if (key.primary) return static_cast<int>(i);
    usable.push_back(static_cast<int>(i));
  }
  if (usable.size() == 1) return usable.front();
  if (usable.size() > 1)
    refuse(no_key(table, fmt::format("more than one conflict key of {} is given in every row", table.name),
                  "Name the one you mean with the option \"key\" or \"index\"."));
  const bool some_key =
      std::any_of(table.keys.begin(), table.keys.end(), [](const Key& key) { return key.unusable.empty(); });
  refuse(no_key(table, fmt::format("no conflict key of {} is given in every row", table.name),
                some_key ? "Give the columns of one of these keys in every row."
                         : "Create a primary key or a unique index."));
}

// The column that a bare value is for.
const Column& only_column(const Table& table) {
  const auto primary =
      std::find_if(table.keys.begin(), table.keys.end(), [](const Key& key) { return key.primary; });
  if (primary == table.keys.end() || primary->parts.size() != 1)
    refuse(no_key(
        table, fmt::format("{} has no primary key of one column that a bare value could be for", table.name),
        "Give the key as an object: its columns and their values."));
  return table.columns[static_cast<std::size_t>(primary->parts.front().column)];
}

std::string object_of(const Column& column, std::string_view value) {
  std::string out = "{";
  json::append_string(out, column.name);
  json::append_string(out += ':', value);
  return out += '}';
}

void require_usable(const Table& table, const Key& key) {
  if (!key.unusable.empty())
    refuse(no_key(table,
                  fmt::format("unique index {} of {} cannot be a conflict key", shown(key.name), table.name),
                  fmt::format("It cannot be used because {}.", key.unusable)));
}

void require_given(const Table& table, const Key& key, const Batch& batch) {
  if (all_rows_give(batch, key)) return;
  const std::vector<int> columns = columns_of(key);
  for (std::uint32_t row = 0; row < batch.size(); ++row) {
    if (contains(batch.columns(row), columns)) continue;
    refuse(no_key(table, fmt::format("row {} does not give the conflict key of {}", row + 1, table.name),
                  fmt::format("Give ({}) in every row.", names(table, columns))));
  }
}

}  // namespace

std::vector<int> columns_of(const Key& key) {
  std::vector<int> columns;
  for (const KeyPart& part : key.parts)
    columns.insert(columns.end(), part.columns.begin(), part.columns.end());
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

std::string shown_key(const Table& table, const Key& key) {
  std::vector<std::string> parts;
  for (const KeyPart& part : key.parts)
    parts.push_back(part.column >= 0 ? table.columns[static_cast<std::size_t>(part.column)].name
                                     : part.expression);
  return fmt::format("{} ({}){}", key.name, fmt::join(parts, ", "),
                     key.predicate.empty() ? "" : " where " + key.predicate);
}

int key_over(const Table& table, const std::vector<int>& columns) {
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    const Key& key = table.keys[i];
    if (key.predicate.empty() && key.unusable.empty() && is_plain(key) && columns_of(key) == columns)
      return static_cast<int>(i);
  }
  refuse(no_key(table, fmt::format("no unique index of {} is over ({})", table.name, names(table, columns)),
                "Give the columns of the primary key, or of a unique index without a predicate."));
}

bool is_object(const KeyText& key) {
  const std::size_t first = key.text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && key.text[first] == '{';
}

std::optional<std::string> scalar_of(std::string_view json, int max_depth) {
  json::Reader in(json, "key", max_depth);
  const json::Item item = in.value();
  in.finish();
  if (item.kind == json::Kind::array) in.fail("expected a value or an object of key columns", 0);
  if (item.kind == json::Kind::null) return std::nullopt;
  Arena arena;
  Fault why;
  const auto text = item.escaped ? json::unescape(item, arena, &why) : item.text;
  if (!text) refuse(std::move(why));
  return std::string(*text);
}

std::string key_object(const Table& table, const KeyText& key, const Settings& settings) {
  if (is_object(key)) return std::string(key.text);
  if (!key.json) return object_of(only_column(table), key.text);
  const auto text = scalar_of(key.text, settings.max_depth);
  if (!text)
    refuse({Code::not_null_violation,
            fmt::format("null value as the key of {}", table.name),
            {},
            "A NULL is equal to nothing, so no row has it as its key."});
  return object_of(only_column(table), *text);
}

int choose_key(const Table& table, const Options& options, const Batch& batch) {
  const int chosen = !options.index.empty() ? by_name(table, options)
                     : !options.key.empty() ? by_columns(table, options)
                                            : by_rows(table, batch);
  const Key& key = table.keys[static_cast<std::size_t>(chosen)];
  require_usable(table, key);
  require_given(table, key, batch);
  return chosen;
}

}  // namespace surerow
