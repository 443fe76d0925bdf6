// Arrays of any type: up to six dimensions, each with a lower bound, as PostgreSQL reads, prints and renders
// them (manual chapter 8.15). A value is one blob: its shape, then the elements row by row (packed.h).
#pragma once

#include <cstdint>

#include "common/json/reader.h"
#include "common/types/packed.h"
#include "common/types/type.h"

namespace surerow {

/// The bounds of an array value. The empty array has no dimensions.
struct ArrayShape {
  static constexpr int most_dimensions = 6;

  std::int32_t dimensions = 0;
  std::int32_t size[most_dimensions] = {};
  std::int32_t lower[most_dimensions] = {};
};

class ArrayType final : public Type {
 public:
  explicit ArrayType(TypePtr element);

  const Type& element() const { return *element_; }
  /// What stands between elements: ';' for boxes, ',' for all else.
  char delimiter() const { return delimiter_; }

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override;
  void print(const Value& value, const Settings& settings, std::string& out) const override;
  void print_json(const Value& value, const Settings& settings, std::string& out) const override;
  std::string accepts() const override;

  /// Reads a JSON value other than a string or null as json_populate_record does: arrays of arrays are
  /// dimensions, what stands in the innermost is an element. `member` is what its hints call the value.
  bool read_json(const json::Item& item, std::string_view member, const Reading& cx, Value& out,
                 Fault* why) const;

  /// The parts of a value that read() or read_json() gave.
  static ArrayShape shape_of(const Value& value);
  static Unpacker elements_of(const Value& value);

 private:
  TypePtr element_;
  char delimiter_;
};

/// `type` as the array it is; null for any other type.
inline const ArrayType* as_array(const Type& type) {
  return type.name().ends_with("[]") ? static_cast<const ArrayType*>(&type) : nullptr;
}

}  // namespace surerow
