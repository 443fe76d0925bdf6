// Exceptions to results of SQLite. What cannot be said for lack of memory is SQLITE_NOMEM.
#include "sqlite_ext/guard.h"

#include <new>
#include <stdexcept>
#include <string>

#include "common/call.h"
#include "sqlite_ext/engine.h"

namespace surerow::sqlite {
namespace {

// The code goes in after the text: sqlite3_result_error() sets SQLITE_ERROR.
void report(sqlite3_context* cx, const std::string& text, int code) {
  sqlite3_result_error(cx, text.data(), static_cast<int>(text.size()));
  sqlite3_result_error_code(cx, code);
}

void report(sqlite3_context* cx, const Fault& fault) {
  report(cx, one_string(fault), entry(fault.code).sqlite_code);
}

// Also where a trigger or BEGIN IMMEDIATE meets it.
void report_stale_snapshot(sqlite3_context* cx) {
  report(cx, faults::cannot_upgrade(sqlite3_get_autocommit(sqlite3_context_db_handle(cx)) == 0));
}

void report_known(sqlite3_context* cx) {
  try {
    throw;
  } catch (const Refusal& refusal) {
    report(cx, refusal.fault());
  } catch (const EngineError& error) {
    if (error.code() == SQLITE_BUSY_SNAPSHOT) return report_stale_snapshot(cx);
    // SQLITE_SCHEMA would make sqlite3_step() prepare the caller's statement again and call us again.
    report(cx, error.message(), error.primary_code() == SQLITE_SCHEMA ? SQLITE_ERROR : error.code());
  } catch (const std::length_error&) {
    sqlite3_result_error_toobig(cx);
  }
}

}  // namespace

// One call site may call a writer for one row of its statement only. Auxiliary data of a negative number, as
// SQLite's JSON functions use it, lives until the statement is done, whatever the arguments are, and is
// shared by its call sites; each has a context of its own.
void require_first_call(sqlite3_context* cx, const char* function) {
  constexpr int first = -1'950'000'000;
  for (int number = first;; --number) {
    const void* site = sqlite3_get_auxdata(cx, number);
    if (site == cx) refuse(faults::called_per_row(function));
    if (site == nullptr) return sqlite3_set_auxdata(cx, number, cx, nullptr);
  }
}

void report_exception(sqlite3_context* cx) noexcept {
  try {
    report_known(cx);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(cx);
  } catch (...) {
    sqlite3_result_error_code(cx, SQLITE_INTERNAL);
  }
}

}  // namespace surerow::sqlite
