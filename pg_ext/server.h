// The server's headers, for the sources of pg_ext only; never included by a header of pg_ext. C++ headers go
// first, because the server's macros (printf, gettext's _, Min, Max) would rewrite them.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

extern "C" {
#include "postgres.h"
// The first header of the server stays first.
#include "fmgr.h"
#include "utils/elog.h"
#if PG_VERSION_NUM >= 160000  // before, postgres.h had it
#include "varatt.h"
#endif
}
