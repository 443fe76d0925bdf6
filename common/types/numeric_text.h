// Decimal numbers as text, exact at any size PostgreSQL's numeric has: reading, rounding to a scale, and the
// canonical text numeric_out prints. Works on the digits of the text; nothing is ever a binary fraction.
#pragma once

#include <string_view>

#include "common/value.h"

namespace surerow {

/// The modifier of numeric(precision, scale); precision 0 means there is none.
struct NumericModifier {
  int precision = 0;
  int scale = 0;
};

enum class NumericVerdict {
  fits,
  malformed,       // 22P02
  overflow,        // 22003: more digits than any numeric has
  field_overflow,  // 22003: too large for precision and scale
  field_infinite,  // 22003: an infinity where there is a modifier
};

/// Reads `text` as numeric_in does. `since_16`: the grammar of PostgreSQL 16 and later (0x, 0o, 0b, '_').
/// On `fits`, `canonical` is the text numeric_out prints: a view of `text` when that is canonical already,
/// else kept in `arena`. On `malformed`, `stopped` is where in `text` it stops making sense. Time is linear
/// in `text` but for 0x, 0o and 0b, whose length is bounded.
NumericVerdict read_numeric(std::string_view text, const NumericModifier& modifier, bool since_16,
                            Arena& arena, std::string_view& canonical, std::size_t& stopped);

}  // namespace surerow
