// sure_apply on SQLite.
#pragma once

#include <string>

#include "common/write/apply.h"
#include "sqlite_ext/answered.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

/// Runs the operations in a transaction of their own. Throws a Refusal or EngineError; then nothing was
/// written.
Answered run_apply(Connection& connection, const Operations& operations);

/// The same inside a transaction, as run_inside() does for a single call.
std::string apply_inside(Connection& connection, const Operations& operations);

}  // namespace surerow::sqlite
