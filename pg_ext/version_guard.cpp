// sure_guard_version: the trigger function of version guards. A plain UPDATE that leaves the version alone
// counts it up, one that counts it up itself passes, any other is refused. Runs no SQL, and makes a new tuple
// only to count up.
#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/version_state.h"

extern "C" {
#include "access/htup_details.h"
#include "access/tupmacs.h"
#include "catalog/pg_type_d.h"
#include "commands/trigger.h"
#include "utils/rel.h"
}

namespace surerow::pg {
namespace {

const char* table_of(FunctionCallInfo call) {
  if (!CALLED_AS_TRIGGER(call)) return "";
  return RelationGetRelationName(reinterpret_cast<const TriggerData*>(call->context)->tg_relation);
}

const TriggerData& trigger_of(FunctionCallInfo call) {
  if (!CALLED_AS_TRIGGER(call)) refuse(faults::no_guard(table_of(call)));
  const auto& data = *reinterpret_cast<const TriggerData*>(call->context);
  const TriggerEvent event = data.tg_event;
  if (!TRIGGER_FIRED_BEFORE(event) || !TRIGGER_FIRED_FOR_ROW(event) ||
      !(TRIGGER_FIRED_BY_INSERT(event) || TRIGGER_FIRED_BY_UPDATE(event)))
    refuse(faults::no_guard(table_of(call)));
  return data;
}

/// The column that the guard of inserts names; 0: there is no such guard, or no integer in the column.
int attribute_of(const TriggerData& data) {
  const TriggerDesc& all = *data.tg_relation->trigdesc;
  int number = 0;
  for (int i = 0; i < all.numtriggers && number == 0; ++i)
    if (all.triggers[i].tgfoid == data.tg_trigger->tgfoid) number = guarded_attribute(all.triggers[i]);
  if (number <= 0) return 0;
  return counts_versions(TupleDescAttr(RelationGetDescr(data.tg_relation), number - 1)->atttypid) ? number
                                                                                                  : 0;
}

/// The server keeps one FmgrInfo per trigger and statement: what it remembers needs no key.
int attribute_kept(FunctionCallInfo call, const TriggerData& data) {
  void*& kept = call->flinfo->fn_extra;
  if (kept == nullptr) {
    const int number = attribute_of(data);
    if (number == 0) refuse(faults::no_guard(table_of(call)));
    kept = reinterpret_cast<void*>(static_cast<std::intptr_t>(number));
  }
  return static_cast<int>(reinterpret_cast<std::intptr_t>(kept));
}

/// The version column of the rows at hand.
class VersionColumn {
 public:
  VersionColumn(Relation relation, int number)
      : relation_(relation), number_(number), form_(RelationGetDescr(relation)) {}

  std::optional<std::int64_t> in(HeapTuple row) const {
    bool is_null = false;
    const Datum value = heap_getattr(row, number_, form_, &is_null);
    if (is_null) return std::nullopt;
    switch (type()) {
      case INT2OID: return DatumGetInt16(value);
      case INT4OID: return DatumGetInt32(value);
      default: return DatumGetInt64(value);
    }
  }

  /// The row with this version, which fits the type, in place of another one.
  HeapTuple with(HeapTuple row, std::int64_t version) const {
    const Datum value = type() == INT2OID   ? Int16GetDatum(static_cast<std::int16_t>(version))
                        : type() == INT4OID ? Int32GetDatum(static_cast<std::int32_t>(version))
                                            : Int64GetDatum(version);
    const VersionColumn* const column = this;
    return backend([=] { return column->replaced(row, value); });
  }

  std::int64_t last() const {
    switch (type()) {
      case INT2OID: return PG_INT16_MAX;
      case INT4OID: return PG_INT32_MAX;
      default: return PG_INT64_MAX;
    }
  }
  const char* type_name() const {
    switch (type()) {
      case INT2OID: return "smallint";
      case INT4OID: return "integer";
      default: return "bigint";
    }
  }
  const char* table() const { return RelationGetRelationName(relation_); }
  const char* name() const { return NameStr(TupleDescAttr(form_, number_ - 1)->attname); }

 private:
  /// Overwrites the version in a copy: taking a row to pieces and putting it together again costs as much as
  /// all the rest. A row older than the column (a trigger may return OLD) has no place for it. Inside
  /// backend().
  HeapTuple replaced(HeapTuple row, Datum version) const {
    if (HeapTupleHeaderGetNatts(row->t_data) < number_) {
      int number = number_;
      bool is_null = false;
      return heap_modify_tuple_by_cols(row, form_, 1, &number, &version, &is_null);
    }
    HeapTuple copy = heap_copytuple(row);
    store_att_byval(address_in(copy), version, TupleDescAttr(form_, number_ - 1)->attlen);
    return copy;
  }

  /// Where the version, which is not NULL, stands in a row.
  char* address_in(HeapTuple row) const {
    HeapTupleHeader const header = row->t_data;
    char* const data = reinterpret_cast<char*>(header) + header->t_hoff;
    std::size_t offset = 0;
    for (int i = 0;; ++i) {
      if (HeapTupleHasNulls(row) && att_isnull(i, header->t_bits)) continue;
      const FormData_pg_attribute& each = *TupleDescAttr(form_, i);
      offset = att_align_pointer(offset, each.attalign, each.attlen, data + offset);
      if (i == number_ - 1) return data + offset;
      offset = att_addlength_pointer(offset, each.attlen, data + offset);
    }
  }

  Oid type() const { return TupleDescAttr(form_, number_ - 1)->atttypid; }

  Relation relation_;
  int number_;
  TupleDesc form_;
};

[[noreturn]] void refuse_other(const VersionColumn& column, std::int64_t stored,
                               std::optional<std::int64_t> given) {
  refuse(faults::version_not_carried_on(column.table(), column.name(), std::to_string(stored),
                                        given ? std::to_string(*given) : "NULL"));
}

HeapTuple checked_insert(const VersionColumn& column, HeapTuple row) {
  if (!column.in(row)) refuse(faults::version_is_null(column.table(), column.name()));
  return row;
}

HeapTuple checked_update(const VersionColumn& column, HeapTuple old_row, HeapTuple new_row) {
  const auto stored = column.in(old_row);
  if (!stored) refuse(faults::stored_version_is_null(column.table(), column.name()));
  const auto given = column.in(new_row);
  const bool at_end = *stored == column.last();
  if (given && !at_end && *given == *stored + 1) return new_row;
  if (given != stored) refuse_other(column, *stored, given);
  if (at_end) refuse(faults::version_at_end(column.table(), column.name(), column.type_name()));
  return column.with(new_row, *stored + 1);
}

std::uintptr_t guard(FunctionCallInfo call) {
  const TriggerData& data = trigger_of(call);
  const bool inserts = TRIGGER_FIRED_BY_INSERT(data.tg_event);
  // The guard of inserts is called for UPDATEs that name the column as well; the other one judges them.
  if (!inserts && guarded_attribute(*data.tg_trigger) > 0) return PointerGetDatum(data.tg_newtuple);
  const VersionColumn column(data.tg_relation, attribute_kept(call, data));
  return PointerGetDatum(inserts ? checked_insert(column, data.tg_trigtuple)
                                 : checked_update(column, data.tg_trigtuple, data.tg_newtuple));
}

}  // namespace
}  // namespace surerow::pg

extern "C" {
PG_FUNCTION_INFO_V1(sure_guard_version);
}

/// sure_guard_version() -> trigger
PGDLLEXPORT Datum sure_guard_version(PG_FUNCTION_ARGS) {
  return surerow::pg::entry([=] { return surerow::pg::guard(fcinfo); });
}
