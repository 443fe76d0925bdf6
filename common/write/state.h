// The state of one call and the names of its parts: prepare.cpp brings it to the first step, steps.cpp takes
// it from step to step, judge.cpp judges what the database answered, versions.cpp what it means for versions
// and tokens, writer.cpp is its face.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/write/answer.h"
#include "common/write/batch.h"
#include "common/write/expectation.h"
#include "common/write/options.h"
#include "common/write/plan.h"
#include "common/write/writer.h"

namespace surerow {

// What is known of a row from earlier steps.
struct History {
  std::int64_t locator = 0;
  std::int64_t version = 0;
  bool versioned = false;    // `version` is the row's
  bool same = false;         // the stored row holds all the values of the call
  bool verified = false;     // it has the token that was expected
  bool seen = false;         // by a look, when a probe that locks had not found it
  bool update_lost = false;  // an update or delete at this locator wrote nothing
  bool insert_lost = false;  // an insert wrote nothing
};

using Rows = std::vector<std::uint32_t>;

// Rows that share a plan, by what is to be done with them next.
struct Group {
  explicit Group(Plan& of) : plan(&of) {}

  Plan* plan;
  Rows direct;  // to be written without a probe, if they are at the version expected
  Rows probe, update, erase, insert;
  Rows look;                // a policy may have hidden them from the lock
  Rows verify;              // is the token that was expected theirs?
  Rows etag;                // their token is asked for
  Rows fetch;               // their stored values are asked for
  Rows plain_insert;        // not there for us, yet skipped by ON CONFLICT: the plain form says why
  bool one_by_one = false;  // a set of rows met an error: name the row
};

class WriterScope {
 public:
  explicit WriterScope(PlanCache& plans) : plans_(plans) { plans_.enter(); }
  ~WriterScope() { plans_.leave(); }
  WriterScope(const WriterScope&) = delete;
  WriterScope& operator=(const WriterScope&) = delete;

 private:
  PlanCache& plans_;
};

struct Writer::State {
  State(Described& described, const Request& request, const Settings& settings);

  // --- before the first step ---
  void read(const Request& request);
  void read_etag_columns(const Request& request);
  bool like_recent() const;
  void decide_key();
  void remember();
  void check_keys();
  void take_one_of_each();
  void render_keys();
  std::string key_text(std::uint32_t row) const;
  void append_cells(std::string& out, std::uint32_t row, const std::vector<int>& columns) const;
  void make_groups();
  Group& group_for(std::uint32_t row);
  std::vector<bool> null_parts(std::uint32_t row) const;
  Rows& first_of(Group& group) const;

  // --- steps ---
  Step* advance();
  void next_phase();
  Step* step_of(Group& group);
  Step* start(Step::Action action, Group& group, Statement& statement, const Rows& rows);
  Step* start_insert(Group& group);
  Step* start_etag(Group& group, const Rows& rows);
  bool next_round();

  // --- judging answers ---
  void judge();
  void judge_probe(Group& group);
  void judge_write(Group& group, Rows& rows, Status written);
  void judge_direct(Group& group);
  void judge_insert(Group& group, Rows& rows);
  void judge_look(Group& group);
  void judge_verify(Group& group);
  void judge_etag(Group& group);
  void found(Group& group, std::uint32_t row, const Answer& answer);
  void go_on(Group& group, std::uint32_t row);
  void missing(Group& group, std::uint32_t row);
  void refuse_shared_places();
  Fault shared_key(std::uint32_t row) const;
  void lost_write(Group& group, std::uint32_t row);
  void veto(std::uint32_t row);
  Fault hidden(std::uint32_t row) const;

  // --- versions and tokens ---
  bool is_versioned() const { return table.version_column >= 0; }
  bool tells_versions() const { return is_versioned() && (options.has_rows() || names_one_row(verb)); }
  bool rereads_version() const { return tells_versions() && table.update_triggers && !options.returning; }
  Expectation expectation(std::uint32_t row) const;
  bool is_stale(std::uint32_t row) const;
  Fault at_end(std::uint32_t row) const;
  void stale(Group& group, std::uint32_t row);
  void gone(std::uint32_t row);
  std::string version_place(std::uint32_t row) const;
  void fetched(std::uint32_t row, std::span<const Value> outputs);
  void learn_version(std::uint32_t row, const Value& output);
  std::string result();

  const Key& conflict_key() const { return table.keys[static_cast<std::size_t>(key)]; }
  std::string row_place(std::uint32_t row) const;

  const Table& table;
  PlanCache& plans;
  WriterScope scope;
  Verb verb;
  const Settings& settings;
  const Options& options;
  Expectation expected;           // of a call that names one row
  std::int64_t last_version = 0;  // that the version column holds
  std::vector<int> etag_columns;  // of the token that is expected or asked for
  std::string key_json;           // the key of such a call, as an object
  Batch batch;
  int key = -1;
  std::vector<int> key_columns;
  Rows order;
  std::vector<Status> statuses;
  std::vector<History> history;
  std::vector<RowTexts> texts;
  std::vector<Group> groups;

  // The step at hand: what comes next is found by going on from here.
  enum class Phase {
    convert,
    direct,
    probe,
    look,
    verify,
    keep,
    update,
    erase,
    insert,
    settle,
    fetch,
    etag,
    done
  };
  Phase phase = Phase::convert;
  std::size_t group = 0;
  int round = 0;
  Step step;
  std::vector<Answer> answers;
  bool in_step = false;
};

}  // namespace surerow
