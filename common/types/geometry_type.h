// One geometric type made of a Shape: its name, what it accepts, how it is read and printed. A Shape has
//   static constexpr const char* name, * accepts;
//   static bool read(geometry::Scanner&, Arena&, Value&);
//   static void print(std::string_view value, std::string& out);
#pragma once

#include "common/types/geometry.h"
#include "common/types/type.h"

namespace surerow::geometry {

template <class Shape>
class Geometric final : public Type {
 public:
  Geometric() : Type(Shape::name) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    Scanner in(text);
    const bool good = Shape::read(in, cx.arena, out);
    if (!good && why != nullptr) *why = in.fault(Shape::name);
    return good;
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    Shape::print(value.text(), out);
  }

  std::string accepts() const override { return Shape::accepts; }
};

template <class Shape>
TypePtr make(Modifiers, Fault*) {
  return std::make_shared<Geometric<Shape>>();
}

}  // namespace surerow::geometry
