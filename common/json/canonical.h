// JSON text as PostgreSQL's jsonb prints it: members sorted by the length of their names, then by bytes,
// the last of equal names kept, numbers written out, escapes only where JSON demands them.
#pragma once

#include <string_view>

#include "common/json/refused.h"
#include "common/value.h"

namespace surerow::json {

/// The canonical text of `text` (valid UTF-8 without NUL), in `arena`; with `refused->why` set when it has
/// none.
std::string_view canonical(std::string_view text, int max_depth, Arena& arena, Refused& refused);

}  // namespace surerow::json
