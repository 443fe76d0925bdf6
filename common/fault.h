// Every refusal surerow can give: its SQLSTATE, its SQLite result code and its words.
// The core words a refusal once; a binding carries it to its engine and never adds a word.
// Message: lower case, no full stop. Detail and hint: what was meant, and what to do next.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace surerow {

/// The catalogue (doc/errors.md lists it). The order is that of `catalogue()`.
enum class Code {
  stale_version,                  // SR001
  row_missing,                    // SR002
  write_vetoed,                   // SR003
  key_reused,                     // SR010
  in_progress,                    // SR011
  lease_lost,                     // SR012
  cardinality_violation,          // 21000
  string_right_truncation,        // 22001
  numeric_out_of_range,           // 22003
  null_value_not_allowed,         // 22004
  invalid_datetime_format,        // 22007
  datetime_field_overflow,        // 22008
  invalid_time_zone_offset,       // 22009
  interval_field_overflow,        // 22015
  character_not_in_repertoire,    // 22021
  invalid_parameter_value,        // 22023
  string_length_mismatch,         // 22026
  invalid_json,                   // 22032
  array_subscript_error,          // 2202E
  invalid_text_representation,    // 22P02
  invalid_binary_representation,  // 22P03
  untranslatable_character,       // 22P05
  data_exception,                 // 22000
  not_null_violation,             // 23502
  foreign_key_violation,          // 23503
  unique_violation,               // 23505
  check_violation,                // 23514
  active_sql_transaction,         // 25001
  serialization_failure,          // 40001
  deadlock_detected,              // 40P01
  trigger_protocol_violated,      // 39P01
  generated_always,               // 428C9
  insufficient_privilege,         // 42501
  syntax_error,                   // 42601
  undefined_column,               // 42703
  undefined_object,               // 42704
  ambiguous_column,               // 42702
  wrong_object_type,              // 42809
  invalid_column_reference,       // 42P10
  invalid_schema_name,            // 3F000
  undefined_table,                // 42P01
  feature_not_supported,          // 0A000
  out_of_memory,                  // 53200
  program_limit_exceeded,         // 54000
  statement_too_complex,          // 54001
  lock_not_available,             // 55P03
  internal_error,                 // XX000
};

/// What an engine needs to report a code.
struct CodeEntry {
  char sqlstate[6];
  const char* name;  // as in doc/errors.md
  int sqlite_code;   // primary or extended SQLite result code
};
const CodeEntry& entry(Code code);

/// The code with this SQLSTATE, or internal_error.
Code code_of(std::string_view sqlstate);

struct Fault {
  Code code = Code::internal_error;
  std::string message;
  std::string detail;
  std::string hint;
  /// Byte offset in the value that was read where it stops making sense; npos: not known, or all of it.
  std::size_t offset = std::string_view::npos;
};

/// `CODE: message`, then `\nDETAIL:  ...` and `\nHINT:  ...` when there are any: psql's verbose layout.
std::string one_string(const Fault& fault);

/// A fault on its way up to the guard of a binding. Never leaves the module.
class Refusal : public std::exception {
 public:
  explicit Refusal(Fault fault) : fault_(std::move(fault)) {}
  const Fault& fault() const { return fault_; }
  const char* what() const noexcept override { return fault_.message.c_str(); }

 private:
  Fault fault_;
};

/// Throws `fault` as a Refusal.
[[noreturn]] void refuse(Fault fault);

// --- Words shared by many refusals -------------------------------------------------------------

/// `text` as a message shows it: in double quotes, control characters and invalid UTF-8 escaped,
/// cut after 200 bytes with its length given.
std::string shown(std::string_view text);

/// The nearest of `names` to `wrong`, or "" when none is near.
template <class Names>
std::string_view nearest(std::string_view wrong, const Names& names);
/// Edit distance with neighbouring swaps, at most `limit + 1`; ASCII case counts half.
int distance(std::string_view a, std::string_view b, int limit);

template <class Names>
std::string_view nearest(std::string_view wrong, const Names& names) {
  // One mistake in three letters; of a shorter name only the case may be wrong.
  int limit = wrong.size() < 3 ? 1 : static_cast<int>(wrong.size() / 3) * 2;
  std::string_view best;
  for (const auto& name : names) {
    const int d = distance(wrong, name, limit);
    if (d <= limit) {
      limit = d - 1;
      best = name;
    }
  }
  return best;
}

/// Where a value stands: "column price of item".
std::string place_of(std::string_view table, std::string_view column);
/// Puts where the value stands, unless it is "", before the fault's own detail.
Fault at_place(Fault fault, const std::string& place);

// --- Refusals of values, as PostgreSQL words them ----------------------------------------------
namespace faults {

/// `offset`: where `text` stops making sense.
Fault invalid_input(std::string_view type, std::string_view text,
                    std::size_t offset = std::string_view::npos);      // 22P02
Fault out_of_range(std::string_view text, std::string_view type);      // 22003
Fault invalid_datetime(std::string_view type, std::string_view text);  // 22007
Fault datetime_overflow(std::string_view text);                        // 22008
Fault too_long(std::string_view type);                                 // 22001
Fault invalid_utf8(std::string_view text, std::size_t offset);         // 22021
Fault nul_character();                                                 // 22021
Fault unknown_type(std::string_view name);                             // 42704
Fault unknown_schema(std::string_view name);                           // 3F000

}  // namespace faults
}  // namespace surerow
