// A request for the key "k" and a record that it may find, for tests of taking a key.
#pragma once

#include <cstdint>

#include "common/idempotency/acquire.h"
#include "test/core/fake_store.h"

namespace surerow {

inline constexpr std::int64_t start = 1'700'000'000'000;
inline constexpr std::int64_t ttl = 500'000;
inline constexpr std::int64_t lease = 1'000;

inline KeyRequest request(std::optional<std::int64_t> lease_ms, std::int64_t wait_ms = 0) {
  return {.name = {"k", ""}, .fingerprint = "mine", .ttl_ms = ttl, .lease_ms = lease_ms, .wait_ms = wait_ms};
}

/// Made 400 ms before `start`.
inline KeyRecord record(KeyState state, const std::string& fingerprint = "mine") {
  KeyRecord out{.fingerprint = fingerprint,
                .state = state,
                .token = state == KeyState::running ? "" : "theirs",
                .attempt = 3,
                .response = state == KeyState::claimed || state == KeyState::running ? "" : R"({"a":1})",
                .granted_at = start - 400,
                .lease_ms = state == KeyState::claimed ? lease : 0,
                .ttl_ms = ttl};
  out.live_from(start - 400);
  return out;
}

}  // namespace surerow
