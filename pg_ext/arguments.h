// The arguments and results of SQL functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "common/types/type.h"
#include "common/write/request.h"

struct FunctionCallInfoBaseData;

namespace surerow::pg {

/// Argument `i` as UTF-8 text: text and json as they are, everything else by its type's output function.
/// Refuses NULL with 22004, saying that `name` of `function` is NULL.
std::string_view text_argument(FunctionCallInfoBaseData* call, int i, const char* function, const char* name);

/// Argument `i` as a key: a value of json or jsonb is JSON, every other stands for itself.
KeyText key_argument(FunctionCallInfoBaseData* call, int i, const char* function);

/// True when argument `i` of this call is text or json by its type: the same for every call of a call site.
bool takes_text(FunctionCallInfoBaseData* call, int i);

/// Argument `i`, for which takes_text() holds, where it stands in the row as it is; nothing for NULL and for
/// values that are compressed or stored elsewhere. Asks the server nothing.
std::optional<std::string_view> text_in_place(const FunctionCallInfoBaseData* call, int i);

/// A text (or json) Datum.
std::uintptr_t text_result(std::string_view text);

}  // namespace surerow::pg
