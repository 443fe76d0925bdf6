// The guard triggers that sure_enable_version made, as they are found again in the catalog.
#pragma once

#include <cstdint>
#include <string>

#include "common/version/postgres_guard.h"

struct Trigger;

namespace surerow::pg {

/// One guard trigger of a table.
struct GuardTrigger {
  std::string name;
  GuardEvent event = GuardEvent::update;
  int column = -1;     // of the insert guard: index into Table::columns
  bool fires = false;  // enabled for ordinary sessions
};

/// Whether a column of this type (Oid) can count: smallint, integer, bigint.
bool counts_versions(std::uint32_t type);

/// The attnum that the guard of inserts names; 0: this is another trigger. The function is not looked at.
int guarded_attribute(const Trigger& trigger);

/// A row trigger BEFORE INSERT or UPDATE that calls this module's sure_guard_version. Throws PgError.
bool is_guard(const Trigger& trigger);

}  // namespace surerow::pg
