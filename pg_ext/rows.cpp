// Writes the rows of a step into a tuplestore. Datums live in a context that is emptied after every row, so
// that memory does not grow with the rows.
#include "pg_ext/rows.h"

#include "pg_ext/datum.h"
#include "pg_ext/server.h"

extern "C" {
#include "miscadmin.h"
#include "storage/itemptr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"
}

namespace surerow::pg {
namespace {

constexpr int locator_shift = 16;

void restore_tid(std::int64_t locator, ItemPointer tid) {
  ItemPointerSet(tid, static_cast<BlockNumber>(locator >> locator_shift),
                 static_cast<OffsetNumber>(locator & 0xffff));
}

/// One row in the making.
struct RowMaker {
  Step& step;
  Writer& writer;
  const KnownTable& known;
  CellAtHand& at;
  Datum* values;
  bool* nulls;
  ItemPointer tid;

  void cell(std::size_t i, const Input& input, std::uint32_t row) {
    const Value& value = writer.cell(row, input.cell);
    const ColumnForm& form = known.forms[static_cast<std::size_t>(input.column)];
    at.column = input.column;
    nulls[i] = value.is_null();
    if (!nulls[i])
      values[i] = datum_of(value, form.type);
    else if (form.is_domain)  // a NULL takes no input function, yet the domain may forbid it
      domain_check(0, true, form.type, nullptr, CurrentMemoryContext);
  }

  void row(std::size_t place) {
    const std::uint32_t row = step.rows[place];
    at.row = row;
    for (std::size_t i = 0; i < step.statement->inputs.size(); ++i) {
      const Input& input = step.statement->inputs[i];
      nulls[i] = false;
      if (input.kind == Input::Kind::ordinal) {
        values[i] = Int32GetDatum(static_cast<int32>(place));
      } else if (input.kind == Input::Kind::locator) {
        restore_tid(writer.locator(row), tid);
        values[i] = PointerGetDatum(tid);
      } else {
        cell(i, input, row);
      }
    }
    at.column = -1;
  }
};

}  // namespace

std::int64_t locator_of(std::uintptr_t tid) {
  auto* place = reinterpret_cast<ItemPointer>(tid);
  return static_cast<std::int64_t>(ItemPointerGetBlockNumberNoCheck(place)) << locator_shift |
         ItemPointerGetOffsetNumberNoCheck(place);
}

void put_rows(Tuplestorestate* store, TupleDescData* row, Step& step, std::size_t first, std::size_t count,
              Writer& writer, const KnownTable& known, CellAtHand& at) {
  const std::size_t width = step.statement->inputs.size();
  ItemPointerData tid;
  RowMaker maker{step,
                 writer,
                 known,
                 at,
                 static_cast<Datum*>(palloc(sizeof(Datum) * width)),
                 static_cast<bool*>(palloc(sizeof(bool) * width)),
                 &tid};
  MemoryContext const row_memory =
      AllocSetContextCreate(CurrentMemoryContext, "surerow row", ALLOCSET_DEFAULT_SIZES);
  MemoryContext const before = MemoryContextSwitchTo(row_memory);
  for (std::size_t i = first; i < first + count; ++i) {
    CHECK_FOR_INTERRUPTS();
    maker.row(i);
    tuplestore_putvalues(store, row, maker.values, maker.nulls);
    MemoryContextReset(row_memory);
  }
  MemoryContextSwitchTo(before);
  MemoryContextDelete(row_memory);
}

}  // namespace surerow::pg
