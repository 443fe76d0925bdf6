// uuid against PostgreSQL's answers: every layout it takes, and none it does not.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

constexpr const char* canonical = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";

TEST(Uuid, ReadsEveryLayout) {
  Subject uuid("uuid");
  for (const char* text :
       {canonical, "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
        "a0eebc999c0b4ef8bb6d6bb9bd380a11", "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11",
        "{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}", "a0eebc999c0b4ef8-bb6d6bb9bd380a11"})
    EXPECT_EQ(uuid.read(text), canonical) << text;
  EXPECT_EQ(uuid.read("00000000-0000-0000-0000-000000000000"), "00000000-0000-0000-0000-000000000000");
}

TEST(Uuid, RefusesTheRest) {
  Subject uuid("uuid");
  for (const char* text :
       {"", "{", "{}", "a", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a111",
        "g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g",
        "a0eebc99--9c0b-4ef8-bb6d-6bb9bd380a1", "a0e-ebc999c0b4ef8bb6d6bb9bd380a11",
        "a0eebc999c0b4ef8bb6d6bb9bd380a11-", "-a0eebc999c0b4ef8bb6d6bb9bd380a11",
        " a0eebc999c0b4ef8bb6d6bb9bd380a11", "a0eebc999c0b4ef8bb6d6bb9bd380a11 ",
        "{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11", "a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}",
        "{{a0eebc999c0b4ef8bb6d6bb9bd380a11}}", "urn:uuid:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "a0eebc99_9c0b_4ef8_bb6d_6bb9bd380a11"})
    EXPECT_EQ(uuid.read(text), "22P02 invalid input syntax for type uuid: \"" + std::string(text) + "\"");
}

TEST(Uuid, InJsonAndInSqlite) {
  Subject uuid("uuid");
  EXPECT_EQ(uuid.json("{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}"), "\"" + std::string(canonical) + "\"");
  EXPECT_TRUE(same_image(uuid.stored("A0EEBC999C0B4EF8BB6D6BB9BD380A11"), Value::text(canonical)));
  EXPECT_EQ(uuid.from_stored(Value::text(canonical)), canonical);
  EXPECT_EQ(uuid.from_stored(Value::blob("abcdefghijklmnop")),
            "22P02 invalid input syntax for type uuid: \"abcdefghijklmnop\"");
}

}  // namespace
}  // namespace surerow
