// The entry point, for `.load surerow` and for sqlite3_auto_extension(), and the table of everything it
// registers.
#include <string_view>

#include "sqlite_ext/close_hook.h"
#include "sqlite_ext/connection.h"
#include "sqlite_ext/functions.h"

SQLITE_EXTENSION_INIT1

namespace surerow::sqlite {
namespace {

// STRICT tables and PRAGMA table_list came with 3.37.
constexpr int oldest_version = 3037000;

constexpr int writer_flags = SQLITE_UTF8 | SQLITE_DIRECTONLY | SQLITE_RESULT_SUBTYPE;
constexpr int keyed_flags = writer_flags | SQLITE_SUBTYPE;  // a key may be JSON by its subtype
constexpr int random_flags = SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_RESULT_SUBTYPE;
constexpr int validator_flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

struct Function {
  const char* name;
  int arity;
  int flags;
  Callback* callback;
};

constexpr Function functions[] = {
    {"sure_upsert", 2, writer_flags, sure_upsert},
    {"sure_upsert", 3, writer_flags, sure_upsert},
    {"sure_insert", 2, writer_flags, sure_insert},
    {"sure_insert", 3, writer_flags, sure_insert},
    {"sure_update", 4, keyed_flags, sure_update},
    {"sure_update", 5, keyed_flags, sure_update},
    {"sure_delete", 3, keyed_flags, sure_delete},
    {"sure_delete", 4, keyed_flags, sure_delete},
    {"sure_check_version", 3, keyed_flags, sure_check_version},
    {"sure_etag", 2, keyed_flags, sure_etag},
    {"sure_etag", 3, keyed_flags, sure_etag},
    {"sure_claim", 2, writer_flags, sure_claim},
    {"sure_claim", 3, writer_flags, sure_claim},
    {"sure_renew", 3, writer_flags, sure_renew},
    {"sure_complete", 3, writer_flags, sure_complete},
    {"sure_fail", 3, writer_flags, sure_fail},
    {"sure_fail", 4, writer_flags, sure_fail},
    {"sure_purge", 0, writer_flags, sure_purge},
    {"sure_purge", 1, writer_flags, sure_purge},
    {"sure_apply", 1, writer_flags, sure_apply},
    {"sure_apply", 2, writer_flags, sure_apply},
    {"sure_describe", 1, writer_flags, sure_describe},
    {"sure_enable_strict", 1, writer_flags, sure_enable_strict},
    {"sure_enable_strict", 2, writer_flags, sure_enable_strict},
    {"sure_disable_strict", 1, writer_flags, sure_disable_strict},
    {"sure_enable_version", 1, writer_flags, sure_enable_version},
    {"sure_enable_version", 2, writer_flags, sure_enable_version},
    {"sure_disable_version", 1, writer_flags, sure_disable_version},
    {"sure_check_row", -1, validator_flags, sure_check_row},
    {"sure_next_version", 2, validator_flags, sure_next_version},
    {"sure_is_valid", 2, validator_flags, sure_is_valid},
    {"sure_cast", 2, validator_flags, sure_cast},
    {"sure_try_cast", 2, validator_flags, sure_try_cast},
    {"sure_error_info", 2, validator_flags | SQLITE_RESULT_SUBTYPE, sure_error_info},
    {"sure_retry", 2, random_flags, sure_retry},
    {"sure_retry", 3, random_flags, sure_retry},
    {"sure_settings", 0, writer_flags, sure_settings},
    {"sure_settings", 1, writer_flags, sure_settings},
    {"surerow_version", 0, validator_flags, surerow_version},
};

// Each registration holds a reference; SQLite lets go of it even when the registration fails.
int register_all(sqlite3* db, Connection* connection) {
  for (const Function& function : functions) {
    connection->retain();
    const int rc = sqlite3_create_function_v2(db, function.name, function.arity, function.flags, connection,
                                              function.callback, nullptr, nullptr, Connection::release);
    if (rc != SQLITE_OK) return rc;
  }
  return register_close_hook(db, connection);
}

int initialize(sqlite3* db, char** error) {
  if (sqlite3_libversion_number() < oldest_version) {
    if (error != nullptr)
      *error = sqlite3_mprintf("surerow needs SQLite 3.37, this is %s", sqlite3_libversion());
    return SQLITE_ERROR;
  }
  Connection* connection = Connection::create(db);
  if (connection == nullptr) return SQLITE_NOMEM;
  const int rc = register_all(db, connection);
  Connection::release(connection);
  return rc;
}

}  // namespace

void surerow_version(sqlite3_context* cx, int, sqlite3_value**) {
  sqlite3_result_text(cx, SUREROW_VERSION, -1, SQLITE_STATIC);
}

void result_text(sqlite3_context* cx, std::string_view text) {
  sqlite3_result_text64(cx, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void result_json(sqlite3_context* cx, std::string_view json) {
  result_text(cx, json);
  sqlite3_result_subtype(cx, json_subtype);
}

}  // namespace surerow::sqlite

extern "C" __attribute__((visibility("default"))) int sqlite3_surerow_init(
    sqlite3* db, char** error, [[maybe_unused]] const sqlite3_api_routines* api) {
  SQLITE_EXTENSION_INIT2(api)
  return surerow::sqlite::initialize(db, error);
}
