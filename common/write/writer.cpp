// The course of one call: probe, update what differs, insert what is missing, and go round again with the
// rows that lost a race, a bounded number of times. It decides; the binding runs.
#include "common/write/writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/write/answer.h"
#include "common/write/batch.h"
#include "common/write/key.h"
#include "common/write/options.h"
#include "common/write/order.h"
#include "common/write/plan.h"

namespace surerow {
namespace {

using Action = Step::Action;

// Each round that a row loses is a round that another transaction won.
constexpr int most_rounds = 32;

// What happened to a row in earlier rounds.
struct History {
  std::int64_t locator = 0;
  bool update_lost = false;  // an update at this locator wrote nothing
  bool insert_lost = false;  // an insert wrote nothing
};

// Rows that share a plan, by what is to be done with them next.
struct Group {
  Plan* plan;
  std::vector<std::uint32_t> probe, update, insert;
  std::vector<std::uint32_t> fetch;  // all its rows, where stored rows are asked for
  std::vector<std::uint32_t>
      plain_insert;         // not there for us, yet skipped by ON CONFLICT: the plain form says why
  bool one_by_one = false;  // a set of rows met an error: name the row
};

class WriterScope {
 public:
  explicit WriterScope(PlanCache& plans) : plans_(plans) { plans_.enter(); }
  ~WriterScope() { plans_.leave(); }
  WriterScope(const WriterScope&) = delete;
  WriterScope& operator=(const WriterScope&) = delete;

 private:
  PlanCache& plans_;
};

PlanCache& plans_of(Described& described) {
  if (!described.plans) described.plans = std::make_unique<PlanCache>();
  return *described.plans;
}

}  // namespace

Described::Described() = default;
Described::~Described() = default;
Described::Described(Described&&) noexcept = default;
Described& Described::operator=(Described&&) noexcept = default;

struct Writer::State {
  State(Described& described, Verb what, std::string_view rows, std::string_view options_json,
        const Settings& given)
      : table((require_writable(described.table), described.table)),
        plans(plans_of(described)),
        scope(plans),
        verb(what),
        settings(given),
        options(plans.options(table, verb, options_json)),
        batch(table, rows, settings),
        statuses(batch.size()),
        history(batch.size()) {
    if (options.has_rows()) texts.resize(batch.size());
    if (batch.size() == 0) return;
    key = choose_key(table, options, batch);
    key_columns = columns_of(table.keys[static_cast<std::size_t>(key)]);
    check_keys();
    if (options.has_rows()) render_keys();
    make_groups();
  }

  // --- before the first step ---
  void check_keys();
  void take_one_of_each();
  void render_keys();
  std::string key_text(std::uint32_t row) const;
  void make_groups();
  Group& group_for(std::uint32_t row);
  std::vector<bool> null_parts(std::uint32_t row) const;

  // --- steps ---
  Step* advance();
  Step* start(Action action, Group& group, Statement& statement, const std::vector<std::uint32_t>& rows);
  Step* start_insert(Group& group);
  bool next_round();

  // --- judging answers ---
  void judge();
  void judge_probe(Group& group);
  void judge_update(Group& group);
  void judge_insert(Group& group, std::vector<std::uint32_t>& rows);
  void found(Group& group, std::uint32_t row, const Answer& answer);
  void missing(Group& group, std::uint32_t row);
  void refuse_shared_locators();
  void lost_update(Group& group, std::uint32_t row);
  void veto(std::uint32_t row);
  Fault hidden(std::uint32_t row) const;

  const Key& conflict_key() const { return table.keys[static_cast<std::size_t>(key)]; }
  std::string row_place(std::uint32_t row) const { return fmt::format("row {} of {}", row + 1, table.name); }

  const Table& table;
  PlanCache& plans;
  WriterScope scope;
  Verb verb;
  const Settings& settings;
  const Options& options;
  Batch batch;
  int key = -1;
  std::vector<int> key_columns;
  std::vector<std::uint32_t> order;
  std::vector<Status> statuses;
  std::vector<History> history;
  std::vector<RowTexts> texts;
  std::vector<Group> groups;

