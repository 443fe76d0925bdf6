// Reads foreign cells through json_to_record with a row type of one column, whose lookups are kept per column
// for the call. Only the server decides what a value of such a type is.
#include "pg_ext/convert.h"

#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/htup_details.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/json.h"
#include "utils/memutils.h"
}

namespace surerow::pg {
namespace {

/// What reading one column needs: a call of json_to_record(json) that expects one column of the same name,
/// which its hints mention.
struct ColumnReader {
  FmgrInfo function;
  ReturnSetInfo expectation;
  TupleDesc row;
  StringInfoData opening;  // {"column":
  MemoryContext scratch;   // what json_to_record leaves behind; emptied after every value
};

ColumnReader* make_reader(const char* name, const ColumnForm& form) {
  auto* reader = static_cast<ColumnReader*>(palloc0(sizeof(ColumnReader)));
  fmgr_info(F_JSON_TO_RECORD, &reader->function);
  reader->row = CreateTemplateTupleDesc(1);
  TupleDescInitEntry(reader->row, 1, name, form.type, form.modifier, 0);
  TupleDescInitEntryCollation(reader->row, 1, form.collation);
  BlessTupleDesc(reader->row);
  initStringInfo(&reader->opening);
  appendStringInfoChar(&reader->opening, '{');
  escape_json(&reader->opening, name);
  appendStringInfoChar(&reader->opening, ':');
  reader->scratch = AllocSetContextCreate(CurrentMemoryContext, "surerow convert", ALLOCSET_DEFAULT_SIZES);
  reader->expectation.type = T_ReturnSetInfo;
  reader->expectation.expectedDesc = reader->row;
  return reader;
}

/// {"column":text} as the column's type, in the current memory context.
Datum read_value(ColumnReader& reader, std::string_view text, bool* is_null) {
  const std::string_view open(reader.opening.data, static_cast<std::size_t>(reader.opening.len));
  const std::size_t size = open.size() + text.size() + 1;
  MemoryContext const before = MemoryContextSwitchTo(reader.scratch);
  auto* json = static_cast<varlena*>(palloc_extended(VARHDRSZ + size, MCXT_ALLOC_HUGE));
  SET_VARSIZE(json, VARHDRSZ + size);
  std::memcpy(VARDATA(json), open.data(), open.size());
  std::memcpy(VARDATA(json) + open.size(), text.data(), text.size());
  VARDATA(json)[size - 1] = '}';

  LOCAL_FCINFO(call, 1);
  InitFunctionCallInfoData(*call, &reader.function, 1, InvalidOid, nullptr,
                           reinterpret_cast<fmNodePtr>(&reader.expectation));
  call->args[0].value = PointerGetDatum(json);
  call->args[0].isnull = false;
  HeapTupleHeader const header = DatumGetHeapTupleHeader(FunctionCallInvoke(call));
  HeapTupleData tuple{};
  tuple.t_len = HeapTupleHeaderGetDatumLength(header);
  tuple.t_data = header;
  const Datum part = heap_getattr(&tuple, 1, reader.row, is_null);

  MemoryContextSwitchTo(before);
  const FormData_pg_attribute* const form = TupleDescAttr(reader.row, 0);
  const Datum value = *is_null ? part : datumCopy(part, form->attbyval, form->attlen);
  MemoryContextReset(reader.scratch);
  return value;
}

void convert_cell(ColumnReader*& reader, const Column& column, const ColumnForm& form, Value& value) {
  const std::string_view text = value.is_null() ? "null" : value.text();
  const ColumnForm* wanted = &form;
  const char* name = column.name.c_str();
  struct Read {
    Datum datum;
    bool is_null;
  };
  const Read read = backend([=, &reader]() -> Read {
    if (reader == nullptr) reader = make_reader(name, *wanted);
    Read r{};
    r.datum = read_value(*reader, text, &r.is_null);
    return r;
  });
  value = read.is_null ? Value() : Value::foreign(static_cast<std::int64_t>(read.datum));
}

}  // namespace

void set_detail(ErrorData* error, const std::string& detail) {
  const char* text = detail.c_str();
  backend([=] { error->detail = pstrdup(text); });
}

void add_place(ErrorData* error, const std::string& place) {
  set_detail(error, error->detail == nullptr ? place : place + ". " + error->detail);
}

void convert_cells(Step& step, Writer& writer, const KnownTable& known) {
  std::vector<ColumnReader*> readers(known.forms.size(), nullptr);
  for (const std::uint32_t row : step.rows) {
    const std::span<const int> columns = writer.cell_columns(row);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto column = static_cast<std::size_t>(columns[i]);
      const Column& described = known.described.table.columns[column];
      if (described.type != nullptr) continue;
      try {
        convert_cell(readers[column], described, known.forms[column], writer.cell(row, static_cast<int>(i)));
      } catch (const PgError& e) {
        add_place(e.data(), writer.place(row, columns[i]));
        throw;
      }
    }
  }
}

}  // namespace surerow::pg
