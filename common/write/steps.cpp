// From step to step: probe, write what differs, insert what is missing, and go round again with the rows that
// lost a race, a bounded number of times; then read what is asked for.
#include <fmt/format.h>

#include <algorithm>

#include "common/write/state.h"

namespace surerow {
namespace {

using Action = Step::Action;

// Each round that a row loses is a round that another transaction won.
constexpr int most_rounds = 32;

// So many keys are found faster by one pass over their range than one by one.
constexpr std::size_t fewest_scanned = 32;

}  // namespace

Step* Writer::State::start(Action action, Group& of, Statement& statement, const Rows& rows) {
  answers.assign(rows.size(), Answer{});
  step = Step{};
  step.action = action;
  step.statement = &statement;
  step.rows = rows;
  step.answers = answers;
  // Later rounds take rows as they lost, in no order.
  if (action == Action::probe && round == 0 && rows.size() >= fewest_scanned && !of.plan->scan.sql.empty())
    step.scan = &of.plan->scan;
  const bool writes = action == Action::update || action == Action::erase || action == Action::insert;
  step.one_by_one = writes && (of.one_by_one || rows.size() == 1);
  step.undoable = writes && !step.one_by_one;
  in_step = true;
  return &step;
}

Step* Writer::State::start_insert(Group& of) {
  if (!of.plain_insert.empty()) {
    Step* next = start(Action::insert, of, of.plan->insert, of.plain_insert);
    next->one_by_one = true;
    next->undoable = false;
    return next;
  }
  // A plain insert is the fast one; it is undone when it meets a conflict, and then each row goes alone.
  const bool alone = of.one_by_one || of.insert.size() == 1;
  Step* next = start(Action::insert, of, alone ? of.plan->insert_or_skip : of.plan->insert, of.insert);
  if (!alone && !of.plan->insert_many.sql.empty()) next->many = &of.plan->insert_many;
  return next;
}

Step* Writer::State::start_etag(Group& of, const Rows& rows) {
  for (const std::uint32_t row : rows) texts[row].etag.clear();
  Step* next = start(Action::fetch, of, of.plan->etag, rows);
  next->canonical = true;
  next->same_snapshot = verb == Verb::etag;
  return next;
}

void Writer::State::next_phase() {
  group = 0;
  if (phase == Phase::probe && options.dry_run) phase = Phase::fetch;
  phase = static_cast<Phase>(static_cast<int>(phase) + 1);
  if (phase != Phase::settle) return;
  phase = next_round() ? Phase::probe : Phase::fetch;
}

// What the phase at hand has to do for a group; null: nothing.
Step* Writer::State::step_of(Group& g) {
  switch (phase) {
    case Phase::convert:
      if (!batch.has_foreign()) return nullptr;
      return start(Action::convert, g, g.plan->probe, first_of(g));
    case Phase::direct:
      if (g.direct.empty()) return nullptr;
      return start(verb == Verb::erase ? Action::erase : Action::update, g, g.plan->direct, g.direct);
    case Phase::probe: return g.probe.empty() ? nullptr : start(Action::probe, g, g.plan->probe, g.probe);
    case Phase::look: return g.look.empty() ? nullptr : start(Action::probe, g, g.plan->look, g.look);
    case Phase::verify: return g.verify.empty() ? nullptr : start_etag(g, g.verify);
    case Phase::keep:  // what is about to be deleted cannot be read afterwards
      if (g.erase.empty() || !options.returning) return nullptr;
      return start(Action::fetch, g, g.plan->fetch, g.erase);
    case Phase::update:
      return g.update.empty() ? nullptr : start(Action::update, g, g.plan->update, g.update);
    case Phase::erase: return g.erase.empty() ? nullptr : start(Action::erase, g, g.plan->erase, g.erase);
    case Phase::insert: return g.insert.empty() && g.plain_insert.empty() ? nullptr : start_insert(g);
    case Phase::fetch: return g.fetch.empty() ? nullptr : start(Action::fetch, g, g.plan->fetch, g.fetch);
    case Phase::etag: return g.etag.empty() ? nullptr : start_etag(g, g.etag);
    case Phase::settle:
    case Phase::done: break;
  }
  return nullptr;
}

Step* Writer::State::advance() {
  for (;; ++group) {
    while (group == groups.size() && phase != Phase::done) next_phase();
    if (phase == Phase::done || groups.empty()) return nullptr;
    if (Step* next = step_of(groups[group])) return next;
  }
}

// True when rows wait for another round.
bool Writer::State::next_round() {
  std::uint32_t waiting = UINT32_MAX;
  for (const Group& g : groups)
    if (!g.probe.empty()) waiting = std::min(waiting, g.probe.front());
  if (waiting == UINT32_MAX) return false;
  if (++round >= most_rounds)
    refuse({Code::serialization_failure,
            fmt::format("could not write {}: other transactions changed it {} times", row_place(waiting),
                        most_rounds),
            {},
            "Repeat the transaction."});
  return true;
}

}  // namespace surerow
