// Builds the tree while the grammar is walked, so that the first mistake of a text is the one reported,
// whatever its kind. Nothing is copied but names with escapes, which must be compared by their text.
#include "common/json/tree.h"

#include <algorithm>

#include "common/json/number.h"

namespace surerow::json {
namespace {

constexpr std::size_t most_string = 0x0fffffff;  // what an entry of PostgreSQL's jsonb can measure

// True when numeric prints a number as it is written: no exponent, no negative zero, within all limits.
bool is_canonical(std::string_view number) {
  if (number.size() > 64) return false;
  bool zero = true;
  for (const char c : number) {
    if ((c | 0x20) == 'e') return false;
    zero = zero && (c == '0' || c == '.' || c == '-');
  }
  return !zero || number.front() != '-';
}

}  // namespace

Tree::Tree(std::string_view text, std::pmr::memory_resource* memory, Refused& refused)
    : text_(text),
      memory_(memory),
      refused_(refused),
      nodes_(text.size() < 4096 ? memory : std::pmr::new_delete_resource()),
      escaped_names_(memory),
      open_(memory),
      members_(memory) {
  nodes_.reserve(std::min<std::size_t>(text.size() / 8 + 4, 1024));
}

void Tree::append_child(Container& parent, std::uint32_t child) {
  if (parent.last == Node::none)
    nodes_[parent.node].begin = child;
  else
    nodes_[parent.last].next = child;
  parent.last = child;
  size_bound_ += 2;
}

void Tree::add(Node node) {
  size_bound_ += node.size + 2;
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(node);
  if (!open_.empty() && !open_.back().object) append_child(open_.back(), index);
}

void Tree::open(bool object) {
  add({.begin = Node::none, .kind = object ? Node::Kind::object : Node::Kind::array});
  open_.push_back({static_cast<std::uint32_t>(nodes_.size() - 1), Node::none, object, true});
}

void Tree::close() {
  if (!open_.back().sorted) sort_members(open_.back());
  open_.pop_back();
}

// A lone \u0000 or surrogate, or more bytes than jsonb can hold, is refused where it stands.
bool Tree::usable(std::string_view raw, bool escaped, bool closed) {
  if (escaped) {
    const Trouble trouble = find_trouble(raw, closed);
    if (trouble != Trouble::none) {
      refused_.why = Refused::Why::string;
      refused_.trouble = trouble;
      refused_.string = raw;
      return false;
    }
  }
  if (raw.size() > most_string) refused_.why = Refused::Why::string_size;
  return raw.size() <= most_string;
}

void Tree::broken_string(std::string_view raw) { usable(raw, true, false); }

bool Tree::string(std::string_view raw, bool escaped) {
  if (!usable(raw, escaped, true)) return false;
  add({.begin = offset(raw),
       .size = length(raw),
       .kind = escaped ? Node::Kind::escaped_string : Node::Kind::string});
  return true;
}

bool Tree::name(std::string_view raw, bool escaped) {
  if (!usable(raw, escaped, true)) return false;
  Node node{.begin = offset(raw), .size = length(raw), .kind = Node::Kind::string};
  size_bound_ += raw.size() + 4;
  if (escaped) {
    auto* text = static_cast<char*>(memory_->allocate(raw.size(), 1));
    node.begin = static_cast<std::uint32_t>(escaped_names_.size());
    node.size = static_cast<std::uint32_t>(unescape_into(text, raw) - text);
    node.kind = Node::Kind::escaped_string;
    escaped_names_.emplace_back(text, node.size);
  }
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(node);
  Container& object = open_.back();
  if (object.last != Node::none && object.sorted) object.sorted = name_less(object.last, index);
  append_child(object, index);
  return true;
}

bool Tree::number(std::string_view text) {
  Node node{.begin = offset(text), .size = length(text)};
  if (!is_canonical(text)) {
    const auto decimal = measure(text);
    if (!decimal) {
      refused_.why = Refused::Why::number;
      refused_.number = text;
      return false;
    }
    node.kind = Node::Kind::number;
    size_bound_ += decimal->size();
  }
  add(node);
  return true;
}

std::string_view Tree::name_of(const Node& node) const {
  return node.kind == Node::Kind::escaped_string ? escaped_names_[node.begin] : text_of(node);
}

bool Tree::name_less(std::uint32_t a, std::uint32_t b) const {
  const std::string_view x = name_of(nodes_[a]), y = name_of(nodes_[b]);
  return x.size() != y.size() ? x.size() < y.size() : x < y;
}

void Tree::sort_members(Container& object) {
  members_.clear();
  for (std::uint32_t i = nodes_[object.node].begin; i != Node::none; i = nodes_[i].next)
    members_.push_back(i);
  std::sort(members_.begin(), members_.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (name_less(a, b)) return true;
    return !name_less(b, a) && a < b;
  });
  object.last = Node::none;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    nodes_[members_[i]].next = Node::none;
    const bool replaced = i + 1 < members_.size() && !name_less(members_[i], members_[i + 1]);
    if (!replaced) append_child(object, members_[i]);
  }
}

}  // namespace surerow::json
