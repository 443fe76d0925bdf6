// An early lock is a courtesy: it refuses nothing that the operations would not.
#include "pg_ext/hold.h"

#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"
#include "pg_ext/write_call.h"

extern "C" {
#include "access/xact.h"
#include "miscadmin.h"
#include "utils/acl.h"
}

namespace surerow::pg {
namespace {

/// What SELECT ... FOR UPDATE of a key and the row's place asks for.
bool may_lock(Oid table) {
  return backend([=] {
    const Oid user = GetUserId();
    return !XactReadOnly && pg_class_aclcheck(table, user, ACL_SELECT) == ACLCHECK_OK &&
           (pg_class_aclcheck(table, user, ACL_UPDATE) == ACLCHECK_OK ||
            pg_attribute_aclcheck_all(table, user, ACL_UPDATE, ACLMASK_ANY) == ACLCHECK_OK);
  });
}

}  // namespace

void hold_rows(Holds::Rows& rows, KnownTable& known) {
  if (!may_lock(known.oid)) return;
  const Request request = rows.request();
  std::optional<Writer> writer;
  try {
    writer.emplace(known.described, request, session_settings());
  } catch (const Refusal&) {
    return;
  }
  run_steps(*writer, known);
}

}  // namespace surerow::pg
