// libFuzzer target of the calls that name one row, and of upserts with versions. The input is lines: three
// characters that choose the function, the table and the form of the key; what the database answers, step by
// step, as if others wrote at will; key, expected, options, columns; the rest is the JSON of changes or rows.
// Held to be true: the call ends, its answer is JSON or a token, a refusal is worded, and a call that says it
// does not write does not.
#include "common/json/reader.h"
#include "common/verdict.h"
#include "common/write/etag.h"
#include "test/core/fake_engine.h"
#include "test/fuzz/fuzz.h"

namespace surerow {
namespace {

using fuzz::Digits;
using fuzz::is_worded;
using fuzz::require;
using Action = Step::Action;

// Some versions, the ends among them.
std::int64_t version_of(unsigned digit) {
  constexpr std::int64_t versions[] = {0, 1, 2, 3, 4, -1, INT64_MAX, INT64_MAX - 1, INT64_MIN};
  return versions[digit % std::size(versions)];
}

Described table_of(unsigned kind) {
  const Engine engine = (kind & 1) != 0 ? Engine::sqlite : Engine::postgres;
  Described described = (kind & 2) != 0 ? fake::document(engine) : fake::account(engine);
  Table& table = described.table;
  for (const char* type : {"numeric(5,2)", "timestamptz", "jsonb", "boolean"})
    table.columns.push_back(fake::column(type, type));
  table.columns.push_back(fake::column("any", "text"));
  table.columns.back().type = nullptr;
  Key name = table.keys.front();
  name.name = "by_name";
  name.primary = false;
  name.parts[0].column = 1;
  name.parts[0].columns = {1};
  name.nulls_equal = (kind & 4) != 0;
  table.keys.push_back(name);
  table.row_security = (kind & 8) != 0;
  table.before_update_triggers = table.before_delete_triggers = (kind & 16) != 0;
  table.before_insert_triggers = (kind & 32) != 0;
  if ((kind & 64) != 0) table.kind = RelationKind::partitioned_table;
  if (engine == Engine::sqlite && (kind & 32) != 0) table.place = "rowid";
  return described;
}

// Answers a step from the input: a bit for each thing that an answer tells.
void answer(Writer& writer, Step& step, Digits& digits) {
  if (step.action == Action::convert) return;
  require(step.statement != nullptr && !step.statement->sql.empty());
  require(step.rows.size() == step.answers.size());
  for (std::size_t i = 0; i < step.rows.size(); ++i) {
    const unsigned bits = digits.next();
    Answer& out = step.answers[i];
    if (step.action == Action::probe) {
      out.found = (bits & 1) != 0;
      out.same = (bits & 2) != 0 || step.statement->outputs.empty();
      out.versioned = step.statement->reads_version && (bits & 4) == 0;
      out.locator = bits >> 3 & 3;
      if (out.versioned) out.version = version_of(digits.next());
    } else if (step.action == Action::fetch) {
      if ((bits & 1) == 0) continue;
      const bool last = step.statement->reads_version;
      std::vector<Value> outputs(step.statement->outputs.size() + (last ? 1 : 0));
      for (Value& value : outputs) value = (digits.next() & 1) != 0 ? Value::text("12") : Value();
      writer.fetched(i, outputs);
    } else {
      // The guard lets no row pass the last version.
      out.wrote = (bits & 1) != 0 && writer.version(step.rows[i]) < INT64_MAX;
    }
  }
  step.undone = step.undoable && (digits.next() & 1) != 0;
}

void call(const Request& request, unsigned kind, Digits digits) try {
  const Settings settings;
  Described described = table_of(kind);
  Writer writer(described, request, settings);
  while (Step* step = writer.next()) {
    const bool writes =
        step->action == Action::update || step->action == Action::erase || step->action == Action::insert;
    require(!writes || writer.writes());
    require(step->action != Action::erase || request.verb == Verb::erase);
    answer(writer, *step, digits);
  }
  const std::string result = writer.result();
  if (request.verb == Verb::etag)
    require(is_etag(result));
  else
    require(json::check(result, 100).what == nullptr);
} catch (const Refusal& refusal) {
  is_worded(refusal);
}

}  // namespace
}  // namespace surerow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surerow;
  std::string_view text = fuzz::as_text(data, size);
  if (find_bad_utf8(text) != std::string_view::npos) return 0;
  Digits choice(fuzz::take_line(text));
  const auto verb = static_cast<Verb>(choice.next() % 6);
  const unsigned kind = choice.next();
  const fuzz::Exact answers(fuzz::take_line(text)), key(fuzz::take_line(text)),
      expected(fuzz::take_line(text)), options(fuzz::take_line(text)), columns(fuzz::take_line(text)),
      rows(text);
  const bool json_key = (choice.next() & 1) != 0;
  call({.verb = verb,
        .rows = rows.text(),
        .key = {key.text(), json_key},
        .expected = expected.text(),
        .columns = columns.text(),
        .options = options.text().empty() ? "{}" : options.text()},
       kind, Digits(answers.text()));
  return 0;
}
