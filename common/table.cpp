// Says which relations surerow writes to, and refuses the others by name.
#include "common/table.h"

#include <fmt/format.h>

namespace surerow {
namespace {

struct Refused {
  const char* what;
  Code code;
  const char* hint;
};

// Null `what`: writable.
Refused refused(RelationKind kind) {
  switch (kind) {
    case RelationKind::table:
    case RelationKind::partitioned_table: return {nullptr, Code::internal_error, ""};
    case RelationKind::view:
    case RelationKind::materialized_view:
      return {"a view", Code::wrong_object_type, "Write to the table under the view."};
    case RelationKind::foreign_table:
      return {"a foreign table", Code::wrong_object_type, "Call surerow on the server that owns the table."};
    case RelationKind::virtual_table:
      return {"a virtual table", Code::wrong_object_type, "Write to an ordinary table."};
    case RelationKind::inheritance_parent:
      return {"an inheritance parent", Code::feature_not_supported,
              "Its unique indexes do not see the rows of its children: write to a child, or use a "
              "partitioned table."};
    case RelationKind::system_table:
      return {"a system table", Code::wrong_object_type, "Write to an ordinary table."};
    case RelationKind::sequence: return {"a sequence", Code::wrong_object_type, "Name a table."};
    case RelationKind::index: return {"an index", Code::wrong_object_type, "Name a table."};
    case RelationKind::composite_type: return {"a composite type", Code::wrong_object_type, "Name a table."};
    case RelationKind::other: break;
  }
  return {"no table", Code::wrong_object_type, "Name a table."};
}

}  // namespace

void require_writable(const Table& table) {
  const Refused reason = refused(table.kind);
  if (reason.what != nullptr)
    refuse({reason.code, fmt::format("{} is {}", shown(table.name), reason.what), {}, reason.hint});
  if (table.has_rules)
    refuse({Code::feature_not_supported,
            fmt::format("{} has rules that rewrite its writes", shown(table.name)),
            {},
            "Replace the rules by triggers."});
}

}  // namespace surerow
