// The types of PostgreSQL that surerow does not read, and what to use instead of each.
#pragma once

#include <string>
#include <string_view>

namespace surerow {

/// The hint for a type that is not read; `array`: it is an array of them.
std::string unread_hint(std::string_view type, bool array);

}  // namespace surerow
