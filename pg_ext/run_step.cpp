// One statement for many rows: fills `surerow_rows`, plans, executes, counts. An undoable step runs in an
// internal subtransaction, as PL/pgSQL's exception blocks do; nothing of it remains when it is undone.
#include "pg_ext/run_step.h"

#include "pg_ext/answers.h"
#include "pg_ext/canonical.h"
#include "pg_ext/convert.h"
#include "pg_ext/guard.h"
#include "pg_ext/plan_without.h"
#include "pg_ext/prepared.h"
#include "pg_ext/rows.h"
#include "pg_ext/savepoint.h"
#include "pg_ext/server.h"
#include "pg_ext/violation.h"

extern "C" {
#include "access/xact.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/params.h"
#include "tcop/dest.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"
}

namespace surerow::pg {
namespace {

/// Memory of a step, and the rows that are to run next: plain data.
struct Work {
  MemoryContext memory = nullptr;
  MemoryContext row_memory = nullptr;
  Tuplestorestate* store = nullptr;  // all rows, or
  ParamListInfo one_row = nullptr;   // one
  DestReceiver* receiver = nullptr;
  Value** fetched = nullptr;
};

/// The writer's step, the table and the statement at work.
struct Run {
  Step& step;
  Writer& writer;
  KnownTable& known;
  PgStatement& statement;
  Work work;
  CellAtHand at{};

