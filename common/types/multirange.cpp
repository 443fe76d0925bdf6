// Multiranges: ranges in braces (multirange_in, multirange_out). They come out sorted, without the empty
// ones, and those that touch or overlap are one. Each range's own text is read by its range type.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "common/types/families.h"
#include "common/types/range.h"
#include "common/types/scan.h"
#include "common/types/unstable_sort.h"

namespace surerow {
namespace {

using Subtype = RangeType::Subtype;

// So many ranges are sorted as the server does, which leaves equal numerics of different scale in its order.
constexpr std::size_t most_as_server = 1000;

// Finds the ranges in a multirange's text. Blanks are skipped wherever they stand, even behind a backslash,
// which then escapes what follows them.
class Splitter {
 public:
  Splitter(std::string_view text, Fault* why)
      : text_(text), at_(text.data()), end_(at_ + text.size()), why_(why) {}

  bool begin() {
    while (at_ < end_ && scan::is_space(*at_)) ++at_;
    if (at_ == end_ || *at_ != '{') return malformed("Missing left brace.");
    ++at_;
    return true;
  }

  /// The next range that is not written `empty`, or the end of the multirange (`done`).
  bool next(std::string_view& range, bool& done) {
    const char* from = nullptr;
    for (; at_ < end_; ++at_) {
      const char c = *at_;
      if (scan::is_space(c)) continue;
      switch (state_) {
        case State::before:
          if (!begin_range(c, from)) return false;
          break;
        case State::range:
          if (c == ']' || c == ')') {
            ++at_;
            state_ = State::after;
            range = {from, static_cast<std::size_t>(at_ - from)};
            return true;
          }
          if (c == '"') state_ = State::quoted;
          if (c == '\\') state_ = State::escaped;
          break;
        case State::escaped: state_ = State::range; break;
        case State::quoted:
          if (c == '\\') state_ = State::quoted_escaped;
          if (c == '"' && at_ + 1 < end_ && at_[1] == '"')
            ++at_;
          else if (c == '"')
            state_ = State::range;
          break;
        case State::quoted_escaped: state_ = State::quoted; break;
        case State::after:
          if (c != ',' && c != '}') return malformed("Expected comma or end of multirange.");
          state_ = State::before;
          if (c == '}') state_ = State::finished;
          break;
        case State::finished: break;
      }
      if (state_ == State::finished) return finish(done);
    }
    return malformed("Unexpected end of input.");
  }

 private:
  enum class State : unsigned char {
    before,
    range,
    escaped,
    quoted,
    quoted_escaped,
    after,
    finished,
  };

  bool begin_range(char c, const char*& from) {
    constexpr std::size_t size = 5;
    const std::string_view word(at_, std::min(size, static_cast<std::size_t>(end_ - at_)));
    if (c == '[' || c == '(') {
      from = at_;
      state_ = State::range;
    } else if (c == '}' && !seen_) {
      state_ = State::finished;
    } else if (scan::same_word(word, "empty")) {
      at_ += size - 1;
      state_ = State::after;
    } else {
      return malformed("Expected range start.");
    }
    seen_ = true;
    return true;
  }

  bool finish(bool& done) {
    done = true;
    for (++at_; at_ < end_; ++at_)
      if (!scan::is_space(*at_)) return malformed("Junk after closing right brace.");
    return true;
  }

  bool malformed(const char* detail) {
    if (why_ == nullptr) return false;
    *why_ = {Code::invalid_text_representation, "malformed multirange literal: " + shown(text_), detail, {}};
    why_->offset = static_cast<std::size_t>(at_ - text_.data());
    return false;
  }

  std::string_view text_;
  const char* at_;
  const char* end_;
  Fault* why_;
  State state_ = State::before;
  bool seen_ = false;
};

}  // namespace

bool MultirangeType::read(std::string_view text, const Reading& cx, Value& out, Fault* why) const {
  Splitter splitter(text, why);
  if (!splitter.begin()) return false;
  std::pmr::vector<RangeParts> ranges(&cx.arena);
  ranges.reserve(4);
  for (bool done = false; !done;) {
    std::string_view written;
    if (!splitter.next(written, done)) return false;
    if (done) break;
    RangeParts parts;
    if (!range_->read_parts(written, cx, parts, why)) {
      if (why != nullptr && why->offset != text.npos)
        why->offset += static_cast<std::size_t>(written.data() - text.data());
      return false;
    }
    if (!parts.empty) ranges.push_back(parts);
  }
  out = merged(ranges, cx.arena);
  return true;
}

Value MultirangeType::merged(std::span<RangeParts> ranges, Arena& arena) const {
  const auto compare = [this](const RangeParts& a, const RangeParts& b) {
    const int order = range_->compare_lower(a.lower, b.lower);
    return order != 0 ? order : range_->compare_upper(a.upper, b.upper);
  };
  if (ranges.size() <= most_as_server)
    UnstableSort<RangeParts, decltype(compare)>(compare).run(ranges);
  else
    std::stable_sort(ranges.begin(), ranges.end(),
                     [&](const RangeParts& a, const RangeParts& b) { return compare(a, b) < 0; });
  // Nothing lies between: they overlap, or one of the two bounds at the same value includes it.
  const auto meet = [this](const RangeBound& upper, const RangeBound& lower) {
    if (upper.infinite || lower.infinite) return true;
    const int order = range_->compare_values(upper.value, lower.value);
    return order > 0 || (order == 0 && (upper.inclusive || lower.inclusive));
  };
  std::size_t count = 0;
  for (const RangeParts& range : ranges) {
    if (count == 0 || !meet(ranges[count - 1].upper, range.lower)) {
      ranges[count++] = range;
      continue;
    }
    RangeParts& last = ranges[count - 1];
    // Of equal bounds the later one stays: numerics keep their scale.
    if (range_->compare_lower(last.lower, range.lower) >= 0) last.lower = range.lower;
    if (range_->compare_upper(last.upper, range.upper) <= 0) last.upper = range.upper;
  }
  Packer packer(arena, 0, 40 * count);
  for (const RangeParts& range : ranges.first(count)) packer.append(RangeType::value_of(range, arena));
  return packer.finish();
}

void MultirangeType::print(const Value& value, const Settings& settings, std::string& out) const {
  out += '{';
  bool first = true;
  for (Unpacker ranges = ranges_of(value); !ranges.done(); first = false) {
    if (!first) out += ',';
    range_->print(ranges.next(), settings, out);
  }
  out += '}';
}

std::string MultirangeType::accepts() const {
  return fmt::format("Ranges of type {} in braces, such as {{[a,b),[c,d)}}.", range_->name());
}

namespace {

template <Subtype subtype>
TypePtr make(Modifiers, Fault*) {
  std::shared_ptr<const RangeType> range = range_over(subtype);
  std::string name = range->name();
  name.insert(name.size() - std::string_view("range").size(), "multi");
  return std::make_shared<MultirangeType>(std::move(name), std::move(range));
}

}  // namespace

const Family int4multirange_family{"int4multirange", "int4multirange", 0, make<Subtype::int4>};
const Family int8multirange_family{"int8multirange", "int8multirange", 0, make<Subtype::int8>};
const Family nummultirange_family{"nummultirange", "nummultirange", 0, make<Subtype::numeric>};
const Family datemultirange_family{"datemultirange", "datemultirange", 0, make<Subtype::date>};
const Family tsmultirange_family{"tsmultirange", "tsmultirange", 0, make<Subtype::timestamp>};
const Family tstzmultirange_family{"tstzmultirange", "tstzmultirange", 0, make<Subtype::timestamptz>};

}  // namespace surerow
