// interval as a server's session of a version and an IntervalStyle reads it, for walls of cases.
#pragma once

#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow::test {

struct IntervalCase {
  const char* text;
  const char* answer;
};

class IntervalServer : public Subject {
 public:
  explicit IntervalServer(int version, std::string_view type,
                          Settings::IntervalStyle style = Settings::IntervalStyle::postgres)
      : Subject(type) {
    settings().server_version = version;
    settings().interval_style = style;
  }
};

inline void check(IntervalServer& server, std::initializer_list<IntervalCase> cases) {
  for (const auto& [text, answer] : cases) EXPECT_EQ(server.read(text), answer) << text;
}

}  // namespace surerow::test
