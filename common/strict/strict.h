// Strict tables: what sure_enable_strict makes of a table and its options, decided here for both engines. A
// binding describes the table, has the rows that exist checked, and runs the statements it is given.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/strict/row_check.h"
#include "common/table.h"

namespace surerow {

/// SQLite passes a function 127 arguments unless told otherwise: the check, and a column before and after.
inline constexpr std::size_t most_checked_columns = 63;

/// What the names of all triggers and constraints of a strict table begin with.
inline constexpr const char* strict_prefix = "surerow_strict";

struct StrictOptions {
  std::vector<std::pair<int, TypePtr>> columns;  // `columns`: column of the table, the type it is given
  bool check_existing = true;                    // `existing`
};

/// Reads `json` ("{}": all defaults). Refuses text that is not a JSON object (22032), unknown options and bad
/// values (22023), unknown columns (42703) and names that are no type (42704, 42601).
StrictOptions read_strict_options(const Table& table, std::string_view json, int server_version);

/// The types that the columns of a table are held to once it is strict.
class StrictPlan {
 public:
  /// `table` must outlive the plan. A column keeps the type it was given before (Column::strict_type) unless
  /// the options give another. Refuses a column whose declared type means none (42704), a generated one that
  /// is given a type (428C9), and a type that cannot be held to (0A000).
  StrictPlan(const Table& table, const StrictOptions& options);

  /// The types given to columns that declare none or another; beside table.columns, null where none is.
  const std::vector<TypePtr>& given() const { return given_; }
  /// The columns that have to be checked: on PostgreSQL those that are given a type.
  const std::vector<int>& checked() const { return checked_; }

  /// The checks of a row: together they name every checked column, each at most `most` of them.
  std::vector<RowCheck> checks(std::size_t most) const;

  /// {"status":"enabled","columns":{"sensor_id":"bigint"}}
  std::string answer(std::string_view status) const;

 private:
  void give(int column, const TypePtr& type);
  void require_declared(const Column& column) const;

  const Table& table_;
  std::vector<TypePtr> given_;
  std::vector<int> checked_;
};

/// {"status":"disabled"}
std::string strict_answer(std::string_view status);

/// What existing rows are read by, and the verdict on them: the first rows that do not fit.
class ExistingRows {
 public:
  ExistingRows(const Table& table, const StrictPlan& plan, const Settings& settings);

  /// Reads every row: the parts of its key, then the checked columns. PostgreSQL: all as text, the key as
  /// JSON.
  std::string sql() const;
  std::size_t width() const { return key_.size() + plan_.checked().size(); }
  /// Takes a row. False: enough has been seen.
  bool take(std::span<const Value> row);
  /// Refuses when a row did not fit.
  void require() const;

 private:
  std::string place(std::span<const Value> row, int column) const;

  const Table& table_;
  const StrictPlan& plan_;
  const Settings& settings_;
  RowCheck check_;
  std::vector<int> key_;  // columns of the primary key; -1: the row's place
  BadValues bad_;
  int bad_rows_ = 0;
};

// --- SQLite: triggers (triggers.cpp) ------------------------------------------------------------------

enum class StrictEvent { insert, update };

/// The name a strict trigger of this table has unless it is taken: surerow_strict_readings_insert.
std::string strict_trigger_name(const Table& table, StrictEvent event);

/// The text of the trigger after CREATE TRIGGER [schema.], as SQLite keeps it.
std::string strict_trigger(const Table& table, const StrictPlan& plan, StrictEvent event,
                           std::string_view name);

// --- PostgreSQL: constraints (constraints.cpp) --------------------------------------------------------

struct StrictConstraint {
  std::string name;
  std::string check;         // the text that sure_check_row is given
  std::vector<int> columns;  // of the table
};

/// The constraints that a plan asks for: one for each column, so that none is lost with another column, and,
/// of two or more columns, one for all before them, which names every bad value of a row.
std::vector<StrictConstraint> strict_constraints(const StrictPlan& plan);

/// CHECK ("surerow"."sure_check_row"('...', "recorded_at"::text)); `schema` is where the extension lives.
std::string check_clause(const Table& table, const StrictConstraint& constraint, std::string_view schema);

}  // namespace surerow
