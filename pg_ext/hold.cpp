// An early lock is a courtesy: what is wrong with a row is said when its operation runs, and not here.
#include "pg_ext/hold.h"

#include <algorithm>

#include "pg_ext/guard.h"
#include "pg_ext/run_step.h"
#include "pg_ext/savepoint.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"

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

/// The server is asked what the values of the key are, and may refuse one.
bool asks_server(const Table& table, const Key& key) {
  if (!key.predicate.empty()) return true;
  return std::any_of(key.parts.begin(), key.parts.end(), [&](const KeyPart& part) {
    return part.column < 0 || table.columns[static_cast<std::size_t>(part.column)].type == nullptr;
  });
}

/// A deadlock, a lock timeout, an interruption, a lack of something: no value is to blame.
bool is_of_the_call(const ErrorData* error) {
  switch (ERRCODE_TO_CATEGORY(error->sqlerrcode)) {
    case ERRCODE_TRANSACTION_ROLLBACK:
    case ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE:
    case ERRCODE_OPERATOR_INTERVENTION:
    case ERRCODE_INSUFFICIENT_RESOURCES: return true;
    default: return false;
  }
}

void run(Writer& writer, KnownTable& known) {
  while (Step* step = writer.next()) run_step(*step, writer, known);
}

/// Leaves off at an error that will be that of an operation.
void run_undoable(Writer& writer, KnownTable& known) {
  const Savepoint savepoint = begin_savepoint();
  try {
    run(writer, known);
  } catch (const PgError& error) {
    end_savepoint(savepoint, false);
    if (is_of_the_call(error.data())) throw;
    return;
  } catch (...) {
    end_savepoint(savepoint, false);
    throw;
  }
  end_savepoint(savepoint, true);
}

}  // namespace

void hold_rows(const Holds::Place& place, Holds::Rows& rows, KnownTable& known) {
  if (!may_lock(known.oid)) return;
  const Request request = rows.request();
  const Table& table = known.described.table;
  std::optional<Writer> writer;
  try {
    writer.emplace(known.described, request, session_settings());
  } catch (const Refusal&) {
    return;
  }
  if (asks_server(table, table.keys[static_cast<std::size_t>(place.key)]))
    run_undoable(*writer, known);
  else
    run(*writer, known);
}

}  // namespace surerow::pg
