// What a family contributes to the differential test: a grammar, that is a list of type names and a function
// that writes a text they mostly accept. Put it into a file gen_<family>.cpp of this folder; it is found and
// registered by itself:
//
//   const Grammar booleans{{"boolean"}, [](Rng& rng) { return std::string(rng.pick({"true", "off", "y"}));
//   }};
//
// Near misses, blanks, foreign texts, random Unicode and the corpus are added by pairs.cpp for every type.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace surerow::oracle {

/// A reproducible stream of random numbers (splitmix64): the seed is all there is to a run.
class Rng {
 public:
  explicit Rng(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  /// A number from 0 to `bound` - 1.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  /// A number from `low` to `high`.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  /// True in `percent` of 100 cases.
  bool chance(unsigned percent) { return below(100) < percent; }

  std::string_view pick(std::initializer_list<std::string_view> of) { return of.begin()[below(of.size())]; }
  char pick_char(std::string_view of) { return of[below(of.size())]; }

  /// `count` random decimal digits; `any` is the alphabet to take instead.
  std::string digits(std::size_t count, std::string_view any = "0123456789") {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += pick_char(any);
    return out;
  }

 private:
  std::uint64_t state_;
};

struct Grammar {
  /// `types`: PostgreSQL type names with modifiers; `text`: writes one text that suits them.
  Grammar(std::initializer_list<const char*> types, std::string (*text)(Rng&),
          const char* file = __builtin_FILE());

  std::string topic;  // "network" of gen_network.cpp: corpus/network.txt belongs to it
  std::vector<std::string> types;
  std::string (*text)(Rng&);
};

/// All grammars of all gen_*.cpp files.
std::span<const Grammar* const> grammars();

/// `text` with one to three random changes.
std::string mutate(Rng& rng, std::string text);

/// Some characters of all of Unicode, sometimes bytes that are no UTF-8 at all.
std::string random_unicode(Rng& rng);

}  // namespace surerow::oracle
