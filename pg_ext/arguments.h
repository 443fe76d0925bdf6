// The arguments and results of SQL functions.
#pragma once

#include <string_view>

#include "common/types/type.h"

struct FunctionCallInfoBaseData;

namespace surerow::pg {

/// Argument `i` as UTF-8 text: text and json as they are, everything else by its type's output function.
/// Refuses NULL with 22004, saying that `name` of `function` is NULL.
std::string_view text_argument(FunctionCallInfoBaseData* call, int i, const char* function, const char* name);

/// A text (or json) Datum.
std::uintptr_t text_result(std::string_view text);

}  // namespace surerow::pg
