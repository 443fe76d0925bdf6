// Pairs of a type and a text: what the core and the server are asked.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace surerow::oracle {

struct CorpusLine {
  std::string topic;  // the file's name without .txt
  std::string text;
};

struct Request {
  std::size_t count = 200'000;
  std::uint64_t seed = 0;
  std::vector<std::string> types;  // empty: all that grammars name
  std::vector<CorpusLine> corpus;
};

using Sink = std::function<void(std::string_view type, std::string_view text)>;

/// Gives `sink` every corpus string with every type of its topic; then every corpus string with every other
/// type, or a random part of these pairs that leaves most of `count` free; then random pairs up to `count`.
void generate(const Request& request, const Sink& sink);

/// "numeric(10,2),integer" at its commas outside parentheses.
std::vector<std::string> split_types(std::string_view list);

/// All lines of the .txt files in `folder`, sorted by file: C-escaped strings; lines that begin with '#' and
/// empty lines are left out.
std::vector<CorpusLine> read_corpus(const std::string& folder);

}  // namespace surerow::oracle
