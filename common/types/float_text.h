// The shortest digits of a double or float, laid out as PostgreSQL's float8out and float4out do
// (extra_float_digits 1, its default). Needs no locale and allocates nothing beyond the output.
#pragma once

#include <string>

namespace surerow {

/// Appends `value` as float8out prints it: "0.1", "1e+15", "9.999999999999999e+22", "NaN", "-Infinity".
void append_double(double value, std::string& out);

/// Appends `value` as float4out prints it: scientific from 1e+06 on.
void append_float(float value, std::string& out);

}  // namespace surerow
