// Ranges: the text form (range_in, range_out). The text is cut into bounds first; then both bounds are read
// by their type, then the range gets its one form (range_order.cpp). A bound without quotes and escapes stays
// a view of the text.
#include "common/types/range.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/types/families.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

using Subtype = RangeType::Subtype;

struct Name {
  const char* range;
  const char* bound;
};
constexpr Name names[] = {{"int4range", "int4"}, {"int8range", "int8"},    {"numrange", "numeric"},
                          {"daterange", "date"}, {"tsrange", "timestamp"}, {"tstzrange", "timestamptz"}};
const Name& name_of(Subtype subtype) { return names[static_cast<std::size_t>(subtype)]; }

// The flags in front of the packed bounds.
constexpr char flag_empty = 1;
constexpr char flag_lower_inclusive = 2;
constexpr char flag_upper_inclusive = 4;
constexpr char flag_lower_infinite = 8;
constexpr char flag_upper_infinite = 16;

// What stands between the brackets.
struct Written {
  std::string_view text;
  bool given = false;  // false: nothing at all, no bound
};

class Cutter {
 public:
  Cutter(std::string_view text, Arena& arena, Fault* why)
      : text_(text), at_(text.data()), end_(at_ + text.size()), arena_(arena), why_(why) {}

  bool run(RangeParts& parts, Written& lower, Written& upper) {
    skip_space();
    if (scan::same_word(rest(5), "empty")) {
      parts.empty = true;
      at_ += 5;
      return end("Junk after \"empty\" key word.");
    }
    if (!next_is('[') && !next_is('(')) return malformed("Missing left parenthesis or bracket.");
    parts.lower.inclusive = *at_++ == '[';
    if (!bound(lower)) return false;
    if (!next_is(',')) return malformed("Missing comma after lower bound.");
    ++at_;
    if (!bound(upper)) return false;
    if (next_is(',')) return malformed("Too many commas.");
    parts.upper.inclusive = *at_++ == ']';
    return end("Junk after right parenthesis or bracket.");
  }

 private:
  std::string_view rest(std::size_t most) const {
    return {at_, std::min(most, static_cast<std::size_t>(end_ - at_))};
  }
  bool next_is(char c) const { return at_ < end_ && *at_ == c; }
  bool ends_bound() const { return next_is(',') || next_is(')') || next_is(']'); }
  void skip_space() {
    while (at_ < end_ && scan::is_space(*at_)) ++at_;
  }

  bool end(const char* detail) {
    skip_space();
    return at_ == end_ || malformed(detail);
  }

  bool malformed(const char* detail) {
    if (why_ == nullptr) return false;
    *why_ = {Code::invalid_text_representation, "malformed range literal: " + shown(text_), detail, {}};
    why_->offset = static_cast<std::size_t>(at_ - text_.data());
    return false;
  }

  bool bound(Written& out) {
    if (ends_bound()) return true;
    const char* const from = at_;
    while (at_ < end_ && !ends_bound() && *at_ != '"' && *at_ != '\\') ++at_;
    if (ends_bound()) {
      out = {{from, static_cast<std::size_t>(at_ - from)}, true};
      return true;
    }
    return escaped_bound(from, out);
  }

  // A bound from `from` on, where a quote or an escape stands here.
  bool escaped_bound(const char* from, Written& out) {
    bool quoted = false;
    for (; at_ < end_ && (quoted || !ends_bound()); ++at_) {
      if (*at_ == '"') quoted = !quoted;
      if (*at_ == '\\' && ++at_ == end_) break;
    }
    if (at_ == end_) return malformed("Unexpected end of input.");
    out = {unquoted(from), true};
    return true;
  }

  // The bound from `from` to here without quotes and escapes; a doubled quote within quotes stands for one.
  std::string_view unquoted(const char* from) {
    auto* const copy = static_cast<char*>(arena_.allocate(static_cast<std::size_t>(at_ - from), 1));
    char* next = copy;
    bool quoted = false;
    for (; from < at_; ++from) {
      if (*from == '\\') {
        *next++ = *++from;
      } else if (*from != '"') {
        *next++ = *from;
      } else if (quoted && from[1] == '"') {
        *next++ = *++from;
      } else {
        quoted = !quoted;
      }
    }
    return {copy, static_cast<std::size_t>(next - copy)};
  }

  std::string_view text_;
  const char* at_;
  const char* end_;
  Arena& arena_;
  Fault* why_;
};

// Quotes what stands in `out` from `from` on, where PostgreSQL does.
void quote_bound(std::string& out, std::size_t from) {
  const auto special = [](char c) {
    return c == '"' || c == '\\' || c == '(' || c == ')' || c == '[' || c == ']' || c == ',' ||
           scan::is_space(c);
  };
  if (out.size() > from && std::none_of(out.begin() + static_cast<std::ptrdiff_t>(from), out.end(), special))
    return;
  out.insert(from, 1, '"');
  out += '"';
}

}  // namespace

