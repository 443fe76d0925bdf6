// Rows of a step one by one; many keys are found in one pass over their range, many rows inserted some at a
// time. Nothing is copied or allocated per row.
#include "sqlite_ext/steps.h"

#include "sqlite_ext/scan.h"
#include "sqlite_ext/values.h"
#include "sqlite_ext/violation.h"

namespace surerow::sqlite {
namespace {

using Action = Step::Action;

class StepRunner {
 public:
  StepRunner(Step& step, Writer& writer, const KnownTable& known, sqlite3* db)
      : step_(step),
        statement_(*step.statement),
        writer_(writer),
        db_(db),
        known_(known),
        has_place_(!known.described.table.place.empty()) {}

  void run() {
    std::size_t done = 0;
    if (step_.scan != nullptr) done = scan();
    if (step_.many != nullptr && can_insert_many()) done = insert_many(*step_.many);
    run_each(done, step_.rows.size());
  }

 private:
  // The rows from `from` to before `to`, one by one.
  void run_each(std::size_t from, std::size_t to) {
    if (from == to) return;
    stmt_ = prepared(statement_);
    const ResetAtEnd reset(stmt_);
    for (std::size_t i = from; i < to; ++i) {
      bind(stmt_, step_.rows[i], 0);
      const int rc = sqlite3_step(stmt_);
      if (rc == SQLITE_ROW)
        found(i);
      else if (rc != SQLITE_DONE)
        refuse_row(step_.rows[i]);
      else if (step_.action != Action::probe && step_.action != Action::fetch)
        // 0 after a trigger's RAISE(IGNORE), or when no row met the condition.
        step_.answers[i].wrote = sqlite3_changes(db_) > 0;
      sqlite3_reset(stmt_);
    }
  }

  sqlite3_stmt* prepared(Statement& statement) {
    if (!statement.prepared) statement.prepared = std::make_unique<Query>(db_, statement.sql, true);
    return static_cast<Query&>(*statement.prepared).get();
  }

  // Answers rows from one pass over the range of their keys; how many, from the first.
  std::size_t scan() {
    stmt_ = prepared(*step_.scan);
    const ResetAtEnd reset(stmt_);
    const int key = step_.scan->inputs[0].cell;
    KeyScan scan(db_, stmt_, writer_.cell(step_.rows.back(), key));
    for (std::size_t i = 0; i < step_.rows.size(); ++i) {
      const KeyScan::Match match = scan.find(writer_.cell(step_.rows[i], key));
      if (match == KeyScan::Match::unknown) return i;
      if (match == KeyScan::Match::found) probe(step_.answers[i], step_.rows[i], 1);
    }
    return step_.rows.size();
  }

  // A trigger may do anything to a row without a word about which one; rows that refer to each other would be
  // checked together or apart by where the run happens to end.
  bool can_insert_many() const {
    return !known_.has_triggers && !known_.refers_to_itself &&
           step_.many->rows * step_.many->inputs.size() <=
               static_cast<std::size_t>(sqlite3_limit(db_, SQLITE_LIMIT_VARIABLE_NUMBER, -1));
  }

  // Inserts rows as long as there are enough for a run; how many, from the first.
  std::size_t insert_many(Statement& many) {
    sqlite3_stmt* stmt = prepared(many);
    const ResetAtEnd reset(stmt);
    std::size_t done = 0;
    for (; done + many.rows <= step_.rows.size(); done += many.rows) {
      for (std::size_t i = 0; i < many.rows; ++i)
        bind(stmt, step_.rows[done + i], static_cast<int>(i * many.inputs.size()));
      const int rc = sqlite3_step(stmt);
      if (rc != SQLITE_DONE && (rc & 0xff) != SQLITE_CONSTRAINT) throw_last_error(db_);
      sqlite3_reset(stmt);
      for (std::size_t i = 0; i < many.rows; ++i) step_.answers[done + i].wrote = rc == SQLITE_DONE;
      // A run that violates a constraint has written nothing: one by one its rows say which of them it was.
      if (rc != SQLITE_DONE) run_each(done, done + many.rows);
    }
    return done;
  }

  // Binds the cells of a row to the parameters after `at`.
  void bind(sqlite3_stmt* stmt, std::uint32_t row, int at) {
    for (const Input& input : statement_.inputs) {
      const Value value = input.kind == Input::Kind::version ? Value::integer(writer_.version(row))
                                                             : writer_.cell(row, input.cell);
      if (bind_value(stmt, ++at, value) != SQLITE_OK) throw_last_error(db_);
    }
  }

  void found(std::size_t i) {
    if (step_.action == Action::probe)
      probe(step_.answers[i], step_.rows[i], 0);
    else if (step_.action == Action::fetch)
      fetch(i);
  }

  // The stored row stands in the columns of the statement from `at`.
  void probe(Answer& answer, std::uint32_t row, int at) {
    answer.found = true;
    if (has_place_) answer.locator = sqlite3_column_int64(stmt_, at++);
    answer.same = is_same(row, at);
    if (!statement_.reads_version) return;
    at += static_cast<int>(statement_.output_cells.size());
    answer.versioned = sqlite3_column_type(stmt_, at) == SQLITE_INTEGER;
    answer.version = sqlite3_column_int64(stmt_, at);
  }

  bool is_same(std::uint32_t row, int at) {
    for (const int cell : statement_.output_cells)
      if (!column_is(stmt_, at++, writer_.cell(row, cell))) return false;
    return true;
  }

  void fetch(std::size_t i) {
    outputs_.clear();
    const std::size_t count = statement_.outputs.size() + (statement_.reads_version ? 1 : 0);
    for (std::size_t at = 0; at < count; ++at) outputs_.push_back(column_value(stmt_, static_cast<int>(at)));
    writer_.fetched(i, outputs_);
  }

  [[noreturn]] void refuse_row(std::uint32_t row) {
    try {
      throw_last_error(db_);
    } catch (const EngineError& error) {
      if (const auto violation = violation_of(error, known_)) refuse(writer_.violated(*violation, row));
      throw;
    }
  }

  Step& step_;
  Statement& statement_;
  Writer& writer_;
  sqlite3* db_;
  const KnownTable& known_;
  bool has_place_;
  sqlite3_stmt* stmt_ = nullptr;  // the one at work
  std::vector<Value> outputs_;
};

}  // namespace

void run_step(Step& step, Writer& writer, const KnownTable& known, sqlite3* db) {
  if (step.action != Action::convert) StepRunner(step, writer, known, db).run();
}

}  // namespace surerow::sqlite
