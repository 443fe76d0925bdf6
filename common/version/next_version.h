// sure_next_version: the arithmetic of an optimistic lock in an UPDATE that somebody writes by hand. Looks
// at nothing but its two arguments.
#pragma once

#include <cstdint>

#include "common/fault.h"
#include "common/types/type.h"

namespace surerow {

/// expected + 1 when `current` is `expected`. A value is an integer, or a text that bigint's input function
/// reads under `settings`. Refuses NULL in either (22004), values that are no bigint (22P02, 22003), a row
/// that is at another version (SR001), and the version after 2^63-1 (22003).
std::int64_t next_version(const Value& current, const Value& expected, const Settings& settings);

}  // namespace surerow
