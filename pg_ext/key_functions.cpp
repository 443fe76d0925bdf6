// sure_claim, sure_renew, sure_complete, sure_fail and sure_purge as SQL calls them.
#include "common/call.h"
#include "common/idempotency/claim.h"
#include "common/idempotency/owner.h"
#include "common/idempotency/purge.h"
#include "pg_ext/arguments.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"
#include "pg_ext/store.h"

namespace surerow::pg {
namespace {

/// Arguments of one function, by place and name.
struct Arguments {
  FunctionCallInfo call;
  const char* function;

  std::string_view text(int i, const char* name) const { return text_argument(call, i, function, name); }
  std::string_view last(int i, const char* name, std::string_view otherwise) const {
    return i < call->nargs ? text(i, name) : otherwise;
  }
  std::int64_t integer(int i, const char* name) const {
    if (call->args[i].isnull) refuse(faults::null_argument(function, name));
    return DatumGetInt64(call->args[i].value);
  }
};

std::uintptr_t claim(FunctionCallInfo call) {
  require_utf8();
  const Arguments in{call, "sure_claim"};
  const std::string_view key = in.text(0, "key"), request = in.text(1, "request");
  KeyRequest asked = read_claim(key, request, in.last(2, "options", "{}"), session_settings().max_depth);
  if (!KeyStore::sees_others()) asked.wait_ms = 0;
  const KeyStore store(call);
  Acquire acquire(store.store(), std::move(asked));
  store.run(acquire);
  return text_result(claim_answer(acquire));
}

std::uintptr_t run_owner(FunctionCallInfo call, OwnerRequest request) {
  const KeyStore store(call);
  OwnerCall owner(store.store(), std::move(request), session_settings().max_depth);
  store.run(owner);
  return text_result(owner.answer());
}

std::uintptr_t renew(FunctionCallInfo call) {
  require_utf8();
  const Arguments in{call, "sure_renew"};
  const std::string_view key = in.text(0, "key"), token = in.text(1, "token");
  return run_owner(call, read_renew(key, token, in.integer(2, "lease_ms")));
}

std::uintptr_t complete(FunctionCallInfo call) {
  require_utf8();
  const Arguments in{call, "sure_complete"};
  const std::string_view key = in.text(0, "key"), token = in.text(1, "token");
  return run_owner(call, read_complete(key, token, in.text(2, "response"), session_settings().max_depth));
}

std::uintptr_t fail(FunctionCallInfo call) {
  require_utf8();
  const Arguments in{call, "sure_fail"};
  const std::string_view key = in.text(0, "key"), token = in.text(1, "token"), error = in.text(2, "error");
  return run_owner(call,
                   read_fail(key, token, error, in.last(3, "options", "{}"), session_settings().max_depth));
}

std::uintptr_t purge(FunctionCallInfo call) {
  const Arguments in{call, "sure_purge"};
  const KeyStore store(call);
  PurgeCall doomed(store.store(), call->nargs > 0 ? in.integer(0, "limit") : PurgeCall::default_limit);
  store.run(doomed);
  return text_result(doomed.answer());
}

}  // namespace
}  // namespace surerow::pg

using surerow::pg::entry;

extern "C" {
PG_FUNCTION_INFO_V1(sure_claim);
PG_FUNCTION_INFO_V1(sure_renew);
PG_FUNCTION_INFO_V1(sure_complete);
PG_FUNCTION_INFO_V1(sure_fail);
PG_FUNCTION_INFO_V1(sure_purge);
}

/// sure_claim(key, request [, options]) -> json
PGDLLEXPORT Datum sure_claim(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::claim(fcinfo); });
}

/// sure_renew(key, token, lease_ms) -> json
PGDLLEXPORT Datum sure_renew(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::renew(fcinfo); });
}

/// sure_complete(key, token, response) -> json
PGDLLEXPORT Datum sure_complete(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::complete(fcinfo); });
}

/// sure_fail(key, token, error [, options]) -> json
PGDLLEXPORT Datum sure_fail(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::fail(fcinfo); });
}

/// sure_purge([limit]) -> json
PGDLLEXPORT Datum sure_purge(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::purge(fcinfo); });
}
