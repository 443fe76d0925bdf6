// A type whose value is its canonical text: read() does all the work, printing and storing copy it.
#pragma once

#include "common/types/type.h"

namespace surerow {

class CanonicalText : public Type {
 public:
  using Type::Type;

  void print(const Value& value, const Settings&, std::string& out) const override { out += value.text(); }
  Value to_stored(const Value& value, const Reading&) const override { return value; }
};

}  // namespace surerow
