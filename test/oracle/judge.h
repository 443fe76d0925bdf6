// Compares the core's answers with a server's and keeps count.
#pragma once

#include <map>
#include <regex>
#include <string>
#include <vector>

#include "common/types/type.h"
#include "common/verdict.h"

namespace surerow::oracle {

/// What one side says of a pair: a canonical text, or a refusal.
struct Answer {
  bool accepted = false;
  std::string text;   // canonical text
  std::string state;  // SQLSTATE of a refusal
  std::string message;
  std::string detail;
};

/// A line of known.txt: differences that cannot be removed, and why.
struct Known {
  std::string type;  // a prefix, or "*"
  std::string kind;  // verdict, text, state, or "any"
  std::regex text;   // searched in the input, case ignored
  std::string reason;
  std::size_t hits = 0;
};

std::vector<Known> read_known(const std::string& path);

class Judge {
 public:
  /// `words`: messages and details are compared as well, where the core does not escape or cut the value.
  Judge(Settings settings, std::vector<Known> known, bool words, std::size_t most_shown);

  void compare(const std::string& type, const std::string& text, const Answer& server);

  /// Prints the counts; true when there is no difference but known ones.
  bool report() const;

 private:
  struct Count {
    std::size_t pairs = 0, accepted = 0, known = 0, different = 0;
  };

  const TypeUse* use(const std::string& type);
  std::string difference(const Answer& core, const Answer& server) const;
  bool is_known(const std::string& type, const std::string& kind, const std::string& text);

  Settings settings_;
  std::vector<Known> known_;
  bool words_;
  std::size_t most_shown_;
  std::map<std::string, std::optional<TypeUse>> uses_;
  std::map<std::string, Count> counts_;
};

}  // namespace surerow::oracle