  // The step at hand: what comes next is found by going on from here.
  enum class Phase { convert, probe, update, insert, settle, fetch, done } phase = Phase::convert;
  std::size_t group = 0;
  int round = 0;
  Step step;
  std::vector<Answer> answers;
  bool in_step = false;
};

// --- before the first step ------------------------------------------------------------------------

void Writer::State::check_keys() {
  const Key& chosen = conflict_key();
  for (const KeyPart& part : chosen.parts) {
    if (part.column < 0 || chosen.nulls_equal) continue;
    for (std::uint32_t row = 0; row < batch.size(); ++row) {
      const Shape& shape = batch.columns(row);
      const auto at = std::lower_bound(shape.begin(), shape.end(), part.column) - shape.begin();
      if (!batch.cell(row, static_cast<int>(at)).is_null()) continue;
      refuse({Code::not_null_violation,
              fmt::format("null value in column {} of the conflict key of {}",
                          shown(table.columns[static_cast<std::size_t>(part.column)].name), table.name),
              row_place(row), "A NULL is equal to nothing, so the row could never be found again."});
    }
  }
  order = order_by_key(batch, key_columns);
  // Outside its predicate a partial index lets rows share a key: there the database decides.
  if (chosen.predicate.empty()) take_one_of_each();
}

void Writer::State::take_one_of_each() {
  for (std::size_t i = 0, next = 0; i < order.size(); i = next) {
    for (next = i + 1; next < order.size() && same_key(batch, key_columns, order[i], order[next]);) ++next;
    if (next == i + 1) continue;
    if (options.duplicates == Options::Duplicates::error)
      refuse(
          {Code::cardinality_violation,
           fmt::format("rows {} and {} have the same key of {}", order[i] + 1, order[i + 1] + 1, table.name),
           "key " + key_text(order[i]),
           "Send each row once, or say which one counts with the option \"duplicates\": \"first\" or "
           "\"last\"."});
    const std::size_t taken = options.duplicates == Options::Duplicates::first ? i : next - 1;
    for (std::size_t other = i; other < next; ++other)
      if (other != taken) statuses[order[other]] = Status::duplicate;
  }
}

std::string Writer::State::key_text(std::uint32_t row) const {
  std::string out = "{";
  const Shape& shape = batch.columns(row);
  for (const int number : key_columns) {
    const Column& column = table.columns[static_cast<std::size_t>(number)];
    const auto at = std::lower_bound(shape.begin(), shape.end(), number) - shape.begin();
    const Value& value = batch.cell(row, static_cast<int>(at));
    append_member(out, column.name);
    if (value.is_null() || value.kind() == Value::Kind::foreign)
      out += value.is_null() ? "null" : "\"...\"";  // a Datum by now: only the binding could print it
    else if (table.engine == Engine::sqlite)
      append_stored(out, column, value, settings);
    else if (column.type)
      column.type->print_json(value, settings, out);
    else
      out += value.text();  // JSON as the caller wrote it
    out += ',';
  }
  out.back() = '}';
  return out;
}

void Writer::State::render_keys() {
  for (std::uint32_t row = 0; row < batch.size(); ++row) texts[row].key = key_text(row);
}

std::vector<bool> Writer::State::null_parts(std::uint32_t row) const {
  const Key& chosen = conflict_key();
  std::vector<bool> nulls(chosen.parts.size());
  if (!chosen.nulls_equal) return nulls;
  const Shape& shape = batch.columns(row);
  for (std::size_t i = 0; i < nulls.size(); ++i) {
    const int column = chosen.parts[i].column;
    if (column < 0) continue;
    const auto at = std::lower_bound(shape.begin(), shape.end(), column) - shape.begin();
    nulls[i] = batch.cell(row, static_cast<int>(at)).is_null();
  }
  return nulls;
}

Group& Writer::State::group_for(std::uint32_t row) {
  Plan& plan = plans.plan(table, verb, key, batch.columns(row), null_parts(row), options);
  const auto found =
      std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.plan == &plan; });
  if (found != groups.end()) return *found;
  return groups.emplace_back(Group{&plan, {}, {}, {}, {}, {}});
}

void Writer::State::make_groups() {
  // Without NULLs in keys the shape alone decides; most calls have one.
  std::vector<std::size_t> group_of_shape(batch.shapes().size(), SIZE_MAX);
  for (const std::uint32_t row : order) {
    if (statuses[row] == Status::duplicate) continue;
    std::size_t& known = group_of_shape[batch.shape_of(row)];
    if (known == SIZE_MAX || conflict_key().nulls_equal)
      known = static_cast<std::size_t>(&group_for(row) - groups.data());
    groups[known].probe.push_back(row);
  }
  if (options.returning)
    for (Group& g : groups) g.fetch = g.probe;
}

// --- steps ----------------------------------------------------------------------------------------

