// Runs what the core asks for: one prepared statement, once per row, with the row's cells bound in place.
#pragma once

#include "common/write/writer.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

/// Runs `step` and fills in its answers. Throws a Refusal where a constraint of the table refuses a row, else
/// EngineError.
void run_step(Step& step, Writer& writer, const KnownTable& known, sqlite3* db);

}  // namespace surerow::sqlite
