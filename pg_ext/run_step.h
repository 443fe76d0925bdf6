// Runs the steps of a Writer through SPI.
#pragma once

#include "common/write/writer.h"
#include "pg_ext/catalog.h"

namespace surerow::pg {

/// Runs one step and fills in its answers. Throws PgError, or a Refusal for a constraint of the table that a
/// single row of the call violated.
void run_step(Step& step, Writer& writer, KnownTable& known);

}  // namespace surerow::pg
