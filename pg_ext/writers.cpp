// The writers, sure_apply, sure_etag and sure_describe as SQL calls them. Each reads its arguments and calls
// one function that does the work.
#include "common/idempotency/fingerprint.h"
#include "pg_ext/apply.h"
#include "pg_ext/arguments.h"
#include "pg_ext/guard.h"
#include "pg_ext/once.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"
#include "pg_ext/table_cache.h"
#include "pg_ext/write_call.h"

namespace surerow::pg {
namespace {

std::uintptr_t run(FunctionCallInfo call, std::string_view table, Request& request) {
  const auto split = split_key_options(request.options, function_of(request.verb));
  if (!split) return text_result(run_call(table, request));
  request.options = split->rest;
  return text_result(once(call, split->key, fingerprint_of(table, request, session_settings().max_depth),
                          [&] { return run_call(table, request); }));
}

/// Reads the arguments of a call one by one.
class Reader {
 public:
  Reader(FunctionCallInfo call, const char* function) : call_(call), function_(function) { require_utf8(); }
  Reader(FunctionCallInfo call, Verb verb) : Reader(call, function_of(verb)) {}
  std::string_view text(const char* name) { return text_argument(call_, at_++, function_, name); }
  KeyText key() { return key_argument(call_, at_++, function_); }
  /// The last argument, which may be left out.
  std::string_view last(const char* name, std::string_view otherwise) {
    return at_ < call_->nargs ? text(name) : otherwise;
  }

 private:
  FunctionCallInfo call_;
  const char* function_;
  int at_ = 0;
};

std::uintptr_t write_rows(FunctionCallInfo call, Verb verb) {
  Reader in(call, verb);
  const std::string_view table = in.text("table");
  Request request{.verb = verb, .rows = in.text("rows")};
  request.options = in.last("options", "{}");
  return run(call, table, request);
}

std::uintptr_t write_row(FunctionCallInfo call, Verb verb) {
  Reader in(call, verb);
  const std::string_view table = in.text("table");
  Request request{.verb = verb, .key = in.key()};
  if (verb == Verb::update) request.rows = in.text("changes");
  request.expected = in.text("expected");
  request.options = in.last("options", "{}");
  return run(call, table, request);
}

std::uintptr_t etag(FunctionCallInfo call) {
  Reader in(call, Verb::etag);
  const std::string_view table = in.text("table");
  Request request{.verb = Verb::etag, .key = in.key()};
  request.columns = in.last("columns", {});
  return run(call, table, request);
}

std::uintptr_t apply_operations(FunctionCallInfo call) {
  Reader in(call, "sure_apply");
  const std::string_view ops = in.text("ops"), options = in.last("options", "{}");
  const auto split = split_key_options(options, "sure_apply");
  read_apply_options(split ? std::string_view(split->rest) : options);
  const auto work = [&] { return apply(Operations(ops, session_settings())); };
  if (!split) return text_result(work());
  return text_result(
      once(call, split->key, fingerprint_of_apply(ops, split->rest, session_settings().max_depth), work));
}

}  // namespace
}  // namespace surerow::pg

using surerow::Verb;
using surerow::pg::entry;

extern "C" {
PG_FUNCTION_INFO_V1(sure_upsert);
PG_FUNCTION_INFO_V1(sure_insert);
PG_FUNCTION_INFO_V1(sure_update);
PG_FUNCTION_INFO_V1(sure_delete);
PG_FUNCTION_INFO_V1(sure_check_version);
PG_FUNCTION_INFO_V1(sure_etag);
PG_FUNCTION_INFO_V1(sure_apply);
PG_FUNCTION_INFO_V1(sure_describe);
}

/// sure_upsert(table, rows [, options]) -> json
PGDLLEXPORT Datum sure_upsert(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::write_rows(fcinfo, Verb::upsert); });
}

/// sure_insert(table, rows [, options]) -> json
PGDLLEXPORT Datum sure_insert(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::write_rows(fcinfo, Verb::insert); });
}

/// sure_update(table, key, changes, expected [, options]) -> json
PGDLLEXPORT Datum sure_update(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::write_row(fcinfo, Verb::update); });
}

/// sure_delete(table, key, expected [, options]) -> json
PGDLLEXPORT Datum sure_delete(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::write_row(fcinfo, Verb::erase); });
}

/// sure_check_version(table, key, expected) -> json
PGDLLEXPORT Datum sure_check_version(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::write_row(fcinfo, Verb::check); });
}

/// sure_etag(table, key [, columns]) -> text
PGDLLEXPORT Datum sure_etag(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::etag(fcinfo); });
}

/// sure_apply(ops [, options]) -> json
PGDLLEXPORT Datum sure_apply(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::apply_operations(fcinfo); });
}

/// sure_describe(table) -> json
PGDLLEXPORT Datum sure_describe(PG_FUNCTION_ARGS) {
  return entry([=] {
    surerow::pg::require_utf8();
    const std::string_view name = surerow::pg::text_argument(fcinfo, 0, "sure_describe", "table");
    const auto known = surerow::pg::known_table(name, surerow::pg::Access::read);
    return surerow::pg::text_result(surerow::describe(known->described.table));
  });
}
