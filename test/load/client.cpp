// Transactions, savepoints and books.
#include "client.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>

namespace load {

Client::Client(Database& database, Tally& tally, unsigned number, Manner manner)
    : database_(database), tally_(tally), number_(number), manner_(manner), random_(number + 1) {}

void Client::run_for(double seconds) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  while (Clock::now() < end) {
    effects_ = {};
    done_ = {};
    if (manner_.alone || below(2) == 0)
      autocommit();
    else
      transaction();
  }
}

void Client::autocommit() {
  alone_ = true;
  if (call(static_cast<Kind>(below(kinds))) == Outcome::end_transaction)
    back_off();
  else
    attempts_ = 0;
  // What a call has written before another one failed is committed.
  tally_.acknowledged.add(effects_);
  for (std::size_t kind = 0; kind < kinds; ++kind) tally_.done[kind] += done_[kind];
}

void Client::transaction() {
  alone_ = false;
  const auto& begins = database_.begins();
  if (!ask(begins[below(begins.size())]).ok()) return back_off();
  ++tally_.transactions;
  const bool savepoints = below(2) == 0;
  Outcome last = Outcome::done;
  for (std::size_t calls = 1 + below(3); calls > 0 && last != Outcome::end_transaction; --calls) {
    const auto kind = static_cast<Kind>(below(kinds));
    last_error_.clear();
    last = savepoints ? in_savepoint(kind) : call(kind);
    if (!last_error_.empty() && !savepoints && !database_.goes_on_after_errors())
      last = Outcome::end_transaction;
  }
  if (last == Outcome::end_transaction || below(20) == 0) {
    ask("ROLLBACK");
    if (last == Outcome::end_transaction) back_off();
    return;
  }
  if (!commit()) return back_off();
  attempts_ = 0;
  tally_.acknowledged.add(effects_);
  for (std::size_t kind = 0; kind < kinds; ++kind) tally_.done[kind] += done_[kind];
}

// SQLite: a COMMIT that is BUSY leaves the transaction open.
bool Client::commit() {
  for (int tries = 0; tries < 50; ++tries) {
    const Answer answer = ask("COMMIT");
    if (answer.ok()) return true;
    if (answer.code != "BUSY") break;
    back_off();
  }
  if (database_.goes_on_after_errors()) ask("ROLLBACK");
  return false;
}

Client::Outcome Client::in_savepoint(Kind kind) {
  const Effects before = effects_;
  const auto done_before = done_;
  if (!ask("SAVEPOINT one_call").ok()) return Outcome::end_transaction;
  const Outcome what = call(kind);
  if (what == Outcome::end_transaction) return what;
  if (what == Outcome::refused || below(10) == 0) {
    effects_ = before;
    done_ = done_before;
    if (!ask("ROLLBACK TO one_call").ok()) return Outcome::end_transaction;
  }
  return ask("RELEASE one_call").ok() ? what : Outcome::end_transaction;
}

Answer Client::ask(const std::string& sql, const std::vector<std::string>& parameters) {
  ++tally_.calls;
  Answer answer = database_.ask(sql, parameters);
  if (answer.ok()) return answer;
  last_error_ = answer.code;
  tally_.busy_alone += alone_ && answer.code == "BUSY";
  tally_.restarts_alone += alone_ && answer.code == "40001";
  if (answer.code == "SR001")
    ++tally_.stale;
  else if (answer.code == "SR002")
    ++tally_.missing;
  else if (answer.code == "BUSY")
    ++tally_.busy;
  else if (answer.code == "40001")
    ++tally_.restarts;
  else if (answer.code == "40P01")
    ++tally_.deadlocks;
  else
    strange(fmt::format("{}: {}: {}", sql, answer.code, answer.message));
  return answer;
}

Client::Outcome Client::outcome(const Answer& answer) const {
  if (answer.ok()) return Outcome::done;
  return answer.code.compare(0, 2, "SR") == 0 ? Outcome::refused : Outcome::end_transaction;
}

Client::Outcome Client::strange(const std::string& what) {
  ++tally_.strange;
  if (tally_.first_strange[0] == '\0')
    std::strncpy(tally_.first_strange, what.c_str(), sizeof tally_.first_strange - 1);
  return Outcome::refused;
}

Client::Outcome Client::took(Kind kind, Table table, std::size_t row, Sum sum) {
  Sum& sums = effects_.sums[table][row];
  sums.n += sum.n;
  sums.version += sum.version;
  sums.rows += sum.rows;
  ++done_[kind];
  return Outcome::done;
}

// Others have their turn between a read and a write, as they have when a user edits.
void Client::think() {
  if (below(4) == 0) usleep(static_cast<useconds_t>(below(500)));
}

// As sure_retry advises: a row that has changed is read again at once, a lost race waits.
void Client::back_off() {
  const bool wait = last_error_.compare(0, 2, "SR") != 0;
  const Answer answer = database_.ask(
      "SELECT sure_retry($1, CAST($2 AS bigint), $3)",
      {last_error_, std::to_string(++attempts_), R"({"base_ms":1,"cap_ms":4,"max_attempts":1000000})"});
  const std::string advice = answer.ok() ? answer.values[0] : answer.message;
  if (advice.find(wait ? "\"retry\":true" : "\"retry\":false") == std::string::npos) strange(advice);
  const std::size_t delay = advice.find("\"delay_ms\":");
  if (wait && delay != std::string::npos)
    usleep(static_cast<useconds_t>(1000 * std::atol(advice.c_str() + delay + 11)));
}

}  // namespace load
