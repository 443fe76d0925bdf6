// The number at the start of a text, as float8in and float4in read it: what C's strtod and strtof take,
// decimal, hexadecimal, infinity or NaN in any case. Rounded once, to the width asked for. No blanks are
// skipped, the locale is never asked, nothing is allocated.
#pragma once

namespace surerow {

template <class Float>
struct ScannedFloat {
  Float value = 0;
  const char* end = nullptr;  // behind the number; null: there is none
  bool in_range = true;       // false: it overflows, or underflows to zero; value means nothing
};

/// Reads a sign and a number between `p` and `end`. Defined for float, double and long double.
template <class Float>
ScannedFloat<Float> scan_float(const char* p, const char* end);

}  // namespace surerow
