// sure_apply on SQLite.
#pragma once

#include <string>

#include "common/write/apply.h"
#include "sqlite_ext/answered.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

/// Runs the operations of a call, once if its options give a key. Throws a Refusal or EngineError; then
/// nothing was written.
Answered run_apply(Connection& connection, std::string_view ops, std::string_view options);

}  // namespace surerow::sqlite
