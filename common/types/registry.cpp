// All families of types in one table. A new family is one file, one line in families.h and one line here.
// Never decides anything: names are resolved in name.cpp.
#include <array>

#include "common/types/families.h"

namespace surerow {
namespace {

constexpr std::array all_families = {
    &bool_family,
    &int2_family,
    &int4_family,
    &int8_family,
    &numeric_family,
    &float4_family,
    &float8_family,
    &text_family,
    &varchar_family,
    &bpchar_family,
    &bytea_family,
    &uuid_family,
    &json_family,
    &jsonb_family,
    &name_family,
    &char_family,
    &bit_family,
    &varbit_family,
    &inet_family,
    &cidr_family,
    &macaddr_family,
    &macaddr8_family,
    &oid_family,
    &xid_family,
    &xid8_family,
    &pg_lsn_family,
    &tid_family,
    &money_family,
    &date_family,
    &timestamp_family,
    &timestamptz_family,
    &point_family,
    &lseg_family,
    &line_family,
    &box_family,
    &path_family,
    &polygon_family,
    &circle_family,
    &int2vector_family,
    &oidvector_family,
    &time_family,
    &timetz_family,
    &interval_family,
    &int4range_family,
    &int8range_family,
    &numrange_family,
    &daterange_family,
    &tsrange_family,
    &tstzrange_family,
    &int4multirange_family,
    &int8multirange_family,
    &nummultirange_family,
    &datemultirange_family,
    &tsmultirange_family,
    &tstzmultirange_family,
};

}  // namespace

std::span<const Family* const> families() { return all_families; }

}  // namespace surerow
