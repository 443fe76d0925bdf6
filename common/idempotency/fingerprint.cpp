// The canonical text of a call is hashed piece by piece, an argument at a time: the whole of it is never in
// memory. Arguments are read in the order in which the writers read them, so that the same one is refused.
#include "common/idempotency/fingerprint.h"

#include <fmt/format.h>

#include "common/hash.h"
#include "common/json/canonical.h"
#include "common/json/place.h"
#include "common/write/key.h"

namespace surerow {
namespace {

std::string place(const json::Refused& refused, std::string_view text, std::string_view name) {
  const char* start = refused.number.empty() ? refused.string.data() - 1 : refused.number.data();
  const auto offset = static_cast<std::size_t>(start - text.data());
  return fmt::format("argument {}, line {}", name, json::place(text, offset));
}

Fault worded(const json::Refused& refused, std::string_view text, std::string_view name) {
  using Why = json::Refused::Why;
  switch (refused.why) {
    case Why::string: {
      const std::string detail =
          fmt::format("{}, in {}.", json::words_of(refused.trouble), shown(refused.string));
      return at_place(json::fault_of(refused.trouble, detail), place(refused, text, name));
    }
    case Why::number:
      return at_place(faults::out_of_range(refused.number, "numeric"), place(refused, text, name));
    case Why::duplicate:
      return {Code::invalid_json, fmt::format("duplicate member {} in {}", shown(refused.string), name),
              place(refused, text, name), "Give each member of an object once."};
    default:
      return {Code::program_limit_exceeded,
              fmt::format("JSON in {} is longer than 1073741823 bytes", name),
              {},
              {}};
  }
}

std::string_view canonical(std::string_view text, std::string_view name, int max_depth, Arena& arena) {
  json::Refused refused;
  const std::string_view out = json::canonical(text, json::Form::rfc8785, max_depth, arena, refused);
  if (refused.why == json::Refused::Why::none) return out;
  json::Reader in(text, name, max_depth);
  in.value();
  in.finish();
  refuse(worded(refused, text, name));
}

std::string quoted(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

// An object is itself, any other value its text as a string.
std::string canonical_key(const KeyText& key, int max_depth) {
  if (is_object(key)) {
    Arena arena;
    return std::string(canonical(key.text, "key", max_depth, arena));
  }
  if (!key.json) return quoted(key.text);
  const auto text = scalar_of(key.text, max_depth);
  return text ? quoted(*text) : "null";
}

}  // namespace

std::string fingerprint_of(std::string_view table, const Request& request, int max_depth) {
  Arena options_arena, rows_arena;
  const std::string_view options = canonical(request.options, "options", max_depth, options_arena);
  const bool one_row = names_one_row(request.verb);
  const std::string key = one_row ? canonical_key(request.key, max_depth) : "";
  const bool has_changes = request.verb == Verb::update;
  std::string_view rows;
  if (has_changes || !one_row)
    rows = canonical(request.rows, has_changes ? "changes" : "rows", max_depth, rows_arena);

  Sha256 hash;
  std::string_view opening = "{";
  const auto member = [&](std::string_view name, std::string_view value) {
    hash.add(opening);
    hash.add(name);
    hash.add(value);
    opening = ",";
  };
  if (has_changes) member(R"("changes":)", rows);
  if (one_row) member(R"("expected":)", quoted(request.expected));
  member(R"("function":)", quoted(function_of(request.verb)));
  if (one_row) member(R"("key":)", key);
  member(R"("options":)", options);
  if (!one_row) member(R"("rows":)", rows);
  member(R"("table":)", quoted(table));
  hash.add("}");
  return hash.base64url();
}

std::string fingerprint_of_apply(std::string_view ops, std::string_view options, int max_depth) {
  Arena options_arena, ops_arena;
  const std::string_view canonical_options = canonical(options, "options", max_depth, options_arena);
  Sha256 hash;
  hash.add(R"({"function":"sure_apply","ops":)");
  hash.add(canonical(ops, "ops", max_depth, ops_arena));
  hash.add(R"(,"options":)");
  hash.add(canonical_options);
  hash.add("}");
  return hash.base64url();
}

std::string fingerprint_of_claim(std::string_view request, int max_depth) {
  Arena arena;
  Sha256 hash;
  hash.add(R"({"function":"sure_claim","request":)");
  hash.add(canonical(request, "request", max_depth, arena));
  hash.add("}");
  return hash.base64url();
}

bool same_json(std::string_view a, std::string_view b, int max_depth) {
  if (a == b) return true;
  Arena arena;
  json::Refused of_a, of_b;
  const std::string_view x = json::canonical(a, json::Form::rfc8785, max_depth, arena, of_a);
  const std::string_view y = json::canonical(b, json::Form::rfc8785, max_depth, arena, of_b);
  return of_a.why == json::Refused::Why::none && of_b.why == json::Refused::Why::none && x == y;
}

}  // namespace surerow
