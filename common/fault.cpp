// The catalogue of refusals and the words that many of them share. Wording never looks into a value:
// whatever it holds is shown escaped and cut.
#include "common/fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "common/utf8.h"

namespace surerow {
namespace {

// Result codes of SQLite (rescode.html): stable numbers of its file format and API.
constexpr int sqlite_error = 1, sqlite_busy = 5, sqlite_busy_snapshot = 517, sqlite_locked = 6,
              sqlite_nomem = 7, sqlite_internal = 2, sqlite_toobig = 18, sqlite_constraint = 19,
              sqlite_mismatch = 20, sqlite_misuse = 21, sqlite_auth = 23, sqlite_constraint_check = 275,
              sqlite_constraint_foreignkey = 787, sqlite_constraint_notnull = 1299,
              sqlite_constraint_unique = 2067;

// In the order of enum Code.
constexpr auto catalogue_entries = std::to_array<CodeEntry>({
    {"SR001", "stale_version", sqlite_constraint},
    {"SR002", "row_missing", sqlite_constraint},
    {"SR003", "write_vetoed", sqlite_constraint},
    {"SR010", "key_reused", sqlite_constraint},
    {"SR011", "in_progress", sqlite_busy},
    {"SR012", "lease_lost", sqlite_constraint},
    {"21000", "cardinality_violation", sqlite_constraint},
    {"22001", "string_data_right_truncation", sqlite_mismatch},
    {"22003", "numeric_value_out_of_range", sqlite_mismatch},
    {"22004", "null_value_not_allowed", sqlite_misuse},
    {"22007", "invalid_datetime_format", sqlite_mismatch},
    {"22008", "datetime_field_overflow", sqlite_mismatch},
    {"22009", "invalid_time_zone_displacement_value", sqlite_mismatch},
    {"22015", "interval_field_overflow", sqlite_mismatch},
    {"22021", "character_not_in_repertoire", sqlite_mismatch},
    {"22023", "invalid_parameter_value", sqlite_error},
    {"22026", "string_data_length_mismatch", sqlite_mismatch},
    {"22032", "invalid_json_text", sqlite_error},
    {"2202E", "array_subscript_error", sqlite_mismatch},
    {"22P02", "invalid_text_representation", sqlite_mismatch},
    {"22P03", "invalid_binary_representation", sqlite_mismatch},
    {"22P05", "untranslatable_character", sqlite_mismatch},
    {"22000", "data_exception", sqlite_mismatch},
    {"23502", "not_null_violation", sqlite_constraint_notnull},
    {"23503", "foreign_key_violation", sqlite_constraint_foreignkey},
    {"23505", "unique_violation", sqlite_constraint_unique},
    {"23514", "check_violation", sqlite_constraint_check},
    {"25001", "active_sql_transaction", sqlite_error},
    {"40001", "serialization_failure", sqlite_busy_snapshot},
    {"40P01", "deadlock_detected", sqlite_busy},
    {"39P01", "trigger_protocol_violated", sqlite_error},
    {"428C9", "generated_always", sqlite_error},
    {"42501", "insufficient_privilege", sqlite_auth},
    {"42601", "syntax_error", sqlite_error},
    {"42703", "undefined_column", sqlite_error},
    {"42704", "undefined_object", sqlite_error},
    {"42702", "ambiguous_column", sqlite_error},
    {"42809", "wrong_object_type", sqlite_error},
    {"42P10", "invalid_column_reference", sqlite_error},
    {"3F000", "invalid_schema_name", sqlite_error},
    {"42P01", "undefined_table", sqlite_error},
    {"0A000", "feature_not_supported", sqlite_error},
    {"53200", "out_of_memory", sqlite_nomem},
    {"54000", "program_limit_exceeded", sqlite_toobig},
    {"54001", "statement_too_complex", sqlite_toobig},
    {"55P03", "lock_not_available", sqlite_locked},
    {"XX000", "internal_error", sqlite_internal},
});
static_assert(catalogue_entries.size() == static_cast<std::size_t>(Code::internal_error) + 1);

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Two points for a different letter, one for a different case.
int substitution(char a, char b) { return a == b ? 0 : lower(a) == lower(b) ? 1 : 2; }

}  // namespace

const CodeEntry& entry(Code code) { return catalogue_entries[static_cast<std::size_t>(code)]; }

Code code_of(std::string_view sqlstate) {
  const auto* found = std::find_if(catalogue_entries.begin(), catalogue_entries.end(),
                                   [&](const CodeEntry& e) { return sqlstate == e.sqlstate; });
  return found == catalogue_entries.end() ? Code::internal_error
                                          : static_cast<Code>(found - catalogue_entries.begin());
}

std::string one_string(const Fault& fault) {
  std::string out = fmt::format("{}: {}", entry(fault.code).sqlstate, fault.message);
  if (!fault.detail.empty()) out += "\nDETAIL:  " + fault.detail;
  if (!fault.hint.empty()) out += "\nHINT:  " + fault.hint;
  return out;
}

void refuse(Fault fault) { throw Refusal(std::move(fault)); }

std::string shown(std::string_view text) {
  constexpr std::size_t most = 200;
  std::string out = "\"";
  std::size_t i = 0;
  while (i < text.size() && i < most) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = utf8_length(text.substr(i));
    if (length == 0 || c < 0x20 || c == 0x7f) {
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\r' ? "\\r" : fmt::format("\\x{:02x}", c);
      ++i;
      continue;
    }
    out.append(text.substr(i, length));
    i += length;
  }
  out += '"';
  if (i < text.size()) out += fmt::format("... ({} bytes)", text.size());
  return out;
}

