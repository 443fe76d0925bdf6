// One SQL statement in the making: hands out references to the row at hand, in either dialect, and gathers
// the inputs they need.
#pragma once

#include <string>

#include "common/dialect.h"
#include "common/table.h"
#include "common/write/plan.h"
#include "common/write/step.h"

namespace surerow {

class Builder {
 public:
  Builder(const Table& table, const Plan& plan);

  std::string name(int column) const { return quoted(table_.columns[static_cast<std::size_t>(column)].name); }
  std::string target() const { return qualified(table_) + " AS t"; }

  /// The row's value of a column that it gives.
  std::string cell(int column);
  std::string locator();
  static std::string ordinal() { return "r." + quoted(ordinal_column); }
  std::string version();
  std::string stored_version() const { return "t." + name(table_.version_column); }

  /// The key, and the version at hand.
  std::string version_condition();

  /// Holds where a column would be set to a value that is not equal to the stored one. Values that are equal
  /// and have different images may or may not pass.
  std::string differs();

  /// The assignments of an update.
  std::string set_list();

  /// What finds the row that the probe found: its place is the fast way to it, but in a partitioned table the
  /// same place exists in every partition; its version makes sure that nobody has written since.
  std::string found_condition();

  /// The condition under which a stored row is the one meant.
  std::string key_condition();

  /// PostgreSQL: the rows as `r`. Last of all, when every input is known.
  std::string rows();

  /// The value an omitted column takes, as the database writes it down; the first version where none is
  /// declared.
  std::string first_version() const;

  Statement finish(std::string sql);
  Statement& statement() { return statement_; }

 private:
  int input(Input::Kind kind, int column);

  std::string key_value(std::size_t i);

  // The columns that the key's expressions and predicate read, as the proposed row has them: given, or by
  // default.
  std::string proposed_row();

  std::string default_of(int number) const;

  const Table& table_;
  const Plan& plan_;
  const Key& key_;
  bool postgres_;
  bool computed_key_;
  Statement statement_;
};

}  // namespace surerow
