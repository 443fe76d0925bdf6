// sure_retry: whether to try again after an error, what, and when. A loop around a transaction asks it after
// every failure; it keeps no state, and draws its delays from the system's own random numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/types/type.h"

namespace surerow {

struct RetryOptions {
  std::int64_t base_ms = 20;
  std::int64_t cap_ms = 2000;
  std::int64_t max_attempts = 10;
  bool idempotent = false;  // doing it twice does no harm
};

/// Reads `json` ("{}": all defaults). Refuses what is no JSON object (22032), unknown options and bad values
/// (22023).
RetryOptions read_retry_options(std::string_view json);

/// Milliseconds to wait after the attempt of this number, counted from 1: "full jitter" (M. Brooker,
/// Exponential Backoff And Jitter, 2015), evenly from 0 to min(cap, base * 2^(attempt - 1)), by `random`.
std::int64_t retry_delay(std::int64_t attempt, const RetryOptions& options, std::uint64_t random);

/// {"retry":true,"scope":"transaction","delay_ms":17,"reason":"..."}; scope and delay_ms are null where retry
/// is false. `attempt` is the number of attempts made so far, not NULL. Refuses what is no code and an
/// attempt below 1 (22023), an attempt that is no bigint (22P02, 22003), and options as read_retry_options()
/// does.
std::string retry_advice(std::string_view code, const Value& attempt, std::string_view options,
                         const Settings& settings);

}  // namespace surerow
