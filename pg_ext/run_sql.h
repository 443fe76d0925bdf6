// One SQL statement run as the caller, for functions that change a table's definition.
#pragma once

#include <cstdint>
#include <string>

namespace surerow::pg {

/// Runs a statement. Throws PgError.
void run_sql(const std::string& text);

/// The first column, a bigint, of the only row of a query. Throws PgError.
std::int64_t count_of(const std::string& query);

/// Whether a query finds anything. Throws PgError.
bool has_rows(const std::string& query);

}  // namespace surerow::pg
