// Values of types that the core does not know: the server's own functions read them.
#pragma once

#include "common/write/writer.h"
#include "pg_ext/catalog.h"

struct ErrorData;

namespace surerow::pg {

/// The convert step: turns the JSON texts of foreign cells into Datums, exactly as json_to_record does
/// (arrays, composites, enums, domains, ranges). The Datums live in the current memory context. Throws
/// PgError with the place of the value in its detail.
void convert_cells(Step& step, Writer& writer, const KnownTable& known);

/// Gives an error another detail.
void set_detail(ErrorData* error, const std::string& detail);

/// Adds where a value stands to the detail of an error.
void add_place(ErrorData* error, const std::string& place);

}  // namespace surerow::pg
