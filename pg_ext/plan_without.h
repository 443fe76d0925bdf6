// A kept plan that must not use some of the server's methods.
#pragma once

#include <span>

struct _SPI_plan;

namespace surerow::pg {

/// Plans the only statement of `plan`, unless it is planned, with these settings (enable_...) off. Inside
/// backend().
void plan_without(_SPI_plan* plan, std::span<const char* const> methods);

}  // namespace surerow::pg
