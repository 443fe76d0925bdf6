// What the columns of a strict table are held to, and the verdict on a row. A trigger (SQLite) or a
// constraint (PostgreSQL) carries it as a text that a person can read:
// {"table":"readings","columns":{"value":"real"}}. Values come as they are stored. Never asks an engine;
// words every refusal of a row, for both.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/types/type.h"
#include "common/verdict.h"

namespace surerow {

/// A column and the type its values must have.
struct HeldColumn {
  std::string name;
  TypePtr type;
};

/// Collects bad values; the first gives code and message, the detail names all of them.
class BadValues {
 public:
  /// `place` is where the value stands: "column value of readings".
  void add(Fault why, const std::string& place);
  bool empty() const { return count_ == 0; }
  Fault fault() const;

 private:
  Fault first_;
  std::string others_;
  std::size_t count_ = 0;
};

class RowCheck {
 public:
  RowCheck(std::string table, std::vector<HeldColumn> columns);
  /// Reads what text() gave. Refuses anything else: 22023, or 42704 for a type that this version lacks.
  explicit RowCheck(std::string_view text);

  const std::string& text() const { return text_; }
  const std::string& table() const { return table_; }
  const std::vector<HeldColumn>& columns() const { return columns_; }

  /// Whether column `i` may hold `stored`. NULL fits. `why`, when not null, says why not.
  bool fits(std::size_t i, const Value& stored, const Reading& cx, Fault* why = nullptr) const {
    if (stored.is_null()) return true;
    if (stored.kind() == Value::Kind::text && !well_encoded(stored.text(), why)) return false;
    Value ignored;
    return columns_[i].type->from_stored(stored, cx, ignored, why);
  }

  /// Refuses when a value of `row` does not fit and, for an update, is not the one the row had `before`:
  /// what an UPDATE leaves alone is not its fault.
  void require(std::span<const Value> row, std::span<const Value> before, const Reading& cx) const;

  /// "column value of readings".
  std::string place(std::size_t i) const;

 private:
  void read(std::string_view text);

  std::string table_;
  std::vector<HeldColumn> columns_;
  std::string text_;
};

namespace faults {

/// 22023: sure_check_row was called with something that no sure_enable_strict wrote.
Fault not_a_row_check();

}  // namespace faults
}  // namespace surerow
