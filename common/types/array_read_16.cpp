// Array texts as PostgreSQL 15 and 16 read them: a first pass over the characters finds the dimensions, a
// second reads the elements. The first pass counts across sub-arrays of different depth, so that it lets some
// ragged texts pass and drops or moves their elements; that is reproduced, because the server does it.
#include <limits>
#include <vector>

#include "common/types/array_parts.h"
#include "common/types/scan.h"

namespace surerow::arrays {
namespace {

constexpr int most = ArrayShape::most_dimensions;
// Ragged texts can ask for far more elements than they write; beyond this no array is made of them.
constexpr std::int64_t most_scattered = 1'000'000;

bool too_many_dimensions(const Source& source, int count, const char* at) {
  return source.refuse(
      Code::program_limit_exceeded,
      "number of array dimensions (" + std::to_string(count) + ") exceeds the maximum allowed (6)", at);
}

// The first pass: from the opening brace on.
class Counter {
 public:
  Counter(const Source& source, const char* at) : source_(source), from_(at), at_(at) {}

  /// Fills dimensions and sizes; no dimensions mean an empty array.
  bool run(ArrayShape& shape) {
    while (!done_) {
      if (at_ == source_.end()) return wrong("Unexpected end of input.");
      if (in_element()) empty_ = false;
      if (!character(*at_)) return false;
      ++at_;
    }
    for (; at_ < source_.end(); ++at_)
      if (!scan::is_space(*at_)) return wrong("Junk after closing right brace.");
    if (empty_) return true;
    shape.dimensions = deepest_;
    for (int i = 0; i < deepest_; ++i) shape.size[i] = total_[i];
    return true;
  }

 private:
  enum class State : unsigned char {
    no_level,
    level_started,
    element,
    quoted,
    quoted_done,
    element_delimited,
    level_done,
    level_delimited,
  };

  bool in_element() const { return state_ == State::element || state_ == State::quoted; }
  // An element may begin here.
  bool fresh() const { return state_ == State::level_started || state_ == State::element_delimited; }

  bool wrong(const char* detail) const {
    return source_.malformed({from_, static_cast<std::size_t>(source_.end() - from_)}, detail, at_);
  }

  bool character(char c) {
    if (c == '\\') return backslash();
    if (c == '"') return quote();
    if (state_ == State::quoted) return true;
    if (c == '{') return open();
    if (c == '}') return close();
    if (c == source_.type.delimiter()) return delimiter();
    if (scan::is_space(c)) return true;
    if (!fresh() && state_ != State::element) return wrong("Unexpected array element.");
    state_ = State::element;
    return true;
  }

  bool backslash() {
    if (!fresh() && !in_element()) return wrong(unexpected('\\'));
    if (state_ != State::quoted) state_ = State::element;
    ++at_;
    return at_ != source_.end() || wrong("Unexpected end of input.");
  }

  bool quote() {
    if (!fresh() && state_ != State::quoted) return wrong("Unexpected array element.");
    state_ = state_ == State::quoted ? State::quoted_done : State::quoted;
    return true;
  }

  bool open() {
    if (state_ != State::no_level && state_ != State::level_started && state_ != State::level_delimited)
      return wrong(unexpected('{'));
    state_ = State::level_started;
    if (level_ == most) return too_many_dimensions(source_, level_ + 1, at_);
    total_[level_++] = 0;
    if (deepest_ < level_) deepest_ = level_;
    return true;
  }

  bool close() {
    const bool behind_value =
        state_ == State::element || state_ == State::quoted_done || state_ == State::level_done;
    if (!behind_value && !(level_ == 1 && state_ == State::level_started)) return wrong(unexpected('}'));
    state_ = State::level_done;
    --level_;
    if (last_count_[level_] != 0 && count_[level_] != last_count_[level_])
      return wrong("Multidimensional arrays must have sub-arrays with matching dimensions.");
    last_count_[level_] = count_[level_];
    count_[level_] = 1;
    if (level_ > 0) {
      ++total_[level_ - 1];
    } else {
      done_ = true;
      ++total_[deepest_ - 1];
    }
    return true;
  }

  bool delimiter() {
    if (state_ == State::level_done)
      state_ = State::level_delimited;
    else if (state_ == State::element || state_ == State::quoted_done)
      state_ = State::element_delimited;
    else
      return wrong(unexpected(source_.type.delimiter()));
    ++count_[level_ - 1];
    ++total_[deepest_ - 1];
    return true;
  }

  const Source& source_;
  const char* from_;
  const char* at_;
  State state_ = State::no_level;
  bool done_ = false;
  bool empty_ = true;
  int level_ = 0;
  int deepest_ = 1;
  std::int32_t total_[most] = {};                  // what becomes the size of a dimension
  std::int32_t count_[most] = {1, 1, 1, 1, 1, 1};  // elements of the open level so far
  std::int32_t last_count_[most] = {};             // of the level closed before
};

// The second pass: every element to its place. The text is well-formed.
class Filler {
 public:
  Filler(const Source& source, const char* at, const ArrayShape& shape, std::int64_t count)
      : source_(source), at_(at), shape_(shape), count_(count), packer_(packer_for(source)) {}

  bool run(Value& out) {
    while (!done_) {
      const Token token = next_token(source_, at_);
      if (!step(token)) return false;
    }
    if (!scattered_ && next_ < count_ && !scatter()) return false;
    if (scattered_) return gather(out);
    out = finish(packer_, shape_);
    return true;
  }

