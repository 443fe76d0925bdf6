// The grammar of one JSON value, walked without recursion: a stack of bits says which containers are
// open, so any depth costs one bit. What is met is told to a Sink; a Sink that refuses ends the walk.
//
// struct Sink {
//   void open(bool object);
//   void close();
//   bool name(std::string_view raw, bool escaped);    // a member's name, between its quotes
//   bool string(std::string_view raw, bool escaped);
//   bool number(std::string_view text);
//   void word(std::string_view text);                 // true, false, null
//   void broken_string(std::string_view raw);         // what was read before a mistake in a string
// };
#pragma once

#include <cstdint>
#include <vector>

#include "common/json/scan.h"

namespace surerow::json {

/// Which containers are open, innermost first: true is an object. The first 64 cost no memory.
class OpenContainers {
 public:
  std::size_t depth() const { return depth_; }
  bool in_object() const { return (bits_ & 1) != 0; }
  void push(bool object) {
    if (depth_ != 0 && depth_ % 64 == 0) spilled_.push_back(bits_);
    bits_ = (bits_ << 1) | std::uint64_t{object};
    ++depth_;
  }
  void pop() {
    --depth_;
    bits_ >>= 1;
    if (depth_ != 0 && depth_ % 64 == 0) {
      bits_ = spilled_.back();
      spilled_.pop_back();
    }
  }

 private:
  std::uint64_t bits_ = 0;
  std::size_t depth_ = 0;
  std::vector<std::uint64_t> spilled_;
};

template <class Sink>
class Walk {
 public:
  Walk(const char* at, const char* end, std::size_t max_depth, Sink& sink)
      : at_(at), end_(end), max_depth_(max_depth), sink_(sink) {}

  /// Reads one value and the white space before it. False: see wrong(), whose `what` is null when
  /// the Sink refused.
  bool run() {
    for (;;) {
      bool complete = true;
      if (!begin_value(complete)) return false;
      if (!complete) continue;
      bool done = true;
      if (!end_value(done)) return false;
      if (done) return true;
    }
  }

  /// Behind what was read.
  const char* at() const { return at_; }
  const Wrong& wrong() const { return wrong_; }

 private:
  bool fail(const char* what) {
    wrong_ = {at_, what};
    return false;
  }

  /// Reads a scalar or an empty container, or opens one (then not `complete`: its first value is due).
  bool begin_value(bool& complete) {
    at_ = skip_space(at_, end_);
    if (at_ == end_) return fail(phrase::value);
    switch (*at_) {
      case '"': return string();
      case '{':
      case '[': return open(*at_ == '{', complete);
      case 't':
      case 'f':
      case 'n': return word();
      default: return number();
    }
  }

  /// Behind a value: closes what closes, until a value is due or all is closed (`done`).
  bool end_value(bool& done) {
    while (open_.depth() != 0) {
      at_ = skip_space(at_, end_);
      const char c = at_ == end_ ? '\0' : *at_;
      const bool object = open_.in_object();
      if (c == ',') {
        ++at_;
        done = false;
        return !object || member(phrase::name);
      }
      if (c != (object ? '}' : ']')) return fail(object ? phrase::next_member : phrase::next_element);
      close();
    }
    return true;
  }

  bool open(bool object, bool& complete) {
    if (open_.depth() == max_depth_) return fail(phrase::depth);
    ++at_;
    open_.push(object);
    sink_.open(object);
    at_ = skip_space(at_, end_);
    if (at_ != end_ && *at_ == (object ? '}' : ']')) {
      close();
      return true;
    }
    complete = false;
    if (object) return member(phrase::name_or_end);
    return at_ != end_ || fail(phrase::value_or_end);
  }

  void close() {
    ++at_;
    open_.pop();
    sink_.close();
  }

  bool member(const char* expected) {
    at_ = skip_space(at_, end_);
    if (at_ == end_ || *at_ != '"') return fail(expected);
    bool escaped = false;
    const char* start = at_;
    if (!quoted(escaped)) return false;
    if (!sink_.name({start + 1, static_cast<std::size_t>(at_ - start) - 2}, escaped)) return false;
    at_ = skip_space(at_, end_);
    if (at_ == end_ || *at_ != ':') return fail(phrase::colon);
    ++at_;
    return true;
  }

  bool string() {
    bool escaped = false;
    const char* start = at_;
    return quoted(escaped) && sink_.string({start + 1, static_cast<std::size_t>(at_ - start) - 2}, escaped);
  }

  bool quoted(bool& escaped) {
    const char* past = scan_string(at_, end_, escaped, wrong_);
    if (past == nullptr) {
      const char* stop = wrong_.at == at_ ? end_ : wrong_.at;
      sink_.broken_string({at_ + 1, static_cast<std::size_t>(stop - at_) - 1});
      return false;
    }
    at_ = past;
    return true;
  }

  bool number() {
    if (!is_digit(*at_) && *at_ != '-') return fail(phrase::value);
    const char* start = at_;
    const char* past = scan_number(at_, end_, wrong_);
    if (past == nullptr) return false;
    at_ = past;
    return sink_.number({start, static_cast<std::size_t>(past - start)});
  }

  bool word() {
    const char* start = at_;
    const char* past = scan_word(at_, end_, wrong_);
    if (past == nullptr) return false;
    at_ = past;
    sink_.word({start, static_cast<std::size_t>(past - start)});
    return true;
  }

  const char* at_;
  const char* end_;
  std::size_t max_depth_;
  Sink& sink_;
  OpenContainers open_;
  Wrong wrong_;
};

/// A Sink for whoever only wants to know whether the grammar is kept.
struct NoSink {
  void open(bool) {}
  void close() {}
  bool name(std::string_view, bool) { return true; }
  bool string(std::string_view, bool) { return true; }
  bool number(std::string_view) { return true; }
  void word(std::string_view) {}
  void broken_string(std::string_view) {}
};

}  // namespace surerow::json
