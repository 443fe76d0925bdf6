// The refusal of a table that is not there, with the nearest one that is.
#pragma once

#include <string_view>

#include "common/dialect.h"

namespace surerow::pg {

/// Refuses with 42P01. `argument` is the name as the caller wrote it.
[[noreturn]] void refuse_missing(std::string_view argument, const TableName& name);

}  // namespace surerow::pg
