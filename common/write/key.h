// The conflict key of one call: which unique index decides whether a row exists.
#pragma once

#include "common/table.h"
#include "common/write/batch.h"
#include "common/write/options.h"
#include "common/write/request.h"

namespace surerow {

/// The index into Table::keys of the conflict key: `options.index`, else the unique index over exactly
/// `options.key`, else the primary key when every row gives it, else the only unique key that every row
/// gives. Refuses with 42P10 (detail: the keys there are).
int choose_key(const Table& table, const Options& options, const Batch& batch);

/// The index into Table::keys of the unique index over exactly `columns`: not a partial one, not one over
/// expressions. Refuses with 42P10 (detail: the keys there are).
int key_over(const Table& table, const std::vector<int>& columns);

/// The key argument of a call as the JSON of an object. Refuses (42P10) a bare value where the primary key is
/// not of one column, (22032) what is neither a value nor an object, (23502) JSON's null.
std::string key_object(const Table& table, const KeyText& key, const Settings& settings);

/// Whether a key argument is an object of key columns.
bool is_object(const KeyText& key);

/// The value, as text, of a key that is given as a JSON scalar; nullopt for null. Refuses (22032) what is
/// none.
std::optional<std::string> scalar_of(std::string_view json, int max_depth);

/// The columns a key reads, ascending, without repetition.
std::vector<int> columns_of(const Key& key);

/// "account_email_key (email)", "account_lower_idx (lower(email)) where deleted_at IS NULL".
std::string shown_key(const Table& table, const Key& key);

}  // namespace surerow
