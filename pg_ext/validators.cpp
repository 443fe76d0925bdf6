// sure_is_valid, sure_cast, sure_try_cast and sure_error_info as SQL calls them. The type name is parsed once
// per call site and kept there; a verdict then costs no lookup.
#include "common/verdict.h"
#include "pg_ext/arguments.h"
#include "pg_ext/call_site.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"

namespace surerow::pg {
namespace {

/// What one call site keeps from row to row. The encoding of the database is asked once: the server shows
/// nothing but UTF-8 where it is UTF8.
struct Site {
  explicit Site(FunctionCallInfo call)
      : text_value(takes_text(call, 0)),
        text_type(takes_text(call, 1)),
        one_type(backend([=] { return get_fn_expr_arg_stable(call->flinfo, 1); })),
        use(type_name(call, text_type), session_settings().server_version, Bytes::utf8) {}

  static std::string_view type_name(FunctionCallInfo call, bool is_text) {
    if (is_text)
      if (const auto text = text_in_place(call, 1)) return *text;
    return text_argument(call, 1, "", "type");
  }

  bool text_value;
  bool text_type;
  bool one_type;  // the type's name is a constant: it is read once
  TypeUse use;
};

Site& site_of(FunctionCallInfo call) {
  if (auto* kept = kept_at<Site>(call)) return *kept;
  require_utf8();
  return keep_at(call, std::make_unique<Site>(call));
}

struct Asked {
  std::string_view value;
  const TypeUse& use;
};

/// Value and type of this call; the type as this call site used it last.
Asked asked(FunctionCallInfo call) {
  Site& site = site_of(call);
  if (!site.one_type) {
    const std::string_view name = Site::type_name(call, site.text_type);
    if (!site.use.is_for(name)) site.use = TypeUse(name, session_settings().server_version, Bytes::utf8);
  }
  if (site.text_value)
    if (const auto text = text_in_place(call, 0)) return {*text, site.use};
  return {text_argument(call, 0, "", "value"), site.use};
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
    const auto [value, use] = pg::asked(fcinfo);
    return BoolGetDatum(use.valid(value, pg::session_settings()));
  });
}

/// sure_cast(value, type) -> text: the canonical form, or the type's error
PGDLLEXPORT Datum sure_cast(PG_FUNCTION_ARGS) {
  return entry([=]() -> Datum {
    const auto [value, use] = pg::asked(fcinfo);
    Fault why;
    const auto canonical = use.cast(value, pg::session_settings(), &why);
    if (!canonical) refuse(std::move(why));
    return pg::text_result(*canonical);
  });
}

/// sure_try_cast(value, type) -> text: the canonical form, or NULL
PGDLLEXPORT Datum sure_try_cast(PG_FUNCTION_ARGS) {
  return entry([=]() -> Datum {
    const auto [value, use] = pg::asked(fcinfo);
    const auto canonical = use.cast(value, pg::session_settings(), nullptr);
    fcinfo->isnull = !canonical;
    return canonical ? pg::text_result(*canonical) : 0;
  });
}

/// sure_error_info(value, type) -> json: what is wrong, or NULL
PGDLLEXPORT Datum sure_error_info(PG_FUNCTION_ARGS) {
  return entry([=]() -> Datum {
    const auto [value, use] = pg::asked(fcinfo);
    Fault why;
    fcinfo->isnull = use.valid(value, pg::session_settings(), &why);
    return fcinfo->isnull ? 0 : pg::text_result(error_info(why, value, use.type()));
  });
}
