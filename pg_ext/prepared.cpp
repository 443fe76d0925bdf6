// Makes and keeps plans. A kept plan is thrown away when the table has grown so much that another plan would
// be chosen; DDL and ANALYZE make the server plan again by itself.
#include "pg_ext/prepared.h"

#include "common/dialect.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/table.h"
#include "access/tupdesc.h"
#include "catalog/pg_type_d.h"
#include "executor/spi.h"
#include "nodes/parsenodes.h"
#include "storage/bufmgr.h"
#include "utils/memutils.h"
#include "utils/rel.h"
}

namespace surerow::pg {
namespace {

constexpr std::array<std::size_t, 4> most_rows{1, 10, 100, 1000};

/// The first bound that is not below `rows`; most_rows.size() when there is none.
std::size_t bucket_of(std::size_t rows) {
  std::size_t i = 0;
  while (i < most_rows.size() && rows > most_rows[i]) ++i;
  return i;
}

std::uint32_t pages_of(Oid oid) {
  Relation const table = table_open(oid, NoLock);
  const std::uint32_t pages =
      table->rd_rel->relkind == RELKIND_RELATION ? RelationGetNumberOfBlocks(table) : 0;
  table_close(table, NoLock);
  return pages;
}

bool has_outgrown(std::uint32_t pages, std::uint32_t planned_for) { return pages / 4 > planned_for + 8; }

void add_input(TupleDesc row, AttrNumber number, const Input& input, const KnownTable& known) {
  if (input.kind == Input::Kind::ordinal) {
    TupleDescInitEntry(row, number, ordinal_column, INT4OID, -1, 0);
  } else if (input.kind == Input::Kind::locator) {
    TupleDescInitEntry(row, number, locator_column, TIDOID, -1, 0);
  } else if (input.kind == Input::Kind::version) {
    TupleDescInitEntry(row, number, version_input, INT8OID, -1, 0);
  } else {
    const auto column = static_cast<std::size_t>(input.column);
    const ColumnForm& form = known.forms[column];
    const char* name = known.described.table.columns[column].name.c_str();
    TupleDescInitEntry(row, number, name, form.type, form.modifier, 0);
    TupleDescInitEntryCollation(row, number, form.collation);
  }
}

std::string name_of(const Input& input, const Table& table) {
  switch (input.kind) {
    case Input::Kind::ordinal: return ordinal_column;
    case Input::Kind::locator: return locator_column;
    case Input::Kind::version: return version_input;
    case Input::Kind::cell: break;
  }
  return table.columns[static_cast<std::size_t>(input.column)].name;
}

/// The row as a sub-select of parameters: (SELECT $1 AS "$ordinal", $2 AS "id").
std::string parameters(const Statement& statement, const Table& table) {
  std::string out = "(SELECT ";
  int number = 0;
  for (const Input& input : statement.inputs) {
    out += (number > 0 ? ", $" : "$") + std::to_string(number + 1) + " AS " + quoted(name_of(input, table));
    ++number;
  }
  return out + ")";
}

/// `sql` with `row` in place of `surerow_rows`, wherever that stands outside quotes.
std::string with_row(std::string_view sql, const std::string& row) {
  std::string out;
  char quote = 0;
  while (!sql.empty()) {
    if (quote == 0 && sql.starts_with(rows_relation)) {
      out += row;
      sql.remove_prefix(std::strlen(rows_relation));
      continue;
    }
    const char c = sql.front();
    if (quote == 0 && (c == '"' || c == '\''))
      quote = c;
    else if (c == quote)
      quote = 0;
    out += c;
    sql.remove_prefix(1);
  }
  return out;
}

}  // namespace

PgStatement::PgStatement(const Statement& statement, const KnownTable& known)
    : sql_(statement.sql.c_str()),
      one_row_sql_(with_row(statement.sql, parameters(statement, known.described.table))),
      table_(known.oid) {
  context_ = backend(
      [] { return AllocSetContextCreate(TopMemoryContext, "surerow statement", ALLOCSET_SMALL_SIZES); });
  const auto* inputs = &statement.inputs;
  const KnownTable* table = &known;
  MemoryContext const context = context_;
  row_ = backend([=] {
    MemoryContext const before = MemoryContextSwitchTo(context);
    TupleDesc row = CreateTemplateTupleDesc(static_cast<int>(inputs->size()));
    for (std::size_t i = 0; i < inputs->size(); ++i)
      add_input(row, static_cast<AttrNumber>(i + 1), (*inputs)[i], *table);
    MemoryContextSwitchTo(before);
    return row;
  });
}

PgStatement::~PgStatement() {
  try {
    const std::array<Kept, 4> kept = kept_;
    MemoryContext const context = context_;
    backend([=] {
      for (const Kept& k : kept)
        if (k.plan != nullptr) SPI_freeplan(k.plan);
      if (context != nullptr) MemoryContextDelete(context);
    });
  } catch (const PgError&) {
    // A plan that could not be freed is memory lost until the backend ends, and nothing more.
    return;
  }
}

double PgStatement::expected(std::size_t rows) {
  const std::size_t bucket = bucket_of(rows);
  return static_cast<double>(bucket < most_rows.size() ? most_rows[bucket] : rows);
}

_SPI_plan* PgStatement::make_plan(std::size_t bucket) const {
  if (bucket > 0) return SPI_prepare(sql_, 0, nullptr);
  auto* types = static_cast<Oid*>(palloc(sizeof(Oid) * static_cast<std::size_t>(row_->natts)));
  for (int i = 0; i < row_->natts; ++i) types[i] = TupleDescAttr(row_, i)->atttypid;
  return SPI_prepare_cursor(one_row_sql_.c_str(), row_->natts, types, CURSOR_OPT_GENERIC_PLAN);
}

_SPI_plan* PgStatement::plan_for(std::size_t rows) {
  const std::size_t bucket = bucket_of(rows);
  if (bucket == kept_.size()) return nullptr;
  Kept& kept = kept_[bucket];
  const std::uint32_t pages = pages_of(table_);
  // A plan that runs further out, in a statement whose trigger called us, must not be freed.
  if (kept.plan != nullptr && (running_ > 1 || !has_outgrown(pages, kept.pages))) return kept.plan;
  SPIPlanPtr const plan = make_plan(bucket);
  if (plan == nullptr) elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
  SPI_keepplan(plan);
  if (kept.plan != nullptr) SPI_freeplan(kept.plan);
  kept = {plan, pages};
  return plan;
}

}  // namespace surerow::pg
