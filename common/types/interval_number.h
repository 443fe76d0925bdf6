// A whole number of 64 bits at the start of a field, as C's strtoll reads it without blanks.
#pragma once

#include <cstdint>
#include <string_view>

#include "common/types/scan.h"

namespace surerow::interval {

struct Whole {
  std::int64_t value = 0;
  bool overflow = false;
  std::string_view rest;  // what follows; the whole text when there is no number
};

inline Whole leading_whole(std::string_view text) {
  Whole result;
  const bool negative = text.starts_with('-');
  std::size_t at = negative || text.starts_with('+') ? 1 : 0;
  const std::size_t first = at;
  for (; at < text.size() && scan::is_digit(text[at]); ++at) {
    // Counted downwards: the smallest number has no opposite.
    if (__builtin_mul_overflow(result.value, 10, &result.value) ||
        __builtin_sub_overflow(result.value, text[at] - '0', &result.value))
      result.overflow = true;
  }
  if (!negative && __builtin_sub_overflow(std::int64_t{0}, result.value, &result.value))
    result.overflow = true;
  result.rest = at == first ? text : text.substr(at);
  return result;
}

}  // namespace surerow::interval
