// Decides what a shape of rows compares, sets and inserts, and keeps the statements for it.
#include "common/write/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/write/key.h"
#include "common/write/sql.h"

namespace surerow {
namespace {

constexpr std::size_t most_kept = 256;

bool has(const std::vector<int>& list, int column) {
  return std::find(list.begin(), list.end(), column) != list.end();
}

const Column& column_at(const Table& table, int column) {
  return table.columns[static_cast<std::size_t>(column)];
}

// Key columns never stand in SET: they are equal by the key's own operator, and writing them would lock out
// the foreign keys that refer to the row.
std::vector<int> cells_to_set(const Shape& shape, const std::vector<int>& key_columns, int version_column,
                              Verb verb, const Options& options) {
  std::vector<int> cells;
  if (verb != Verb::upsert && verb != Verb::update) return cells;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const int column = shape[i];
    if (has(key_columns, column) || has(options.insert_only, column) || column == version_column) continue;
    if (options.update && !has(*options.update, column)) continue;
    cells.push_back(static_cast<int>(i));
  }
  return cells;
}

void refuse_key_in_update(const Table& table, const std::vector<int>& key_columns, const Options& options) {
  for (const int column : options.update ? *options.update : std::vector<int>())
    if (has(key_columns, column))
      refuse({Code::invalid_parameter_value,
              fmt::format("column {} of {} is part of the conflict key and is never updated",
                          shown(column_at(table, column).name), table.name),
              {},
              "Leave it out of the option \"update\", or name another conflict key."});
}

void refuse_version_in_options(const Table& table, const Options& options) {
  const int column = table.version_column;
  if (column < 0 || (!has(options.insert_only, column) && !(options.update && has(*options.update, column))))
    return;
  refuse({Code::invalid_parameter_value,
          fmt::format("column {} of {} is the version column, which surerow sets",
                      shown(column_at(table, column).name), table.name),
          {},
          "Leave it out of the options \"update\" and \"insert_only\"."});
}

// An identity column that is always generated can say which row is meant; it can be neither set nor inserted.
int identity_of(const Table& table, const Shape& shape, const std::vector<int>& key_columns) {
  for (const int column : shape) {
    if (!column_at(table, column).identity_always) continue;
    if (has(key_columns, column)) return column;
    refuse({Code::generated_always,
            fmt::format("column {} of {} is an identity column that is always generated",
                        shown(column_at(table, column).name), table.name),
            {},
            "Leave the column out: the database numbers the rows."});
  }
  return -1;
}

// What the predicate and the expressions of the key read of a row must be known before the row is written.
void refuse_unknown_inputs(const Table& table, const Key& key, const Shape& shape) {
  for (const int column : key.predicate_columns)
    if (!has(shape, column) && column_at(table, column).generated)
      refuse(
          {Code::feature_not_supported,
           fmt::format(
               "unique index {} of {} cannot be a conflict key: its predicate reads the generated column {}",
               shown(key.name), table.name, shown(column_at(table, column).name)),
           {},
           "Name another conflict key with the option \"key\" or \"index\"."});
}

void add_insert_statements(const Table& table, Plan& plan) {
  plan.insert = insert_statement(table, plan, false);
  plan.insert_many = insert_many_statement(table, plan);
  plan.insert_or_skip = insert_statement(table, plan, true);
}

std::unique_ptr<Plan> make_plan(const Table& table, Verb verb, const Key& key, const Shape& shape,
                                std::vector<bool> null_parts, const std::vector<int>& etag_columns,
                                const Options& options) {
  const std::vector<int> key_columns = columns_of(key);
  refuse_key_in_update(table, key_columns, options);
  refuse_version_in_options(table, options);
  refuse_unknown_inputs(table, key, shape);
  auto plan = std::make_unique<Plan>();
  plan->verb = verb;
  plan->key = &key;
  plan->shape = shape;
  plan->null_parts = std::move(null_parts);
  plan->set_cells = cells_to_set(shape, key_columns, table.version_column, verb, options);
  plan->refused_on_insert = identity_of(table, shape, key_columns);
  // The version that is told is read with the row that is told: another transaction may write in between.
  plan->tells_versions = table.version_column >= 0 && (options.has_rows() || !options.returned.empty() ||
                                                       (verb == Verb::update && table.update_triggers));
  plan->etag_columns = etag_columns;
  plan->lock = options.lock;
  plan->probe = probe_statement(table, *plan);
  plan->look = look_statement(table, *plan);
  plan->scan = scan_statement(table, *plan);
  plan->update = update_statement(table, *plan);
  if (verb == Verb::erase) plan->erase = erase_statement(table, *plan);
  if (names_one_row(verb)) plan->direct = direct_statement(table, *plan);
  if (verb == Verb::upsert || verb == Verb::insert) add_insert_statements(table, *plan);
  plan->fetch = fetch_statement(table, *plan, options.returned, plan->tells_versions);
  plan->etag = fetch_statement(table, *plan, etag_columns, false);
  return plan;
}

}  // namespace

const Options& PlanCache::options(const Table& table, Verb verb, std::string_view json) {
  const auto found = options_.find(std::pair(verb, std::string(json)));
  if (found != options_.end()) return found->second;
  return options_.emplace(std::pair(verb, std::string(json)), read_options(table, verb, json)).first->second;
}

Plan& PlanCache::plan(const Table& table, Verb verb, int key, const Shape& shape,
                      std::vector<bool> null_parts, const std::vector<int>& etag_columns,
                      const Options& options) {
  // Lists in a row, each behind its length: no two different requests give the same numbers.
  std::vector<int> request;
  request.reserve(shape.size() + options.insert_only.size() + options.returned.size() + 16);
  request.insert(request.end(),
                 {static_cast<int>(verb), key, options.has_rows() ? 1 : 0, static_cast<int>(options.lock)});
  const auto add = [&](const auto& list) {
    request.push_back(static_cast<int>(list.size()));
    request.insert(request.end(), list.begin(), list.end());
  };
  add(shape);
  add(null_parts);
  add(options.insert_only);
  add(options.returned);
  add(etag_columns);
  if (options.update) add(*options.update);

  std::unique_ptr<Plan>& plan = plans_[std::move(request)];
  if (!plan)
    plan = make_plan(table, verb, table.keys[static_cast<std::size_t>(key)], shape, std::move(null_parts),
                     etag_columns, options);
  return *plan;
}

void PlanCache::enter() {
  if (writers_++ > 0 || plans_.size() + options_.size() <= most_kept) return;
  recent = {};
  plans_.clear();
  options_.clear();
}

}  // namespace surerow
