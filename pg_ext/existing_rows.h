// The rows that are there when a table becomes strict.
#pragma once

#include "common/strict/strict.h"

namespace surerow::pg {

/// Reads all rows of the table, some at a time, and refuses when one does not fit the plan. Throws PgError.
void check_existing_rows(const Table& table, const StrictPlan& plan);

}  // namespace surerow::pg
