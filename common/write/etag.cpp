// The columns of a token are bits, in the order of the columns' names: the order of a table's columns may
// differ between two engines.
#include "common/write/etag.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "common/hash.h"
#include "common/json/reader.h"
#include "common/write/options.h"

namespace surerow {
namespace {

constexpr std::size_t digest_size = 43;

std::vector<int> by_name(const Table& table) {
  std::vector<int> columns(table.columns.size());
  std::iota(columns.begin(), columns.end(), 0);
  std::sort(columns.begin(), columns.end(), [&](int a, int b) {
    return table.columns[static_cast<std::size_t>(a)].name < table.columns[static_cast<std::size_t>(b)].name;
  });
  return columns;
}

bool has(const std::vector<int>& list, int column) {
  return std::find(list.begin(), list.end(), column) != list.end();
}

bool is_token_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// What follows the digest: "" when `columns` are all.
std::string suffix_of(const std::vector<int>& all, const std::vector<int>& columns) {
  if (columns.size() == all.size()) return {};
  std::string bits((all.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < all.size(); ++i)
    if (has(columns, all[i])) bits[i / 8] = static_cast<char>(bits[i / 8] | 1 << i % 8);
  return "." + base64url(bits);
}

// The bits of base64url text; digits that are none count as zero: such a token matches no row.
std::vector<bool> bits_of(std::string_view text) {
  static constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string bytes;
  std::uint32_t pending = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = alphabet.find(c);
    pending = pending << 6 | static_cast<std::uint32_t>(digit == std::string_view::npos ? 0 : digit);
    count += 6;
    if (count >= 8) bytes += static_cast<char>(pending >> (count -= 8) & 0xff);
  }
  std::vector<bool> bits(bytes.size() * 8);
  for (std::size_t i = 0; i < bits.size(); ++i) bits[i] = (bytes[i / 8] >> i % 8 & 1) != 0;
  return bits;
}

}  // namespace

bool is_etag(std::string_view text) {
  if (text.size() < digest_size || (text.size() > digest_size && text[digest_size] != '.')) return false;
  const auto valid = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), is_token_character);
  };
  return valid(text.substr(0, digest_size)) &&
         (text.size() == digest_size || valid(text.substr(digest_size + 1)));
}

std::vector<int> etag_columns(const Table& table, std::string_view etag) {
  std::vector<int> all = by_name(table);
  if (etag.size() <= digest_size) return all;
  const std::vector<bool> bits = bits_of(etag.substr(digest_size + 1));
  std::vector<int> columns;
  for (std::size_t i = 0; i < all.size() && i < bits.size(); ++i)
    if (bits[i]) columns.push_back(all[i]);
  return columns.empty() || suffix_of(all, columns) != etag.substr(digest_size) ? all : columns;
}

std::vector<int> listed_columns(const Table& table, std::string_view columns) {
  std::vector<int> all = by_name(table);
  if (columns.empty()) return all;
  json::Reader in(columns, "columns", 1);
  Arena arena;
  std::vector<int> given;
  in.enter_array("expected an array of column names");
  while (in.next_element()) {
    if (in.peek() != json::Kind::string) in.fail("expected a column name", in.offset());
    Fault why;
    const auto name = json::unescape(in.value(), arena, &why);
    if (!name) refuse(std::move(why));
    const int column = table.find(*name);
    if (column < 0) refuse(unknown_column(table, *name));
    given.push_back(column);
  }
  in.finish();
  if (given.empty())
    refuse({Code::invalid_parameter_value,
            "an etag needs at least one column",
            {},
            "Leave the list out to have all columns count."});
  std::erase_if(all, [&](int column) { return !has(given, column); });
  return all;
}

std::string etag_of(const Table& table, const std::vector<int>& columns, std::string_view canonical) {
  return sha256_base64url(canonical) + suffix_of(by_name(table), columns);
}

}  // namespace surerow
