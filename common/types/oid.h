// An unsigned number at the start of a text, as C's strtoul reads it: what oid, xid, xid8 and oidvector
// share.
#pragma once

#include <cstdint>
#include <string_view>

#include "common/types/type.h"

namespace surerow::oid {

struct Scanned {
  std::uint64_t value = 0;
  std::string_view rest;  // what follows the number
  bool any = false;       // there was a digit
  bool overflow = false;  // more than 64 bits; value is the greatest

  /// 32 bits hold it, or it is the negative int32 of the same bits.
  bool fits_32() const;
};

/// Blanks, a sign, digits of `base`; base 0 takes the base from a prefix 0x or 0.
Scanned scan(std::string_view text, int base);

/// The base an oid is read in: 10 up to PostgreSQL 15, 0 from 16 on.
inline int base_of(const Settings& settings) { return settings.server_version < 16 ? 10 : 0; }

}  // namespace surerow::oid
