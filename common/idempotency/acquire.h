// Takes an idempotency key for a request, or finds what became of the request. The rules are the same for a
// writer, whose answer is stored with its write, and for sure_claim, whose owner works outside the database.
//
// PostgreSQL: the record is inserted first, so that of two calls with one new key the second waits for the
// first. SQLite: the caller holds the write lock, so the record is read first and written once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/idempotency/store.h"

namespace surerow {

/// Who asks, and for what.
struct KeyRequest {
  KeyName name;
  std::string fingerprint;
  std::int64_t ttl_ms = 0;
  std::optional<std::int64_t> lease_ms;  // of sure_claim; a writer has none
  std::int64_t wait_ms = 0;              // of sure_claim: for somebody else to be done
};

class Acquire : public StoreCall {
 public:
  enum class Outcome : std::uint8_t {
    pending,
    owned,        // the caller is to do the work
    replay,       // it has been done: response()
    failed,       // it was given up for good: response() is the error
    in_progress,  // sure_claim: somebody else is at it
  };

  Acquire(Store& store, KeyRequest request);

  /// Refuses SR010; a writer that meets its own key further out, SR011; 40001.
  StoreStep* next(std::int64_t now) override;

  Outcome outcome() const { return outcome_; }
  /// As it is now.
  const KeyRecord& record() const { return outcome_ == Outcome::owned ? record_ : found_; }
  /// replay, failed: what is stored. owned: the error of the attempt before, or "".
  const std::string& response() const { return response_; }
  std::int64_t retry_after_ms() const { return retry_after_ms_; }

  /// A writer's: the step that stores its answer. `answer` must live until it has run.
  StoreStep* finish(const std::string& answer);

 private:
  enum class Phase : std::uint8_t { start, take, read, retake, put, rebase, pause, done };

  StoreStep* start(Phase phase, StoreStatement& statement, std::vector<Value> values);
  StoreStep* start_take(std::int64_t now);
  StoreStep* start_read();
  StoreStep* judge_take();
  StoreStep* judge_read(std::int64_t now);
  StoreStep* judge_found(std::int64_t now);
  StoreStep* judge_claimed(std::int64_t now);
  StoreStep* replace(std::int64_t attempt, std::int64_t now);
  StoreStep* busy(std::int64_t retry_after_ms);
  StoreStep* own();
  StoreStep* done(Outcome outcome);
  StoreStep* again();
  void renew_record(std::int64_t attempt, std::int64_t now);
  void bound_wait();
  void count_wait(std::int64_t now);

  Store& store_;
  KeyRequest request_;
  KeyRecord record_;  // as it is to be
  KeyRecord found_;   // as it was read
  Phase phase_ = Phase::start;
  Outcome outcome_ = Outcome::pending;
  StoreStep step_;
  std::string response_;
  std::int64_t retry_after_ms_ = 0;
  std::int64_t patience_ms_;  // what is left of wait_ms
  std::int64_t asked_at_ = 0;
  int rounds_ = 0;
};

}  // namespace surerow
