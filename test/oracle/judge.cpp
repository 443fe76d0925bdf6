// A difference is of one kind: verdict, then canonical text or SQLSTATE, then (when asked for) words.
#include "test/oracle/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "test/oracle/text.h"

namespace surerow::oracle {
namespace {

Answer core_answer(const TypeUse& use, const std::string& text, const Settings& settings) {
  Answer answer;
  Fault why;
  if (auto canonical = use.cast(text, settings, &why)) {
    answer.accepted = true;
    answer.text = *std::move(canonical);
  } else {
    answer.state = entry(why.code).sqlstate;
    answer.message = why.message;
    answer.detail = why.detail;
  }
  return answer;
}

std::string described(const Answer& answer) {
  if (answer.accepted) return "accepts: " + escaped(answer.text);
  return fmt::format("refuses: {} {}{}{}", answer.state, escaped(answer.message),
                     answer.detail.empty() ? "" : " | ", escaped(answer.detail));
}

/// The core shows control characters escaped and cuts long values: its words are then its own.
bool shown_as_it_is(const std::string& words) {
  return words.size() <= 200 &&
         std::ranges::none_of(words, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace

std::vector<Known> read_known(const std::string& path) {
  std::vector<Known> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::string field[4];
    std::size_t from = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t tab = i < 3 ? line.find('\t', from) : line.size();
      if (tab == line.npos) throw std::runtime_error("known.txt: four fields with tabs between: " + line);
      field[i] = line.substr(from, tab - from);
      from = tab + 1;
    }
    out.push_back(
        {field[0], field[1], std::regex(field[2], std::regex::ECMAScript | std::regex::icase), field[3]});
  }
  return out;
}

Judge::Judge(Settings settings, std::vector<Known> known, bool words, std::size_t most_shown)
    : settings_(std::move(settings)), known_(std::move(known)), words_(words), most_shown_(most_shown) {}

const TypeUse* Judge::use(const std::string& type) {
  const auto [at, fresh] = uses_.try_emplace(type);
  if (fresh) {
    try {
      at->second.emplace(type);
    } catch (const Refusal& refusal) {
      fmt::print("skipped: the core has no type {} ({})\n", type, refusal.what());
    }
  }
  return at->second ? &*at->second : nullptr;
}

std::string Judge::difference(const Answer& core, const Answer& server) const {
  if (core.accepted != server.accepted) return "verdict";
  if (core.accepted) return core.text == server.text ? "" : "text";
  if (core.state != server.state) return "state";
  const bool same_words = core.message == server.message && core.detail == server.detail;
  if (!words_ || same_words || core.state == "22021") return "";
  return shown_as_it_is(server.message) && shown_as_it_is(server.detail) ? "words" : "";
}

bool Judge::is_known(const std::string& type, const std::string& kind, const std::string& text) {
  for (Known& known : known_) {
    if (known.type != "*" && !type.starts_with(known.type)) continue;
    if (known.kind != "any" && known.kind != kind) continue;
    if (!std::regex_search(text.substr(0, 500), known.text)) continue;
    ++known.hits;
    return true;
  }
  return false;
}

void Judge::compare(const std::string& type, const std::string& text, const Answer& server) {
  const TypeUse* const found = use(type);
  if (!found) return;
  const Answer core = core_answer(*found, text, settings_);
  Count& count = counts_[type];
  ++count.pairs;
  count.accepted += server.accepted ? 1 : 0;
  const std::string kind = difference(core, server);
  if (kind.empty()) return;
  if (is_known(type, kind, text)) {
    ++count.known;
    return;
  }
  if (++count.different <= most_shown_)
    fmt::print("{} differs: {} '{}'\n    core   {}\n    server {}\n", kind, type, escaped(text),
               described(core), described(server));
}

bool Judge::report() const {
  Count all;
  fmt::print("{:<32} {:>9} {:>9} {:>7} {:>9}\n", "type", "pairs", "accepted", "known", "different");
  for (const auto& [type, count] : counts_) {
    fmt::print("{:<32} {:>9} {:>9} {:>7} {:>9}\n", type, count.pairs, count.accepted, count.known,
               count.different);
    all.pairs += count.pairs;
    all.accepted += count.accepted;
    all.known += count.known;
    all.different += count.different;
  }
  for (const Known& known : known_)
    if (known.hits > 0) fmt::print("known: {} x {}\n", known.hits, known.reason);
  fmt::print("{:<32} {:>9} {:>9} {:>7} {:>9}\n", "all", all.pairs, all.accepted, all.known, all.different);
  return all.different == 0 && all.pairs > 0;
}

}  // namespace surerow::oracle
