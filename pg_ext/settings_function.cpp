// sure_settings([json]) as SQL calls it: the settings of the server and its session. Changes nothing.
#include "common/settings.h"
#include "pg_ext/arguments.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"

using surerow::pg::entry;

extern "C" {
PG_FUNCTION_INFO_V1(sure_settings);
}

/// sure_settings([settings]) -> json
PGDLLEXPORT Datum sure_settings(PG_FUNCTION_ARGS) {
  return entry([=] {
    surerow::pg::require_utf8();
    const surerow::Settings& settings = surerow::pg::session_settings();
    if (fcinfo->nargs > 0)
      surerow::refuse_changed_settings(settings,
                                       surerow::pg::text_argument(fcinfo, 0, "sure_settings", "settings"));
    return surerow::pg::text_result(surerow::settings_json(settings));
  });
}
