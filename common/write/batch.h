// The rows of one call, read from JSON and checked: cells by row, rows by shape. A call that names one row
// by its key has one row, of the key's columns and the changed ones.
// Every value has been read by its column's type before the batch is handed out (foreign ones by the binding
// afterwards). Cells stand in the order of the table's columns, whatever the order of the members was.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "common/json/reader.h"
#include "common/table.h"
#include "common/write/expectation.h"
#include "common/write/recent.h"

namespace surerow {

class Batch {
 public:
  /// `members` are those of an earlier row, of this call or another; they are replaced when a row has others.
  Batch(const Table& table, const Settings& settings, Recent::Members& members);

  /// Reads `rows`: an object or an array of objects. Throws a Refusal: 22032, 42703, 428C9, or a value's own.
  void read_rows(std::string_view rows);
  /// Reads one row from two objects: its key, and what is to change. Changes that repeat the key, or the
  /// version that is expected, count for nothing; others of these columns are refused (22023).
  void read_one(std::string_view key, std::string_view changes, const Expectation& expected);
  /// The columns that `key` gave, ascending.
  const Shape& key_columns() const { return key_columns_; }

  /// "column price of item, row 3"; without the row where the call names one by its key.
  std::string place(std::uint32_t row, int column) const;

  std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }
  const std::vector<Shape>& shapes() const { return shapes_; }
  std::uint32_t shape_of(std::uint32_t row) const { return rows_[row].shape; }
  const Shape& columns(std::uint32_t row) const { return shapes_[rows_[row].shape]; }
  Value& cell(std::uint32_t row, int cell) {
    return cells_[rows_[row].first + static_cast<std::uint32_t>(cell)];
  }
  const Value& cell(std::uint32_t row, int cell) const {
    return cells_[rows_[row].first + static_cast<std::uint32_t>(cell)];
  }
  /// Some cell waits for the binding's own input function.
  bool has_foreign() const { return has_foreign_; }

 private:
  struct Row {
    std::uint32_t first;  // cell
    std::uint32_t shape;
  };
  static constexpr std::uint32_t no_shape = UINT32_MAX;

  void read_row();
  bool read_members(const char* expected, bool as_before);
  bool drop_repeated(const Expectation& expected);
  bool says_the_same(std::size_t member, const Expectation& expected) const;
  void learn_members();
  void finish_row(bool as_before);
  void reserve();
  void read_cell(int column, const json::Item& item, Value& out);
  bool read_typed(const Column& column, const json::Item& item, Value& out, Fault* why);
  bool read_value(const Column& column, const json::Item& item, Value& out, Fault* why);
  bool fits(const Type& type, const Value& stored, Fault* why);
  bool read_any(const Column& column, const json::Item& item, Value& out, Fault* why);
  bool text_of(const json::Item& item, std::string_view& out, Fault* why);
  int column_of(const json::Item& name);
  std::uint32_t shape_for(const Shape& shape);

  const Table& table_;
  Reading cx_;
  Arena arena_;
  std::optional<json::Reader> in_;  // the argument at hand
  Shape key_columns_;
  bool one_row_ = false;
  std::vector<Row> rows_;
  std::vector<Value> cells_;
  std::vector<Shape> shapes_;
  Recent::Members& members_;
  std::uint32_t members_shape_ = no_shape;        // the number of their shape in this batch
  std::vector<int> given_;                        // columns of the row at hand, in the order of its members
  std::vector<Value> values_;                     // their values
  std::vector<std::string_view> names_;           // their names as written
  std::map<Shape, std::uint32_t> shape_numbers_;  // from the second shape on
  bool has_foreign_ = false;
};

}  // namespace surerow
