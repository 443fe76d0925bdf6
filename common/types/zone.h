// A time zone: which offset from UTC holds when. Read from TZif files (RFC 8536) or made from a POSIX
// specification; immutable once made, so that threads may share it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "common/types/type.h"

namespace surerow {

class Zone {
 public:
  virtual ~Zone() = default;
  /// Seconds east of UTC at this second from 1970 UTC.
  virtual std::int32_t offset_at(std::int64_t unix_seconds) const = 0;
};

}  // namespace surerow
