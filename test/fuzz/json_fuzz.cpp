// libFuzzer target of everything that reads JSON. Beyond memory safety it holds the readers against each
// other: what check() accepts the pull reader accepts, whole and step by step; canonical text is a fixed
// point; by RFC 8785 it is the same for a text and for its jsonb form, and is refused only for a reason.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/idempotency/fingerprint.h"
#include "common/json/canonical.h"
#include "common/json/reader.h"
#include "common/verdict.h"

namespace surerow {
namespace {

constexpr int depth = 70;  // beyond the 64 containers whose kinds fit into one word

void require(bool holds) {
  if (!holds) std::abort();
}

bool reads_whole(std::string_view text) try {
  json::Reader in(text, "fuzz", depth);
  in.value();
  in.finish();
  return true;
} catch (const Refusal& refusal) {
  require(!one_string(refusal.fault()).empty());
  return false;
}

// Walks down to the scalars by hand; `open` says which containers are open: true is an object.
void read_steps(json::Reader& in, Arena& arena) {
  std::vector<bool> open;
  json::Item name;
  do {
    const json::Kind kind = in.peek();
    if (kind == json::Kind::object || kind == json::Kind::array) {
      open.push_back(kind == json::Kind::object);
      open.back() ? in.enter_object("an object") : in.enter_array("an array");
    } else {
      Fault why;
      const json::Item item = in.value();
      if (item.kind == json::Kind::string) json::unescape(item, arena, &why);
    }
    while (!open.empty() && !(open.back() ? in.next_member(name) : in.next_element())) open.pop_back();
  } while (!open.empty());
  in.finish();
}

bool reads_in_steps(std::string_view text) try {
  Arena arena;
  json::Reader in(text, "fuzz", depth);
  read_steps(in, arena);
  return true;
} catch (const Refusal&) {
  return false;
}

void is_worded(const json::Refused& refused, std::string_view text, bool jsonb) {
  for (const int version : {15, 18}) {
    const json::Rules rules{.jsonb = jsonb, .max_depth = depth, .server_version = version};
    require(!json::fault_of(refused, text, rules).message.empty());
  }
}

void canonical_is_fixed(std::string_view text, bool is_json) {
  Arena arena;
  json::Refused refused;
  const std::string_view once = json::canonical(text, json::Form::jsonb, depth, arena, refused);
  if (refused.why != json::Refused::Why::none) {
    is_worded(refused, text, true);
    return;
  }
  require(is_json);
  require(json::check(once, depth).what == nullptr);
  require(json::canonical(once, json::Form::jsonb, depth, arena, refused) == once);
}

// True when no member repeats another one's name. `text` is JSON whose strings have a text.
bool is_without_duplicates(std::string_view text) {
  Arena arena;
  json::Reader in(text, "fuzz", depth);
  std::vector<std::optional<std::set<std::string>>> open;  // the names of the open objects
  do {
    const json::Kind kind = in.peek();
    if (kind == json::Kind::object) {
      open.emplace_back(std::in_place);
      in.enter_object("an object");
    } else if (kind == json::Kind::array) {
      open.emplace_back();
      in.enter_array("an array");
    } else {
      in.value();
    }
    json::Item name;
    while (!open.empty() && !(open.back() ? in.next_member(name) : in.next_element())) open.pop_back();
    if (open.empty() || !open.back()) continue;
    if (!open.back()->emplace(json::unescape(name, arena, nullptr).value()).second) return false;
  } while (!open.empty());
  return true;
}

void rfc8785_is_one(std::string_view text, bool is_json) {
  using Why = json::Refused::Why;
  Arena arena;
  json::Refused refused, as_jsonb, again;
  const std::string_view jsonb = json::canonical(text, json::Form::jsonb, depth, arena, as_jsonb);
  const std::string_view once = json::canonical(text, json::Form::rfc8785, depth, arena, refused);
  if (refused.why == Why::syntax || refused.why == Why::depth) require(!is_json);
  if (refused.why == Why::duplicate) require(is_json && !is_without_duplicates(text));
  if (refused.why != Why::none) return;
  require(is_json && json::check(once, depth).what == nullptr && is_without_duplicates(text));
  require(json::canonical(once, json::Form::rfc8785, depth, arena, again) == once);
  require(as_jsonb.why == Why::none || as_jsonb.why == Why::number);
  if (as_jsonb.why == Why::none)
    require(json::canonical(jsonb, json::Form::rfc8785, depth, arena, again) == once);
}

// What is taken has the fingerprint of its canonical text; what is refused is refused in words.
void fingerprint_is_one(std::string_view text) try {
  const std::string print = fingerprint_of_claim(text, depth);
  Arena arena;
  json::Refused refused;
  const std::string_view once = json::canonical(text, json::Form::rfc8785, depth, arena, refused);
  require(refused.why == json::Refused::Why::none && fingerprint_of_claim(once, depth) == print);
} catch (const Refusal& refusal) {
  require(!refusal.fault().message.empty() && refusal.fault().code != Code::internal_error);
}

}  // namespace
}  // namespace surerow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surerow;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const json::Mistake mistake = json::check(text, depth);
  const bool is_json = mistake.what == nullptr;
  if (!is_json) is_worded({.why = json::Refused::Why::syntax, .mistake = mistake}, text, false);
  require(reads_whole(text) == is_json);
  require(reads_in_steps(text) == is_json);
  canonical_is_fixed(text, is_json);
  rfc8785_is_one(text, is_json);
  fingerprint_is_one(text);

  std::string quoted;
  json::append_string(quoted, text);
  require(json::check(quoted, depth).what == nullptr);
  Arena arena;
  Fault why;
  json::Reader in(quoted, "fuzz", depth);
  const auto unquoted = json::unescape(in.value(), arena, &why);
  require(text.find('\0') == text.npos ? unquoted == text : !unquoted);  // \u0000 has no text
  find_bad_utf8(text);
  return 0;
}
