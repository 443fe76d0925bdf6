// What an interval's modifiers say, `day to second(3)`: which fields it has and how precise its seconds are.
#pragma once

#include <cstdint>
#include <string>

#include "common/types/interval_unit.h"
#include "common/types/type.h"

namespace surerow::interval {

struct Span;

class Scope {
 public:
  /// Takes PostgreSQL's own modifiers, {mask of fields[, precision]}. False: refused with 22023 in `*why`.
  bool set(Modifiers modifiers, Fault* why);

  /// format_type's words after "interval": " day to second(3)".
  std::string suffix() const;

  /// What a number without a unit counts.
  Unit lowest() const { return lowest_; }

  /// Two numbers with a colon are minutes and seconds.
  bool minute_to_second() const { return minute_to_second_; }

  /// Cuts what lies below the lowest field and rounds the seconds. False: too large to round.
  bool apply(Span& span, int server_version) const;

 private:
  bool round(std::int64_t& micros, int server_version) const;

  static constexpr int full_precision = -1;

  const char* fields_ = "";
  Unit lowest_ = Unit::second;
  bool minute_to_second_ = false;
  int precision_ = full_precision;
};

}  // namespace surerow::interval
