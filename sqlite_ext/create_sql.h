// What only the text of a CREATE statement tells: the parts and the predicate of an index, the names of a
// table's constraints, its conflict clauses, a trigger's event.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace surerow::sqlite {

/// CREATE UNIQUE INDEX name ON table (parts) [WHERE predicate], as written.
struct IndexText {
  std::vector<std::string> parts;  // without COLLATE, ASC and DESC
  std::string predicate;           // "" when there is none
};
IndexText read_create_index(std::string_view sql);

/// A named PRIMARY KEY or UNIQUE constraint.
struct NamedConstraint {
  std::string name;
  bool primary = false;
  std::vector<std::string> columns;
};

/// A CHECK constraint.
struct CheckText {
  std::string name;  // "" when it has none
  std::string expression;
};

struct TableText {
  std::vector<NamedConstraint> named;
  std::vector<CheckText> checks;
  std::vector<std::string> conflict_clauses;  // "ON CONFLICT REPLACE", each once, in upper case
};
TableText read_create_table(std::string_view sql);

/// CREATE TRIGGER: "BEFORE INSERT", "AFTER UPDATE OF a, b", "INSTEAD OF DELETE".
struct TriggerText {
  bool before = false;
  std::string event;   // "INSERT", "UPDATE", "DELETE"
  std::string timing;  // "BEFORE INSERT"
};
TriggerText read_create_trigger(std::string_view sql);

/// The names that an expression mentions, other than functions and collations.
std::vector<std::string> names_in(std::string_view expression);

}  // namespace surerow::sqlite
