// Reads what the geometric types have in common: numbers, pairs of them and lists of pairs, each in optional
// parentheses. Every verdict is PostgreSQL's: which blanks and commas it takes differs from place to place.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "common/types/float_scan.h"
#include "common/types/float_text.h"
#include "common/types/geometry.h"
#include "common/types/scan.h"

namespace surerow::geometry {

void Scanner::blanks() {
  while (at_ < end_ && scan::is_space(*at_)) ++at_;
}

bool Scanner::at_last(char c) const {
  return at(c) && std::memchr(at_ + 1, c, static_cast<std::size_t>(end_ - at_ - 1)) == nullptr;
}

bool Scanner::take(char c) {
  const bool there = at(c);
  at_ += there ? 1 : 0;
  return there;
}

bool Scanner::take_outer() {
  const char* const before = at_;
  if (!take('(')) return false;
  blanks();
  if (at('(')) return true;
  at_ = before;
  return false;
}

bool Scanner::number(double& out) {
  blanks();
  const ScannedFloat<double> read = scan_float<double>(at_, end_);
  if (read.end == nullptr) return fail(Wrong::syntax);
  if (!read.in_range) {
    number_ = {at_, static_cast<std::size_t>(read.end - at_)};
    return fail(Wrong::number);
  }
  out = read.value;
  at_ = read.end;
  blanks();
  return true;
}

bool Scanner::pair(Point& out) {
  blanks();
  const bool enclosed = take('(');
  if (!number(out.x) || !expect(',') || !number(out.y)) return false;
  if (!enclosed) return true;
  if (!expect(')')) return false;
  blanks();
  return true;
}

bool Scanner::points(Point* out, std::size_t count, bool* open) {
  std::size_t depth = 0;
  blanks();
  const bool bracket = at('[');
  if (open != nullptr) *open = bracket;
  if (bracket) {
    if (open == nullptr) return fail(Wrong::syntax);
    depth = 1;
    take('[');
  } else if (at_last('(')) {
    depth = 1;
    take('(');
    blanks();
  } else if (take_outer()) {
    depth = 1;
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (!pair(out[i])) return false;
    take(',');
  }
  return closing(depth, bracket);
}

bool Scanner::closing(std::size_t depth, bool open) {
  for (; depth > 0; --depth) {
    if (!take(')') && !(open && take(']'))) return fail(Wrong::syntax);
    blanks();
  }
  return true;
}

std::size_t Scanner::announced() const {
  const auto commas = static_cast<std::size_t>(std::ranges::count(text_, ','));
  return commas % 2 == 0 ? 0 : (commas + 1) / 2;
}

bool Scanner::fail(Wrong wrong) {
  wrong_ = wrong;
  return false;
}

Fault Scanner::fault(const char* type) const {
  const auto offset = static_cast<std::size_t>(at_ - text_.data());
  const auto specification = [](const char* what) {
    return Fault{
        Code::invalid_text_representation, fmt::format("invalid line specification: {}", what), {}, {}};
  };
  switch (wrong_) {
    case Wrong::number:
      return {Code::numeric_out_of_range,
              shown(number_) + " is out of range for type double precision",
              {},
              {},
              offset};
    case Wrong::overflow: return {Code::numeric_out_of_range, "value out of range: overflow", {}, {}};
    case Wrong::underflow: return {Code::numeric_out_of_range, "value out of range: underflow", {}, {}};
    case Wrong::no_line: return specification("A and B cannot both be zero");
    case Wrong::no_points: return specification("must be two distinct points");
    case Wrong::too_many: return {Code::program_limit_exceeded, "too many points requested", {}, {}};
    default: return faults::invalid_input(type, text_, offset);
  }
}

char* make_room(Arena& arena, std::size_t head, std::size_t count) {
  constexpr std::size_t most_bytes = 0x3fffffff;  // MaxAllocSize
  constexpr std::size_t longest_head = 40;        // of PostgreSQL's own path and polygon
  if (count > (most_bytes - longest_head) / sizeof(Point)) return nullptr;
  auto* room = static_cast<char*>(arena.allocate(head + count * sizeof(Point), alignof(double)));
  std::memset(room, 0, head);
  return room;
}

double coordinate(std::string_view value, std::size_t index) {
  double out = 0;
  std::memcpy(&out, value.data() + index * sizeof(double), sizeof(double));
  return out;
}

void append_point(std::string_view value, std::size_t index, std::string& out) {
  out += '(';
  append_double(coordinate(value, 2 * index), out);
  out += ',';
  append_double(coordinate(value, 2 * index + 1), out);
  out += ')';
}

void append_points(std::string_view value, std::size_t from, std::string& out) {
  const std::string_view points = value.substr(from);
  for (std::size_t i = 0; i < points.size() / sizeof(Point); ++i) {
    if (i > 0) out += ',';
    append_point(points, i, out);
  }
}

}  // namespace surerow::geometry
