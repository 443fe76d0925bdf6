// Integers written in base 16, 8 or 2, turned into decimal digits: what PostgreSQL 16 added to numeric.
#pragma once

#include <string>

#include "common/types/numeric_text.h"

namespace surerow {

/// Reads digits of `base` with single underscores between them from `p` on (behind the prefix) and leaves
/// `p` behind them. On `fits`, `decimal` holds the digits without leading zeros ("" for zero). Refused as
/// `overflow` before anything large is allocated when no numeric has so many digits.
NumericVerdict scan_radix(const char*& p, const char* end, unsigned base, std::string& decimal);

}  // namespace surerow
