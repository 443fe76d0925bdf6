// The loop over the rows of a step. Nothing is copied or allocated per row.
#include "sqlite_ext/steps.h"

#include "sqlite_ext/values.h"
#include "sqlite_ext/violation.h"

namespace surerow::sqlite {
namespace {

using Action = Step::Action;

class StepRunner {
 public:
  StepRunner(Step& step, Writer& writer, const KnownTable& known, sqlite3* db)
      : step_(step), statement_(*step.statement), writer_(writer), known_(known), db_(db) {
    if (!statement_.prepared) statement_.prepared = std::make_unique<Query>(db, statement_.sql, true);
    stmt_ = static_cast<Query&>(*statement_.prepared).get();
  }

  void run() {
    const ResetAtEnd reset(stmt_);
    for (std::size_t i = 0; i < step_.rows.size(); ++i) {
      bind(step_.rows[i]);
      const int rc = sqlite3_step(stmt_);
      if (rc == SQLITE_ROW)
        found(i);
      else if (rc != SQLITE_DONE)
        refuse_row(step_.rows[i]);
      else if (step_.action == Action::update || step_.action == Action::insert)
        // 0 after a trigger's RAISE(IGNORE), or when no row met the condition.
        step_.answers[i].wrote = sqlite3_changes(db_) > 0;
      sqlite3_reset(stmt_);
    }
  }

 private:
  void bind(std::uint32_t row) {
    int at = 0;
    for (const Input& input : statement_.inputs)
      if (bind_value(stmt_, ++at, writer_.cell(row, input.cell)) != SQLITE_OK) throw_last_error(db_);
  }

  void found(std::size_t i) {
    Answer& answer = step_.answers[i];
    answer.found = true;
    if (step_.action == Action::probe)
      probe(answer, step_.rows[i]);
    else if (step_.action == Action::fetch)
      fetch(i);
  }

  void probe(Answer& answer, std::uint32_t row) {
    const bool has_place = !known_.described.table.place.empty();
    if (has_place) answer.locator = sqlite3_column_int64(stmt_, 0);
    answer.same = is_same(row, has_place ? 1 : 0);
  }

  bool is_same(std::uint32_t row, int at) {
    for (const int cell : statement_.output_cells)
      if (!column_is(stmt_, at++, writer_.cell(row, cell))) return false;
    return true;
  }

  void fetch(std::size_t i) {
    outputs_.clear();
    for (std::size_t at = 0; at < statement_.outputs.size(); ++at)
      outputs_.push_back(column_value(stmt_, static_cast<int>(at)));
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
  const KnownTable& known_;
  sqlite3* db_;
  sqlite3_stmt* stmt_;
  std::vector<Value> outputs_;
};

}  // namespace

void run_step(Step& step, Writer& writer, const KnownTable& known, sqlite3* db) {
  if (step.action != Action::convert) StepRunner(step, writer, known, db).run();
}

}  // namespace surerow::sqlite
