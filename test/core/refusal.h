// What a call refuses, as one string: for tests that pin code and words.
#pragma once

#include <functional>
#include <string>

#include "common/fault.h"

namespace surerow {

/// The refusal of `body`, or "" when it refuses nothing.
inline std::string refusal(const std::function<void()>& body) {
  try {
    body();
  } catch (const Refusal& refused) {
    return one_string(refused.fault());
  }
  return "";
}

}  // namespace surerow
