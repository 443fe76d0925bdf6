// Mixes what is asked: texts of the type's own grammar, near misses, other families' texts, the corpus.
#include "test/oracle/pairs.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

std::vector<const Grammar*>& registered() {
  static std::vector<const Grammar*> all;
  return all;
}

struct Choice {
  std::string type;
  const Grammar* grammar;  // null: a type no grammar names
};

bool wanted(const std::string& type, const std::vector<std::string>& types) {
  const std::string base = type.substr(0, type.find('('));
  return types.empty() || std::ranges::any_of(types, [&](const auto& t) { return t == type || t == base; });
}

/// The types of the run. A name that no grammar has is asked with everybody else's texts.
std::vector<Choice> choices(const std::vector<std::string>& types) {
  std::vector<Choice> out;
  for (const Grammar* grammar : registered())
    for (const std::string& type : grammar->types)
      if (wanted(type, types)) out.push_back({type, grammar});
  for (const std::string& type : types)
    if (std::ranges::none_of(out, [&](const Choice& c) { return wanted(c.type, {type}); }))
      out.push_back({type, nullptr});
  std::ranges::sort(out, {}, &Choice::type);  // link order must not change what a seed means
  return out;
}

/// What shares a part of the random pairs: a type with all its modifiers; all arrays are one.
std::string kind_of(const std::string& type) {
  return type.ends_with(']') ? "array" : type.substr(0, type.find('('));
}

/// Draws types: every kind as often as any other, arrays eight times as often.
class Draw {
 public:
  explicit Draw(const std::vector<Choice>& choices) {
    std::map<std::string, std::vector<const Choice*>> by_kind;
    for (const Choice& choice : choices) by_kind[kind_of(choice.type)].push_back(&choice);
    for (const auto& [kind, members] : by_kind) kinds_.insert(kinds_.end(), kind == "array" ? 8 : 1, members);
  }

  const Choice& operator()(Rng& rng) const {
    const auto& members = kinds_[rng.below(kinds_.size())];
    return *members[rng.below(members.size())];
  }

 private:
  std::vector<std::vector<const Choice*>> kinds_;
};

std::string any_text(Rng& rng, const std::vector<Choice>& all) {
  const auto with_grammar = all[rng.below(all.size())].grammar;
  return with_grammar ? with_grammar->text(rng) : random_unicode(rng);
}

std::string blanks(Rng& rng) {
  std::string out;
  for (std::size_t left = rng.below(4); left > 0; --left)
    out += rng.pick({" ", "\t", "\n", "\v", "\f", "\r", "\u00a0"});
  return out;
}

std::string random_text(Rng& rng, const Choice& choice, const std::vector<Choice>& all,
                        const Request& request) {
  const auto own = [&] { return choice.grammar ? choice.grammar->text(rng) : any_text(rng, all); };
  const std::size_t roll = rng.below(100);
  if (roll < 45) return own();
  if (roll < 70) return mutate(rng, own());
  if (roll < 78) return blanks(rng) + own() + blanks(rng);
  if (roll < 84) return any_text(rng, all);
  if (roll < 88) return own() + own();
  if (roll < 94 && !request.corpus.empty())
    return mutate(rng, request.corpus[rng.below(request.corpus.size())].text);
  return random_unicode(rng);
}

}  // namespace

Grammar::Grammar(std::initializer_list<const char*> type_names, std::string (*writer)(Rng&), const char* file)
    : topic(std::filesystem::path(file).stem().string().substr(4)),
      types(type_names.begin(), type_names.end()),
      text(writer) {
  registered().push_back(this);
}

std::span<const Grammar* const> grammars() { return registered(); }

void generate(const Request& request, const Sink& sink) {
  Rng rng(request.seed);
  const std::vector<Choice> all = choices({});
  const std::vector<Choice> chosen = choices(request.types);
  if (chosen.empty()) return;
  const std::size_t crossed = request.corpus.size() * chosen.size();
  const std::size_t room = request.count * 2 / 5;
  std::size_t given = 0;
  for (const CorpusLine& line : request.corpus) {
    for (const Choice& choice : chosen) {
      const bool at_home = choice.grammar && choice.grammar->topic == line.topic;
      if (!at_home && crossed > room && rng.below(crossed) >= room) continue;
      sink(choice.type, line.text);
      ++given;
    }
  }
  const Draw draw(chosen);
  for (; given < request.count; ++given) {
    const Choice& choice = draw(rng);
    sink(choice.type, random_text(rng, choice, all, request));
  }
}

}  // namespace surerow::oracle
