// The value of a time with time zone: twelve bytes as PostgreSQL lays them out, so that a binding hands them
// over unchanged. Native byte order; never leaves the process.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

#include "common/value.h"

namespace surerow {

struct TimeTz {
  std::int64_t micros = 0;  // since midnight
  std::int32_t zone = 0;    // seconds west of UTC
};

inline constexpr std::size_t timetz_size = 12;

/// The value, its bytes kept in `arena`.
inline Value pack_timetz(const TimeTz& time, Arena& arena) {
  std::array<char, timetz_size> bytes;
  std::memcpy(bytes.data(), &time.micros, sizeof time.micros);
  std::memcpy(bytes.data() + sizeof time.micros, &time.zone, sizeof time.zone);
  return Value::blob(keep(arena, {bytes.data(), bytes.size()}));
}

/// What pack_timetz() packed.
inline TimeTz unpack_timetz(const Value& value) {
  TimeTz time;
  const char* const bytes = value.text().data();
  std::memcpy(&time.micros, bytes, sizeof time.micros);
  std::memcpy(&time.zone, bytes + sizeof time.micros, sizeof time.zone);
  return time;
}

}  // namespace surerow
