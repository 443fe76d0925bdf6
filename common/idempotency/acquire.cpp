// From step to step; each judges what the last one brought.
#include "common/idempotency/acquire.h"

#include <algorithm>

#include "common/idempotency/faults.h"
#include "common/idempotency/token.h"

namespace surerow {
namespace {

// Each round that is lost is one that another transaction won.
constexpr int most_rounds = 32;

// How long to leave a transaction alone of which nothing is known, and how often to look at one that is.
constexpr std::int64_t unknown_ms = 100;
constexpr std::int64_t look_again_ms = 25;

}  // namespace

Acquire::Acquire(Store& store, KeyRequest request)
    : store_(store), request_(std::move(request)), patience_ms_(request_.wait_ms) {
  record_.fingerprint = request_.fingerprint;
}

StoreStep* Acquire::next(std::int64_t now) {
  count_wait(now);
  switch (phase_) {
    case Phase::start: return store_.engine == Engine::postgres ? start_take(now) : start_read();
    case Phase::take: return judge_take();
    case Phase::read: return judge_read(now);
    case Phase::retake:
      if (step_.blocked) return busy(unknown_ms);
      return step_.affected == 1 ? own() : again();
    case Phase::put: return own();
    case Phase::rebase: return step_.blocked ? busy(unknown_ms) : again();
    case Phase::pause: return start_read();
    case Phase::done: break;
  }
  return nullptr;
}

StoreStep* Acquire::start(Phase phase, StoreStatement& statement, std::vector<Value> values) {
  phase_ = phase;
  step_.statement = &statement;
  step_.values = std::move(values);
  step_.wait_ms = -1;
  step_.pause_ms = 0;
  step_.row.clear();
  step_.affected = 0;
  step_.blocked = false;
  return &step_;
}

// sure_claim never waits longer than it was told to, whatever the other transaction is doing.
void Acquire::bound_wait() {
  if (request_.lease_ms) step_.wait_ms = patience_ms_;
}

// What the last statement waited for others counts. A clock that was set back meanwhile tells nothing.
void Acquire::count_wait(std::int64_t now) {
  if (step_.wait_ms > 0) patience_ms_ -= std::clamp(now - asked_at_, std::int64_t{0}, patience_ms_);
  asked_at_ = now;
}

StoreStep* Acquire::start_take(std::int64_t now) {
  renew_record(1, now);
  start(Phase::take, store_.take, values_of(request_.name, record_));
  bound_wait();
  return &step_;
}

StoreStep* Acquire::start_read() {
  return start(Phase::read, store_.read, {Value::text(request_.name.key), Value::text(request_.name.scope)});
}

void Acquire::renew_record(std::int64_t attempt, std::int64_t now) {
  record_ = KeyRecord{.fingerprint = request_.fingerprint,
                      .state = request_.lease_ms ? KeyState::claimed : KeyState::running,
                      .token = request_.lease_ms ? random_token() : "",
                      .attempt = attempt,
                      .response = {},
                      .granted_at = now,
                      .lease_ms = request_.lease_ms.value_or(0),
                      .ttl_ms = request_.ttl_ms};
  record_.live_from(now);
}

StoreStep* Acquire::judge_take() {
  if (step_.blocked) return busy(unknown_ms);
  return step_.affected == 1 ? own() : start_read();
}

StoreStep* Acquire::judge_read(std::int64_t now) {
  if (!step_.row.empty()) {
    found_ = record_of(step_.row);
    step_.row.clear();
    step_.arena.release();
    return judge_found(now);
  }
  if (store_.engine == Engine::postgres) {  // it was there and is gone
    if (++rounds_ >= most_rounds) refuse(faults::key_contended(request_.name));
    return start_take(now);
  }
  renew_record(1, now);
  return request_.lease_ms ? start(Phase::put, store_.put, values_of(request_.name, record_)) : own();
}

StoreStep* Acquire::judge_found(std::int64_t now) {
  if (found_.state != KeyState::running && found_.expires_at <= now) return replace(1, now);
  if (found_.fingerprint != request_.fingerprint)
    refuse(faults::key_reused(request_.name, found_.fingerprint, request_.fingerprint));
  response_ = std::move(found_.response);
  switch (found_.state) {
    case KeyState::running: refuse(faults::key_in_progress(request_.name));
    case KeyState::claimed: return judge_claimed(now);
    case KeyState::released: return replace(found_.attempt + 1, now);
    case KeyState::done: return done(Outcome::replay);
    case KeyState::failed: return done(Outcome::failed);
  }
  return nullptr;
}

StoreStep* Acquire::judge_claimed(std::int64_t now) {
  // The clock was set back: the lease counts from now on, lest it last for as long as that was.
  if (now < found_.granted_at) {
    record_ = found_;
    record_.granted_at = now;
    record_.live_from(now);
    start(Phase::rebase, store_.change, change_of(request_.name, record_, found_));
    bound_wait();
    return &step_;
  }
  const std::int64_t left = found_.lease_until() - now;
  return left > 0 ? busy(left) : replace(found_.attempt + 1, now);
}

// Takes over a record that is as it was found.
StoreStep* Acquire::replace(std::int64_t attempt, std::int64_t now) {
  renew_record(attempt, now);
  if (store_.engine == Engine::sqlite)
    return request_.lease_ms ? start(Phase::put, store_.put, values_of(request_.name, record_)) : own();
  std::vector<Value> values = values_of(request_.name, record_);
  append_as_read(values, found_);
  start(Phase::retake, store_.retake, std::move(values));
  bound_wait();
  return &step_;
}

StoreStep* Acquire::busy(std::int64_t retry_after_ms) {
  // A statement that was blocked has used up all patience.
  if (step_.blocked) patience_ms_ = 0;
  retry_after_ms_ = retry_after_ms;
  if (patience_ms_ <= 0) return done(Outcome::in_progress);
  step_.statement = nullptr;
  step_.pause_ms = std::min({look_again_ms, retry_after_ms, patience_ms_});
  patience_ms_ -= step_.pause_ms;
  phase_ = Phase::pause;
  return &step_;
}

StoreStep* Acquire::own() { return done(Outcome::owned); }

StoreStep* Acquire::done(Outcome outcome) {
  outcome_ = outcome;
  phase_ = Phase::done;
  return nullptr;
}

StoreStep* Acquire::again() {
  if (++rounds_ >= most_rounds) refuse(faults::key_contended(request_.name));
  return start_read();
}

StoreStep* Acquire::finish(const std::string& answer) {
  record_.state = KeyState::done;
  if (store_.engine == Engine::postgres)
    return start(Phase::done, store_.finish,
                 {Value::text(request_.name.key), Value::text(request_.name.scope),
                  Value::text(word_of(KeyState::done)), Value::text(answer)});
  std::vector<Value> values = values_of(request_.name, record_);
  values[response_value] = Value::text(answer);
  return start(Phase::done, store_.put, std::move(values));
}

}  // namespace surerow
