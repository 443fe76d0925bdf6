// The SQL functions of the module, as callbacks. Their contract is doc/surerow.md; their user data is the
// Connection. Each reads its arguments and calls one function that does the work.
#pragma once

#include <string_view>

#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

/// What marks a text as JSON for SQLite's own functions.
inline constexpr unsigned json_subtype = 'J';

using Callback = void(sqlite3_context*, int, sqlite3_value**);

Callback sure_upsert, sure_insert, sure_update, sure_delete;            // writer_functions.cpp
Callback sure_check_version, sure_etag, sure_describe, sure_apply;      //
Callback sure_claim, sure_renew, sure_complete, sure_fail, sure_purge;  // key_functions.cpp
Callback sure_enable_strict, sure_disable_strict;                       // strict_functions.cpp
Callback sure_enable_version, sure_disable_version;                     // version_functions.cpp
Callback sure_check_row;                                                // strict_check.cpp
Callback sure_next_version;                                             // next_version.cpp
Callback sure_is_valid, sure_cast, sure_try_cast, sure_error_info;      // type_functions.cpp
Callback sure_retry;                                                    // retry_function.cpp
Callback sure_settings;                                                 // settings_function.cpp
Callback surerow_version;                                               // module.cpp

/// Gives `json` as the result: text with the JSON subtype.
void result_json(sqlite3_context* cx, std::string_view json);
/// Gives `text` as the result.
void result_text(sqlite3_context* cx, std::string_view text);

}  // namespace surerow::sqlite
