// From the JSON of a call to its first step: rows read and checked, conflict key chosen, one row for each key
// taken, rows put in order and grouped by what is to be done with them.
#include <fmt/format.h>

#include <algorithm>

#include "common/version/version.h"
#include "common/write/etag.h"
#include "common/write/key.h"
#include "common/write/order.h"
#include "common/write/state.h"

namespace surerow {
namespace {

PlanCache& plans_of(Described& described) {
  if (!described.plans) described.plans = std::make_unique<PlanCache>();
  return *described.plans;
}

}  // namespace

Writer::State::State(Described& described, const Request& request, const Settings& given)
    : table((require_writable(described.table), described.table)),
      plans(plans_of(described)),
      scope(plans),
      verb(request.verb),
      settings(given),
      options(plans.options(table, verb, request.options)),
      expected(read_expected(table, request)),
      batch(table, settings, plans.recent.members) {
  if (is_versioned())
    last_version =
        version_range(table.columns[static_cast<std::size_t>(table.version_column)].type_name).last;
  read(request);
  statuses.resize(batch.size());
  history.resize(batch.size());
  if (batch.size() == 0) return;
  read_etag_columns(request);
  if (options.has_rows() || options.report_stale || !etag_columns.empty() || rereads_version())
    texts.resize(batch.size());
  decide_key();
  check_keys();
  if (options.has_rows() && !names_one_row(verb)) render_keys();
  make_groups();
  remember();
}

void Writer::State::read(const Request& request) {
  if (!names_one_row(verb)) return batch.read_rows(request.rows);
  key_json = key_object(table, request.key, settings);
  batch.read_one(key_json, request.rows, expected);
}

void Writer::State::read_etag_columns(const Request& request) {
  if (expected.kind == Expectation::Kind::etag) etag_columns = surerow::etag_columns(table, expected.etag);
  if (verb == Verb::etag) etag_columns = listed_columns(table, request.columns);
}

bool Writer::State::like_recent() const {
  const Recent& recent = plans.recent;
  return recent.options == &options && batch.shapes().size() == 1 && batch.shapes().front() == recent.shape &&
         (!names_one_row(verb) || (recent.key_columns == batch.key_columns() && etag_columns.empty()));
}

// Which key is meant follows from the options and the shapes alone.
void Writer::State::decide_key() {
  if (like_recent()) {
    key = plans.recent.key;
    key_columns = plans.recent.key_columns;
    return;
  }
  key = names_one_row(verb) ? key_over(table, batch.key_columns()) : choose_key(table, options, batch);
  key_columns = columns_of(table.keys[static_cast<std::size_t>(key)]);
}

void Writer::State::remember() {
  if (batch.shapes().size() != 1 || groups.size() != 1 || !etag_columns.empty() || like_recent()) return;
  Recent& recent = plans.recent;
  recent.options = nullptr;  // should memory run out in between
  recent.shape = batch.shapes().front();
  recent.key = key;
  recent.key_columns = key_columns;
  recent.plan = conflict_key().nulls_equal ? nullptr : groups.front().plan;
  recent.options = &options;
}

void Writer::State::check_keys() {
  const Key& chosen = conflict_key();
  for (const KeyPart& part : chosen.parts) {
    if (part.column < 0 || chosen.nulls_equal) continue;
    for (std::uint32_t row = 0; row < batch.size(); ++row) {
      const Shape& shape = batch.columns(row);
      const auto at = std::lower_bound(shape.begin(), shape.end(), part.column) - shape.begin();
      if (!batch.cell(row, static_cast<int>(at)).is_null()) continue;
      refuse({Code::not_null_violation,
              fmt::format("null value in column {} of the conflict key of {}",
                          shown(table.columns[static_cast<std::size_t>(part.column)].name), table.name),
              names_one_row(verb) ? "" : row_place(row),
              "A NULL is equal to nothing, so the row could never be found again."});
    }
  }
  order = order_by_key(batch, key_columns);
  // Outside its predicate a partial index lets rows share a key: there the database decides.
  if (chosen.predicate.empty()) take_one_of_each();
}

void Writer::State::take_one_of_each() {
  for (std::size_t i = 0, next = 0; i < order.size(); i = next) {
    for (next = i + 1; next < order.size() && same_key(batch, key_columns, order[i], order[next]);) ++next;
    if (next == i + 1) continue;
    if (options.duplicates == Options::Duplicates::error)
      refuse(
          {Code::cardinality_violation,
           fmt::format("rows {} and {} have the same key of {}", order[i] + 1, order[i + 1] + 1, table.name),
           "key " + key_text(order[i]),
           "Send each row once, or say which one counts with the option \"duplicates\": \"first\" or "
           "\"last\"."});
    const std::size_t taken = options.duplicates == Options::Duplicates::first ? i : next - 1;
    for (std::size_t other = i; other < next; ++other)
      if (other != taken) statuses[order[other]] = Status::duplicate;
  }
}

std::string Writer::State::key_text(std::uint32_t row) const {
  std::string out;
  append_cells(out, row, key_columns);
  return out;
}

// {"id":7}: some columns of the row, each given.
void Writer::State::append_cells(std::string& out, std::uint32_t row, const std::vector<int>& columns) const {
  out += '{';
  const Shape& shape = batch.columns(row);
  for (const int number : columns) {
    const Column& column = table.columns[static_cast<std::size_t>(number)];
    const auto at = std::lower_bound(shape.begin(), shape.end(), number) - shape.begin();
    const Value& value = batch.cell(row, static_cast<int>(at));
    append_member(out, column.name);
    if (value.is_null() || value.kind() == Value::Kind::foreign)
      out += value.is_null() ? "null" : "\"...\"";  // a Datum by now: only the binding could print it
    else if (table.engine == Engine::sqlite)
      append_stored(out, column, value, settings);
    else if (column.type)
      column.type->print_json(value, settings, out);
    else
      out += value.text();  // JSON as the caller wrote it
    out += ',';
  }
  out.back() = '}';
}

void Writer::State::render_keys() {
  for (std::uint32_t row = 0; row < batch.size(); ++row) texts[row].key = key_text(row);
}

std::vector<bool> Writer::State::null_parts(std::uint32_t row) const {
  const Key& chosen = conflict_key();
  std::vector<bool> nulls(chosen.parts.size());
  if (!chosen.nulls_equal) return nulls;
  const Shape& shape = batch.columns(row);
  for (std::size_t i = 0; i < nulls.size(); ++i) {
    const int column = chosen.parts[i].column;
    if (column < 0) continue;
    const auto at = std::lower_bound(shape.begin(), shape.end(), column) - shape.begin();
    nulls[i] = batch.cell(row, static_cast<int>(at)).is_null();
  }
  return nulls;
}

Group& Writer::State::group_for(std::uint32_t row) {
  Plan* recent = like_recent() ? plans.recent.plan : nullptr;
  Plan& plan = recent != nullptr
                   ? *recent
                   : plans.plan(table, verb, key, batch.columns(row), null_parts(row), etag_columns, options);
  const auto found =
      std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.plan == &plan; });
  if (found != groups.end()) return *found;
  return groups.emplace_back(plan);
}

