// libFuzzer target of calls on the store of idempotency keys. The input is three lines: numbers that choose
// the call and say what the store answers, step by step, as if others wrote to it at will; a key; an error of
// an earlier attempt. Held to be true: the call ends, its answer is JSON, a refusal is worded, and nothing is
// written over a record that is still another request's.
#include "common/idempotency/claim.h"
#include "common/idempotency/owner.h"
#include "common/idempotency/purge.h"
#include "common/json/reader.h"
#include "common/verdict.h"
#include "test/fuzz/fuzz.h"

namespace surerow {
namespace {

using fuzz::Digits;
using fuzz::is_worded;
using fuzz::require;

constexpr std::int64_t now = 1'000'000;
constexpr const char* ours = "ours";
constexpr int most_steps = 10'000;

std::int64_t time_of(unsigned digit) {
  constexpr std::int64_t times[] = {now - 1, now, now + 1, 0, now - 100'000, now + 100'000};
  return times[digit % std::size(times)];
}

KeyRecord record_from(Digits& digits, std::string_view error) {
  KeyRecord record{.fingerprint = digits.next() % 4 == 0 ? "theirs" : ours,
                   .state = static_cast<KeyState>(digits.next() % 5),
                   .token = digits.next() % 2 == 0 ? "" : "token",
                   .attempt = digits.next() % 3 + 1,
                   .response = std::string(error)};
  record.granted_at = time_of(digits.next());
  record.lease_ms = digits.next() * 10;
  record.ttl_ms = 1000;
  record.expires_at = time_of(digits.next());
  return record;
}

/// Answers the steps of a call until it ends.
class FakeStore {
 public:
  FakeStore(Store& store, Digits digits, std::string_view error)
      : store_(store), digits_(digits), error_(error) {}

  void run(StoreCall& call) {
    int steps = 0;
    while (StoreStep* step = call.next(now)) {
      require(++steps < most_steps);
      answer(*step);
    }
  }

 private:
  void answer(StoreStep& step) {
    if (step.statement == nullptr) {
      require(step.pause_ms > 0);
      return;
    }
    require(!step.statement->sql.empty());
    const unsigned bits = digits_.next();
    step.blocked = step.wait_ms >= 0 && (bits & 1) != 0;
    if (step.blocked) return;
    if (step.statement == &store_.read || step.statement == &store_.own) {
      if ((bits & 2) != 0) read(step);
    } else if (step.statement == &store_.put) {
      step.affected = 1;
    } else {
      require(step.statement != &store_.retake || may_replace());
      step.affected = (bits & 2) != 0 ? 1 : 0;
    }
  }

  void read(StoreStep& step) {
    found_ = record_from(digits_, error_);
    const std::vector<Value> values = values_of(name_, found_);
    step.row.assign(values.begin() + (step.statement == &store_.own ? 1 : 2), values.end());
  }

  bool may_replace() const { return found_.fingerprint == ours || found_.expires_at <= now; }

  Store& store_;
  Digits digits_;
  std::string error_;
  KeyName name_{"key", "scope"};
  KeyRecord found_;
};

void is_json(std::string_view text) { require(json::check(text, 100).what == nullptr); }

void acquire(Store& store, FakeStore& fake, unsigned kind, std::string_view key) {
  KeyRequest request{.name = {std::string(key), ""}, .fingerprint = ours, .ttl_ms = 1000, .lease_ms = {}};
  if ((kind & 1) != 0) request.lease_ms = 500;
  if ((kind & 2) != 0) request.wait_ms = 300;
  const bool claims = request.lease_ms.has_value();
  Acquire call(store, std::move(request));
  fake.run(call);
  require(call.outcome() != Acquire::Outcome::pending);
  if (claims) is_json(claim_answer(call));
}

void own(Store& store, FakeStore& fake, unsigned kind, std::string_view key) {
  constexpr OwnerRequest::Kind kinds[] = {OwnerRequest::Kind::renew, OwnerRequest::Kind::complete,
                                          OwnerRequest::Kind::release, OwnerRequest::Kind::fail};
  OwnerCall call(store, {kinds[kind % 4], std::string(key), "token", 500, "[1]"}, 100);
  fake.run(call);
  is_json(call.answer());
}

void call(unsigned kind, Digits digits, std::string_view key, std::string_view error) try {
  Store store((kind & 1) != 0 ? Engine::postgres : Engine::sqlite, "s\"s");
  FakeStore fake(store, digits, error);
  switch (kind >> 1 & 3) {
    case 0: return own(store, fake, kind >> 3, key);
    case 1: {
      PurgeCall purge(store, (kind >> 3) + 1);
      fake.run(purge);
      return is_json(purge.answer());
    }
    default: return acquire(store, fake, kind >> 3, key);
  }
} catch (const Refusal& refusal) {
  is_worded(refusal);
}

}  // namespace
}  // namespace surerow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surerow;
  std::string_view text = fuzz::as_text(data, size);
  if (find_bad_utf8(text) != std::string_view::npos) return 0;
  Digits digits(fuzz::take_line(text));
  const std::string_view key = fuzz::take_line(text);
  const bool is_error = !text.empty() && json::check(text, 100).what == nullptr;
  call(digits.next(), digits, key, is_error ? text : "null");
  return 0;
}
