// jsonb_in and jsonb_out in one, and RFC 8785 likewise: reads a text into a tree, prints the tree. Depth
// costs memory of the heap, never stack; what would be too large is refused before it is written.
#include "common/json/canonical.h"

#include <array>
#include <cstring>

#include "common/json/number.h"
#include "common/json/tree.h"
#include "common/json/walk.h"

namespace surerow::json {
namespace {

constexpr std::uint64_t most_text = 0x3fffffff;  // PostgreSQL prints no longer text (MaxAllocSize)

// Memory that is known to be enough; what escape() of escape.h writes to.
struct Output {
  char* at;
  void append(const char* from, std::size_t size) {
    std::memcpy(at, from, size);
    at += size;
  }
  void append(std::string_view text) { append(text.data(), text.size()); }
  void push_back(char c) { *at++ = c; }
};

class Printer {
 public:
  Printer(const Tree& tree, char* out, std::pmr::memory_resource* memory)
      : tree_(tree), spaced_(tree.form() == Form::jsonb), out_{out}, memory_(memory), open_(memory) {}

  /// Prints the whole tree; returns the end of the text.
  char* run() {
    value(0);
    while (!open_.empty()) {
      Open& container = open_.back();
      const std::uint32_t child = container.next;
      if (child == Node::none) {
        out_.push_back(container.object ? '}' : ']');
        open_.pop_back();
        continue;
      }
      if (!container.first) separator(',');
      container.first = false;
      container.next = tree_[child].next;
      if (container.object) name(tree_[child]);
      value(child + std::uint32_t{container.object});
    }
    return out_.at;
  }

 private:
  struct Open {
    std::uint32_t next;
    bool object;
    bool first;
  };

  void value(std::uint32_t index) {
    const Node& node = tree_[index];
    switch (node.kind) {
      case Node::Kind::plain: out_.append(tree_.text_of(node)); return;
      case Node::Kind::string: quoted(tree_.text_of(node)); return;
      case Node::Kind::escaped_string: escaped(tree_.text_of(node)); return;
      case Node::Kind::number: number(tree_.text_of(node)); return;
      case Node::Kind::array:
      case Node::Kind::object: {
        const bool object = node.kind == Node::Kind::object;
        out_.push_back(object ? '{' : '[');
        open_.push_back({tree_.first_child(index), object, true});
      }
    }
  }

  void name(const Node& node) {
    if (node.kind == Node::Kind::escaped_string)
      escape(out_, tree_.name_of(node));
    else
      quoted(tree_.name_of(node));
    separator(':');
  }

  void number(std::string_view text) {
    out_.at = tree_.form() == Form::jsonb ? write(*measure(text), out_.at) : write(*exact(text), out_.at);
  }

  void separator(char c) {
    out_.push_back(c);
    if (spaced_) out_.push_back(' ');
  }

  // Text without escapes holds nothing that needs one.
  void quoted(std::string_view text) {
    out_.push_back('"');
    out_.append(text);
    out_.push_back('"');
  }

  void escaped(std::string_view raw) {
    auto* text = static_cast<char*>(memory_->allocate(raw.size(), 1));
    escape(out_, {text, static_cast<std::size_t>(unescape_into(text, raw) - text)});
    memory_->deallocate(text, raw.size(), 1);
  }

  const Tree& tree_;
  bool spaced_;
  Output out_;
  std::pmr::memory_resource* memory_;
  std::pmr::vector<Open> open_;
};

// Something that would run into the token before it.
bool joins(const char* p, const char* end) { return p != end && in_word(*p); }

// Reads the string at `p`. False: it has no text (in `refused`), or its syntax is wrong (in `wrong`).
bool read_string(const char* p, const char* end, Refused& refused, Wrong& wrong) {
  bool escaped = false;
  const char* past = scan_string(p, end, escaped, wrong);
  const char* stop = past != nullptr ? past - 1 : wrong.at == p ? end : wrong.at;
  refused.string = {p + 1, static_cast<std::size_t>(stop - p) - 1};
  refused.trouble = find_trouble(refused.string, past != nullptr);
  if (refused.trouble != Trouble::none) refused.why = Refused::Why::string;
  return past != nullptr && refused.trouble == Trouble::none;
}

// The one token at `p`, whatever it is; false as read_string says.
bool read_token(const char* p, const char* end, Refused& refused, Wrong& wrong) {
  if (p == end || std::string_view(",:{}[]").find(*p) != std::string_view::npos) return true;
  if (*p == '"') return read_string(p, end, refused, wrong);
  const char* past = *p == '-' || is_digit(*p) ? scan_number(p, end, wrong) : scan_word(p, end, wrong);
  if (past == nullptr || !joins(past, end)) return past != nullptr;
  wrong = {p, phrase::value};
  return false;
}

// What PostgreSQL reports where a value is too large for numeric, or a token stands where none may: it
// reads that token (behind the number one further) before it looks at what the last one meant.
void look_ahead(const char* at, const char* end, Refused& refused, Wrong& wrong) {
  if (refused.why == Refused::Why::number) {
    if (joins(at, end))
      wrong = {at, phrase::next_element};
    else
      read_token(skip_space(at, end), end, refused, wrong);
    if (wrong.what != nullptr && refused.why == Refused::Why::number) refused.why = Refused::Why::none;
  } else if (wrong.at != end && *wrong.at == '"' && wrong.what != phrase::digit) {
    Wrong inside;
    read_string(wrong.at, end, refused, inside);
  }
}

// Reads `text` into `tree`; false with the reason in `refused`.
bool read(std::string_view text, int max_depth, Tree& tree, Refused& refused) {
  const char* end = text.data() + text.size();
  Walk walk(text.data(), end, static_cast<std::size_t>(max_depth), tree);
  Wrong wrong;
  if (!walk.run()) {
    wrong = walk.wrong();
  } else if (const char* past = skip_space(walk.at(), end); past != end) {
    wrong = {past, phrase::end};
  } else {
    return refused.why == Refused::Why::none;
  }
  if (refused.why == Refused::Why::duplicate) refused.why = Refused::Why::none;
  if (refused.why == Refused::Why::none || refused.why == Refused::Why::number)
    look_ahead(walk.at(), end, refused, wrong);
  if (refused.why != Refused::Why::none) return false;
  refused.why = wrong.what == phrase::depth ? Refused::Why::depth : Refused::Why::syntax;
  refused.mistake = {static_cast<std::size_t>(wrong.at - text.data()), wrong.what};
  return false;
}

}  // namespace

std::string_view canonical(std::string_view text, Form form, int max_depth, Arena& arena, Refused& refused) {
  refused = {};
  if (text.size() > most_text) {
    refused.why = Refused::Why::text_size;
    return {};
  }
  std::array<std::byte, 4096> bytes;
  Arena scratch(bytes.data(), bytes.size());
  Tree tree(text, form, &scratch, refused);
  if (!read(text, max_depth, tree, refused)) return {};
  if (form == Form::jsonb && tree.size_bound() > most_text) {
    refused.why = Refused::Why::text_size;
    return {};
  }
  auto* out = static_cast<char*>(arena.allocate(tree.size_bound(), 1));
  const char* past = Printer(tree, out, &scratch).run();
  return {out, static_cast<std::size_t>(past - out)};
}

}  // namespace surerow::json
