// sure_is_valid, sure_cast, sure_try_cast and sure_error_info as SQL calls them. The type name is parsed once
// per call site and kept there; a verdict then costs no lookup.
#include "common/verdict.h"
#include "pg_ext/arguments.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"

extern "C" {
#include "utils/memutils.h"
}

namespace surerow::pg {
namespace {

void destroy_type_use(void* use) { delete static_cast<TypeUse*>(use); }

/// Gives `use` to the call site: it dies with the memory of the query.
void keep_type_use(FunctionCallInfo call, TypeUse* use) {
  backend([=] {
    auto* callback = static_cast<MemoryContextCallback*>(
        MemoryContextAllocZero(call->flinfo->fn_mcxt, sizeof(MemoryContextCallback)));
    callback->func = destroy_type_use;
    callback->arg = use;
    MemoryContextRegisterResetCallback(call->flinfo->fn_mcxt, callback);
    call->flinfo->fn_extra = callback;
  });
}

/// The type that argument 1 names, as this call site used it last.
const TypeUse& type_use(FunctionCallInfo call) {
  const std::string_view name = text_argument(call, 1, "", "type");
  auto* kept = static_cast<MemoryContextCallback*>(call->flinfo->fn_extra);
  if (kept == nullptr) {
    auto use = std::make_unique<TypeUse>(name);
    keep_type_use(call, use.get());
    return *use.release();
  }
  auto* use = static_cast<TypeUse*>(kept->arg);
  if (!use->is_for(name)) {
    auto other = std::make_unique<TypeUse>(name);
    delete use;
    kept->arg = use = other.release();
  }
  return *use;
}

std::string_view value_of(FunctionCallInfo call) {
  require_utf8();
  return text_argument(call, 0, "", "value");
}

}  // namespace
}  // namespace surerow::pg

using namespace surerow;
using surerow::pg::entry;

extern "C" {
PG_FUNCTION_INFO_V1(sure_is_valid);
PG_FUNCTION_INFO_V1(sure_cast);
PG_FUNCTION_INFO_V1(sure_try_cast);
PG_FUNCTION_INFO_V1(sure_error_info);
}

/// sure_is_valid(value, type) -> boolean
PGDLLEXPORT Datum sure_is_valid(PG_FUNCTION_ARGS) {
  return entry([=]() -> Datum {
    const std::string_view value = pg::value_of(fcinfo);
    return BoolGetDatum(pg::type_use(fcinfo).valid(value, pg::session_settings()));
  });
}

/// sure_cast(value, type) -> text: the canonical form, or the type's error
PGDLLEXPORT Datum sure_cast(PG_FUNCTION_ARGS) {
  return entry([=]() -> Datum {
    const std::string_view value = pg::value_of(fcinfo);
    Fault why;
    const auto canonical = pg::type_use(fcinfo).cast(value, pg::session_settings(), &why);
    if (!canonical) refuse(std::move(why));
    return pg::text_result(*canonical);
  });
}

/// sure_try_cast(value, type) -> text: the canonical form, or NULL
PGDLLEXPORT Datum sure_try_cast(PG_FUNCTION_ARGS) {
  return entry([=]() -> Datum {
    const std::string_view value = pg::value_of(fcinfo);
    const auto canonical = pg::type_use(fcinfo).cast(value, pg::session_settings(), nullptr);
    fcinfo->isnull = !canonical;
    return canonical ? pg::text_result(*canonical) : 0;
  });
}

/// sure_error_info(value, type) -> json: what is wrong, or NULL
PGDLLEXPORT Datum sure_error_info(PG_FUNCTION_ARGS) {
  return entry([=]() -> Datum {
    const std::string_view value = pg::value_of(fcinfo);
    const TypeUse& use = pg::type_use(fcinfo);
    Fault why;
    fcinfo->isnull = use.valid(value, pg::session_settings(), &why);
    return fcinfo->isnull ? 0 : pg::text_result(error_info(why, value, use.type()));
  });
}
