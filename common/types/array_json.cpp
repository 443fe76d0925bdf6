// A JSON value becomes an array as PostgreSQL's json_populate_record makes one: arrays of arrays are
// dimensions, and the first value that is no array says how many; what stands that deep is an element, arrays
// and objects as their own text. All lower bounds are 1. Depth is counted, never recursed.
#include <fmt/format.h>

#include <vector>

#include "common/types/array_parts.h"

namespace surerow {
namespace {

class JsonArray {
 public:
  JsonArray(const ArrayType& type, const json::Item& item, std::string_view member, const Reading& cx,
            Fault* why)
      : type_(type),
        member_(member),
        cx_(cx),
        why_(why),
        in_(item.text, member, cx.settings.max_depth),
        packer_(cx.arena, sizeof(ArrayShape), 2 * item.text.size() + 32) {}

  bool run(Value& out) {
    if (in_.peek() != json::Kind::array) return expected_array(0);
    open();
    while (!counts_.empty()) {
      if (!in_.next_element()) {
        if (!close()) return false;
      } else if (in_.peek() == json::Kind::array && counts_.size() != dimensions_) {
        open();
      } else if (!element(in_.value())) {
        return false;
      }
    }
    return finish(out);
  }

 private:
  void open() {
    in_.enter_array("expected an array");
    counts_.push_back(0);
    if (sizes_.size() < counts_.size()) sizes_.push_back(-1);
  }

  bool close() {
    const std::size_t level = counts_.size() - 1;
    if (dimensions_ == 0) dimensions_ = counts_.size();
    if (sizes_[level] < 0) sizes_[level] = counts_[level];
    if (sizes_[level] != counts_[level]) {
      return refuse({Code::invalid_text_representation,
                     "malformed JSON array",
                     "Multidimensional arrays must have sub-arrays with matching dimensions.",
                     {}});
    }
    counts_.pop_back();
    if (level > 0) ++counts_[level - 1];
    return true;
  }

  bool element(const json::Item& item) {
    if (dimensions_ == 0) dimensions_ = counts_.size();
    if (counts_.size() < dimensions_) return expected_array(counts_.size());
    Value value;
    if (item.kind != json::Kind::null) {
      std::string_view text = item.text;
      if (item.kind == json::Kind::string && !string_text(item, text)) return false;
      if (!type_.element().read(text, cx_, value, why_)) return false;
    }
    ++counts_.back();
    ++elements_;
    return packer_.append(value) || refuse_size(Packer::most_bytes);
  }

  // What the element's reader is given: the string itself, or, for json and jsonb, a JSON string again.
  bool string_text(const json::Item& item, std::string_view& text) {
    if (item.escaped) {
      const auto plain = json::unescape(item, cx_.arena, why_);
      if (!plain) return false;
      text = *plain;
    }
    if (type_.element().name() != "json" && type_.element().name() != "jsonb") return true;
    std::string quoted;
    json::append_string(quoted, text);
    text = keep(cx_.arena, quoted);
    return true;
  }

  bool finish(Value& out) {
    if (dimensions_ > ArrayShape::most_dimensions) {
      return refuse(
          {Code::program_limit_exceeded,
           fmt::format("number of array dimensions ({}) exceeds the maximum allowed (6)", dimensions_),
           {},
           {}});
    }
    if (elements_ > arrays::most_elements) return refuse_size(arrays::most_elements);
    ArrayShape shape;
    for (std::size_t i = 0; i < dimensions_ && elements_ > 0; ++i) {
      shape.size[i] = sizes_[i];
      shape.lower[i] = 1;
    }
    if (elements_ > 0) shape.dimensions = static_cast<std::int32_t>(dimensions_);
    out = arrays::finish(packer_, shape);
    return true;
  }

  bool refuse(Fault fault) {
    if (why_ != nullptr) *why_ = std::move(fault);
    return false;
  }

  bool refuse_size(std::int64_t limit) {
    return refuse({Code::program_limit_exceeded,
                   fmt::format("array size exceeds the maximum allowed ({})", limit),
                   {},
                   {}});
  }

  // `level` arrays are open; the value at hand should have been one more.
  bool expected_array(std::size_t level) {
    std::string indices;
    for (std::size_t i = 0; i < level; ++i) indices += fmt::format("[{}]", counts_[i]);
    Fault fault{Code::invalid_text_representation, "expected JSON array", {}, {}};
    fault.hint = indices.empty() ? fmt::format("See the value of key \"{}\".", member_)
                                 : fmt::format("See the array element {} of key \"{}\".", indices, member_);
    return refuse(std::move(fault));
  }

  const ArrayType& type_;
  std::string_view member_;
  const Reading& cx_;
  Fault* why_;
  json::Reader in_;
  Packer packer_;
  std::size_t dimensions_ = 0;        // 0: not known yet
  std::vector<std::int32_t> counts_;  // of each open array, outermost first
  std::vector<std::int32_t> sizes_;   // of each level; -1: not known yet
  std::int64_t elements_ = 0;
};

}  // namespace

bool ArrayType::read_json(const json::Item& item, std::string_view member, const Reading& cx, Value& out,
                          Fault* why) const {
  return JsonArray(*this, item, member, cx, why).run(out);
}

}  // namespace surerow
