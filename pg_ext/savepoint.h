// An internal subtransaction, as PL/pgSQL's exception blocks use it. Whoever begins one ends it, also when an
// exception passes: it must not be left to the top level's own abort.
#pragma once

typedef struct MemoryContextData* MemoryContext;
typedef struct ResourceOwnerData* ResourceOwner;

namespace surerow::pg {

/// Where it began.
struct Savepoint {
  MemoryContext memory;
  ResourceOwner owner;
};

Savepoint begin_savepoint();
void end_savepoint(const Savepoint& savepoint, bool keep);

}  // namespace surerow::pg
