// The text form of a check, and the words for rows that it refuses.
#include "common/strict/row_check.h"

#include <fmt/format.h>

#include "common/json/reader.h"
#include "common/write/answer.h"

namespace surerow {
namespace {

constexpr int text_depth = 2;
constexpr std::size_t most_named = 20;

std::string string_in(const json::Item& item, Arena& arena) {
  if (item.kind != json::Kind::string) refuse(faults::not_a_row_check());
  const auto text = json::unescape(item, arena, nullptr);
  if (!text) refuse(faults::not_a_row_check());
  return std::string(*text);
}

void expect_member(json::Reader& in, std::string_view name) {
  json::Item member;
  if (!in.next_member(member) || member.text != name) refuse(faults::not_a_row_check());
}

std::string text_of(const std::string& table, const std::vector<HeldColumn>& columns) {
  std::string out = "{";
  append_member(out, "table");
  json::append_string(out, table);
  append_member(out += ',', "columns");
  out += '{';
  for (const HeldColumn& column : columns) {
    if (out.back() != '{') out += ',';
    append_member(out, column.name);
    json::append_string(out, column.type->name());
  }
  return out += "}}";
}

}  // namespace

namespace faults {

Fault not_a_row_check() {
  return {Code::invalid_parameter_value, "sure_check_row was given no description of a strict table",
          "It is called by the triggers and constraints that sure_enable_strict makes.",
          "Call sure_enable_strict."};
}

}  // namespace faults

void BadValues::add(Fault why, const std::string& place) {
  if (++count_ == 1) {
    first_ = at_place(std::move(why), place);
  } else if (count_ <= most_named) {
    others_ += fmt::format("{} {} ({})", count_ == 2 ? " Also:" : ";", why.message, place);
  }
}

Fault BadValues::fault() const {
  Fault fault = first_;
  if (others_.empty()) return fault;
  if (!fault.detail.ends_with('.')) fault.detail += '.';
  fault.detail += others_;
  if (count_ > most_named) fault.detail += fmt::format("; and {} more", count_ - most_named);
  fault.detail += '.';
  return fault;
}

RowCheck::RowCheck(std::string table, std::vector<HeldColumn> columns)
    : table_(std::move(table)), columns_(std::move(columns)), text_(text_of(table_, columns_)) {}

RowCheck::RowCheck(std::string_view text) : text_(text) {
  try {
    read(text_);
  } catch (const Refusal& refusal) {
    const Code code = refusal.fault().code;
    if (code != Code::invalid_json && code != Code::statement_too_complex) throw;
    refuse(faults::not_a_row_check());
  }
}

void RowCheck::read(std::string_view text) {
  Arena arena;
  json::Reader in(text, "columns", text_depth);
  in.enter_object("expected an object");
  expect_member(in, "table");
  table_ = string_in(in.value(), arena);
  expect_member(in, "columns");
  in.enter_object("expected an object");
  json::Item name;
  while (in.next_member(name)) {
    name.kind = json::Kind::string;
    HeldColumn column{string_in(name, arena), nullptr};
    Fault why;
    column.type = find_type(string_in(in.value(), arena), &why);
    if (!column.type) refuse(at_place(std::move(why), place_of(table_, column.name)));
    columns_.push_back(std::move(column));
  }
  if (in.next_member(name)) refuse(faults::not_a_row_check());
  in.finish();
}

void RowCheck::require(std::span<const Value> row, std::span<const Value> before, const Reading& cx) const {
  BadValues bad;
  for (std::size_t i = 0; i < row.size(); ++i) {
    Fault why;
    if (fits(i, row[i], cx, &why) || (!before.empty() && same_image(row[i], before[i]))) continue;
    bad.add(std::move(why), place(i));
  }
  if (!bad.empty()) refuse(bad.fault());
}

std::string RowCheck::place(std::size_t i) const { return place_of(table_, columns_[i].name); }

}  // namespace surerow
