// The rows of a step on their way to the server: a tuplestore that the statement reads as `surerow_rows`.
// Everything here may raise a server error: call it inside backend().
#pragma once

#include <cstdint>

#include "common/write/writer.h"
#include "pg_ext/catalog.h"

struct Tuplestorestate;
struct TupleDescData;

namespace surerow::pg {

/// Which cell was being made when an error came: plain data that outlives a longjmp.
struct CellAtHand {
  volatile std::uint32_t row = 0;
  volatile int column = -1;  // -1: none
};

/// Fills `store` with rows [first, first + count) of the step.
void put_rows(Tuplestorestate* store, TupleDescData* row, Step& step, std::size_t first, std::size_t count,
              Writer& writer, const KnownTable& known, CellAtHand& at);

/// A tid as the core carries it, and back.
std::int64_t locator_of(std::uintptr_t tid);

}  // namespace surerow::pg