 private:
  bool step(const Token& token) {
    switch (token.kind) {
      case Token::Kind::open: index_[level_++] = 0; return true;
      case Token::Kind::close:
        if (place_ < 0) place_ = offset();
        index_[--level_] = 0;
        done_ = level_ == 0;
        if (!done_) ++index_[level_ - 1];
        return !done_ || store();
      case Token::Kind::delimiter:
        if (place_ < 0) place_ = offset();
        ++index_[shape_.dimensions - 1];
        return store();
      case Token::Kind::wrong: return source_.malformed(nullptr, at_);
      default: element_ = token; return true;
    }
  }

  std::int64_t offset() const {
    std::int64_t all = 0;
    for (int i = 0; i < shape_.dimensions; ++i) all = all * shape_.size[i] + index_[i];
    return all;
  }

  bool store() {
    const std::int64_t place = place_;
    place_ = -1;
    if (place < 0 || place >= count_) return source_.malformed(nullptr, nullptr);
    Value value;
    if (element_.kind == Token::Kind::element && !read_element(source_, element_.text, value)) return false;
    if (!scattered_ && place == next_) {
      ++next_;
      return packer_.append(value) || source_.too_large(Packer::most_bytes);
    }
    if (!scattered_ && !scatter()) return false;
    cells_[static_cast<std::size_t>(place)] = value;
    return true;
  }

  bool scatter() {
    if (count_ > most_scattered) return source_.too_large(most_elements);
    scattered_ = true;
    cells_.resize(static_cast<std::size_t>(count_));
    Unpacker before(packer_.finish().text().substr(sizeof(ArrayShape)));
    for (std::size_t i = 0; !before.done(); ++i) cells_[i] = before.next();
    return true;
  }

  bool gather(Value& out) const {
    Packer all = packer_for(source_);
    for (const Value& value : cells_)
      if (!all.append(value)) return source_.too_large(Packer::most_bytes);
    out = finish(all, shape_);
    return true;
  }

  const Source& source_;
  const char* at_;
  const ArrayShape& shape_;
  std::int64_t count_;
  Packer packer_;
  Token element_;
  std::int64_t place_ = -1;  // of the element at hand
  std::int64_t next_ = 0;    // elements packed in order
  bool scattered_ = false;
  bool done_ = false;
  int level_ = 0;
  std::int64_t index_[most] = {};
  std::vector<Value> cells_;  // from the first element that is out of order on
};

class Bounds {
 public:
  Bounds(const Source& source, const char*& at) : source_(source), at_(at) {}

  bool run(ArrayShape& shape) {
    for (skip_space(); next_is('['); skip_space())
      if (!dimension(shape)) return false;
    if (shape.dimensions == 0)
      return next_is('{') ||
             source_.malformed("Array value must start with \"{\" or dimension information.", at_);
    if (!next_is('=')) return source_.malformed("Missing \"=\" after array dimensions.", at_);
    ++at_;
    skip_space();
    return next_is('{') || source_.malformed("Array contents must start with \"{\".", at_);
  }

 private:
  void skip_space() {
    while (at_ < source_.end() && scan::is_space(*at_)) ++at_;
  }
  bool next_is(char c) const { return at_ < source_.end() && *at_ == c; }

  // Any run of digits and signs; atoi makes of it what it can, and cuts it to 32 bits.
  bool bound(std::int32_t& value, const char* detail) {
    const char* const from = at_;
    while (at_ < source_.end() && (scan::is_digit(*at_) || *at_ == '-' || *at_ == '+')) ++at_;
    if (at_ == from) return source_.malformed(detail, from);
    const char* number = from;
    value = static_cast<std::int32_t>(read_long(number, at_));
    return true;
  }

  bool dimension(ArrayShape& shape) {
    if (shape.dimensions == most) return too_many_dimensions(source_, most + 1, at_);
    std::int32_t lower = 1;
    std::int32_t upper = 0;
    const auto read_bound = [this](std::int32_t& value, const char* detail) { return bound(value, detail); };
    if (!read_bounds(source_, at_, read_bound, lower, upper)) return false;
    const std::int64_t size = std::int64_t{upper} - lower + 1;
    shape.size[shape.dimensions] = static_cast<std::int32_t>(size);
    shape.lower[shape.dimensions++] = lower;
    return true;
  }

  const Source& source_;
  const char*& at_;
};

// The product of the sizes; false when it is too large or a bound would pass int4.
bool count_elements(const Source& source, const ArrayShape& shape, std::int64_t& count) {
  count = shape.dimensions == 0 ? 0 : 1;
  for (int i = 0; i < shape.dimensions; ++i) {
    if (shape.size[i] < 0) return source.too_large(most_elements);
    count *= shape.size[i];
    if (count > std::numeric_limits<std::int32_t>::max()) return source.too_large(most_elements);
  }
  if (count > most_elements) return source.too_large(most_elements);
  for (int i = 0; i < shape.dimensions; ++i)
    if (std::int64_t{shape.lower[i]} + shape.size[i] > std::numeric_limits<std::int32_t>::max())
      return source.refuse(Code::program_limit_exceeded,
                           "array lower bound is too large: " + std::to_string(shape.lower[i]));
  return true;
}

}  // namespace

bool read_16(const Source& source, Value& out) {
  const char* at = source.begin();
  ArrayShape given;
  if (!Bounds(source, at).run(given)) return false;
  ArrayShape shape;
  if (!Counter(source, at).run(shape)) return false;
  for (int i = 0; i < most && given.dimensions > 0; ++i)
    if (given.dimensions != shape.dimensions || given.size[i] != shape.size[i])
      return source.malformed("Specified array dimensions do not match array contents.", at);
  for (int i = 0; i < shape.dimensions; ++i) shape.lower[i] = given.dimensions > 0 ? given.lower[i] : 1;
  std::int64_t count = 0;
  if (!count_elements(source, shape, count)) return false;
  if (count > 0) return Filler(source, at, shape, count).run(out);
  out = empty(source.cx.arena);
  return true;
}

}  // namespace surerow::arrays
