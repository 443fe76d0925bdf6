// Where a mistake stands in a JSON text, in words.
#pragma once

#include <string>
#include <string_view>

#include "common/fault.h"

namespace surerow::json {

/// "3, column 14": line and column of `offset`, both from 1; a column is a character, not a byte.
std::string place(std::string_view text, std::size_t offset);

/// `found "}"`: the token at `offset`, escaped and cut; or "the text ends here".
std::string found(std::string_view text, std::size_t offset);

/// 54001: `what` ("JSON in rows") is nested deeper than `max_depth`.
Fault too_deep(std::string_view what, int max_depth);

}  // namespace surerow::json