// What is done with its rows first of all.
Rows& Writer::State::first_of(Group& g) const {
  if (verb == Verb::etag) return g.etag;
  // A trigger that drops the write would be fired twice; what is to be deleted must be read before.
  const bool vetoes = verb == Verb::erase ? table.before_delete_triggers : table.before_update_triggers;
  const bool direct = expected.kind == Expectation::Kind::version && !g.plan->direct.sql.empty() && !vetoes &&
                      expected.version < last_version && !(verb == Verb::erase && options.returning);
  return direct ? g.direct : g.probe;
}

void Writer::State::make_groups() {
  // Without NULLs in keys the shape alone decides; most calls have one.
  std::vector<std::size_t> group_of_shape(batch.shapes().size(), SIZE_MAX);
  for (const std::uint32_t row : order) {
    if (statuses[row] == Status::duplicate) continue;
    std::size_t& known = group_of_shape[batch.shape_of(row)];
    if (known == SIZE_MAX || conflict_key().nulls_equal)
      known = static_cast<std::size_t>(&group_for(row) - groups.data());
    first_of(groups[known]).push_back(row);
  }
  if (expected.kind == Expectation::Kind::version) history.front().version = expected.version;
  if (options.returning && verb != Verb::erase && verb != Verb::etag)
    for (Group& g : groups) g.fetch = first_of(g);
}

}  // namespace surerow
