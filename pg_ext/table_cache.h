// The tables this backend has described, with the plans made for them. DDL makes an entry stale; the next
// call describes the table again. A writer that is at work keeps its entry alive.
#pragma once

#include <memory>
#include <string_view>

#include "pg_ext/catalog.h"

namespace surerow::pg {

enum class Access { read, write };

/// The table of this name, resolved as a regclass is, and locked (ROW EXCLUSIVE for write, ACCESS SHARE for
/// read) to the end of the transaction. Refuses with 42P01; PgError when the schema may not be used.
std::shared_ptr<KnownTable> known_table(std::string_view name, Access access);

}  // namespace surerow::pg
