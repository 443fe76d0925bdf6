// The families of types, one line each; registry.cpp puts them into one table. The definition of each
// stands in the file of its family (integer.cpp, numeric.cpp, ...).
#pragma once

#include "common/types/type.h"

namespace surerow {

extern const Family bool_family;  // boolean.cpp
extern const Family int2_family;  // integer.cpp
extern const Family int4_family;
extern const Family int8_family;
extern const Family numeric_family;  // numeric.cpp
extern const Family float4_family;   // float.cpp
extern const Family float8_family;
extern const Family text_family;  // text.cpp
extern const Family varchar_family;
extern const Family bpchar_family;
extern const Family name_family;  // name_char.cpp
extern const Family char_family;
extern const Family bit_family;  // bit.cpp
extern const Family varbit_family;
extern const Family inet_family;  // network.cpp
extern const Family cidr_family;
extern const Family macaddr_family;  // macaddr.cpp
extern const Family macaddr8_family;
extern const Family oid_family;  // oid.cpp
extern const Family xid_family;
extern const Family xid8_family;
extern const Family pg_lsn_family;  // lsn_tid.cpp
extern const Family tid_family;
extern const Family money_family;  // money.cpp
extern const Family bytea_family;  // bytea.cpp
extern const Family uuid_family;   // uuid.cpp
extern const Family point_family;  // geometry.cpp
extern const Family lseg_family;
extern const Family box_family;
extern const Family path_family;
extern const Family polygon_family;
extern const Family circle_family;
extern const Family line_family;        // geometry_line.cpp
extern const Family int2vector_family;  // vector.cpp
extern const Family oidvector_family;
extern const Family json_family;  // json.cpp
extern const Family jsonb_family;
extern const Family int4range_family;  // range.cpp
extern const Family int8range_family;
extern const Family numrange_family;
extern const Family daterange_family;
extern const Family tsrange_family;
extern const Family tstzrange_family;
extern const Family int4multirange_family;  // multirange.cpp
extern const Family int8multirange_family;
extern const Family nummultirange_family;
extern const Family datemultirange_family;
extern const Family tsmultirange_family;
extern const Family tstzmultirange_family;
extern const Family date_family;  // datetime.cpp
extern const Family timestamp_family;
extern const Family timestamptz_family;
extern const Family time_family;  // time.cpp
extern const Family timetz_family;
extern const Family interval_family;  // interval.cpp

}  // namespace surerow
