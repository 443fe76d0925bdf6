// Turns Values into Datums and compares them with stored ones by image, never by an operator: 1.0 and 1.00,
// or 'a' and 'A' of a case-blind type, are not the same.
#include "pg_ext/datum.h"

#include "common/types/timetz.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/detoast.h"
#include "catalog/pg_type_d.h"
#include "storage/itemptr.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"
}

namespace surerow::pg {
namespace {

Datum varlena_of(std::string_view bytes) {
  return PointerGetDatum(cstring_to_text_with_len(bytes.data(), static_cast<int>(bytes.size())));
}

char* cstring_of(std::string_view text) { return pnstrdup(text.data(), text.size()); }

/// Canonical numeric text. Up to 18 digits are a 64-bit integer and a scale; the rest goes the server's way.
Datum numeric_of(std::string_view text) {
  constexpr std::size_t most_digits = 18;
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  std::int64_t whole = 0;
  std::size_t point = digits.size();
  bool plain = digits.size() <= most_digits;
  for (std::size_t i = 0; plain && i < digits.size(); ++i) {
    if (digits[i] >= '0' && digits[i] <= '9')
      whole = whole * 10 + (digits[i] - '0');
    else if (digits[i] == '.')
      point = i;
    else
      plain = false;
  }
  if (!plain)
    return DirectFunctionCall3(numeric_in, CStringGetDatum(cstring_of(text)), ObjectIdGetDatum(InvalidOid),
                               Int32GetDatum(-1));
  const int scale = point == digits.size() ? 0 : static_cast<int>(digits.size() - point - 1);
  return NumericGetDatum(int64_div_fast_to_numeric(negative ? -whole : whole, scale));
}

/// Types of a fixed size whose stored bytes are the Value's own.
bool is_fixed_bytes(Oid type) {
  switch (type) {
    case UUIDOID:
    case MACADDROID:
    case MACADDR8OID:
    case POINTOID:
    case LSEGOID:
    case BOXOID:
    case LINEOID:
    case CIRCLEOID: return true;
    default: return false;
  }
}

Datum fixed_of(std::string_view bytes) {
  return PointerGetDatum(std::memcpy(palloc(bytes.size()), bytes.data(), bytes.size()));
}

Datum name_of(std::string_view text) {
  auto* name = static_cast<Name>(palloc0(NAMEDATALEN));
  std::memcpy(NameStr(*name), text.data(), text.size());
  return NameGetDatum(name);
}

Datum tid_of(std::int64_t block_and_offset) {
  auto* tid = static_cast<ItemPointer>(palloc(sizeof(ItemPointerData)));
  ItemPointerSet(tid, static_cast<BlockNumber>(block_and_offset >> 16),
                 static_cast<OffsetNumber>(block_and_offset & 0xffff));
  return PointerGetDatum(tid);
}

Datum timetz_of(const Value& value) {
  const TimeTz time = unpack_timetz(value);
  auto* datum = static_cast<TimeTzADT*>(palloc0(sizeof(TimeTzADT)));
  datum->time = time.micros;
  datum->zone = time.zone;
  return TimeTzADTPGetDatum(datum);
}

Datum interval_of(std::string_view bytes) {
  static_assert(sizeof(Interval) == 16 && offsetof(Interval, day) == 8 && offsetof(Interval, month) == 12);
  auto* interval = static_cast<Interval*>(palloc(sizeof(Interval)));
  std::memcpy(interval, bytes.data(), sizeof(Interval));
  return IntervalPGetDatum(interval);
}

Datum blob_of(const Value& value, Oid type) {
  switch (type) {
    case TIMETZOID: return timetz_of(value);
    case INTERVALOID: return interval_of(value.text());
    default: return is_fixed_bytes(type) ? fixed_of(value.text()) : varlena_of(value.text());
  }
}

Datum integer_of(std::int64_t value, Oid type) {
  switch (type) {
    case INT2OID: return Int16GetDatum(static_cast<int16>(value));
    case INT4OID: return Int32GetDatum(static_cast<int32>(value));
    case DATEOID: return DateADTGetDatum(static_cast<DateADT>(value));
    case OIDOID:
    case XIDOID: return UInt32GetDatum(static_cast<uint32>(value));
    case CHAROID: return CharGetDatum(static_cast<char>(value));
    case TIDOID: return tid_of(value);
    default: return Int64GetDatum(value);
  }
}

Datum text_of(std::string_view text, Oid type) {
  switch (type) {
    case NUMERICOID: return numeric_of(text);
    case JSONBOID: return DirectFunctionCall1(jsonb_in, CStringGetDatum(cstring_of(text)));
    case NAMEOID: return name_of(text);
    case UUIDOID: return DirectFunctionCall1(uuid_in, CStringGetDatum(cstring_of(text)));
    default: return varlena_of(text);
  }
}

/// Types whose stored bytes are the Value's own bytes behind a varlena header.
bool is_plain_varlena(Oid type) {
  return type == TEXTOID || type == VARCHAROID || type == BPCHAROID || type == BYTEAOID || type == JSONOID;
}

bool same_bytes(std::string_view bytes, Datum stored) {
  if (toast_raw_datum_size(stored) - VARHDRSZ != bytes.size()) return false;
  const varlena* plain = PG_DETOAST_DATUM_PACKED(stored);
  return std::memcmp(VARDATA_ANY(plain), bytes.data(), bytes.size()) == 0;
}

}  // namespace

// money is not among them: the core reads it as under lc_monetary C, the server as its session says.
bool has_datum_form(std::uint32_t type) {
  if (is_fixed_bytes(type)) return true;
  switch (type) {
    case BOOLOID:
    case INT2OID:
    case INT4OID:
    case INT8OID:
    case FLOAT4OID:
    case FLOAT8OID:
    case NUMERICOID:
    case TEXTOID:
    case VARCHAROID:
    case BPCHAROID:
    case NAMEOID:
    case CHAROID:
    case OIDOID:
    case XIDOID:
    case XID8OID:
    case PG_LSNOID:
    case TIDOID:
    case BYTEAOID:
    case JSONOID:
    case JSONBOID:
    case DATEOID:
    case TIMESTAMPOID:
    case TIMESTAMPTZOID:
    case TIMEOID:
    case TIMETZOID:
    case INTERVALOID: return true;
    default: return false;
  }
}

std::uintptr_t datum_of(const Value& value, std::uint32_t type) {
  switch (value.kind()) {
    case Value::Kind::boolean: return BoolGetDatum(value.integer() != 0);
    case Value::Kind::integer: return integer_of(value.integer(), type);
    case Value::Kind::real:
      return type == FLOAT4OID ? Float4GetDatum(static_cast<float4>(value.real()))
                               : Float8GetDatum(value.real());
    case Value::Kind::text: return text_of(value.text(), type);
    case Value::Kind::blob: return blob_of(value, type);
    case Value::Kind::foreign: return static_cast<Datum>(value.integer());
    case Value::Kind::null: break;
  }
  return 0;
}

bool same_datum(const Value& value, std::uintptr_t stored, const ColumnForm& form) {
  if (is_plain_varlena(form.type)) return same_bytes(value.text(), stored);
  if (form.is_composite)
    return DatumGetBool(OidFunctionCall2(F_RECORD_IMAGE_EQ, datum_of(value, form.type), stored));
  return datum_image_eq(datum_of(value, form.type), stored, form.by_value, form.length);
}

}  // namespace surerow::pg
