// Enums given by their labels: enum('low', 'it''s', 'high'). surerow's own spelling, for types that have no
// name; a value is one of the labels, compared byte for byte, and is kept as its text. Refusals have
// PostgreSQL's words for an enum type (manual chapter 8.7), without the name it does not have.
#include "common/types/enum.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/types/canonical.h"

namespace surerow {
namespace {

constexpr std::size_t longest_label = 63;  // bytes: NAMEDATALEN - 1
constexpr std::size_t most_listed = 20;

std::string quoted(std::string_view label) {
  std::string out = "'";
  for (const char c : label) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

class Enum final : public CanonicalText {
 public:
  Enum(std::string name, std::vector<std::string> labels)
      : CanonicalText(std::move(name)), labels_(std::move(labels)), sorted_(labels_.begin(), labels_.end()) {
    std::sort(sorted_.begin(), sorted_.end());
  }

  bool read(std::string_view text, const Reading&, Value& out, Fault* why) const override {
    if (std::binary_search(sorted_.begin(), sorted_.end(), text)) {
      out = Value::text(text);
      return true;
    }
    if (why != nullptr) *why = unknown(text);
    return false;
  }

  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override {
    if (stored.kind() == Value::Kind::text) return read(stored.text(), cx, out, why);
    if (why != nullptr) {
      *why = {Code::invalid_text_representation, "invalid input value for enum", {}, accepts()};
      why->detail = "The stored value is not text.";
    }
    return false;
  }

  std::string accepts() const override {
    std::string list;
    for (std::size_t i = 0; i < std::min(labels_.size(), most_listed); ++i)
      list += (i == 0 ? "" : ", ") + quoted(labels_[i]);
    if (labels_.size() > most_listed) list += fmt::format(" and {} more", labels_.size() - most_listed);
    return labels_.size() == 1 ? fmt::format("The label {}.", list)
                               : fmt::format("One of the labels {}.", list);
  }

 private:
  Fault unknown(std::string_view text) const {
    Fault fault{Code::invalid_text_representation, "invalid input value for enum: " + shown(text), {}, {}};
    const std::string_view near = nearest(text, labels_);
    fault.hint = near.empty() ? accepts() : fmt::format("Did you mean {}?", shown(near));
    return fault;
  }

  std::vector<std::string> labels_;       // as given
  std::vector<std::string_view> sorted_;  // the same, by their bytes
};

bool check_labels(const std::vector<std::string>& labels, Fault* why) {
  std::vector<std::string_view> sorted(labels.begin(), labels.end());
  std::sort(sorted.begin(), sorted.end());
  const auto refuse = [why](std::string message, std::string detail) {
    if (why != nullptr) *why = {Code::invalid_parameter_value, std::move(message), std::move(detail), {}};
    return false;
  };
  for (const std::string& label : labels)
    if (label.empty() || label.size() > longest_label)
      return refuse("invalid enum label " + shown(label), "Labels must be 1 to 63 bytes long.");
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  return twice == sorted.end() || refuse("enum label " + shown(*twice) + " used more than once", {});
}

}  // namespace

TypePtr make_enum(std::vector<std::string> labels, Fault* why) {
  if (!check_labels(labels, why)) return nullptr;
  std::string name = "enum(";
  for (std::size_t i = 0; i < labels.size(); ++i) name += (i == 0 ? "" : ",") + quoted(labels[i]);
  return std::make_shared<Enum>(name + ")", std::move(labels));
}

}  // namespace surerow
