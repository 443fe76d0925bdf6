// libFuzzer target of a whole call of sure_upsert: the first line is the JSON of the options, the rest the
// JSON of the rows, and the database is the fake one of the unit tests. Held to be true: the answer is JSON,
// a refusal is worded, and the same call again writes nothing.
#include "common/json/reader.h"
#include "common/verdict.h"
#include "test/core/fake_engine.h"
#include "test/fuzz/fuzz.h"

namespace surerow {
namespace {

using fuzz::is_worded;
using fuzz::require;

/// The answer, or "" for a refusal.
std::string call(fake::Database& db, Described& described, std::string_view rows,
                 std::string_view options) try {
  const Settings settings;
  Writer writer(described, {.verb = Verb::upsert, .rows = rows, .options = options}, settings);
  std::string answer = db.run(writer);
  require(json::check(answer, 100).what == nullptr);
  return answer;
} catch (const Refusal& refusal) {
  is_worded(refusal);
  return "";
}

void twice(std::string_view rows, std::string_view options) {
  Described described = fake::account();
  for (const char* type : {"numeric(5,2)", "timestamptz", "bytea", "jsonb", "boolean"})
    described.table.columns.push_back(fake::column(type, type));
  fake::Database db;
  db.put(1, {{1, "a"}});
  if (call(db, described, rows, options).empty()) return;
  db.steps.clear();
  require(!call(db, described, rows, options).empty());
  for (const Step::Action action : db.steps)
    require(action != Step::Action::update && action != Step::Action::insert);
}

}  // namespace
}  // namespace surerow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surerow;
  std::string_view text = fuzz::as_text(data, size);
  if (find_bad_utf8(text) != std::string_view::npos) return 0;
  const fuzz::Exact options(fuzz::take_line(text));
  const fuzz::Exact rows(text);
  twice(rows.text(), options.text());
  return 0;
}
