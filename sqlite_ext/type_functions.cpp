// sure_is_valid, sure_cast, sure_try_cast and sure_error_info: NULL in, NULL out.
#include "sqlite_ext/connection.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"
#include "sqlite_ext/type_site.h"
#include "sqlite_ext/values.h"

namespace surerow::sqlite {
namespace {

using Site = std::shared_ptr<const TypeSite>;

void delete_site(void* site) { delete static_cast<Site*>(site); }

Connection& connection_of(sqlite3_context* cx) { return *static_cast<Connection*>(sqlite3_user_data(cx)); }

// The type argument, parsed once per call site where it is a constant. SQLite may drop what it is given at
// once: `holder` keeps it for this call.
const TypeSite& site_of(sqlite3_context* cx, sqlite3_value* type, Site& holder) {
  if (const auto* kept = static_cast<Site*>(sqlite3_get_auxdata(cx, 1))) return **kept;
  // Once per statement: what 'now' means in it.
  connection_of(cx).start_call();
  holder = connection_of(cx).type(text_of(type));
  sqlite3_set_auxdata(cx, 1, new Site(holder), delete_site);
  return *holder;
}

// Runs `body(site, value, settings)` unless an argument is NULL.
template <class Body>
void with_type(sqlite3_context* cx, sqlite3_value** argv, const Body& body) {
  if (sqlite3_value_type(argv[0]) == SQLITE_NULL || sqlite3_value_type(argv[1]) == SQLITE_NULL) return;
  guarded(cx, [&] {
    Site holder;
    const TypeSite& site = site_of(cx, argv[1], holder);
    body(site, argv[0], connection_of(cx).settings());
  });
}

}  // namespace

void sure_is_valid(sqlite3_context* cx, int, sqlite3_value** argv) {
  with_type(cx, argv, [&](const TypeSite& type, sqlite3_value* value, const Settings& settings) {
    sqlite3_result_int(cx, type.valid(value, settings, nullptr) ? 1 : 0);
  });
}

void sure_cast(sqlite3_context* cx, int, sqlite3_value** argv) {
  with_type(cx, argv, [&](const TypeSite& type, sqlite3_value* value, const Settings& settings) {
    Fault why;
    const auto text = type.cast(value, settings, &why);
    if (!text) refuse(std::move(why));
    result_text(cx, *text);
  });
}

void sure_try_cast(sqlite3_context* cx, int, sqlite3_value** argv) {
  with_type(cx, argv, [&](const TypeSite& type, sqlite3_value* value, const Settings& settings) {
    if (const auto text = type.cast(value, settings, nullptr)) result_text(cx, *text);
  });
}

void sure_error_info(sqlite3_context* cx, int, sqlite3_value** argv) {
  with_type(cx, argv, [&](const TypeSite& type, sqlite3_value* value, const Settings& settings) {
    if (const auto info = type.error_info(value, settings)) result_json(cx, *info);
  });
}

}  // namespace surerow::sqlite
