// A table as the core plans from it, read from PostgreSQL's catalogs. Reads only; the caller holds a lock.
#pragma once

#include <cstdint>
#include <vector>

#include "common/write/writer.h"
#include "pg_ext/column_form.h"
#include "pg_ext/strict_state.h"
#include "pg_ext/version_state.h"

struct RelationData;

namespace surerow::pg {

/// A described table, with what only PostgreSQL needs to know about it.
struct KnownTable {
  std::uint32_t oid = 0;
  Described described;
  std::vector<ColumnForm> forms;           // beside described.table.columns
  std::vector<PresentConstraint> strict;   // constraints of sure_enable_strict
  std::vector<GuardTrigger> guards;        // triggers of sure_enable_version
  std::vector<std::uint32_t> descendants;  // partitions whose change makes this stale too; sorted
  bool stale = false;                      // DDL has touched it: to be described again
};

/// Whether policies apply to the current user.
bool row_security_applies(std::uint32_t oid);

/// Fills `known` from the catalogs; known.oid is set and locked. Throws PgError.
void describe_relation(KnownTable& known);

// Its parts. Defaults and keys are read under an empty search_path.
void read_columns(RelationData* relation, KnownTable& known);
void read_strict(RelationData* relation, KnownTable& known);
void read_version(RelationData* relation, KnownTable& known);
void read_defaults(RelationData* relation, KnownTable& known);
void read_keys(RelationData* relation, KnownTable& known);

/// The column (index into Table::columns) with this attnum.
int column_numbered(const KnownTable& known, int number);

}  // namespace surerow::pg
