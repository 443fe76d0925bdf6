// The SQL of the writers. Every identifier is quoted, every value an input, every operator the one the key's
// index uses; only the expressions and predicates of indexes are the database's own text.
//
// On PostgreSQL a statement reads its rows from the relation `surerow_rows`, on SQLite it is run once per row
// with parameters. The two share the shape: a condition on the table `t` that holds for the row meant.
#pragma once

#include "common/table.h"
#include "common/write/plan.h"
#include "common/write/step.h"

namespace surerow {

/// Finds the stored rows and reads back the columns that would be set.
Statement probe_statement(const Table& table, const Plan& plan);

/// PostgreSQL: a probe that takes no lock, so that policies of UPDATE do not hide what those of SELECT show.
/// Empty SQL where the probe takes none itself.
Statement look_statement(const Table& table, const Plan& plan);

/// Reads a range of keys as the probe reads one. Empty SQL unless the key is one column that the database
/// keeps in the order of order_by_key.
Statement scan_statement(const Table& table, const Plan& plan);

/// Sets `set_cells` of the rows and counts the version on; the key, and on PostgreSQL the version that the
/// probe found, stand in its own WHERE. Empty SQL when nothing can be set.
Statement update_statement(const Table& table, const Plan& plan);

/// Deletes the rows, under the same condition.
Statement erase_statement(const Table& table, const Plan& plan);

/// Updates or deletes a row that is at the version the caller expects, and of an update only one that
/// differs, without a probe: an update passes over rows whose values are equal to the database, so that
/// whether their images differ is for the probe to say. Empty SQL where there is no version, or nothing to
/// set.
Statement direct_statement(const Table& table, const Plan& plan);

/// Inserts the rows; with `skip`, on PostgreSQL, a conflict on the key writes nothing instead.
Statement insert_statement(const Table& table, const Plan& plan, bool skip);

/// SQLite: inserts as many rows in one run as its size allows. Empty SQL when that is one.
Statement insert_many_statement(const Table& table, const Plan& plan);

/// Reads `columns` of the stored rows, and then, with `version`, their version. Empty SQL when there is
/// nothing to read.
Statement fetch_statement(const Table& table, const Plan& plan, const std::vector<int>& columns,
                          bool version);

}  // namespace surerow
