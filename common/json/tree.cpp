// Builds the tree while the grammar is walked, so that the first mistake of a text is the one reported,
// whatever its kind. Nothing is copied but names with escapes, which must be compared by their text.
#include "common/json/tree.h"

#include <algorithm>

#include "common/json/number.h"

namespace surerow::json {
namespace {

constexpr std::size_t most_string = 0x0fffffff;  // what an entry of PostgreSQL's jsonb can measure

// True when numeric prints a number as it is written: no exponent, no negative zero, within all limits.
bool is_decimal(std::string_view number) {
  if (number.size() > 64) return false;
  bool zero = true;
  for (const char c : number) {
    if ((c | 0x20) == 'e') return false;
    zero = zero && (c == '0' || c == '.' || c == '-');
  }
  return !zero || number.front() != '-';
}

// True when ECMAScript prints a number as it is written: at most 21 digits before the point, and no more
// digits than its value needs.
bool is_shortest(std::string_view number) {
  if (number == "-0") return false;
  if (number.front() == '-') number.remove_prefix(1);
  if (number.find_first_of("eE") != std::string_view::npos) return false;
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos) return number.size() <= 21;
  return point <= 21 && number.back() != '0' && !number.starts_with("0.000000");
}

}  // namespace

// In bytes of UTF-8 the surrogate pairs of UTF-16 start with 0xf0 and above; they are less than U+E000 to
// U+FFFF, which start with 0xee and 0xef.
bool utf16_less(std::string_view a, std::string_view b) {
  const auto rank = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0xee ? byte : byte < 0xf0 ? byte + 0x10 : byte - 2;
  };
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return y != b.end();
  return rank(*x) < rank(*y);
}

Tree::Tree(std::string_view text, Form form, std::pmr::memory_resource* memory, Refused& refused)
    : text_(text),
      form_(form),
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
  const bool fits = raw.size() <= most_string || form_ != Form::jsonb;
  if (!fits) refused_.why = Refused::Why::string_size;
  return fits;
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
    escaped_names_.push_back({{text, node.size}, raw});
  }
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(node);
  Container& object = open_.back();
  if (object.last != Node::none && object.sorted) object.sorted = name_less(object.last, index);
  append_child(object, index);
  return true;
}

bool Tree::is_canonical(std::string_view number) const {
  return form_ == Form::jsonb ? is_decimal(number) : is_shortest(number);
}

std::optional<std::size_t> Tree::size_of(std::string_view number) const {
  if (form_ == Form::jsonb) {
    const auto decimal = measure(number);
    return decimal ? std::optional(decimal->size()) : std::nullopt;
  }
  const auto value = exact(number);
  return value ? std::optional(value->size()) : std::nullopt;
}

bool Tree::number(std::string_view text) {
  Node node{.begin = offset(text), .size = length(text)};
  if (!is_canonical(text)) {
    const auto size = size_of(text);
    if (!size) {
      refused_.why = Refused::Why::number;
      refused_.number = text;
      return false;
    }
    node.kind = Node::Kind::number;
    size_bound_ += *size;
  }
  add(node);
  return true;
}

std::string_view Tree::name_of(const Node& node) const {
  return node.kind == Node::Kind::escaped_string ? escaped_names_[node.begin].text : text_of(node);
}

bool Tree::name_less(std::uint32_t a, std::uint32_t b) const {
  const std::string_view x = name_of(nodes_[a]), y = name_of(nodes_[b]);
  if (form_ == Form::rfc8785) return utf16_less(x, y);
  return x.size() != y.size() ? x.size() < y.size() : x < y;
}

// The walk goes on: any other mistake is told before a duplicate.
void Tree::refuse_duplicate(const Node& name) {
  if (refused_.why != Refused::Why::none) return;
  refused_.why = Refused::Why::duplicate;
  refused_.string = name.kind == Node::Kind::escaped_string ? escaped_names_[name.begin].raw : text_of(name);
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
    if (replaced && form_ == Form::rfc8785) refuse_duplicate(nodes_[members_[i + 1]]);
  }
}

}  // namespace surerow::json
