// A JSON number as PostgreSQL's numeric prints it: exponents written out, trailing zeros kept; and as
// ECMAScript lays it out: by its value alone.
#pragma once

#include <cstddef>
#include <cstdint>
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

/// The value of a number: 0.DIGITS times ten to the power of `point`.
struct Exact {
  std::string_view digits;  // as written, from the first to the last that is not 0; "" for zero
  std::size_t count = 0;    // of the digits: there may be a decimal point among them
  std::int64_t point = 0;
  bool negative = false;  // never for zero

  std::size_t size() const;
};

/// Reads `number` (right by RFC 8259); nullopt when its exponent is beyond a billion.
std::optional<Exact> exact(std::string_view number);

/// Writes the layout of ECMAScript's Number::toString, with all digits, to `out` (room for size() bytes);
/// returns its end.
char* write(const Exact& number, char* out);

}  // namespace surerow::json
