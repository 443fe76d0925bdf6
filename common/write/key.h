// The conflict key of one call: which unique index decides whether a row exists.
#pragma once

#include "common/table.h"
#include "common/write/batch.h"
#include "common/write/options.h"

namespace surerow {

/// The index into Table::keys of the conflict key: `options.index`, else the unique index over exactly
/// `options.key`, else the primary key when every row gives it, else the only unique key that every row
/// gives. Refuses with 42P10 (detail: the keys there are).
int choose_key(const Table& table, const Options& options, const Batch& batch);

/// The columns a key reads, ascending, without repetition.
std::vector<int> columns_of(const Key& key);

/// "account_email_key (email)", "account_lower_idx (lower(email)) where deleted_at IS NULL".
std::string shown_key(const Table& table, const Key& key);

}  // namespace surerow
