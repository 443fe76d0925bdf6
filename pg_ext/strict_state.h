// The constraints that sure_enable_strict made, as they are found again in the catalog. What their columns
// are called now is known by number; the text that sure_check_row is given keeps the names of then.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/strict/row_check.h"

namespace surerow::pg {

/// One constraint of a strict table.
struct PresentConstraint {
  std::string name;
  std::string check;
  std::vector<int> columns;  // indexes into Table::columns
  bool valid = false;        // VALIDATE has seen all rows
};

/// sure_check_row(...) in a constraint's expression: plain data of the server.
struct CheckCallForm {
  const char* check = nullptr;  // null: the expression is something else
  int size = 0;                 // of `check`
  const std::int16_t* columns = nullptr;
  int count = 0;
};

/// Reads an expression as the catalog keeps it. Inside backend().
CheckCallForm check_call_of(const char* expression);

/// `check` with its table and columns called as they are now; as it is where no constraint, or more than one,
/// can have passed it. Throws PgError.
RowCheck with_names_of_now(const RowCheck& check);

}  // namespace surerow::pg
