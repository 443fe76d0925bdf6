// One table of options {name, verbs, reader}; an unknown one is an error that names the nearest.
#include "common/write/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "common/idempotency/key_options.h"

namespace surerow {
namespace {

constexpr unsigned bit(Verb verb) { return 1U << static_cast<unsigned>(verb); }
constexpr unsigned rows_verbs = bit(Verb::upsert) | bit(Verb::insert);
constexpr unsigned keyed_verbs = rows_verbs | bit(Verb::hold);
constexpr unsigned one_row_verbs = bit(Verb::update) | bit(Verb::erase);

class WriterOptions {
 public:
  WriterOptions(const Table& table, Verb verb, std::string_view json)
      : table_(table), verb_(verb), in_(json, function_of(verb)) {}

  Options read() {
    while (in_.next()) (this->*entry().read)();
    check();
    // A report of a single row tells the row as it is now.
    if (out_.report_stale && names_one_row(verb_) && !out_.returning) all_columns();
    return std::move(out_);
  }

 private:
  struct Entry {
    const char* name;
    unsigned verbs;
    void (WriterOptions::*read)();
  };
  static const Entry entries[];

  const Entry& entry();
  void refuse_key_option() const;

  void read_key() { out_.key = columns(true); }
  void read_index() { out_.index = in_.text("the name of a unique index"); }
  void read_update() { out_.update = columns(false); }
  void read_insert_only() { out_.insert_only = columns(false); }
  void read_duplicates() {
    static constexpr const char* words[] = {"error", "first", "last"};
    out_.duplicates = static_cast<Options::Duplicates>(in_.choice(words));
  }
  void read_on_stale() { out_.report_stale = report(); }
  void read_on_vetoed() { out_.report_vetoed = report(); }
  void read_lock() {
    static constexpr const char* words[] = {"none", "share", "write", "write_key"};
    out_.lock = static_cast<Lock>(in_.choice(words));
  }
  void read_each() { out_.each = in_.flag(); }
  void read_dry_run() { out_.dry_run = in_.flag(); }
  void read_returning() {
    if (in_.json().peek() == json::Kind::boolean) {
      out_.returning = in_.flag();
      if (out_.returning) all_columns();
    } else {
      out_.returned = columns(true);
      out_.returning = true;
    }
  }

  void all_columns() {
    out_.returned.resize(table_.columns.size());
    std::iota(out_.returned.begin(), out_.returned.end(), 0);
  }
  bool report() {
    static constexpr const char* words[] = {"error", "report"};
    return in_.choice(words) == 1;
  }
  std::vector<int> columns(bool at_least_one) {
    constexpr const char* wanted = "a list of column names";
    std::vector<int> list;
    if (in_.json().peek() != json::Kind::array) in_.bad_value(wanted, shown(in_.json().value().text));
    in_.json().enter_array("expected an array");
    while (in_.json().next_element()) {
      const std::string name = in_.text(wanted);
      const int column = table_.find(name);
      if (column < 0) refuse(unknown_column(table_, name));
      if (std::find(list.begin(), list.end(), column) == list.end()) list.push_back(column);
    }
    if (at_least_one && list.empty()) in_.bad_value(wanted, "an empty one");
    return list;
  }
  void check() const {
    const auto exclude = [](bool both, const char* a, const char* b) {
      if (both)
        refuse({Code::invalid_parameter_value,
                fmt::format("options \"{}\" and \"{}\" exclude each other", a, b),
                {},
                {}});
    };
    exclude(!out_.key.empty() && !out_.index.empty(), "key", "index");
    exclude(out_.dry_run && out_.returning, "dry_run", "returning");
  }

  const Table& table_;
  Verb verb_;
  OptionReader in_;
  Options out_;
};

const WriterOptions::Entry WriterOptions::entries[] = {
    {"key", rows_verbs, &WriterOptions::read_key},
    {"index", keyed_verbs, &WriterOptions::read_index},
    {"update", bit(Verb::upsert), &WriterOptions::read_update},
    {"insert_only", bit(Verb::upsert), &WriterOptions::read_insert_only},
    {"duplicates", keyed_verbs, &WriterOptions::read_duplicates},
    {"on_stale", bit(Verb::upsert) | one_row_verbs, &WriterOptions::read_on_stale},
    {"on_vetoed", rows_verbs | one_row_verbs, &WriterOptions::read_on_vetoed},
    {"each", rows_verbs, &WriterOptions::read_each},
    {"returning", rows_verbs | one_row_verbs, &WriterOptions::read_returning},
    {"dry_run", rows_verbs, &WriterOptions::read_dry_run},
    {"lock", bit(Verb::hold), &WriterOptions::read_lock},
};

// An operation of sure_apply has none; those of a call are cut out before its options are read.
void WriterOptions::refuse_key_option() const {
  if (!is_key_option(in_.name())) return;
  refuse({Code::invalid_parameter_value,
          fmt::format("option {} is for a whole call, not for one of its ops", shown(in_.name())),
          {},
          "Give it in the options of sure_apply."});
}

const WriterOptions::Entry& WriterOptions::entry() {
  std::vector<std::string_view> known;
  for (const Entry& entry : entries) {
    if ((entry.verbs & bit(verb_)) == 0) continue;
    if (in_.name() == entry.name) return entry;
    known.emplace_back(entry.name);
  }
  refuse_key_option();
  known.insert(known.end(), key_option_names.begin(), key_option_names.end());
  in_.unknown(known);
}

}  // namespace

const char* function_of(Verb verb) {
  static constexpr const char* names[] = {"sure_upsert",        "sure_insert", "sure_update", "sure_delete",
                                          "sure_check_version", "sure_etag",   "sure_apply"};
  return names[static_cast<std::size_t>(verb)];
}

Fault unknown_column(const Table& table, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  const std::string_view near = nearest(name, names);
  return {Code::undefined_column,
          fmt::format("column {} of {} does not exist", shown(name), table.name),
          {},
          near.empty() ? "" : fmt::format("Perhaps you meant the column {}.", shown(near))};
}

Options read_options(const Table& table, Verb verb, std::string_view json) {
  return WriterOptions(table, verb, json).read();
}

}  // namespace surerow
