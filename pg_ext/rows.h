// The rows of a step on their way to the server: many in a tuplestore that the statement reads as
// `surerow_rows`, one as parameters. Everything here may raise a server error: call it inside backend().
#pragma once

#include <cstdint>

#include "common/write/writer.h"
#include "pg_ext/catalog.h"

struct Tuplestorestate;
struct TupleDescData;
struct ParamListInfoData;

namespace surerow::pg {

/// Which cell was being made when an error came: plain data that outlives a longjmp.
struct CellAtHand {
  volatile std::uint32_t row = 0;
  volatile int column = -1;  // -1: none
};

/// What a row is made from.
struct RowSource {
  Step& step;
  Writer& writer;
  const KnownTable& known;
  TupleDescData* row;
  CellAtHand& at;
};

/// Appends all rows of the step to `store`.
void put_rows(const RowSource& source, Tuplestorestate* store);

/// The row at `place` of the step as parameters, in the current memory context.
ParamListInfoData* parameters_of(const RowSource& source, std::size_t place);

/// A tid as the core carries it.
std::int64_t locator_of(std::uintptr_t tid);

}  // namespace surerow::pg
