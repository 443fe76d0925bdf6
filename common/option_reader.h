// Reads a JSON object of options member by member: the same words for an unknown option, for one given twice
// and for a bad value, whichever function the options belong to. The meaning of each option is its caller's.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/json/reader.h"

namespace surerow {

class OptionReader {
 public:
  /// `json` holds the options of `function`; both must outlive the reader. Refuses (22032) what is no object.
  OptionReader(std::string_view json, std::string_view function);

  /// Moves to the next option; false after the last. Refuses (22023) one that was there before.
  bool next();
  /// The name of the option at hand.
  const std::string& name() const { return seen_.back(); }
  /// Refuses (22023) the option at hand as none of `known`, naming the nearest.
  [[noreturn]] void unknown(std::span<const std::string_view> known) const;

  /// The value of the option at hand. Each refuses (22023) a value of another kind, saying what it must be.
  bool flag();
  std::string text(std::string_view wanted);
  std::int64_t integer(std::int64_t least, std::int64_t most);
  /// The index of the value among `words`.
  std::size_t choice(std::span<const char* const> words);

  /// 22023: the option at hand must be `wanted`, not `got`.
  [[noreturn]] void bad_value(std::string_view wanted, std::string_view got) const;
  /// The JSON behind the option's name, for values of a shape of their own.
  json::Reader& json() { return in_; }
  Arena& arena() { return arena_; }

 private:
  std::string_view function_;
  Arena arena_;
  json::Reader in_;
  std::vector<std::string> seen_;
};

}  // namespace surerow
