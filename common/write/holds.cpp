// Which rows an operation will lock, and how; their keys as JSON, from which a Writer reads them again, so
// that the call that holds them sorts and finds them as every other call does.
#include "common/write/holds.h"

#include <algorithm>

#include "common/json/reader.h"
#include "common/write/key.h"
#include "common/write/state.h"

namespace surerow {
namespace {

// PostgreSQL locks a row more strongly when the columns of a full unique index are written.
bool is_in_some_key(const Table& table, int column) {
  return std::any_of(table.keys.begin(), table.keys.end(), [&](const Key& key) {
    return key.predicate.empty() && std::any_of(key.parts.begin(), key.parts.end(),
                                                [&](const KeyPart& part) { return part.column == column; });
  });
}

bool writes_some_key(const Table& table, const Plan& plan) {
  return std::any_of(plan.set_cells.begin(), plan.set_cells.end(), [&](int cell) {
    return is_in_some_key(table, plan.shape[static_cast<std::size_t>(cell)]);
  });
}

const char* name_of(Lock lock) {
  static constexpr const char* names[] = {"none", "share", "write", "write_key"};
  return names[static_cast<std::size_t>(lock)];
}

}  // namespace

Lock Writer::lock() const {
  const State& s = *state_;
  if (!writes() || s.groups.empty()) return Lock::none;
  if (s.verb == Verb::check) return Lock::share;
  if (s.verb == Verb::erase) return Lock::write_key;
  if (s.verb != Verb::upsert && s.verb != Verb::update) return Lock::none;
  const bool key = std::any_of(s.groups.begin(), s.groups.end(),
                               [&](const Group& g) { return writes_some_key(s.table, *g.plan); });
  return key ? Lock::write_key : Lock::write;
}

int Writer::conflict_key() const { return state_->key; }

// The predicate of a partial index is computed from the row, so that what it reads belongs to the key.
void Writer::append_keys(std::string& out) const {
  const State& s = *state_;
  std::vector<int> columns = s.key_columns;
  const std::vector<int>& read = s.conflict_key().predicate_columns;
  columns.insert(columns.end(), read.begin(), read.end());
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  std::vector<int> given;
  for (std::uint32_t row = 0; row < s.batch.size(); ++row) {
    if (s.statuses[row] == Status::duplicate) continue;
    const Shape& shape = s.batch.columns(row);
    given.clear();
    std::set_intersection(columns.begin(), columns.end(), shape.begin(), shape.end(),
                          std::back_inserter(given));
    s.append_cells(out, row, given);
    out += ',';
  }
}

void Holds::add(std::uint32_t table, const Table& description, const Writer& writer) {
  const Lock lock = writer.lock();
  if (lock == Lock::none) return;
  const int key = writer.conflict_key();
  Rows& rows = rows_[{description.schema, description.name, key}];
  if (rows.options.empty()) {
    rows.table = table;
    json::append_string(rows.options = "\"index\":", description.keys[static_cast<std::size_t>(key)].name);
  }
  rows.lock = std::max(rows.lock, lock);
  writer.append_keys(rows.keys);
}

Request Holds::Rows::request() {
  keys.back() = ']';
  options = std::string("{\"lock\":\"") + name_of(lock) + R"(","duplicates":"first",)" + options + '}';
  return {.verb = Verb::hold, .rows = keys, .options = options};
}

}  // namespace surerow
