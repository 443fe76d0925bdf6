// What a table's last call found out and its next one will most likely need again: how the members of a row
// were written, and which key and plan its rows had. Only a memory: whatever does not match is worked out
// anew.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/write/options.h"

namespace surerow {

/// The columns that a row gives, ascending.
using Shape = std::vector<int>;

struct Plan;

struct Recent {
  /// The members of a row in the order they were written, without escapes; member i is cell slots[i] of the
  /// shape.
  struct Members {
    std::vector<std::string> names;
    std::vector<int> columns;
    std::vector<std::uint32_t> slots;
    Shape shape;
  } members;

  /// For calls whose rows have one shape.
  const Options* options = nullptr;
  Shape shape;
  int key = -1;
  std::vector<int> key_columns;
  Plan* plan = nullptr;  // null where NULLs in the key choose among plans
};

}  // namespace surerow
