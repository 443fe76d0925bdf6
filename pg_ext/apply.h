// sure_apply on PostgreSQL.
#pragma once

#include <string>

#include "common/write/apply.h"

namespace surerow::pg {

/// Runs the operations in the transaction at hand; the answer. Throws a Refusal or PgError.
std::string apply(const Operations& operations);

}  // namespace surerow::pg
