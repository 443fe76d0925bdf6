// Memory and resources go on as before: what the subtransaction allocates in the caller's memory outlives it.
#include "pg_ext/savepoint.h"

#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/xact.h"
#include "utils/resowner.h"
}

namespace surerow::pg {

Savepoint begin_savepoint() {
  return backend([] {
    const Savepoint savepoint{CurrentMemoryContext, CurrentResourceOwner};
    BeginInternalSubTransaction(nullptr);
    MemoryContextSwitchTo(savepoint.memory);
    return savepoint;
  });
}

void end_savepoint(const Savepoint& savepoint, bool keep) {
  backend([=] {
    if (keep)
      ReleaseCurrentSubTransaction();
    else
      RollbackAndReleaseCurrentSubTransaction();
    MemoryContextSwitchTo(savepoint.memory);
    CurrentResourceOwner = savepoint.owner;
  });
}

}  // namespace surerow::pg
