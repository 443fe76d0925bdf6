// Runs what the core asks for: prepared statements with the cells of rows bound in place.
#pragma once

#include "common/write/writer.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

/// Runs `step` and fills in its answers. Throws a Refusal where a constraint of the table refuses a row, else
/// EngineError.
void run_step(Step& step, Writer& writer, const KnownTable& known, sqlite3* db);

}  // namespace surerow::sqlite
