// The arguments of the functions that one table's rows pass through, in their order.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "common/write/request.h"

namespace surerow {

/// What an argument is. Of `options` and `columns` a function can be called without: they are its last.
enum class Argument : std::uint8_t { table, rows, key, changes, expected, options, columns };

/// "table", as refusals and the functions' declarations call it.
inline const char* name_of(Argument argument) {
  static constexpr const char* names[] = {"table",    "rows",    "key",    "changes",
                                          "expected", "options", "columns"};
  return names[static_cast<std::size_t>(argument)];
}

/// The arguments of a verb's function.
inline std::span<const Argument> arguments_of(Verb verb) {
  using enum Argument;
  static constexpr std::array rows_of_table{table, rows, options};
  static constexpr std::array one_row{table, key, changes, expected, options};
  static constexpr std::array one_key{table, key, expected, options};
  static constexpr std::array columns_of_row{table, key, columns};
  switch (verb) {
    case Verb::update: return one_row;
    case Verb::erase: return one_key;
    case Verb::check: return std::span(one_key).first(3);
    case Verb::etag: return columns_of_row;
    default: return rows_of_table;
  }
}

}  // namespace surerow