Step* Writer::State::start(Action action, Group& of, Statement& statement,
                           const std::vector<std::uint32_t>& rows) {
  answers.assign(rows.size(), Answer{});
  step = Step{};
  step.action = action;
  step.statement = &statement;
  step.rows = rows;
  step.answers = answers;
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
  return start(Action::insert, of, alone ? of.plan->insert_or_skip : of.plan->insert, of.insert);
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
  refuse_shared_locators();
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

// Two keys that differ to the byte and are equal to the database (citext, 1.0 and 1.00) find the same row.
void Writer::State::refuse_shared_locators() {
  if (table.engine != Engine::postgres || table.kind == RelationKind::partitioned_table) return;
  std::vector<std::pair<std::int64_t, std::uint32_t>> places;
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (answers[i].found) places.emplace_back(answers[i].locator, step.rows[i]);
  if (!std::is_sorted(places.begin(), places.end())) std::sort(places.begin(), places.end());
  const auto same = std::adjacent_find(places.begin(), places.end(),
                                       [](const auto& a, const auto& b) { return a.first == b.first; });
  if (same == places.end()) return;
  const auto [a, b] = std::minmax(same->second, (same + 1)->second);
  refuse({Code::cardinality_violation,
          fmt::format("rows {} and {} have the same key of {}", a + 1, b + 1, table.name),
          "key " + key_text(a) + " equals " + key_text(b), "Send each row once."});
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

Fault Writer::State::hidden(std::uint32_t row) const {
  return {Code::insufficient_privilege,
          fmt::format("row-level security of {} does not allow the write", table.name), row_place(row),
          "The row exists, and no policy lets the current user write it."};
}

// --- the face -------------------------------------------------------------------------------------

Writer::Writer(Described& described, Verb verb, std::string_view rows, std::string_view options,
               const Settings& settings)
    : state_(std::make_unique<State>(described, verb, rows, options, settings)) {}
Writer::~Writer() = default;

bool Writer::writes() const { return !state_->options.dry_run; }

Step* Writer::next() {
  if (state_->in_step) state_->judge();
  return state_->advance();
}

Value& Writer::cell(std::uint32_t row, int cell) { return state_->batch.cell(row, cell); }
std::int64_t Writer::locator(std::uint32_t row) const { return state_->history[row].locator; }
std::span<const int> Writer::cell_columns(std::uint32_t row) const { return state_->batch.columns(row); }

void Writer::fetched(std::size_t i, std::span<const Value> outputs) {
  std::string& out = state_->texts[state_->step.rows[i]].row;
  out = "{";
  for (std::size_t n = 0; n < outputs.size(); ++n) {
    const Column& column =
        state_->table.columns[static_cast<std::size_t>(state_->step.statement->outputs[n])];
    if (n > 0) out += ',';
    append_member(out, column.name);
    if (state_->table.engine == Engine::sqlite)
      append_stored(out, column, outputs[n], state_->settings);
    else
      out += outputs[n].is_null() ? "null" : outputs[n].text();
  }
  out += '}';
}

std::string Writer::place(std::uint32_t row, int column) const {
  return place_of(state_->table, row, column);
}

Fault Writer::violated(const Violation& violation, std::uint32_t row) const {
  const State& s = *state_;
  const bool conflict =
      violation.code == Code::unique_violation && violation.constraint == s.conflict_key().name;
  if (conflict && s.table.row_security) return s.hidden(row);
  if (conflict && s.table.engine == Engine::sqlite)  // the probe found no row, and nobody else can write
    return {Code::cardinality_violation,
            fmt::format("another row of the call has the same key of {}", s.table.name),
            fmt::format("key {}, row {}", s.key_text(row), row + 1), "Send each row once."};
  const std::string name = shown(violation.constraint), table = shown(s.table.name);
  const std::string detail =
      violation.columns.empty() ? s.row_place(row)
                                : fmt::format("({}) of {}, row {}", violation.columns, s.table.name, row + 1);
  switch (violation.code) {
    case Code::unique_violation:
      return {
          violation.code, fmt::format("duplicate key value violates unique constraint {}", name), detail, {}};
    case Code::not_null_violation:
      return {violation.code,
              fmt::format("null value in column {} of relation {} violates not-null constraint",
                          shown(violation.columns), table),
              s.row_place(row),
              {}};
    case Code::check_violation:
      return {violation.code,
              fmt::format("new row for relation {} violates check constraint {}", table, name),
              detail,
              {}};
    default:
      return {
          violation.code,
          violation.constraint.empty()
              ? fmt::format("insert or update on table {} violates a foreign key constraint", table)
              : fmt::format("insert or update on table {} violates foreign key constraint {}", table, name),
          detail,
          {}};
  }
}

std::string Writer::result() {
  return render_answer(state_->verb, state_->options, state_->statuses, state_->texts);
}

}  // namespace surerow
