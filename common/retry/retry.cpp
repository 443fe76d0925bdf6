// The decision of sure_retry and its delay. Nothing of one call is kept for the next, so that processes
// forked from one another do not wait in step.
#include "common/retry/retry.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "common/call.h"
#include "common/option_reader.h"
#include "common/retry/rules.h"

namespace surerow {
namespace {

constexpr const char* function = "sure_retry";
constexpr std::int64_t longest_ms = 86'400'000;  // a day
constexpr std::int64_t most_attempts = 1'000'000;

// Kernel entropy: 8 bytes are never too many to ask for.
std::uint64_t random_number() {
  std::uint64_t number = 0;
  if (getentropy(&number, sizeof number) != 0)
    refuse({Code::internal_error, "the system gives no random numbers", {}, {}});
  return number;
}

std::string answer(const char* scope, std::int64_t delay_ms, std::string_view reason) {
  std::string out = scope == nullptr ? R"({"retry":false,"scope":null,"delay_ms":null,"reason":)"
                                     : fmt::format(R"({{"retry":true,"scope":"{}","delay_ms":{},"reason":)",
                                                   scope, delay_ms);
  json::append_string(out, reason);
  return out + '}';
}

std::int64_t read_attempt(const Value& value, const Settings& settings) {
  const Value attempt = bigint_argument(value, settings);
  if (attempt.integer() < 1)
    refuse({Code::invalid_parameter_value,
            fmt::format("attempt must be at least 1, not {}", attempt.integer()),
            "The first attempt is number 1.",
            {}});
  return attempt.integer();
}

}  // namespace

RetryOptions read_retry_options(std::string_view json) {
  static constexpr auto known =
      std::to_array<std::string_view>({"base_ms", "cap_ms", "max_attempts", "idempotent"});
  RetryOptions out;
  OptionReader in(json, function);
  while (in.next()) {
    const std::string& name = in.name();
    if (name == "base_ms")
      out.base_ms = in.integer(0, longest_ms);
    else if (name == "cap_ms")
      out.cap_ms = in.integer(0, longest_ms);
    else if (name == "max_attempts")
      out.max_attempts = in.integer(1, most_attempts);
    else if (name == "idempotent")
      out.idempotent = in.flag();
    else
      in.unknown(known);
  }
  return out;
}

std::int64_t retry_delay(std::int64_t attempt, const RetryOptions& options, std::uint64_t random) {
  // A longer shift than this leaves any base above any cap.
  const auto doublings = static_cast<int>(std::min<std::int64_t>(attempt - 1, 30));
  const std::int64_t most = std::min(options.cap_ms, options.base_ms << doublings);
  return static_cast<std::int64_t>(random % static_cast<std::uint64_t>(most + 1));
}

std::string retry_advice(std::string_view code, const Value& attempt, std::string_view options,
                         const Settings& settings) {
  const std::int64_t made = read_attempt(attempt, settings);
  const RetryOptions wanted = read_retry_options(options);
  const RetryRule rule = retry_rule(code);
  if (rule.repeat == Repeat::never || (rule.repeat == Repeat::unknown && !wanted.idempotent))
    return answer(nullptr, 0, rule.reason);
  if (made >= wanted.max_attempts)
    return answer(nullptr, 0,
                  fmt::format("{} of {} attempts are made. {}", made, wanted.max_attempts, rule.reason));
  return answer(rule.repeat == Repeat::statement ? "statement" : "transaction",
                retry_delay(made, wanted, random_number()), rule.reason);
}

}  // namespace surerow
