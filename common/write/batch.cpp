// Reads the rows of a call in one pass. A row that has the members of the row before it, in the same order,
// is read without looking a name up; any other row is resolved by name.
#include "common/write/batch.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/types/array.h"
#include "common/types/range.h"
#include "common/write/options.h"

namespace surerow {
namespace {

constexpr std::size_t sample_rows = 1000;

// Stands for a name written with escapes: unescaped, a quote cannot be part of one.
constexpr std::string_view never_a_name = "\"";

bool is_container(const json::Item& item) {
  return item.kind == json::Kind::array || item.kind == json::Kind::object;
}

// The JSON text of an item, quotes included.
std::string_view raw(const json::Item& item) {
  if (item.kind != json::Kind::string) return item.text;
  return {item.text.data() - 1, item.text.size() + 2};
}

bool takes_json(const Type& type) { return type.name() == "json" || type.name() == "jsonb"; }

Fault container_refused(std::string_view type, std::string_view text) {
  Fault fault = faults::invalid_input(type, text);
  fault.hint = "JSON objects and arrays go into json and jsonb columns; send the text of one as a string.";
  return fault;
}

}  // namespace

Batch::Batch(const Table& table, const Settings& settings, Recent::Members& members)
    : table_(table), cx_{settings, arena_}, members_(members) {
  given_.reserve(members_.columns.size());
  values_.reserve(members_.columns.size());
  names_.reserve(members_.columns.size());
}

std::string Batch::place(std::uint32_t row, int column) const {
  const std::string place = place_of(table_.name, table_.columns[static_cast<std::size_t>(column)].name);
  return one_row_ ? place : fmt::format("{}, row {}", place, row + 1);
}

void Batch::read_rows(std::string_view rows) {
  in_.emplace(rows, "rows", cx_.settings.max_depth);
  if (in_->peek() == json::Kind::array) {
    in_->enter_array("expected an array");
    while (in_->next_element()) read_row();
  } else {
    read_row();
  }
  in_->finish();
}

void Batch::read_row() {
  given_.clear();
  values_.clear();
  names_.clear();
  const bool as_before = read_members("expected an object, or an array of objects", true);
  finish_row(as_before && given_.size() == members_.columns.size());
}

void Batch::read_one(std::string_view key, std::string_view changes, const Expectation& expected) {
  one_row_ = true;
  in_.emplace(key, "key", cx_.settings.max_depth);
  bool as_before = read_members("expected an object", true);
  in_->finish();
  key_columns_ = given_;
  std::sort(key_columns_.begin(), key_columns_.end());

  in_.emplace(changes, "changes", cx_.settings.max_depth);
  as_before = read_members("expected an object of columns", as_before);
  in_->finish();
  if (drop_repeated(expected)) as_before = false;
  finish_row(as_before && given_.size() == members_.columns.size());
}

// Whether a changed column repeats what the call says elsewhere: its key, or its version.
bool Batch::says_the_same(std::size_t member, const Expectation& expected) const {
  const Value& value = values_[member];
  for (std::size_t i = 0; i < key_columns_.size(); ++i)
    if (given_[i] == given_[member]) return same_image(values_[i], value);
  return expected.kind == Expectation::Kind::version && value.kind() == Value::Kind::integer &&
         value.integer() == expected.version;
}

// Callers send back the object they read, key and version included. True: there was something to drop.
bool Batch::drop_repeated(const Expectation& expected) {
  const auto begin = key_columns_.begin(), end = key_columns_.end();
  bool dropped = false;
  for (std::size_t i = key_columns_.size(); i < given_.size();) {
    const int column = given_[i];
    const bool is_key = std::binary_search(begin, end, column);
    if (!is_key && column != table_.version_column) {
      ++i;
      continue;
    }
    if (!says_the_same(i, expected))
      refuse({Code::invalid_parameter_value,
              fmt::format("column {} of {} {}", shown(table_.columns[static_cast<std::size_t>(column)].name),
                          table_.name,
                          is_key ? "is part of the key and is never changed"
                                 : "is the version column, which surerow sets"),
              {},
              "Leave it out of the changes."});
    given_.erase(given_.begin() + static_cast<std::ptrdiff_t>(i));
    values_.erase(values_.begin() + static_cast<std::ptrdiff_t>(i));
    names_.erase(names_.begin() + static_cast<std::ptrdiff_t>(i));
    dropped = true;
  }
  return dropped;
}

// Appends the members of an object. True: they are those of the row before, so far.
bool Batch::read_members(const char* expected, bool as_before) {
  in_->enter_object(expected);
  json::Item name;
  while (in_->next_member(name)) {
    const std::size_t i = given_.size();
    const bool known =
        as_before && i < members_.names.size() && !name.escaped && name.text == members_.names[i];
    const int column = known ? members_.columns[i] : column_of(name);
    as_before = known;
    given_.push_back(column);
    names_.push_back(name.escaped ? never_a_name : name.text);
    read_cell(column, in_->value(), values_.emplace_back());
  }
  return as_before;
}

void Batch::finish_row(bool as_before) {
  if (!as_before) learn_members();
  if (members_shape_ == no_shape) members_shape_ = shape_for(members_.shape);
  const auto first = static_cast<std::uint32_t>(cells_.size());
  cells_.resize(first + values_.size());
  for (std::size_t i = 0; i < values_.size(); ++i) cells_[first + members_.slots[i]] = values_[i];
  rows_.push_back({first, members_shape_});
  if (rows_.size() == sample_rows) reserve();
}

void Batch::learn_members() {
  Recent::Members learnt;
  learnt.shape = given_;
  Shape& shape = learnt.shape;
  std::sort(shape.begin(), shape.end());
  const auto twice = std::adjacent_find(shape.begin(), shape.end());
  if (twice != shape.end())
    refuse({Code::invalid_json,
            fmt::format("duplicate member {} in {}",
                        shown(table_.columns[static_cast<std::size_t>(*twice)].name),
                        one_row_ ? "key or changes" : "rows"),
            one_row_ ? "" : fmt::format("row {}", size() + 1), "Give each column of a row once."});
  learnt.names.assign(names_.begin(), names_.end());
  learnt.columns = given_;
  learnt.slots.reserve(given_.size());
  for (const int column : given_)
    learnt.slots.push_back(
        static_cast<std::uint32_t>(std::lower_bound(shape.begin(), shape.end(), column) - shape.begin()));
  members_ = std::move(learnt);
  members_shape_ = no_shape;
}

// Memory for the rest of the rows at once: growing by doubling would hold the cells three times over.
void Batch::reserve() {
  const double whole = static_cast<double>(in_->size()) / static_cast<double>(in_->offset());
  const auto rows = static_cast<std::size_t>(static_cast<double>(rows_.size()) * whole * 1.05);
  cells_.reserve(rows * cells_.size() / rows_.size());
  rows_.reserve(rows);
}

std::uint32_t Batch::shape_for(const Shape& shape) {
  if (shapes_.empty()) {
    shapes_.push_back(shape);
    return 0;
  }
  if (shape_numbers_.empty()) shape_numbers_.emplace(shapes_.front(), 0);
  const auto [found, is_new] = shape_numbers_.try_emplace(shape, static_cast<std::uint32_t>(shapes_.size()));
  if (is_new) shapes_.push_back(shape);
  return found->second;
}

int Batch::column_of(const json::Item& item) {
  const auto row = [this] { return one_row_ ? std::string() : fmt::format("row {}", size() + 1); };
  std::string_view name;
  Fault why;
  if (!text_of(item, name, &why)) refuse(at_place(std::move(why), row()));
  const int column = table_.find(name);
  if (column < 0) refuse(at_place(unknown_column(table_, name), row()));
  if (table_.columns[static_cast<std::size_t>(column)].generated)
    refuse({Code::generated_always,
            fmt::format("column {} of {} is generated always", shown(name), table_.name), row(),
            "Leave the column out: the database computes it."});
  return column;
}

// A number, true and false are read by their column's type as they are written.
bool Batch::text_of(const json::Item& item, std::string_view& out, Fault* why) {
  out = item.text;
  if (!item.escaped) return true;
  const auto text = json::unescape(item, arena_, why);
  if (text) out = *text;
  return text.has_value();
}

void Batch::read_cell(int number, const json::Item& item, Value& out) {
  if (item.kind == json::Kind::null) return;
  const Column& column = table_.columns[static_cast<std::size_t>(number)];
  Fault why;
  bool read = column.type ? read_typed(column, item, out, &why) : read_any(column, item, out, &why);
  if (read && column.strict_type && (column.type || table_.engine == Engine::sqlite))
    read = fits(*column.strict_type, out, &why);
  if (!read) refuse(at_place(std::move(why), place(size(), number)));
}

bool Batch::read_typed(const Column& column, const json::Item& item, Value& out, Fault* why) {
  if (table_.engine == Engine::postgres) return read_value(column, item, out, why);
  Value value;
  return read_value(column, item, value, why) &&
         stored_form(*column.type, column.affinity, value, cx_, out, why);
}

// A range takes the text of a JSON array for what it is to PostgreSQL: [1, 5] has two bounds.
bool Batch::read_value(const Column& column, const json::Item& item, Value& out, Fault* why) {
  const Type& type = *column.type;
  const bool json = takes_json(type);
  const ArrayType* const array = as_array(type);
  if (array != nullptr && item.kind != json::Kind::string)
    return array->read_json(item, column.name, cx_, out, why);
  if (is_container(item) && !json && !is_range(type)) {
    *why = container_refused(type.name(), item.text);
    return false;
  }
  std::string_view text = raw(item);
  if (!json && !text_of(item, text, why)) return false;
  return type.read(text, cx_, out, why);
}

// A column that sure_enable_strict gave a type: the trigger or constraint would refuse the same, without the
// row.
bool Batch::fits(const Type& type, const Value& stored, Fault* why) {
  Value ignored;
  return type.from_stored(stored, cx_, ignored, why);
}

bool Batch::read_any(const Column& column, const json::Item& item, Value& out, Fault* why) {
  if (table_.engine == Engine::postgres) {
    out = Value::text(raw(item));
    has_foreign_ = true;
    return true;
  }
  // A SQLite column without a type takes any value: numbers as numbers, all else as text.
  static const TypePtr number = find_type("numeric", nullptr), text = find_type("text", nullptr);
  if (item.kind == json::Kind::boolean) {
    out = Value::integer(item.text == "true");
    return true;
  }
  const bool is_number = item.kind == json::Kind::number;
  const Affinity affinity =
      is_number && column.affinity == Affinity::blob ? Affinity::numeric : column.affinity;
  const Type& type = is_number ? *number : *text;
  std::string_view given;
  Value value;
  return text_of(item, given, why) && type.read(given, cx_, value, why) &&
         stored_form(type, affinity, value, cx_, out, why);
}

}  // namespace surerow