std::string place_of(std::string_view table, std::string_view column) {
  return fmt::format("column {} of {}", column, table);
}

Fault at_place(Fault fault, const std::string& place) {
  if (place.empty()) return fault;
  fault.detail = fault.detail.empty() ? place : place + ". " + fault.detail;
  return fault;
}

int distance(std::string_view a, std::string_view b, int limit) {
  constexpr std::size_t longest =
      256;  // names are at most 63 bytes on PostgreSQL; longer ones are not compared
  if (a.size() > longest || b.size() > longest) return limit + 1;
  std::vector<int> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = static_cast<int>(2 * j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(2 * i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 2, row[j - 1] + 2, above[j - 1] + substitution(a[i - 1], b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 2);
    }
    before.swap(above);
    above.swap(row);
  }
  return std::min(above[b.size()], limit + 1);
}

namespace faults {

Fault invalid_input(std::string_view type, std::string_view text, std::size_t offset) {
  return {Code::invalid_text_representation,
          fmt::format("invalid input syntax for type {}: {}", type, shown(text)),
          {},
          {},
          offset};
}

Fault out_of_range(std::string_view text, std::string_view type) {
  return {Code::numeric_out_of_range,
          fmt::format("value {} is out of range for type {}", shown(text), type),
          {},
          {}};
}

Fault invalid_datetime(std::string_view type, std::string_view text) {
  return {Code::invalid_datetime_format,
          fmt::format("invalid input syntax for type {}: {}", type, shown(text)),
          {},
          {}};
}

Fault datetime_overflow(std::string_view text) {
  return {Code::datetime_field_overflow,
          fmt::format("date/time field value out of range: {}", shown(text)),
          {},
          {}};
}

Fault too_long(std::string_view type) {
  return {Code::string_right_truncation, fmt::format("value too long for type {}", type), {}, {}};
}

Fault invalid_utf8(std::string_view text, std::size_t offset) {
  const std::string_view from = text.substr(offset);
  std::string bytes;
  for (const char c : from.substr(0, utf8_announced(from)))
    bytes += fmt::format(" 0x{:02x}", static_cast<unsigned char>(c));
  return {Code::character_not_in_repertoire,
          fmt::format("invalid byte sequence for encoding \"UTF8\":{}", bytes),
          fmt::format("byte {} of {}", offset + 1, text.size()),
          {}};
}

Fault nul_character() {
  return {Code::character_not_in_repertoire,
          "invalid byte sequence for encoding \"UTF8\": 0x00",
          {},
          "A text holds no NUL character; store bytes in a bytea column."};
}

Fault unknown_type(std::string_view name) {
  return {Code::undefined_object, fmt::format("type {} does not exist", shown(name)), {}, {}};
}

Fault unknown_schema(std::string_view name) {
  return {Code::invalid_schema_name, fmt::format("schema {} does not exist", shown(name)), {}, {}};
}

}  // namespace faults
}  // namespace surerow
