// Locks rows before the operations of sure_apply run, so that they are locked in one order.
#pragma once

#include "common/write/holds.h"
#include "pg_ext/catalog.h"

namespace surerow::pg {

/// Locks the rows that exist, unless the current user may not: whoever may only insert must be able to
/// insert, and the operations themselves tell what is not allowed. Throws PgError: a deadlock, a lock
/// timeout.
void hold_rows(const Holds::Place& place, Holds::Rows& rows, KnownTable& known);

}  // namespace surerow::pg
