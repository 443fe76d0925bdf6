// A JSON number as PostgreSQL's numeric prints it: exponents written out, trailing zeros kept.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace surerow::json {

/// The decimal form of a number, measured but not yet written: so no limit is passed by allocating first.
struct Decimal {
  std::string_view digits;  // the significand as written: "12.50", no sign
  std::size_t point = 0;    // where its decimal point stands, counted in digits
  std::size_t count = 0;    // its digits
  std::int64_t exponent = 0;
  std::size_t scale = 0;  // digits behind the point of the result
  std::size_t whole = 0;  // digits before it, at least 1
  bool negative = false;  // never for zero

  std::size_t size() const { return std::size_t{negative} + whole + (scale == 0 ? 0 : 1 + scale); }
};

/// Measures `number` (right by RFC 8259); nullopt when numeric cannot hold it: more than 131072 digits
/// before the point or 16383 behind it.
std::optional<Decimal> measure(std::string_view number);

/// Writes the decimal form to `out` (room for size() bytes); returns its end.
char* write(const Decimal& decimal, char* out);

}  // namespace surerow::json
