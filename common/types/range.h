// Ranges and multiranges (manual chapter 8.17): two bounds over one of six subtypes, and sorted lists of
// ranges that neither touch nor overlap. Values are blobs of packed.h: flags and bounds, or range blobs.
#pragma once

#include "common/types/packed.h"
#include "common/types/type.h"

namespace surerow {

struct RangeBound {
  Value value;  // null when infinite
  bool inclusive = false;
  bool infinite = false;  // no bound at all; a date's own infinity is a value like any other
};

struct RangeParts {
  bool empty = false;
  RangeBound lower;
  RangeBound upper;
};

class RangeType final : public Type {
 public:
  enum class Subtype : unsigned char { int4, int8, numeric, date, timestamp, timestamptz };

  RangeType(std::string name, Subtype subtype);

  /// The type of the bounds.
  const Type& bound() const { return *bound_; }

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override;
  void print(const Value& value, const Settings& settings, std::string& out) const override;
  std::string accepts() const override;

  /// Reads `text` as read() does, into parts whose bounds may be views of it.
  bool read_parts(std::string_view text, const Reading& cx, RangeParts& out, Fault* why) const;

  /// The parts of a value that read() gave, and back again.
  static RangeParts parts_of(const Value& value);
  static Value value_of(const RangeParts& parts, Arena& arena);

  /// -1, 0 or 1: the order of two lower bounds, or of two upper bounds.
  int compare_lower(const RangeBound& a, const RangeBound& b) const;
  int compare_upper(const RangeBound& a, const RangeBound& b) const;
  /// The order of a range's upper bound and another's lower bound, by value alone: 0 when they are equal.
  int compare_values(const Value& a, const Value& b) const;

 private:
  bool read_bound(std::string_view text, bool given, const Reading& cx, RangeBound& bound, Fault* why) const;
  bool settle(RangeParts& parts, Fault* why) const;
  bool canonical(RangeParts& parts, Fault* why) const;
  bool next(Value& value, Fault* why) const;
  bool order(RangeParts& parts, Fault* why) const;

  Subtype subtype_;
  TypePtr bound_;
};

class MultirangeType final : public Type {
 public:
  MultirangeType(std::string name, std::shared_ptr<const RangeType> range)
      : Type(std::move(name)), range_(std::move(range)) {}

  const RangeType& range() const { return *range_; }

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override;
  void print(const Value& value, const Settings& settings, std::string& out) const override;
  std::string accepts() const override;

  /// The ranges of a value that read() gave, in order.
  static Unpacker ranges_of(const Value& value) { return Unpacker(value.text()); }

 private:
  Value merged(std::span<RangeParts> ranges, Arena& arena) const;

  std::shared_ptr<const RangeType> range_;
};

/// True for the six range and six multirange types.
bool is_range(const Type& type);

/// The range type over `subtype`.
std::shared_ptr<const RangeType> range_over(RangeType::Subtype subtype);

}  // namespace surerow
