// The face of a call towards its binding, and the words for what a constraint of the database refuses.
#include "common/write/writer.h"

#include <fmt/format.h>

#include "common/write/answer.h"
#include "common/write/state.h"

namespace surerow {

Described::Described() = default;
Described::~Described() = default;
Described::Described(Described&&) noexcept = default;
Described& Described::operator=(Described&&) noexcept = default;

Writer::Writer(Described& described, Verb verb, std::string_view rows, std::string_view options,
               const Settings& settings)
    : state_(std::make_unique<State>(described, verb, rows, options, settings)) {}
Writer::~Writer() = default;

bool Writer::writes() const { return !state_->options.dry_run; }
bool Writer::writes_one_row() const {
  return writes() && state_->batch.size() == 1 && !state_->options.has_rows();
}

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
  // The probe found no such row, and nobody else can write.
  if (conflict && s.table.engine == Engine::sqlite) return s.shared_key(row);
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
