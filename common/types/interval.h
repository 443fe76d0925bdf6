// interval: its value, and the steps between text, value and text that its files share. A value is what
// PostgreSQL stores, byte for byte, so a binding there hands it over as it is; the infinities are those of
// PostgreSQL 17, all parts at their extremes, and finite before it.
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

#include "common/types/datetime.h"
#include "common/types/interval_scope.h"
#include "common/types/type.h"

namespace surerow::interval {

/// PostgreSQL's Interval, in its byte order: the blob of a Value.
struct Span {
  std::int64_t micros = 0;
  std::int32_t days = 0;
  std::int32_t months = 0;

  friend bool operator==(const Span&, const Span&) = default;
};
static_assert(sizeof(Span) == 16);

inline constexpr Span late{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int32_t>::max(),
                           std::numeric_limits<std::int32_t>::max()};
inline constexpr Span early{std::numeric_limits<std::int64_t>::min(),
                            std::numeric_limits<std::int32_t>::min(),
                            std::numeric_limits<std::int32_t>::min()};

inline Value pack(const Span& span, Arena& arena) {
  void* const bytes = arena.allocate(sizeof span, alignof(Span));
  std::memcpy(bytes, &span, sizeof span);
  return Value::blob({static_cast<const char*>(bytes), sizeof span});
}

inline Span unpack(const Value& value) {
  Span span;
  std::memcpy(&span, value.text().data(), sizeof span);
  return span;
}

/// PostgreSQL 17 learnt infinite intervals.
constexpr bool is_infinite(const Span& span, int server_version) {
  return server_version >= 17 && (span == late || span == early);
}

using datetime::Outcome;

/// Why a text was refused, and where in it.
struct Refused {
  Outcome outcome = Outcome::bad_format;
  std::size_t offset = std::string_view::npos;
};

// interval_plain.cpp

/// Reads what programs write, '1 year 2 mons -3 days +04:05:06', 'P1Y2M3DT4H5M6S', when every number is a
/// short integer and no field comes twice. False: no such text; the whole grammar decides.
bool read_plain(std::string_view text, const Settings& settings, Span& out);

// interval_decode.cpp

/// Reads any text that is not ISO 8601's form. `scope` says what a number without a unit counts.
Refused read_fields(std::string_view text, const Settings& settings, const Scope& scope, Span& out);

// interval_iso.cpp

/// Reads ISO 8601's forms: P1Y2M3DT4H5M6S, P0001-02-03T04:05:06, P00010203T040506.
Refused read_iso(std::string_view text, Span& out);

// interval_print.cpp

void print(const Span& span, Settings::IntervalStyle style, int server_version, std::string& out);

}  // namespace surerow::interval