  RowSource source() { return {step, writer, known, statement.row(), at}; }
};

PgStatement& prepared(Statement& statement, const KnownTable& known) {
  if (!statement.prepared) statement.prepared = std::make_unique<PgStatement>(statement, known);
  return static_cast<PgStatement&>(*statement.prepared);
}

Work begin_work(Step& step, Writer& writer, const KnownTable& known) {
  auto* s = &step;
  auto* w = &writer;
  const auto* k = &known;
  return backend([=] {
    Work work;
    work.memory = AllocSetContextCreate(CurrentMemoryContext, "surerow step", ALLOCSET_DEFAULT_SIZES);
    work.row_memory = AllocSetContextCreate(work.memory, "surerow rows", ALLOCSET_SMALL_SIZES);
    MemoryContext const before = MemoryContextSwitchTo(work.memory);
    if (s->rows.size() > 1 && !s->one_by_one) work.store = tuplestore_begin_heap(false, false, work_mem);
    if (s->action == Step::Action::fetch)
      work.fetched = static_cast<Value**>(
          palloc_extended(sizeof(Value*) * s->rows.size(), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO));
    work.receiver = receiver_for(*s, *w, *k, work.fetched, work.memory);
    MemoryContextSwitchTo(before);
    return work;
  });
}

void end_work(const Work& work) {
  backend([=] {
    if (work.store != nullptr) tuplestore_end(work.store);
    MemoryContextDelete(work.memory);
  });
}

/// Makes the rows of the step ready, or only the one at `place` when there is no store.
void put(Run& run, std::size_t place) {
  Run* r = &run;
  try {
    backend([=] {
      MemoryContextReset(r->work.row_memory);
      MemoryContext const before = MemoryContextSwitchTo(r->work.row_memory);
      if (r->work.store != nullptr)
        put_rows(r->source(), r->work.store);
      else
        r->work.one_row = parameters_of(r->source(), place);
      MemoryContextSwitchTo(before);
    });
  } catch (const PgError& e) {
    if (run.at.column >= 0) add_place(e.data(), run.writer.place(run.at.row, run.at.column));
    throw;
  }
}

/// Rows are locked in the order of their keys, lest two batches wait for each other: a plan must not take
/// them as they lie in the table. More rows than kept plans are made for are taken as is fastest. Inside
/// backend().
void plan_in_order(SPIPlanPtr plan) {
  static constexpr const char* methods[] = {"enable_hashjoin", "enable_mergejoin", "enable_seqscan"};
  plan_without(plan, methods);
}

/// Runs the statement over the rows that are ready; how many it wrote or read. Inside backend().
std::uint64_t execute(Run& run) {
  const bool many = run.work.store != nullptr;
  const std::size_t count = many ? run.step.rows.size() : 1;
  EphemeralNamedRelationData rows{};
  char name[] = "surerow_rows";
  rows.md.name = name;
  rows.md.tupdesc = run.statement.row();
  rows.md.enrtype = ENR_NAMED_TUPLESTORE;
  rows.md.enrtuples = PgStatement::expected(count);
  rows.reldata = run.work.store;

  if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
  if (many && SPI_register_relation(&rows) != SPI_OK_REL_REGISTER)
    elog(ERROR, "SPI_register_relation failed");
  SPIExecuteOptions options{};
  options.dest = run.work.receiver;
  options.params = run.work.one_row;
  options.read_only = run.step.same_snapshot;
  SPIPlanPtr const plan = run.statement.plan_for(count);
  const bool locks = run.step.action == Step::Action::update || run.step.action == Step::Action::erase;
  if (plan != nullptr && many && locks) plan_in_order(plan);
  const int result = plan != nullptr ? SPI_execute_plan_extended(plan, &options)
                                     : SPI_execute_extended(run.step.statement->sql.c_str(), &options);
  if (result < 0) elog(ERROR, "SPI failed: %s", SPI_result_code_string(result));
  const std::uint64_t processed = SPI_processed;
  SPI_finish();
  return processed;
}

/// Runs the statement over all rows of the step, or over the one at `place` when there is no store.
void run_rows(Run& run, std::size_t place) {
  put(run, place);
  Run* r = &run;
  const std::uint64_t processed = backend([=] { return execute(*r); });
  const std::span<Answer> answers =
      run.work.store != nullptr ? run.step.answers : run.step.answers.subspan(place, 1);
  if (run.step.action == Step::Action::insert && processed == answers.size())
    for (Answer& answer : answers) answer.wrote = true;
}

void run_one_by_one(Run& run) {
  for (std::size_t i = 0; i < run.step.rows.size(); ++i) {
    try {
      run_rows(run, i);
    } catch (const PgError& e) {
      refuse_violation(e.data(), run.statement.one_row_sql(), run.writer, run.step.rows[i],
                       run.known.described.table);
      throw;
    }
  }
}

/// Runs the statement in the savepoint that was begun; false when class 23 refused it.
bool run_in_savepoint(Run& run, std::uint64_t& processed) {
  Run* r = &run;
  try {
    processed = backend([=] { return execute(*r); });
    return true;
  } catch (const PgError& e) {
    if (!is_integrity_error(e.data())) throw;
    return false;
  }
}

void run_undoable(Run& run) {
  put(run, 0);
  const Savepoint savepoint = begin_savepoint();
  std::uint64_t processed = 0;
  bool accepted = false;
  try {
    accepted = run_in_savepoint(run, processed);
  } catch (...) {
    end_savepoint(savepoint, false);
    throw;
  }
  const bool is_insert = run.step.action == Step::Action::insert;
  run.step.undone = !accepted || (is_insert && processed < run.step.rows.size());
  end_savepoint(savepoint, !run.step.undone);
  if (is_insert && !run.step.undone)
    for (Answer& answer : run.step.answers) answer.wrote = true;
}

void hand_over_fetched(Run& run) {
  for (std::size_t i = 0; i < run.step.rows.size(); ++i)
    if (const Value* values = run.work.fetched[i])
      run.writer.fetched(i, {values, texts_of(*run.step.statement)});
}

}  // namespace

void run_step(Step& step, Writer& writer, KnownTable& known) {
  if (step.action == Step::Action::convert) return convert_cells(step, writer, known);
  if (step.rows.empty()) return;
  PgStatement& statement = prepared(*step.statement, known);
  const PgStatement::Running running(statement);
  Run run{step, writer, known, statement, begin_work(step, writer, known)};
  const int session = step.canonical ? begin_canonical() : 0;
  if (step.undoable)
    run_undoable(run);
  else if (run.work.store == nullptr)
    run_one_by_one(run);
  else
    run_rows(run, 0);
  if (step.canonical) end_canonical(session);
  if (step.action == Step::Action::fetch) hand_over_fetched(run);
  end_work(run.work);
}

}  // namespace surerow::pg
