// libFuzzer target of what reads a JSON object of options: those of the writers, those of an idempotency key,
// and the settings. Held to be true: a refusal is worded, cutting out a key loses no other option, and the
// settings a call leaves behind are read again as they are shown.
#include <fmt/format.h>

#include "common/idempotency/key_options.h"
#include "common/json/reader.h"
#include "common/settings.h"
#include "common/verdict.h"
#include "common/write/options.h"
#include "test/core/fake_engine.h"
#include "test/fuzz/fuzz.h"

namespace surerow {
namespace {

using fuzz::is_worded;
using fuzz::require;

bool all_columns(const Table& table, const std::vector<int>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](int column) {
    return column >= 0 && static_cast<std::size_t>(column) < table.columns.size();
  });
}

void writer_options(std::string_view json, Verb verb) try {
  const Table table = fake::account().table;
  const Options options = read_options(table, verb, json);
  require(all_columns(table, options.key) && all_columns(table, options.insert_only));
  require(all_columns(table, options.returned) && all_columns(table, options.update.value_or(options.key)));
  require(json::check(json, 100).what == nullptr);
} catch (const Refusal& refusal) {
  is_worded(refusal);
}

// What is left is options without a key, and with the key again they are the same.
void key_options(std::string_view json) try {
  const auto split = split_key_options(json, "sure_upsert");
  if (!split) return;
  require(json::check(split->rest, 100).what == nullptr);
  require(!split_key_options(split->rest, "sure_upsert"));
  std::string again = split->rest.substr(0, split->rest.size() - 1);
  again += again == "{" ? "" : ",";
  json::append_string(again += R"("idempotency_key":)", split->key.key);
  json::append_string(again += R"(,"scope":)", split->key.scope);
  again += fmt::format(R"(,"ttl_ms":{}}})", split->key.ttl_ms);
  const auto twice = split_key_options(again, "sure_upsert");
  require(twice && twice->rest == split->rest && twice->key.key == split->key.key &&
          twice->key.scope == split->key.scope && twice->key.ttl_ms == split->key.ttl_ms);
} catch (const Refusal& refusal) {
  is_worded(refusal);
}

void no_change(const Settings& settings) {
  const fuzz::Exact shown(settings_json(settings));
  require(json::check(shown.text(), 100).what == nullptr);
  require(settings_json(changed_settings(Settings(), shown.text())) == shown.text());
  refuse_changed_settings(settings, shown.text());
}

void settings(std::string_view json) {
  try {
    no_change(changed_settings(Settings(), json));
  } catch (const Refusal& refusal) {
    is_worded(refusal);
  }
}

/// On PostgreSQL the same text is accepted or refused, but for what would be a change.
void fixed_settings(std::string_view json) try {
  refuse_changed_settings(Settings(), json);
  require(settings_json(changed_settings(Settings(), json)) == settings_json(Settings()));
} catch (const Refusal& refusal) {
  is_worded(refusal);
}

}  // namespace
}  // namespace surerow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surerow;
  const fuzz::Exact copy(fuzz::as_text(data, size));
  if (find_bad_utf8(copy.text()) != std::string_view::npos) return 0;
  writer_options(copy.text(), Verb::upsert);
  writer_options(copy.text(), Verb::insert);
  key_options(copy.text());
  settings(copy.text());
  fixed_settings(copy.text());
  return 0;
}
