// The values of one JSON text, in the order they stand in, linked so that members can be sorted without
// moving them. Offsets instead of pointers keep a node at 16 bytes.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <vector>

#include "common/json/canonical.h"

namespace surerow::json {

struct Node {
  enum class Kind : std::uint8_t { plain, string, escaped_string, number, array, object };
  static constexpr std::uint32_t none = 0xffffffff;

  std::uint32_t begin = 0;    // of its text; of an escaped name: its index among those
  std::uint32_t size = 0;     // of its text
  std::uint32_t next = none;  // the next element; of a member's name: the next member's name
  Kind kind = Kind::plain;
};

/// A Sink of walk.h that builds the tree. A member is two nodes: its name, then its value. The first
/// child of a container stands right behind it, unless sort_members put another one first.
class Tree {
 public:
  /// `memory` must release what is left to it (a monotonic resource).
  Tree(std::string_view text, Form form, std::pmr::memory_resource* memory, Refused& refused);

  void open(bool object);
  void close();
  bool name(std::string_view raw, bool escaped);
  bool string(std::string_view raw, bool escaped);
  bool number(std::string_view text);
  void word(std::string_view text) { add({.begin = offset(text), .size = length(text)}); }
  void broken_string(std::string_view raw);

  const Node& operator[](std::uint32_t i) const { return nodes_[i]; }
  /// The first element, or the name of the first member; Node::none when empty.
  std::uint32_t first_child(std::uint32_t container) const { return nodes_[container].begin; }
  /// The text of a scalar as it stands; of a string between its quotes.
  std::string_view text_of(const Node& node) const { return text_.substr(node.begin, node.size); }
  /// A member's name without its escapes.
  std::string_view name_of(const Node& node) const;
  Form form() const { return form_; }
  /// An upper bound of the canonical text's size in bytes.
  std::uint64_t size_bound() const { return size_bound_; }

 private:
  struct Container {
    std::uint32_t node;
    std::uint32_t last;  // the newest child
    bool object;
    bool sorted;  // the names so far ascend
  };

  static std::uint32_t length(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }
  std::uint32_t offset(std::string_view part) const {
    return static_cast<std::uint32_t>(part.data() - text_.data());
  }
  struct EscapedName {
    std::string_view text;  // without its escapes
    std::string_view raw;
  };

  void add(Node node);
  void append_child(Container& parent, std::uint32_t child);
  bool usable(std::string_view raw, bool escaped, bool closed);
  bool name_less(std::uint32_t a, std::uint32_t b) const;
  void refuse_duplicate(const Node& name);
  void sort_members(Container& object);
  bool is_canonical(std::string_view number) const;
  std::optional<std::size_t> size_of(std::string_view number) const;

  std::string_view text_;
  Form form_;
  std::pmr::memory_resource* memory_;
  Refused& refused_;
  std::pmr::vector<Node> nodes_;
  std::pmr::vector<EscapedName> escaped_names_;
  std::pmr::vector<Container> open_;
  std::pmr::vector<std::uint32_t> members_;  // scratch of sort_members
  std::uint64_t size_bound_ = 0;
};

}  // namespace surerow::json
