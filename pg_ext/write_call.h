// One call of a writer, or of sure_etag, on PostgreSQL: the table, the steps, the answer.
#pragma once

#include <string>
#include <string_view>

#include "common/write/writer.h"
#include "pg_ext/catalog.h"

namespace surerow::pg {

/// Runs the call on the table of this name; its answer. Throws a Refusal or PgError.
std::string run_call(std::string_view table, const Request& request);

/// Runs the steps of `writer` to its answer.
std::string run_steps(Writer& writer, KnownTable& known);

}  // namespace surerow::pg
