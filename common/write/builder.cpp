// Every reference makes sure of its input; a key with expressions or a predicate is computed from the row
// that is proposed.
#include "common/write/builder.h"

#include <fmt/format.h>

#include <algorithm>

namespace surerow {

using Kind = Input::Kind;

Builder::Builder(const Table& table, const Plan& plan)
    : table_(table), plan_(plan), key_(*plan.key), postgres_(table.engine == Engine::postgres) {
  computed_key_ = !key_.predicate.empty() || std::any_of(key_.parts.begin(), key_.parts.end(),
                                                         [](const KeyPart& part) { return part.column < 0; });
  if (postgres_) input(Kind::ordinal, -1);
}

std::string Builder::cell(int column) {
  const int i = input(Kind::cell, column);
  if (!postgres_) return fmt::format("?{}", i + 1);
  return computed_key_ ? fmt::format("r.\"$cell{}\"", i) : "r." + name(column);
}

std::string Builder::locator() {
  input(Kind::locator, -1);
  return "r." + quoted(locator_column);
}

std::string Builder::version() {
  const int i = input(Kind::version, -1);
  return postgres_ ? "r." + quoted(version_input) : fmt::format("?{}", i + 1);
}

std::string Builder::version_condition() {
  const std::string condition = key_condition();  // its inputs come first, whatever the compiler
  return condition + " AND " + stored_version() + (postgres_ ? " OPERATOR(pg_catalog.=) " : " = ") +
         version();
}

std::string Builder::differs() {
  std::vector<std::string> stored, given, different;
  for (const int i : plan_.set_cells) {
    const int column = plan_.shape[static_cast<std::size_t>(i)];
    stored.push_back("t." + name(column));
    given.push_back(cell(column));
    different.push_back(stored.back() + " IS NOT " + given.back());
  }
  if (!postgres_) return "(" + fmt::format("{}", fmt::join(different, " OR ")) + ")";
  return fmt::format(
      "CAST(ROW({}) AS pg_catalog.record) OPERATOR(pg_catalog.*<>) CAST(ROW({}) AS pg_catalog.record)",
      fmt::join(stored, ", "), fmt::join(given, ", "));
}

std::string Builder::set_list() {
  std::vector<std::string> set;
  for (const int i : plan_.set_cells) {
    const int column = plan_.shape[static_cast<std::size_t>(i)];
    set.push_back(name(column) + " = " + cell(column));
  }
  if (table_.version_column >= 0)
    set.push_back(fmt::format("{} = {} {} 1", name(table_.version_column), stored_version(),
                              postgres_ ? "OPERATOR(pg_catalog.+)" : "+"));
  return fmt::format("{}", fmt::join(set, ", "));
}

std::string Builder::found_condition() {
  if (!postgres_) return key_condition();
  std::string out = table_.version_column >= 0 ? version_condition() : key_condition();
  if (table_.kind != RelationKind::partitioned_table)
    out = "t.ctid OPERATOR(pg_catalog.=) " + locator() + " AND " + out;
  return out;
}

std::string Builder::key_condition() {
  std::string out;
  for (std::size_t i = 0; i < key_.parts.size(); ++i) {
    const KeyPart& part = key_.parts[i];
    const std::string stored =
        (part.column >= 0 ? "t." + name(part.column) : "(" + part.expression + ")") + part.collate;
    out += i > 0 ? " AND " : "";
    out += plan_.null_parts[i] ? stored + " IS NULL" : stored + part.equals + key_value(i);
  }
  if (!key_.predicate.empty()) out += " AND (" + key_.predicate + ")";
  return out;
}

std::string Builder::rows() {
  if (!computed_key_) return fmt::format("{} AS r", rows_relation);
  const std::string proposed = proposed_row();
  std::string out = "(SELECT " + quoted(ordinal_column);
  for (std::size_t i = 1; i < statement_.inputs.size(); ++i) {
    const Input& in = statement_.inputs[i];
    out += in.kind == Kind::locator   ? ", " + quoted(locator_column)
           : in.kind == Kind::version ? ", " + quoted(version_input)
                                      : fmt::format(", {} AS \"$cell{}\"", name(in.column), i);
  }
  for (std::size_t i = 0; i < key_.parts.size(); ++i)
    if (key_.parts[i].column < 0) out += fmt::format(", ({}) AS \"$key{}\"", key_.parts[i].expression, i);
  out += " FROM (" + proposed + ") AS p";
  if (!key_.predicate.empty()) out += " WHERE (" + key_.predicate + ")";
  return out + ") AS r";
}

std::string Builder::first_version() const {
  return table_.columns[static_cast<std::size_t>(table_.version_column)].default_sql.empty()
             ? "1"
             : default_of(table_.version_column);
}

Statement Builder::finish(std::string sql) {
  statement_.sql = std::move(sql);
  return std::move(statement_);
}

int Builder::input(Kind kind, int column) {
  auto& inputs = statement_.inputs;
  const auto found = std::find_if(inputs.begin(), inputs.end(),
                                  [&](const Input& in) { return in.kind == kind && in.column == column; });
  if (found != inputs.end()) return static_cast<int>(found - inputs.begin());
  const auto at = std::find(plan_.shape.begin(), plan_.shape.end(), column);
  inputs.push_back({kind, column, kind == Kind::cell ? static_cast<int>(at - plan_.shape.begin()) : -1});
  return static_cast<int>(inputs.size()) - 1;
}

std::string Builder::key_value(std::size_t i) {
  const KeyPart& part = key_.parts[i];
  if (!computed_key_) return cell(part.column);
  if (postgres_) return part.column >= 0 ? cell(part.column) : fmt::format("r.\"$key{}\"", i);
  const std::string value = part.column >= 0 ? name(part.column) : "(" + part.expression + ")";
  return fmt::format("(SELECT {} FROM ({}){})", value, proposed_row(),
                     key_.predicate.empty() ? "" : " WHERE (" + key_.predicate + ")");
}

std::string Builder::proposed_row() {
  std::vector<int> read = key_.predicate_columns;
  for (const KeyPart& part : key_.parts) read.insert(read.end(), part.columns.begin(), part.columns.end());
  std::sort(read.begin(), read.end());
  read.erase(std::unique(read.begin(), read.end()), read.end());

  std::vector<std::string> list;
  for (const int column : read) {
    const bool given = std::binary_search(plan_.shape.begin(), plan_.shape.end(), column);
    const int i = given ? input(Kind::cell, column) : -1;
    if (given && !postgres_) list.push_back(fmt::format("?{} AS {}", i + 1, name(column)));
    if (!given) list.push_back(default_of(column) + " AS " + name(column));
  }
  if (postgres_) list.insert(list.begin(), "g.*");
  return fmt::format("SELECT {}{}", fmt::join(list, ", "),
                     postgres_ ? fmt::format(" FROM {} AS g", rows_relation) : "");
}

std::string Builder::default_of(int number) const {
  const Column& column = table_.columns[static_cast<std::size_t>(number)];
  const std::string value = column.default_sql.empty() ? "NULL" : "(" + column.default_sql + ")";
  return postgres_ ? fmt::format("CAST({} AS {})", value, column.type_name) : value;
}

}  // namespace surerow
