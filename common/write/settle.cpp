// From step to step: probe, update what differs, insert what is missing, and go round again with the rows
// that lost a race, a bounded number of times. Judges what the database answered for each row.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "common/write/state.h"

namespace surerow {
namespace {

using Action = Step::Action;

// Each round that a row loses is a round that another transaction won.
constexpr int most_rounds = 32;

// So many keys are found faster by one pass over their range than one by one.
constexpr std::size_t fewest_scanned = 32;

}  // namespace

// --- steps ----------------------------------------------------------------------------------------

Step* Writer::State::start(Action action, Group& of, Statement& statement,
                           const std::vector<std::uint32_t>& rows) {
  answers.assign(rows.size(), Answer{});
  step = Step{};
  step.action = action;
  step.statement = &statement;
  step.rows = rows;
  step.answers = answers;
  // Later rounds take rows as they lost, in no order.
  if (action == Action::probe && round == 0 && rows.size() >= fewest_scanned && !of.plan->scan.sql.empty())
    step.scan = &of.plan->scan;
  const bool writes = action == Action::update || action == Action::insert;
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

Step* Writer::State::advance() {
  for (;; ++group) {
    if (group == groups.size()) {
      group = 0;
      if (phase == Phase::probe && options.dry_run) phase = Phase::fetch;
      phase = static_cast<Phase>(static_cast<int>(phase) + 1);
      if (phase == Phase::settle && next_round()) phase = Phase::probe;
      if (phase == Phase::settle) phase = Phase::fetch;
      if (phase == Phase::fetch && !options.returning) phase = Phase::done;
    }
    if (phase == Phase::done || groups.empty()) return nullptr;
    Group& g = groups[group];
    if (phase == Phase::convert && batch.has_foreign())
      return start(Action::convert, g, g.plan->probe, g.probe);
    if (phase == Phase::probe && !g.probe.empty()) return start(Action::probe, g, g.plan->probe, g.probe);
    if (phase == Phase::update && !g.update.empty())
      return start(Action::update, g, g.plan->update, g.update);
    if (phase == Phase::insert && !(g.insert.empty() && g.plain_insert.empty())) return start_insert(g);
    if (phase == Phase::fetch) return start(Action::fetch, g, g.plan->fetch, g.fetch);
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

// --- judging answers ------------------------------------------------------------------------------

void Writer::State::judge() {
  Group& g = groups[group];
  switch (step.action) {
    case Action::convert:
    case Action::fetch: break;
    case Action::probe: judge_probe(g); break;
    case Action::update: judge_update(g); break;
    case Action::insert: judge_insert(g, g.plain_insert.empty() ? g.insert : g.plain_insert); break;
  }
  // An insert that was undone is tried again in its other form before the next group has its turn.
  const bool again =
      step.undone || (step.action == Action::insert && !(g.insert.empty() && g.plain_insert.empty()));
  if (!again) ++group;
  in_step = false;
}

void Writer::State::judge_probe(Group& g) {
  refuse_shared_places();
  const std::vector<std::uint32_t> rows = std::move(g.probe);
  g.probe.clear();
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (answers[i].found)
      found(g, rows[i], answers[i]);
    else
      missing(g, rows[i]);
}

void Writer::State::found(Group& g, std::uint32_t row, const Answer& answer) {
  History& past = history[row];
  const bool moved = past.locator != answer.locator;
  past.locator = answer.locator;
  if (statuses[row] == Status::inserted) return;  // probed again only to see where it lies
  if (verb == Verb::insert)
    statuses[row] = Status::existing;
  else if (answer.same)
    statuses[row] = Status::unchanged;
  else if (options.dry_run)
    statuses[row] = Status::updated;
  else if (past.update_lost && !moved)
    lost_update(g, row);
  else
    g.update.push_back(row);
}

void Writer::State::missing(Group& g, std::uint32_t row) {
  if (statuses[row] == Status::inserted) return;
  if (g.plan->refused_on_insert >= 0)
    refuse({Code::generated_always,
            fmt::format(
                "{} has no row with this key, and column {} is an identity column that is always generated",
                table.name, shown(table.columns[static_cast<std::size_t>(g.plan->refused_on_insert)].name)),
            row_place(row), "Leave the column out to insert a row: the database numbers it."});
  if (options.dry_run) {
    statuses[row] = Status::inserted;
  } else if (!history[row].insert_lost) {
    g.insert.push_back(row);
  } else if (table.row_security) {
    g.plain_insert.push_back(row);
  } else if (table.before_insert_triggers || table.engine == Engine::sqlite) {
    veto(row);
  } else {
    g.insert.push_back(row);  // whoever was in the way is gone again
  }
}

// Two keys that differ to the byte and are equal to the database (citext, NOCASE, 1.0 and 1.00) find the same
// row.
void Writer::State::refuse_shared_places() {
  const bool place_is_unique = table.kind != RelationKind::partitioned_table;
  if (table.place.empty() || !place_is_unique) return;
  std::vector<std::pair<std::int64_t, std::size_t>> places;
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (answers[i].found) places.emplace_back(answers[i].locator, i);
  if (!std::is_sorted(places.begin(), places.end())) std::sort(places.begin(), places.end());
  for (std::size_t i = 1; i < places.size(); ++i) {
    if (places[i - 1].first != places[i].first) continue;
    const std::uint32_t one = step.rows[places[i - 1].second], other = step.rows[places[i].second];
    refuse(shared_key(statuses[other] == Status::inserted ? one : other));
  }
}

Fault Writer::State::shared_key(std::uint32_t row) const {
  return {Code::cardinality_violation,
          fmt::format("another row of the call has the same key of {}", table.name),
          fmt::format("key {}, row {}", key_text(row), row + 1), "Send each row once."};
}

void Writer::State::judge_update(Group& g) {
  if (step.undone) {
    g.one_by_one = true;
    return;
  }
  for (std::size_t i = 0; i < g.update.size(); ++i) {
    const std::uint32_t row = g.update[i];
    if (answers[i].wrote) {
      statuses[row] = Status::updated;
    } else {
      history[row].update_lost = true;
      g.probe.push_back(row);
    }
  }
  g.update.clear();
}

// The row is still where it was, and the update did not touch it.
void Writer::State::lost_update(Group& g, std::uint32_t row) {
  if (table.before_update_triggers || table.engine == Engine::sqlite)
    veto(row);
  else if (table.row_security)
    refuse(hidden(row));
  else
    g.update.push_back(row);
}

void Writer::State::judge_insert(Group& g, std::vector<std::uint32_t>& rows) {
  if (step.undone) {
    g.one_by_one = true;
    return;
  }
  const bool plain = &rows == &g.plain_insert;
  bool lost = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t row = rows[i];
    if (answers[i].wrote) {
      statuses[row] = Status::inserted;
    } else if (plain) {
      veto(row);
    } else {
      history[row].insert_lost = lost = true;
      g.probe.push_back(row);
    }
  }
  // A row may have lost to a row of this very call: see where those lie, too.
  if (lost && table.engine == Engine::postgres)
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(g.probe),
                 [&](std::uint32_t row) { return statuses[row] == Status::inserted; });
  rows.clear();
}

void Writer::State::veto(std::uint32_t row) {
  statuses[row] = Status::vetoed;
  if (!options.report_vetoed)
    refuse({Code::write_vetoed, fmt::format("a trigger of {} dropped the write without an error", table.name),
            row_place(row),
            "See the BEFORE triggers of the table, or ask for a status with the option \"on_vetoed\": "
            "\"report\"."});
}

std::string Writer::State::row_place(std::uint32_t row) const {
  return fmt::format("row {} of {}", row + 1, table.name);
}

Fault Writer::State::hidden(std::uint32_t row) const {
  return {Code::insufficient_privilege,
          fmt::format("row-level security of {} does not allow the write", table.name), row_place(row),
          "The row exists, and no policy lets the current user write it."};
}

}  // namespace surerow
