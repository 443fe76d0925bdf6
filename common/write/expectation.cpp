// Reads what was expected, and words what was found instead.
#include "common/write/expectation.h"

#include <fmt/format.h>

#include "common/write/etag.h"

namespace surerow {
namespace {

const std::string& version_name(const Table& table) {
  return table.columns[static_cast<std::size_t>(table.version_column)].name;
}

std::int64_t read_version(std::string_view text) {
  static const TypePtr bigint = find_type("bigint", nullptr);
  Scratch scratch;
  Value value;
  Fault why;
  if (!bigint->read(text, {storage_settings(), scratch.arena}, value, &why)) {
    why.hint = "Give the version that was read, an integer, or the token that sure_etag gave.";
    refuse(at_place(std::move(why), "argument expected"));
  }
  return value.integer();
}

std::string shown_expected(const Expectation& expected) {
  switch (expected.kind) {
    case Expectation::Kind::none: return {};
    case Expectation::Kind::absent: return "expected no row";
    case Expectation::Kind::version: return fmt::format("expected version {}", expected.version);
    case Expectation::Kind::etag: break;
  }
  return fmt::format("expected etag {}", shown(expected.etag));
}

std::string message_of(const Table& table, const Expectation& expected) {
  switch (expected.kind) {
    case Expectation::Kind::absent: return fmt::format("row of {} exists already", table.name);
    case Expectation::Kind::etag: return fmt::format("row of {} does not have the expected etag", table.name);
    default: return fmt::format("row of {} is not at version {}", table.name, expected.version);
  }
}

}  // namespace

Expectation read_expected(const Table& table, const Request& request) {
  if (!names_one_row(request.verb) || request.verb == Verb::etag) return {};
  if (is_etag(request.expected)) return {Expectation::Kind::etag, 0, request.expected};
  const std::int64_t version = read_version(request.expected);
  if (table.version_column < 0)
    refuse({Code::undefined_column,
            fmt::format("{} has no version column", table.name),
            {},
            "Call sure_enable_version for the table, or give what sure_etag gave."});
  return {Expectation::Kind::version, version, {}};
}

Expectation expectation_of(const Value& version) {
  if (version.is_null()) return {Expectation::Kind::absent, 0, {}};
  return {Expectation::Kind::version, version.integer(), {}};
}

Fault stale_row(const Table& table, const Expectation& expected, std::string_view current, bool equal,
                std::string_view place) {
  const bool etag = expected.kind == Expectation::Kind::etag;
  return {
      Code::stale_version, message_of(table, expected),
      fmt::format("{}: {}, current {} {}{}", place, shown_expected(expected), etag ? "etag" : "version",
                  etag ? shown(current) : std::string(current),
                  equal ? "; the row holds these very values" : ""),
      equal ? "It may be your own write, repeated, or an equal one of somebody else: read the row and decide."
            : "Read the row again and decide anew: the same call can never succeed."};
}

Fault missing_row(const Table& table, const Expectation& expected, std::string_view place) {
  const std::string wanted = shown_expected(expected);
  return {Code::row_missing, fmt::format("no row of {} has this key", table.name),
          fmt::format("{}{}{}", place, wanted.empty() ? "" : ": ", wanted),
          expected.kind == Expectation::Kind::version
              ? "The row was deleted since it was read, or never was there."
              : ""};
}

Fault no_version(const Table& table, std::string_view place) {
  return {Code::data_exception,
          fmt::format("column {} of {} holds no version", shown(version_name(table)), table.name),
          std::string(place), "Set it to an integer in every row, and call sure_enable_version again."};
}

}  // namespace surerow