RangeType::RangeType(std::string name, Subtype subtype)
    : Type(std::move(name)), subtype_(subtype), bound_(find_type(name_of(subtype).bound, nullptr)) {}

bool RangeType::read_bound(std::string_view text, bool given, const Reading& cx, RangeBound& bound,
                           Fault* why) const {
  bound.infinite = !given;
  if (!given) {
    bound.inclusive = false;
    return true;
  }
  return bound_->read(text, cx, bound.value, why);
}

bool RangeType::read_parts(std::string_view text, const Reading& cx, RangeParts& out, Fault* why) const {
  out = {};
  Written lower;
  Written upper;
  if (!Cutter(text, cx.arena, why).run(out, lower, upper)) return false;
  return out.empty || (read_bound(lower.text, lower.given, cx, out.lower, why) &&
                       read_bound(upper.text, upper.given, cx, out.upper, why) && settle(out, why));
}

bool RangeType::read(std::string_view text, const Reading& cx, Value& out, Fault* why) const {
  RangeParts parts;
  if (!read_parts(text, cx, parts, why)) return false;
  out = value_of(parts, cx.arena);
  return true;
}

void RangeType::print(const Value& value, const Settings& settings, std::string& out) const {
  const RangeParts parts = parts_of(value);
  if (parts.empty) {
    out += "empty";
    return;
  }
  const auto print_bound = [&](const RangeBound& bound) {
    if (bound.infinite) return;
    const std::size_t from = out.size();
    bound_->print(bound.value, settings, out);
    quote_bound(out, from);
  };
  out += parts.lower.inclusive ? '[' : '(';
  print_bound(parts.lower);
  out += ',';
  print_bound(parts.upper);
  out += parts.upper.inclusive ? ']' : ')';
}

std::string RangeType::accepts() const {
  return fmt::format(
      "Two bounds of type {} in brackets, [ or ] for included and ( or ) for excluded, such as "
      "[a,b); a bound left out is infinite; or empty.",
      bound_->name());
}

RangeParts RangeType::parts_of(const Value& value) {
  const std::string_view bytes = value.text();
  const char flags = bytes[0];
  RangeParts parts;
  parts.empty = (flags & flag_empty) != 0;
  if (parts.empty) return parts;
  parts.lower.inclusive = (flags & flag_lower_inclusive) != 0;
  parts.lower.infinite = (flags & flag_lower_infinite) != 0;
  parts.upper.inclusive = (flags & flag_upper_inclusive) != 0;
  parts.upper.infinite = (flags & flag_upper_infinite) != 0;
  Unpacker bounds(bytes.substr(1));
  if (!parts.lower.infinite) parts.lower.value = bounds.next();
  if (!parts.upper.infinite) parts.upper.value = bounds.next();
  return parts;
}

Value RangeType::value_of(const RangeParts& parts, Arena& arena) {
  const auto size = [](const Value& bound) {
    return bound.kind() == Value::Kind::text ? bound.text().size() + 16 : 16;
  };
  Packer packer(arena, 1, parts.empty ? 0 : size(parts.lower.value) + size(parts.upper.value));
  int flags = flag_empty;
  if (!parts.empty) {
    flags = (parts.lower.inclusive ? flag_lower_inclusive : 0) |
            (parts.upper.inclusive ? flag_upper_inclusive : 0) |
            (parts.lower.infinite ? flag_lower_infinite : 0) |
            (parts.upper.infinite ? flag_upper_infinite : 0);
    if (!parts.lower.infinite) packer.append(parts.lower.value);
    if (!parts.upper.infinite) packer.append(parts.upper.value);
  }
  *packer.header() = static_cast<char>(flags);
  return packer.finish();
}

std::shared_ptr<const RangeType> range_over(Subtype subtype) {
  return std::make_shared<RangeType>(name_of(subtype).range, subtype);
}

bool is_range(const Type& type) { return type.name().ends_with("range"); }

namespace {

template <Subtype subtype>
TypePtr make(Modifiers, Fault*) {
  return range_over(subtype);
}

}  // namespace

const Family int4range_family{"int4range", "int4range", 0, make<Subtype::int4>};
const Family int8range_family{"int8range", "int8range", 0, make<Subtype::int8>};
const Family numrange_family{"numrange", "numrange", 0, make<Subtype::numeric>};
const Family daterange_family{"daterange", "daterange", 0, make<Subtype::date>};
const Family tsrange_family{"tsrange", "tsrange", 0, make<Subtype::timestamp>};
const Family tstzrange_family{"tstzrange", "tstzrange", 0, make<Subtype::timestamptz>};

}  // namespace surerow
