// The only place with PG_TRY and the only place that calls ereport(). Owns nothing; never lets an exception
// out to the server, nor a longjmp past an object.
#include "pg_ext/guard.h"

#include <new>

#include "pg_ext/server.h"

namespace surerow::pg::detail {
namespace {

/// A copy in the server's memory, or null when there is none left; never an error.
char* copied(std::string_view text) {
  constexpr std::size_t longest = 1024 * 1024;
  if (text.empty()) return nullptr;
  if (text.size() > longest) text = text.substr(0, longest);
  auto* copy = static_cast<char*>(palloc_extended(text.size() + 1, MCXT_ALLOC_NO_OOM));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return copy;
}

int sqlstate_of(Code code) {
  const char* s = surerow::entry(code).sqlstate;
  return MAKE_SQLSTATE(s[0], s[1], s[2], s[3], s[4]);
}

Failure failure_of(const Fault& fault, ErrorData* names) {
  return {nullptr,           names, sqlstate_of(fault.code), copied(fault.message), copied(fault.detail),
          copied(fault.hint)};
}

void add_name(int field, const char* name) {
  if (name != nullptr) err_generic_string(field, name);
}

int add_names(const ErrorData* names) {
  if (names != nullptr) {
    add_name(PG_DIAG_SCHEMA_NAME, names->schema_name);
    add_name(PG_DIAG_TABLE_NAME, names->table_name);
    add_name(PG_DIAG_COLUMN_NAME, names->column_name);
    add_name(PG_DIAG_CONSTRAINT_NAME, names->constraint_name);
  }
  return 0;
}

}  // namespace

ErrorData* caught(Thunk thunk, void* argument) {
  MemoryContext const caller = CurrentMemoryContext;
  ErrorData* volatile error = nullptr;
  PG_TRY();
  { thunk(argument); }
  PG_CATCH();
  {
    MemoryContextSwitchTo(caller);
    error = CopyErrorData();
    FlushErrorState();
  }
  PG_END_TRY();
  return error;
}

Failure failure_at_hand() noexcept {
  try {
    throw;
  } catch (const PgError& e) {
    return {e.data(), nullptr, 0, nullptr, nullptr, nullptr};
  } catch (const NamedRefusal& e) {
    return failure_of(e.fault(), e.names());
  } catch (const Refusal& e) {
    return failure_of(e.fault(), nullptr);
  } catch (const std::bad_alloc&) {
    return {nullptr, nullptr, ERRCODE_OUT_OF_MEMORY, copied("out of memory"), nullptr, nullptr};
  } catch (const std::exception& e) {
    return {nullptr, nullptr, ERRCODE_INTERNAL_ERROR, copied(e.what()), nullptr, nullptr};
  } catch (...) {
    return {nullptr, nullptr, ERRCODE_INTERNAL_ERROR, copied("unknown exception"), nullptr, nullptr};
  }
}

void raise(const Failure& f) {
  if (f.error != nullptr) ReThrowError(f.error);
  ereport(ERROR, (errcode(f.sqlstate), errmsg_internal("%s", f.message ? f.message : "out of memory"),
                  f.detail ? errdetail_internal("%s", f.detail) : 0, f.hint ? errhint("%s", f.hint) : 0,
                  add_names(f.names)));
  pg_unreachable();
}

}  // namespace surerow::pg::detail
