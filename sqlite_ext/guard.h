// The boundary between C++ and SQLite: no exception leaves a callback. A refusal becomes an error with the
// catalogue's text and code; an error of SQLite keeps its own.
#pragma once

#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

/// Gives the exception in flight to SQLite as the result of the function. Only inside a catch clause.
void report_exception(sqlite3_context* cx) noexcept;

/// Refuses (25001) a second call of `function` by one call site in one run of its statement.
void require_first_call(sqlite3_context* cx, const char* function);

/// Runs `body()` and reports what it throws.
template <class Body>
void guarded(sqlite3_context* cx, const Body& body) noexcept {
  try {
    body();
  } catch (...) {
    report_exception(cx);
  }
}

}  // namespace surerow::sqlite
