// What the generators of dates and of times share.
#pragma once

#include <string>

#include "test/oracle/generate.h"

namespace surerow::oracle {

/// An offset from UTC in one of its notations, sometimes beyond what a zone may have: "+05:30", " -8".
std::string offset(Rng& rng);

}  // namespace surerow::oracle
