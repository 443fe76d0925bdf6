// The words of sure_next_version and its checks, in the order in which PostgreSQL makes them: arguments are
// read before the function runs.
#include "common/version/next_version.h"

#include <fmt/format.h>

#include <limits>

#include "common/call.h"

namespace surerow {
namespace {

constexpr const char* function = "sure_next_version";

Fault stale(std::int64_t expected, std::int64_t current) {
  return {Code::stale_version, "the row is not at the expected version",
          fmt::format("Expected version {}, current version {}.", expected, current),
          "Read the row again and decide anew."};
}

Fault last_version(std::int64_t version) {
  return {Code::numeric_out_of_range,
          fmt::format("version {} is the last that fits type bigint", version),
          {},
          "Set the version to a smaller one that nobody holds."};
}

}  // namespace

std::int64_t next_version(const Value& current, const Value& expected, const Settings& settings) {
  const Value stored = bigint_argument(current, settings);
  const Value wanted = bigint_argument(expected, settings);
  if (stored.is_null()) refuse(faults::null_argument(function, "current"));
  if (wanted.is_null()) refuse(faults::null_argument(function, "expected"));
  if (stored.integer() != wanted.integer()) refuse(stale(wanted.integer(), stored.integer()));
  if (stored.integer() == std::numeric_limits<std::int64_t>::max()) refuse(last_version(stored.integer()));
  return stored.integer() + 1;
}

}  // namespace surerow
