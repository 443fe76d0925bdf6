// What the tests of calls on single rows share: calls on the row 7, which is at version 3, against the fake
// database, and others who write in between.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "test/core/fake_engine.h"

namespace surerow::rows {

using Action = Step::Action;
using Steps = std::vector<Action>;

inline const Settings settings;

inline std::string run(fake::Database& db, Described& described, const Request& request) {
  Writer writer(described, request, settings);
  return db.run(writer);
}

inline Fault refused(fake::Database& db, Described& described, const Request& request) {
  try {
    ADD_FAILURE() << "not refused: " << run(db, described, request);
  } catch (const Refusal& refusal) {
    return refusal.fault();
  }
  return {};
}

// `changes` sets the row's name.
inline constexpr const char* changes = R"({"name":"new"})";
inline constexpr const char* report = R"({"on_stale":"report"})";

inline Request update(std::string_view expected, std::string_view options = "{}") {
  return {.verb = Verb::update, .rows = changes, .key = {"7"}, .expected = expected, .options = options};
}
inline Request erase(std::string_view expected, std::string_view options = "{}") {
  return {.verb = Verb::erase, .key = {"7"}, .expected = expected, .options = options};
}
inline Request check(std::string_view expected) {
  return {.verb = Verb::check, .key = {"7"}, .expected = expected};
}
inline Request etag(std::string_view columns = "") {
  return {.verb = Verb::etag, .key = {"7"}, .columns = columns};
}

// Acts as another transaction before the n-th step, from 1.
inline void before_step(fake::Database& db, int n, const std::function<void()>& act) {
  db.before = [&db, n, act](Step&) {
    if (static_cast<int>(db.steps.size()) == n) act();
  };
}

inline std::string engine_name(const testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::postgres ? "postgres" : "sqlite";
}

inline const auto both_engines = testing::Values(Engine::postgres, Engine::sqlite);

class OneRow : public testing::TestWithParam<Engine> {
 protected:
  Described t = fake::document(GetParam());
  fake::Database db{t};

  OneRow() { db.put(7, {{1, "old"}}, 3); }

  void other_writes(const char* name) { db.put(7, {{1, name}}, db.rows[7].version + 1); }
};

}  // namespace surerow::rows
