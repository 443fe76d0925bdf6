// What an answer means for the version, or the token, that a row was read at; and the answer of a call that
// names one row.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/version/version.h"
#include "common/write/etag.h"
#include "common/write/state.h"

namespace surerow {

Expectation Writer::State::expectation(std::uint32_t row) const {
  if (names_one_row(verb)) return expected;
  if (verb != Verb::upsert || !is_versioned()) return {};
  const Shape& shape = batch.columns(row);
  const auto at = std::lower_bound(shape.begin(), shape.end(), table.version_column);
  if (at == shape.end() || *at != table.version_column) return {};
  return expectation_of(batch.cell(row, static_cast<int>(at - shape.begin())));
}

// By version; a token is compared when the row has been read.
bool Writer::State::is_stale(std::uint32_t row) const {
  const Expectation expects = expectation(row);
  if (expects.kind == Expectation::Kind::absent) return true;
  return expects.kind == Expectation::Kind::version && expects.version != history[row].version;
}

Fault Writer::State::at_end(std::uint32_t row) const {
  const Column& column = table.columns[static_cast<std::size_t>(table.version_column)];
  Fault fault = faults::version_at_end(table.name, column.name, column.type_name);
  fault.detail += ", " + version_place(row);
  return fault;
}

void Writer::State::stale(Group& g, std::uint32_t row) {
  const Expectation expects = expectation(row);
  const History& past = history[row];
  // Whose write that was cannot be seen: two that added one to the same number wrote the same.
  const bool equal = past.same && (expects.kind == Expectation::Kind::absent || !g.plan->set_cells.empty());
  if (!options.report_stale)
    refuse(stale_row(table, expects,
                     expects.kind == Expectation::Kind::etag ? texts[row].etag : std::to_string(past.version),
                     equal, version_place(row)));
  statuses[row] = Status::stale;
  texts[row].equal = equal;
  if (names_one_row(verb) && (verb == Verb::erase || !options.returning)) g.fetch.push_back(row);
}

void Writer::State::gone(std::uint32_t row) {
  if (!options.report_stale) refuse(missing_row(table, expectation(row), version_place(row)));
  statuses[row] = Status::missing;
  history[row].versioned = false;
  if (names_one_row(verb)) texts[row] = {};  // read when it was there, before a write that was lost
}

void Writer::State::judge_verify(Group& g) {
  const Rows rows = std::move(g.verify);
  g.verify.clear();
  for (const std::uint32_t row : rows) {
    if (texts[row].etag.empty()) {
      missing(g, row);
    } else if (texts[row].etag == expected.etag) {
      history[row].verified = true;
      go_on(g, row);
    } else {
      stale(g, row);
    }
  }
}

void Writer::State::judge_etag(Group& g) {
  for (const std::uint32_t row : g.etag)
    if (verb == Verb::etag && texts[row].etag.empty()) gone(row);
}

// key {"id":7}, row 2
std::string Writer::State::version_place(std::uint32_t row) const {
  const std::string key_shown = "key " + key_text(row);
  return names_one_row(verb) ? key_shown : fmt::format("{}, row {}", key_shown, row + 1);
}

// What a fetch read: the columns that are asked for, or those of a token; then perhaps the version.
void Writer::State::fetched(std::uint32_t row, std::span<const Value> outputs) {
  const std::vector<int>& columns = step.statement->outputs;
  std::string out = "{";
  for (std::size_t n = 0; n < columns.size(); ++n) {
    const Column& column = table.columns[static_cast<std::size_t>(columns[n])];
    if (n > 0) out += ',';
    append_member(out, column.name);
    if (table.engine == Engine::sqlite)
      append_stored(out, column, outputs[n], step.canonical ? storage_settings() : settings);
    else
      out += outputs[n].is_null() ? "null" : outputs[n].text();
  }
  out += '}';
  if (step.canonical)
    texts[row].etag = etag_of(table, columns, out);
  else
    texts[row].row = std::move(out);
  if (!step.statement->reads_version) return;
  const std::int64_t judged = history[row].version;
  learn_version(row, outputs.back());
  if (history[row].version != judged) texts[row].equal = false;  // said of a row that is gone again
}

void Writer::State::learn_version(std::uint32_t row, const Value& output) {
  History& past = history[row];
  past.versioned = output.kind() == Value::Kind::integer;
  if (past.versioned) past.version = output.integer();
  if (output.kind() != Value::Kind::text) return;
  const std::string_view digits = output.text();  // PostgreSQL: as to_json gives an integer
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), past.version);
  past.versioned = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
}

std::string Writer::State::result() {
  if (verb == Verb::etag) return texts.front().etag;
  if (tells_versions() && !texts.empty())
    for (std::uint32_t row = 0; row < batch.size(); ++row)
      if (history[row].versioned) texts[row].version = std::to_string(history[row].version);
  if (!names_one_row(verb)) return render_answer(verb, options, is_versioned(), statuses, texts);
  OneRow answer{statuses.front(), {}, {}};
  if (history.front().versioned && (verb == Verb::update || statuses.front() == Status::stale))
    answer.version = history.front().version;
  if (!texts.empty()) answer.texts = &texts.front();
  answer.tells_equal = statuses.front() == Status::stale && verb == Verb::update;
  return render_one(options, answer);
}

}  // namespace surerow
