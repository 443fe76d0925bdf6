// What the store remembers of one idempotency key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace surerow {

inline constexpr std::int64_t longest_lease_ms = 86'400'000;  // a day

enum class KeyState : std::uint8_t {
  running,   // a writer is at work under the key; never committed
  claimed,   // sure_claim gave it to the owner of the token, until the lease runs out
  released,  // sure_fail gave it back for another try; `response` is the error
  done,      // `response` is the answer
  failed,    // sure_fail ended it for good; `response` is the error
};

/// The state as the store spells it.
std::string_view word_of(KeyState state);

struct KeyRecord {
  std::string fingerprint;  // of the request
  KeyState state = KeyState::running;
  std::string token;            // of the owner of a claim, also when it has ended; else ""
  std::int64_t attempt = 1;     // how many owners the request has had
  std::string response;         // JSON; "": none yet
  std::int64_t granted_at = 0;  // when the lease began; milliseconds of the Unix clock, as expires_at
  std::int64_t lease_ms = 0;
  std::int64_t ttl_ms = 0;  // how long the record counts after its last change
  std::int64_t expires_at = 0;

  std::int64_t lease_until() const { return granted_at + lease_ms; }
  /// The record counts for ttl_ms from `now`, and to the end of its lease at least.
  void live_from(std::int64_t now) { expires_at = now + (ttl_ms > lease_ms ? ttl_ms : lease_ms); }
};

/// Which record: on PostgreSQL a role has keys of its own, too.
struct KeyName {
  std::string key;
  std::string scope;
};

}  // namespace surerow
