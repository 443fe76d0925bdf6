// Judges what the database answered for each row, and says what is to be done with it next.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "common/write/state.h"

namespace surerow {

using Action = Step::Action;

void Writer::State::judge() {
  Group& g = groups[group];
  in_step = false;
  if (phase == Phase::direct) return judge_direct(g);
  if (phase == Phase::look) return judge_look(g);
  switch (step.action) {
    case Action::convert: break;
    case Action::fetch:
      if (phase == Phase::verify) judge_verify(g);
      if (phase == Phase::etag) judge_etag(g);
      break;
    case Action::probe: judge_probe(g); break;
    case Action::update: judge_write(g, g.update, Status::updated); break;
    case Action::erase: judge_write(g, g.erase, Status::deleted); break;
    case Action::insert: judge_insert(g, g.plain_insert.empty() ? g.insert : g.plain_insert); break;
  }
  // An insert that was undone is tried again in its other form before the next group has its turn.
  const bool again =
      step.undone || (step.action == Action::insert && !(g.insert.empty() && g.plain_insert.empty()));
  if (!again) ++group;
}

// What was not written is stale, missing, or equal: a probe says which.
void Writer::State::judge_direct(Group& g) {
  ++group;
  for (std::size_t i = 0; i < g.direct.size(); ++i) {
    const std::uint32_t row = g.direct[i];
    if (!answers[i].wrote) {
      g.probe.push_back(row);
      continue;
    }
    statuses[row] = verb == Verb::erase ? Status::deleted : Status::updated;
    ++history[row].version;
    history[row].versioned = true;
    if (verb == Verb::update && rereads_version()) g.fetch.push_back(row);
  }
  g.direct.clear();
}

void Writer::State::judge_probe(Group& g) {
  if (verb == Verb::hold) return g.probe.clear();  // what is there is locked, and that is all
  refuse_shared_places();
  const Rows rows = std::move(g.probe);
  g.probe.clear();
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (answers[i].found)
      found(g, rows[i], answers[i]);
    else
      missing(g, rows[i]);
}

// A row that is seen and cannot be locked is hidden by a policy, unless it was inserted between the two.
void Writer::State::judge_look(Group& g) {
  ++group;
  for (std::size_t i = 0; i < g.look.size(); ++i) {
    const std::uint32_t row = g.look[i];
    if (!answers[i].found) {
      gone(row);
    } else if (history[row].seen) {
      refuse(hidden(row));
    } else {
      history[row].seen = true;
      g.probe.push_back(row);
    }
  }
  g.look.clear();
}

void Writer::State::found(Group& g, std::uint32_t row, const Answer& answer) {
  History& past = history[row];
  if (past.locator != answer.locator) past.update_lost = past.verified = false;
  past.locator = answer.locator;
  past.version = answer.version;
  past.versioned = answer.versioned;
  past.same = answer.same;
  if (statuses[row] == Status::inserted) return;  // probed again only to see where it lies
  if (g.plan->probe.reads_version && !answer.versioned) refuse(no_version(table, version_place(row)));
  if (verb == Verb::insert)
    statuses[row] = Status::existing;
  else if (is_stale(row))
    stale(g, row);
  else if (expectation(row).kind == Expectation::Kind::etag && !past.verified)
    g.verify.push_back(row);
  else
    go_on(g, row);
}

// The row is there, and is what the caller expects.
void Writer::State::go_on(Group& g, std::uint32_t row) {
  if (verb == Verb::check)
    statuses[row] = Status::current;
  else if (history[row].same && verb != Verb::erase)
    statuses[row] = Status::unchanged;
  else if (verb != Verb::erase && is_versioned() && history[row].version >= last_version)
    refuse(at_end(row));
  else if (options.dry_run)
    statuses[row] = Status::updated;
  else if (history[row].update_lost)
    lost_write(g, row);
  else
    (verb == Verb::erase ? g.erase : g.update).push_back(row);
}

void Writer::State::missing(Group& g, std::uint32_t row) {
  if (statuses[row] == Status::inserted) return;
  // PostgreSQL: a probe that locks may have waited for a delete, and does not see the row inserted after it.
  const bool locks = verb == Verb::check || expected.kind == Expectation::Kind::etag;
  if (table.engine == Engine::postgres && locks && round == 0) return g.probe.push_back(row);
  if (table.row_security && phase == Phase::probe && !g.plan->look.sql.empty()) return g.look.push_back(row);
  if (names_one_row(verb) || expectation(row).kind == Expectation::Kind::version) return gone(row);
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

void Writer::State::judge_write(Group& g, Rows& rows, Status written) {
  if (step.undone) {
    g.one_by_one = true;
    return;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t row = rows[i];
    if (!answers[i].wrote) {
      history[row].update_lost = true;
      g.probe.push_back(row);
      continue;
    }
    statuses[row] = written;
    if (written == Status::deleted) continue;
    ++history[row].version;
    if (rereads_version()) g.fetch.push_back(row);
    if (expected.kind == Expectation::Kind::etag) g.etag.push_back(row);
  }
  rows.clear();
}

// The row is still where it was, and the statement did not touch it.
void Writer::State::lost_write(Group& g, std::uint32_t row) {
  const bool triggers = verb == Verb::erase ? table.before_delete_triggers : table.before_update_triggers;
  if (triggers || table.engine == Engine::sqlite)
    veto(row);
  else if (table.row_security)
    refuse(hidden(row));
  else
    (verb == Verb::erase ? g.erase : g.update).push_back(row);
}

void Writer::State::judge_insert(Group& g, Rows& rows) {
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
      if (tells_versions() && !options.returning) g.fetch.push_back(row);
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
  if (names_one_row(verb)) return fmt::format("key {} of {}", key_text(row), table.name);
  return fmt::format("row {} of {}", row + 1, table.name);
}

Fault Writer::State::hidden(std::uint32_t row) const {
  return {Code::insufficient_privilege,
          fmt::format("row-level security of {} does not allow the write", table.name), row_place(row),
          "The row exists, and no policy lets the current user write it."};
}

}  // namespace surerow
