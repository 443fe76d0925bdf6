// How a column of a PostgreSQL table looks in memory: what stands beside each Column of the core's Table.
#pragma once

#include <cstdint>

namespace surerow::pg {

struct ColumnForm {
  std::int16_t number = 0;      // attnum: the column's place in the relation, dropped ones counted
  std::uint32_t type = 0;       // Oid of the declared type
  std::uint32_t base_type = 0;  // beneath domains
  std::int32_t modifier = -1;
  std::uint32_t collation = 0;
  std::int16_t length = 0;
  bool by_value = false;
  bool is_domain = false;
  bool is_composite = false;
};

}  // namespace surerow::pg
