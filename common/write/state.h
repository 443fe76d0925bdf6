// The state of one call and the names of its parts: prepare.cpp brings it to the first step, settle.cpp takes
// it from step to step, writer.cpp is its face.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/write/answer.h"
#include "common/write/batch.h"
#include "common/write/options.h"
#include "common/write/plan.h"
#include "common/write/writer.h"

namespace surerow {

// What happened to a row in earlier rounds.
struct History {
  std::int64_t locator = 0;
  bool update_lost = false;  // an update at this locator wrote nothing
  bool insert_lost = false;  // an insert wrote nothing
};

// Rows that share a plan, by what is to be done with them next.
struct Group {
  Plan* plan;
  std::vector<std::uint32_t> probe, update, insert;
  std::vector<std::uint32_t> fetch;  // all its rows, where stored rows are asked for
  std::vector<std::uint32_t>
      plain_insert;         // not there for us, yet skipped by ON CONFLICT: the plain form says why
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
  State(Described& described, Verb verb, std::string_view rows, std::string_view options,
        const Settings& settings);

  // --- before the first step ---
  bool like_recent() const;
  void decide_key();
  void remember();
  void check_keys();
  void take_one_of_each();
  void render_keys();
  std::string key_text(std::uint32_t row) const;
  void make_groups();
  Group& group_for(std::uint32_t row);
  std::vector<bool> null_parts(std::uint32_t row) const;

  // --- steps ---
  Step* advance();
  Step* start(Step::Action action, Group& group, Statement& statement,
              const std::vector<std::uint32_t>& rows);
  Step* start_insert(Group& group);
  bool next_round();

  // --- judging answers ---
  void judge();
  void judge_probe(Group& group);
  void judge_update(Group& group);
  void judge_insert(Group& group, std::vector<std::uint32_t>& rows);
  void found(Group& group, std::uint32_t row, const Answer& answer);
  void missing(Group& group, std::uint32_t row);
  void refuse_shared_places();
  Fault shared_key(std::uint32_t row) const;
  void lost_update(Group& group, std::uint32_t row);
  void veto(std::uint32_t row);
  Fault hidden(std::uint32_t row) const;

  const Key& conflict_key() const { return table.keys[static_cast<std::size_t>(key)]; }
  std::string row_place(std::uint32_t row) const;

  const Table& table;
  PlanCache& plans;
  WriterScope scope;
  Verb verb;
  const Settings& settings;
  const Options& options;
  Batch batch;
  int key = -1;
  std::vector<int> key_columns;
  std::vector<std::uint32_t> order;
  std::vector<Status> statuses;
  std::vector<History> history;
  std::vector<RowTexts> texts;
  std::vector<Group> groups;

  // The step at hand: what comes next is found by going on from here.
  enum class Phase { convert, probe, update, insert, settle, fetch, done } phase = Phase::convert;
  std::size_t group = 0;
  int round = 0;
  Step step;
  std::vector<Answer> answers;
  bool in_step = false;
};

}  // namespace surerow
