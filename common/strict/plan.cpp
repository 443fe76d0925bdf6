// Which type each column is held to. SQLite checks every column, PostgreSQL only those that are given a type:
// it holds the others to their declared types itself.
#include <fmt/format.h>

#include "common/json/reader.h"
#include "common/strict/strict.h"
#include "common/write/answer.h"

namespace surerow {
namespace {

constexpr const char* any = "any";

// A column of these types holds a text that can be read as a value of another type.
bool holds_text(std::string_view type) {
  return type == "text" || type == "json" || type == "jsonb" || type == "citext" ||
         type.starts_with("character");
}

void append_status(std::string& out, std::string_view status) {
  append_member(out += '{', "status");
  json::append_string(out, status);
}

}  // namespace

StrictPlan::StrictPlan(const Table& table, const StrictOptions& options) : table_(table) {
  for (const Column& column : table.columns) given_.push_back(column.strict_type);
  for (const auto& [column, type] : options.columns) give(column, type);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    if (column.is_rowid) continue;
    if (!given_[i] && table.engine == Engine::postgres) continue;
    if (!given_[i] && !column.generated) require_declared(column);
    if (given_[i] || column.type) checked_.push_back(static_cast<int>(i));
  }
}

void StrictPlan::give(int number, const TypePtr& type) {
  const auto at = static_cast<std::size_t>(number);
  const Column& column = table_.columns[at];
  given_[at] = nullptr;
  if (type->name() == column.type_name) return;
  if (column.generated)
    refuse({Code::generated_always,
            fmt::format("column {} of {} is generated always", shown(column.name), table_.name),
            {},
            "Give types to the columns that it is computed from."});
  if (column.is_rowid || (table_.engine == Engine::postgres && !holds_text(column.type_name)))
    refuse({Code::feature_not_supported,
            fmt::format("column {} of {} is {} and cannot be held to {}", shown(column.name), table_.name,
                        column.type_name, type->name()),
            {},
            "Give types to columns that hold text; the type of another is changed by altering the table."});
  given_[at] = type;
}

void StrictPlan::require_declared(const Column& column) const {
  if (column.type || column.type_name == any) return;
  bool is_any = false;
  Fault why;
  find_declared_type(column.type_name, &is_any, &why);
  why = at_place(std::move(why), place_of(table_.name, column.name));
  why.hint = fmt::format(R"(Say what it holds: {{"columns":{{"{}":"text"}}}}.)", column.name);
  refuse(std::move(why));
}

std::vector<RowCheck> StrictPlan::checks(std::size_t most) const {
  std::vector<RowCheck> out;
  std::vector<HeldColumn> columns;
  for (std::size_t i = 0; i < checked_.size(); ++i) {
    const auto at = static_cast<std::size_t>(checked_[i]);
    const Column& column = table_.columns[at];
    columns.push_back({column.name, given_[at] ? given_[at] : column.type});
    if (columns.size() == most && i + 1 < checked_.size())
      out.emplace_back(table_.name, std::exchange(columns, {}));
  }
  out.emplace_back(table_.name, std::move(columns));
  return out;
}

std::string StrictPlan::answer(std::string_view status) const {
  std::string out;
  append_status(out, status);
  append_member(out += ',', "columns");
  out += '{';
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    const Column& column = table_.columns[i];
    if (out.back() != '{') out += ',';
    append_member(out, column.name);
    json::append_string(out, given_[i] ? given_[i]->name() : column.type_name);
  }
  return out += "}}";
}

std::string strict_answer(std::string_view status) {
  std::string out;
  append_status(out, status);
  return out += '}';
}

}  // namespace surerow
