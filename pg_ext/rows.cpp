// Makes the rows of a step. On their way into a tuplestore Datums live in a context that is emptied after
// every row, so that memory does not grow with the rows.
#include "pg_ext/rows.h"

#include "pg_ext/datum.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/tupdesc.h"
#include "miscadmin.h"
#include "nodes/params.h"
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
  const RowSource& source;
  Datum* values;
  bool* nulls;
  ItemPointer tid;

  void cell(std::size_t i, const Input& input, std::uint32_t row) {
    const Value& value = source.writer.cell(row, input.cell);
    const ColumnForm& form = source.known.forms[static_cast<std::size_t>(input.column)];
    source.at.column = input.column;
    nulls[i] = value.is_null();
    if (!nulls[i])
      values[i] = datum_of(value, form.type);
    else if (form.is_domain)  // a NULL takes no input function, yet the domain may forbid it
      domain_check(0, true, form.type, nullptr, CurrentMemoryContext);
  }

  void make(std::size_t place) {
    const std::uint32_t row = source.step.rows[place];
    source.at.row = row;
    const std::vector<Input>& inputs = source.step.statement->inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      nulls[i] = false;
      if (inputs[i].kind == Input::Kind::ordinal) {
        values[i] = Int32GetDatum(static_cast<int32>(place));
      } else if (inputs[i].kind == Input::Kind::locator) {
        restore_tid(source.writer.locator(row), tid);
        values[i] = PointerGetDatum(tid);
      } else if (inputs[i].kind == Input::Kind::version) {
        values[i] = Int64GetDatum(source.writer.version(row));
      } else {
        cell(i, inputs[i], row);
      }
    }
    source.at.column = -1;
  }
};

RowMaker maker_for(const RowSource& source) {
  const std::size_t width = source.step.statement->inputs.size();
  return {source, static_cast<Datum*>(palloc(sizeof(Datum) * width)), static_cast<bool*>(palloc(width)),
          static_cast<ItemPointer>(palloc(sizeof(ItemPointerData)))};
}

}  // namespace

std::int64_t locator_of(std::uintptr_t tid) {
  auto* place = reinterpret_cast<ItemPointer>(tid);
  return static_cast<std::int64_t>(ItemPointerGetBlockNumberNoCheck(place)) << locator_shift |
         ItemPointerGetOffsetNumberNoCheck(place);
}

void put_rows(const RowSource& source, Tuplestorestate* store) {
  RowMaker maker = maker_for(source);
  MemoryContext const row_memory =
      AllocSetContextCreate(CurrentMemoryContext, "surerow row", ALLOCSET_DEFAULT_SIZES);
  MemoryContext const before = MemoryContextSwitchTo(row_memory);
  for (std::size_t i = 0; i < source.step.rows.size(); ++i) {
    CHECK_FOR_INTERRUPTS();
    maker.make(i);
    tuplestore_putvalues(store, source.row, maker.values, maker.nulls);
    MemoryContextReset(row_memory);
  }
  MemoryContextSwitchTo(before);
  MemoryContextDelete(row_memory);
}

ParamListInfoData* parameters_of(const RowSource& source, std::size_t place) {
  RowMaker maker = maker_for(source);
  maker.make(place);
  const int width = source.row->natts;
  ParamListInfo const list = makeParamList(width);
  for (int i = 0; i < width; ++i)
    list->params[i] = {maker.values[i], maker.nulls[i], PARAM_FLAG_CONST,
                       TupleDescAttr(source.row, i)->atttypid};
  return list;
}

}  // namespace surerow::pg
