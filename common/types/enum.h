// Enums given by their labels, surerow's own spelling of a type: enum('low', 'high').
#pragma once

#include <vector>

#include "common/types/type.h"

namespace surerow {

/// The type whose values are these labels. Null, with 22023 in `*why`: a label that is empty, longer than 63
/// bytes or given twice.
TypePtr make_enum(std::vector<std::string> labels, Fault* why);

}  // namespace surerow
