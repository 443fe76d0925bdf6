// The options that put a call under an idempotency key: idempotency_key, scope and ttl_ms. They belong to the
// call, not to what it does: they are cut out before anything else reads the options.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/option_reader.h"

namespace surerow {

struct KeyOptions {
  static constexpr std::int64_t default_ttl_ms = 604'800'000;   // 7 days
  static constexpr std::int64_t most_ttl_ms = 315'360'000'000;  // 10 years

  std::string key;
  std::string scope;
  std::int64_t ttl_ms = default_ttl_ms;
};

inline constexpr std::array<std::string_view, 3> key_option_names = {"idempotency_key", "scope", "ttl_ms"};

inline bool is_key_option(std::string_view name) {
  return std::find(key_option_names.begin(), key_option_names.end(), name) != key_option_names.end();
}

struct SplitOptions {
  KeyOptions key;
  std::string rest;  // the options without these three, each as it was written
};

/// Splits the options of `function`; nullopt when they give no key: then they stand as they are. Refuses
/// (22023) a bad key, scope or ttl_ms, scope or ttl_ms without a key, a key for a dry run; (22032) what is no
/// object of options when there is something to cut.
std::optional<SplitOptions> split_key_options(std::string_view options, std::string_view function);

/// Refuses (22023) a key that has not 1 to 255 characters, or control characters among them. `what` names it
/// in the message: "argument key".
void require_key(std::string_view key, std::string_view what);
/// The same for a scope, which may be empty.
void require_scope(std::string_view scope, std::string_view what);

/// The option at hand as a scope and as a time to live.
std::string read_scope(OptionReader& in);
std::int64_t read_ttl(OptionReader& in);

}  // namespace surerow
