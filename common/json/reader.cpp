// The pull reader: one function per step of the caller, each a few comparisons and one token. Scalars are
// views; a whole array or object is walked by walk.h, so nesting costs bits and never stack.
#include "common/json/reader.h"

#include <fmt/format.h>

#include "common/json/place.h"
#include "common/json/walk.h"

namespace surerow::json {
namespace {

std::string_view between(const char* from, const char* to) {
  return {from, static_cast<std::size_t>(to - from)};
}

}  // namespace

Mistake check(std::string_view text, int max_depth, bool* too_deep) {
  const char* end = text.data() + text.size();
  NoSink sink;
  Walk walk(text.data(), end, static_cast<std::size_t>(max_depth), sink);
  if (!walk.run()) {
    if (too_deep != nullptr) *too_deep = walk.wrong().what == phrase::depth;
    return {static_cast<std::size_t>(walk.wrong().at - text.data()), walk.wrong().what};
  }
  const char* past = skip_space(walk.at(), end);
  if (past != end) return {static_cast<std::size_t>(past - text.data()), phrase::end};
  return {};
}

Reader::Reader(std::string_view text, std::string_view name, int max_depth)
    : text_(text),
      at_(text.data()),
      end_(text.data() + text.size()),
      name_(name),
      depth_left_(max_depth),
      max_depth_(max_depth) {}

Kind Reader::peek() {
  at_ = skip_space(at_, end_);
  switch (at_ == end_ ? '\0' : *at_) {
    case '"': return Kind::string;
    case '{': return Kind::object;
    case '[': return Kind::array;
    case 't':
    case 'f': return Kind::boolean;
    case 'n': return Kind::null;
    case '-': return Kind::number;
    default:
      if (at_ == end_ || !is_digit(*at_)) fail(phrase::value, offset());
      return Kind::number;
  }
}

Item Reader::value() {
  const Kind kind = peek();
  const char* start = at_;
  Wrong wrong;
  bool escaped = false;
  switch (kind) {
    case Kind::string:
      at_ = scan_string(start, end_, escaped, wrong);
      if (at_ == nullptr) fail(wrong);
      return {kind, escaped, between(start + 1, at_ - 1)};
    case Kind::number: at_ = scan_number(start, end_, wrong); break;
    case Kind::boolean:
    case Kind::null: at_ = scan_word(start, end_, wrong); break;
    case Kind::array:
    case Kind::object: at_ = container(start, wrong); break;
  }
  if (at_ == nullptr) fail(wrong);
  return {kind, false, between(start, at_)};
}

const char* Reader::container(const char* start, Wrong& wrong) const {
  NoSink sink;
  Walk walk(start, end_, static_cast<std::size_t>(depth_left_), sink);
  if (walk.run()) return walk.at();
  wrong = walk.wrong();
  return nullptr;
}

void Reader::enter(char opening, const char* expected) {
  at_ = skip_space(at_, end_);
  if (at_ == end_ || *at_ != opening) fail(expected, offset());
  if (depth_left_ == 0) fail(Wrong{at_, phrase::depth});
  --depth_left_;
  ++at_;
  first_ = true;
}

void Reader::enter_object(const char* expected) { enter('{', expected); }

void Reader::enter_array(const char* expected) { enter('[', expected); }

bool Reader::next_in(char closing, const char* expected) {
  at_ = skip_space(at_, end_);
  const char c = at_ == end_ ? '\0' : *at_;
  if (c == closing) {
    ++at_;
    ++depth_left_;
    first_ = false;
    return false;
  }
  if (first_) return true;
  if (c != ',') fail(expected, offset());
  at_ = skip_space(at_ + 1, end_);
  return true;
}

bool Reader::next_member(Item& name) {
  if (!next_in('}', phrase::next_member)) return false;
  if (at_ == end_ || *at_ != '"') fail(first_ ? phrase::name_or_end : phrase::name, offset());
  first_ = false;
  Wrong wrong;
  bool escaped = false;
  const char* start = at_;
  at_ = scan_string(start, end_, escaped, wrong);
  if (at_ == nullptr) fail(wrong);
  name = {Kind::string, escaped, between(start + 1, at_ - 1)};
  at_ = skip_space(at_, end_);
  if (at_ == end_ || *at_ != ':') fail(phrase::colon, offset());
  ++at_;
  return true;
}

bool Reader::next_element() {
  if (!next_in(']', phrase::next_element)) return false;
  if (first_ && at_ == end_) fail(phrase::value_or_end, offset());
  first_ = false;
  return true;
}

void Reader::finish() {
  at_ = skip_space(at_, end_);
  if (at_ != end_) fail(phrase::end, offset());
}

void Reader::fail(const char* what, std::size_t offset) const {
  refuse({Code::invalid_json,
          fmt::format("invalid JSON in {}: {}", name_, what),
          fmt::format("Line {}: {}.", place(text_, offset), found(text_, offset)),
          {}});
}

void Reader::fail(const Wrong& wrong) const {
  const auto offset = static_cast<std::size_t>(wrong.at - text_.data());
  if (wrong.what != phrase::depth) fail(wrong.what, offset);
  Fault fault = too_deep(fmt::format("JSON in {}", name_), max_depth_);
  fault.detail = fmt::format("Line {}.", place(text_, offset));
  refuse(std::move(fault));
}

}  // namespace surerow::json
