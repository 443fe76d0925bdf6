// A constraint that SQLite says has failed, as the core knows constraints.
#pragma once

#include <optional>

#include "common/write/writer.h"
#include "sqlite_ext/connection.h"

namespace surerow::sqlite {

/// What `error` says about a constraint of `known`; nullopt when it is another error, or about another table.
std::optional<Violation> violation_of(const EngineError& error, const KnownTable& known);

}  // namespace surerow::sqlite
