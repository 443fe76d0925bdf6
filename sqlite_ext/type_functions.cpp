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

// A type that the call site has not kept, parsed once where the argument is a constant. SQLite may drop what
// it is given at once: the result keeps it for this call.
Site new_site(sqlite3_context* cx, Connection& connection, sqlite3_value* type) {
  // Once per statement: what 'now' means in it.
  connection.start_call();
  Site site = connection.type(text_of(type));
  sqlite3_set_auxdata(cx, 1, new Site(site), delete_site);
  return site;
}

// Runs `body(site, value, settings)` unless an argument is NULL.
template <class Body>
void with_type(sqlite3_context* cx, sqlite3_value** argv, const Body& body) {
  guarded(cx, [&] {
    if (sqlite3_value_type(argv[0]) == SQLITE_NULL) return;
    auto& connection = *static_cast<Connection*>(sqlite3_user_data(cx));
    if (const auto* kept = static_cast<Site*>(sqlite3_get_auxdata(cx, 1)))
      return body(**kept, argv[0], connection.settings());
    if (sqlite3_value_type(argv[1]) == SQLITE_NULL) return;
    body(*new_site(cx, connection, argv[1]), argv[0], connection.settings());
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
