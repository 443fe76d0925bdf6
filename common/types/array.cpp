// Array values: their parts, their canonical text (array_out) and their JSON (to_json). Elements are printed
// by their own type and quoted where PostgreSQL quotes them. Never recurses: an array holds no arrays.
#include "common/types/array.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/types/array_parts.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

// Marks that begin and end a dimension, and what stands between elements.
struct Marks {
  char open;
  char close;
  char between;
};

template <class Print>
void print_elements(const Value& value, Marks marks, std::string& out, const Print& print) {
  const ArrayShape shape = ArrayType::shape_of(value);
  std::int32_t index[ArrayShape::most_dimensions] = {};
  int open = 0;
  for (Unpacker elements = ArrayType::elements_of(value); !elements.done();) {
    for (; open < shape.dimensions; ++open) out += marks.open;
    print(elements.next());
    while (open > 0 && ++index[open - 1] == shape.size[open - 1]) {
      index[--open] = 0;
      out += marks.close;
    }
    if (open > 0) out += marks.between;
  }
  if (shape.dimensions == 0) (out += marks.open) += marks.close;
}

bool needs_quotes(std::string_view text, char delimiter) {
  if (text.empty() || scan::same_word(text, "null")) return true;
  return std::any_of(text.begin(), text.end(), [delimiter](char c) {
    return c == '"' || c == '\\' || c == '{' || c == '}' || c == delimiter || scan::is_space(c);
  });
}

// Puts quotes around what stands in `out` from `from` on, and a backslash before quotes and backslashes.
void quote(std::string& out, std::size_t from) {
  out.insert(from, 1, '"');
  if (out.find_first_of("\"\\", from + 1) != out.npos) {
    std::string escaped;
    for (std::size_t i = from + 1; i < out.size(); ++i) {
      if (out[i] == '"' || out[i] == '\\') escaped += '\\';
      escaped += out[i];
    }
    out.replace(from + 1, out.npos, escaped);
  }
  out += '"';
}

}  // namespace

ArrayType::ArrayType(TypePtr element)
    : Type(element->name() + "[]"),
      element_(std::move(element)),
      delimiter_(element_->name() == "box" ? ';' : ',') {}

bool ArrayType::read(std::string_view text, const Reading& cx, Value& out, Fault* why) const {
  const arrays::Source source{*this, text, cx, why};
  return cx.settings.server_version >= 17 ? arrays::read_17(source, out) : arrays::read_16(source, out);
}

void ArrayType::print(const Value& value, const Settings& settings, std::string& out) const {
  const ArrayShape shape = shape_of(value);
  const auto* const end = shape.lower + shape.dimensions;
  if (std::any_of(shape.lower, end, [](std::int32_t bound) { return bound != 1; })) {
    for (int i = 0; i < shape.dimensions; ++i)
      fmt::format_to(std::back_inserter(out), "[{}:{}]", shape.lower[i], shape.lower[i] + shape.size[i] - 1);
    out += '=';
  }
  print_elements(value, {'{', '}', delimiter_}, out, [&](const Value& element) {
    if (element.is_null()) {
      out += "NULL";
      return;
    }
    const std::size_t from = out.size();
    element_->print(element, settings, out);
    if (needs_quotes(std::string_view(out).substr(from), delimiter_)) quote(out, from);
  });
}

void ArrayType::print_json(const Value& value, const Settings& settings, std::string& out) const {
  print_elements(value, {'[', ']', ','}, out, [&](const Value& element) {
    if (element.is_null())
      out += "null";
    else
      element_->print_json(element, settings, out);
  });
}

std::string ArrayType::accepts() const {
  const std::string element = element_->accepts();
  return fmt::format("Elements in braces: {{a{0}b{0}NULL}}, or braces in braces for more dimensions.{1}{2}",
                     delimiter_, element.empty() ? "" : " An element: ", element);
}

ArrayShape ArrayType::shape_of(const Value& value) {
  ArrayShape shape;
  std::memcpy(&shape, value.text().data(), sizeof shape);
  return shape;
}

Unpacker ArrayType::elements_of(const Value& value) {
  return Unpacker(value.text().substr(sizeof(ArrayShape)));
}

}  // namespace surerow
