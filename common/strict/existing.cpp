// The rows that are there when a table becomes strict: read in one pass, the first bad ones named by their
// keys.
#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"
#include "common/strict/strict.h"
#include "common/write/answer.h"

namespace surerow {
namespace {

constexpr int most_rows = 5;

std::vector<int> key_of(const Table& table) {
  std::vector<int> key;
  if (!table.keys.empty() && table.keys[0].primary)
    for (const KeyPart& part : table.keys[0].parts) key.push_back(part.column);
  if (key.empty() && !table.place.empty()) key.push_back(-1);
  return key;
}

RowCheck whole_check(const StrictPlan& plan) {
  return std::move(plan.checks(std::max<std::size_t>(plan.checked().size(), 1)).front());
}

}  // namespace

ExistingRows::ExistingRows(const Table& table, const StrictPlan& plan, const Settings& settings)
    : table_(table), plan_(plan), settings_(settings), check_(whole_check(plan)), key_(key_of(table)) {}

std::string ExistingRows::sql() const {
  const bool postgres = table_.engine == Engine::postgres;
  std::vector<std::string> wanted;
  const auto name_of = [&](int column) {
    return column < 0 ? table_.place : quoted(table_.columns[static_cast<std::size_t>(column)].name);
  };
  for (const int column : key_)
    wanted.push_back(postgres ? fmt::format("pg_catalog.to_json({})::pg_catalog.text", name_of(column))
                              : name_of(column));
  for (const int column : plan_.checked())
    wanted.push_back(name_of(column) + (postgres ? "::pg_catalog.text" : ""));
  if (wanted.empty()) wanted.emplace_back("NULL");
  return fmt::format("SELECT {} FROM {}", fmt::join(wanted, ", "), qualified(table_));
}

bool ExistingRows::take(std::span<const Value> row) {
  Arena arena;
  const Reading cx{settings_, arena};
  const auto values = row.subspan(key_.size());
  bool good = true;
  for (std::size_t i = 0; i < check_.columns().size(); ++i) {
    if (check_.fits(i, values[i], cx)) continue;
    Fault why;
    check_.fits(i, values[i], cx, &why);
    bad_.add(std::move(why), place(row, static_cast<int>(i)));
    good = false;
  }
  return good || ++bad_rows_ < most_rows;
}

void ExistingRows::require() const {
  if (bad_.empty()) return;
  Fault fault = bad_.fault();
  fault.hint = R"(Correct the rows, or pass {"existing":"skip"} to check new writes only.)";
  refuse(std::move(fault));
}

std::string ExistingRows::place(std::span<const Value> row, int column) const {
  std::string out = check_.place(static_cast<std::size_t>(column));
  if (key_.empty()) return out;
  out += ", key {";
  for (std::size_t i = 0; i < key_.size(); ++i) {
    if (i > 0) out += ',';
    const Column* part = key_[i] < 0 ? nullptr : &table_.columns[static_cast<std::size_t>(key_[i])];
    append_member(out, part != nullptr ? part->name : table_.place);
    if (table_.engine == Engine::postgres)
      out += row[i].is_null() ? "null" : row[i].text();
    else
      append_stored(out, part != nullptr ? *part : Column{}, row[i], settings_);
  }
  return out += '}';
}

}  // namespace surerow
