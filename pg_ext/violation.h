// Errors of class 23 (integrity constraints): whose they are, and how the core words them.
#pragma once

#include <cstdint>
#include <string>

#include "common/write/writer.h"

struct ErrorData;

namespace surerow::pg {

/// SQLSTATE class 23.
bool is_integrity_error(const ErrorData* error);

/// Throws the core's refusal when `error` is a constraint of the table refusing row `row` of the call;
/// returns when it is anything else, such as the error of a trigger's own statement. `sql` is the statement
/// that failed.
void refuse_violation(ErrorData* error, const std::string& sql, const Writer& writer, std::uint32_t row,
                      const Table& table);

}  // namespace surerow::pg
