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

Writer::Writer(Described& described, const Request& request, const Settings& settings)
    : state_(std::make_unique<State>(described, request, settings)) {}
Writer::~Writer() = default;

bool Writer::writes() const { return !state_->options.dry_run && state_->verb != Verb::etag; }
bool Writer::writes_one_row() const {
  return writes() && state_->batch.size() == 1 && !state_->options.has_rows() &&
         state_->etag_columns.empty() && state_->verb != Verb::check;
}

Step* Writer::next() {
  if (state_->in_step) state_->judge();
  return state_->advance();
}

Value& Writer::cell(std::uint32_t row, int cell) { return state_->batch.cell(row, cell); }
std::int64_t Writer::locator(std::uint32_t row) const { return state_->history[row].locator; }
std::int64_t Writer::version(std::uint32_t row) const { return state_->history[row].version; }
std::span<const int> Writer::cell_columns(std::uint32_t row) const { return state_->batch.columns(row); }

void Writer::fetched(std::size_t i, std::span<const Value> outputs) {
  state_->fetched(state_->step.rows[i], outputs);
}

std::string Writer::place(std::uint32_t row, int column) const { return state_->batch.place(row, column); }

Fault Writer::violated(const Violation& violation, std::uint32_t row) const {
  const State& s = *state_;
  const bool conflict =
      violation.code == Code::unique_violation && violation.constraint == s.conflict_key().name;
  if (conflict && s.table.row_security) return s.hidden(row);
  // The probe found no such row, and nobody else can write.
  if (conflict && s.table.engine == Engine::sqlite && !names_one_row(s.verb)) return s.shared_key(row);
  const std::string name = shown(violation.constraint), table = shown(s.table.name);
  std::string detail = s.row_place(row);
  if (!violation.columns.empty()) {
    detail = fmt::format("({}) of {}", violation.columns, s.table.name);
    if (!names_one_row(s.verb)) detail += fmt::format(", row {}", row + 1);
  }
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
          fmt::format(
              "{} on table {} violates {}", s.verb == Verb::erase ? "delete" : "insert or update", table,
              violation.constraint.empty() ? "a foreign key constraint" : "foreign key constraint " + name),
          detail,
          {}};
  }
}

std::string Writer::result() { return state_->result(); }

}  // namespace surerow
