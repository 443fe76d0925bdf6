// The claim is found by key and token, so that the scope need not be said again.
#include "common/idempotency/owner.h"

#include <fmt/format.h>

#include "common/idempotency/faults.h"
#include "common/idempotency/fingerprint.h"
#include "common/idempotency/key_options.h"
#include "common/json/reader.h"
#include "common/option_reader.h"

namespace surerow {
namespace {

using Kind = OwnerRequest::Kind;

constexpr std::string_view argument_key = "argument key";

void require_json(std::string_view text, std::string_view name, int max_depth) {
  json::Reader in(text, name, max_depth);
  in.value();
  in.finish();
}

}  // namespace

OwnerRequest read_renew(std::string_view key, std::string_view token, std::int64_t lease_ms) {
  if (lease_ms < 1 || lease_ms > longest_lease_ms)
    refuse({Code::invalid_parameter_value,
            fmt::format("lease_ms of sure_renew must be from 1 to {}, not {}", longest_lease_ms, lease_ms),
            {},
            "A lease begins now and lasts for so many milliseconds."});
  require_key(key, argument_key);
  return {.kind = Kind::renew, .key = std::string(key), .token = std::string(token), .lease_ms = lease_ms};
}

OwnerRequest read_complete(std::string_view key, std::string_view token, std::string_view response,
                           int max_depth) {
  require_key(key, argument_key);
  require_json(response, "response", max_depth);
  return {.kind = Kind::complete, .key = std::string(key), .token = std::string(token), .response = response};
}

OwnerRequest read_fail(std::string_view key, std::string_view token, std::string_view error,
                       std::string_view options, int max_depth) {
  static constexpr std::string_view known[] = {"terminal"};
  require_key(key, argument_key);
  OwnerRequest out{
      .kind = Kind::release, .key = std::string(key), .token = std::string(token), .response = error};
  OptionReader in(options, "sure_fail");
  while (in.next()) {
    if (in.name() != "terminal") in.unknown(known);
    if (in.flag()) out.kind = Kind::fail;
  }
  require_json(error, "error", max_depth);
  return out;
}

OwnerCall::OwnerCall(Store& store, OwnerRequest request, int max_depth)
    : store_(store), request_(std::move(request)), max_depth_(max_depth) {}

StoreStep* OwnerCall::next(std::int64_t now) {
  switch (phase_) {
    case Phase::start:
      phase_ = Phase::own;
      step_.statement = &store_.own;
      step_.values = {Value::text(request_.key), Value::text(request_.token)};
      return &step_;
    case Phase::own: return judge_own(now);
    case Phase::change:
      if (step_.affected != 1) refuse(faults::lease_lost(request_.key));
      phase_ = Phase::done;
      break;
    case Phase::done: break;
  }
  return nullptr;
}

KeyState OwnerCall::wanted() const {
  switch (request_.kind) {
    case Kind::renew: return KeyState::claimed;
    case Kind::complete: return KeyState::done;
    case Kind::release: return KeyState::released;
    case Kind::fail: return KeyState::failed;
  }
  return KeyState::claimed;
}

StoreStep* OwnerCall::judge_own(std::int64_t now) {
  if (step_.row.empty() || request_.token.empty()) refuse(faults::lease_lost(request_.key));
  name_ = {request_.key, std::string(step_.row[0].text())};
  found_ = record_of(step_.row, 1);
  step_.row.clear();
  step_.arena.release();
  if (found_.state != KeyState::claimed) return judge_ended();
  record_ = found_;
  record_.state = wanted();
  record_.response = request_.response;
  record_.granted_at = now;
  record_.lease_ms = request_.lease_ms;
  record_.live_from(now);
  phase_ = Phase::change;
  step_.values = change_of(name_, record_, found_);
  step_.statement = &store_.change;
  return &step_;
}

// The same call once more gets the same answer: its first answer may not have arrived.
StoreStep* OwnerCall::judge_ended() {
  if (found_.state != wanted()) refuse(faults::claim_ended(name_, found_.state));
  if (found_.response != request_.response && !same_json(found_.response, request_.response, max_depth_))
    refuse(faults::ended_otherwise(name_, found_.state));
  phase_ = Phase::done;
  return nullptr;
}

std::string OwnerCall::answer() const {
  static constexpr std::string_view words[] = {"claimed", "completed", "released", "failed"};
  std::string out = fmt::format(R"({{"state":"{}","attempt":{})",
                                words[static_cast<std::size_t>(request_.kind)], found_.attempt);
  if (request_.kind == Kind::renew) out += fmt::format(R"(,"lease_ms":{})", request_.lease_ms);
  return out += '}';
}

}  // namespace surerow
