// An interval while its fields are added up: PostgreSQL's widths, its limits and its double arithmetic, so
// that a sum is refused exactly where the server refuses it.
#pragma once

#include <cstdint>

#include "common/types/interval.h"
#include "common/types/interval_unit.h"

namespace surerow::interval {

/// A number as a text gives it; both parts have its sign.
struct Number {
  std::int64_t whole = 0;
  double part = 0;
};

class Sum {
 public:
  /// Adds so many of a unit (not other, not none). A part of a unit above month is rounded to months, one
  /// of a month or week to days and microseconds. False: beyond the limits.
  bool add(Unit unit, const Number& number);

  /// Adds `part` times `each` microseconds, rounded.
  bool add_micros(double part, std::int64_t each);

  /// Replaces all microseconds.
  void set_micros(std::int64_t micros) { micros_ = micros; }

  /// Changes the sign of everything. False: a part has no opposite.
  bool negate();

  /// False: the months do not fit.
  bool total(Span& out) const;

 private:
  bool add_years(const Number& number, std::int32_t each);
  bool add_months(const Number& number);
  bool add_days(std::int64_t count, std::int32_t each);
  bool add_part_of_days(double part, std::int32_t each);
  bool add_time(const Number& number, std::int64_t each);

  std::int32_t years_ = 0;
  std::int32_t months_ = 0;
  std::int32_t days_ = 0;
  std::int64_t micros_ = 0;
};

}  // namespace surerow::interval
