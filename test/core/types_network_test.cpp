// inet, cidr, macaddr, macaddr8 against PostgreSQL's answers.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

using test::Subject;

struct Case {
  const char* text;
  const char* answer;
};

TEST(Inet, Reads) {
  Subject inet("inet");
  for (const auto& [text, answer] :
       std::initializer_list<Case>{{"10.1.2.3", "10.1.2.3"},
                                   {"01.02.003.4", "1.2.3.4"},
                                   {"1.2.3.4.", "1.2.3.4"},
                                   {"10.1.2.3/32", "10.1.2.3"},
                                   {"10.1.2.3/024", "10.1.2.3/24"},
                                   {"10.1/16", "10.1.0.0/16"},
                                   {"1/8", "1.0.0.0/8"},
                                   {"4/15", "4.0.0.0/15"},
                                   {"::", "::"},
                                   {"::1", "::1"},
                                   {"1::/64", "1::/64"},
                                   {"FE80::0202:B3ff:fe1E:8329", "fe80::202:b3ff:fe1e:8329"},
                                   {"1:0:0:2:0:0:0:3", "1:0:0:2::3"},
                                   {"1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"},
                                   {"::1.2.3.4", "::1.2.3.4"},
                                   {"::1.2.3", "::1.2.3.0"},
                                   {"::ffff:0:0", "::ffff:0.0.0.0"},
                                   {"::ffff:10.1.2.3/96", "::ffff:10.1.2.3/96"},
                                   {"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"},
                                   {"::/128", "::"}})
    EXPECT_EQ(inet.read(text), answer) << text;
}

TEST(Inet, Refuses) {
  Subject inet("inet");
  for (const char* text : {"",
                           "1.2.3",
                           "1.2.3.4.5",
                           "256.1.1.1",
                           "1.2.3.4/33",
                           "1.2.3.4/+8",
                           "1.2.3.4/",
                           "4/31",
                           "0x7f000001",
                           " 1.2.3.4",
                           "1.2.3.4 ",
                           "1.2.3.4/8/8",
                           ":",
                           ":::",
                           "1::2::3",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "12345::",
                           "::1%eth0",
                           "::1/129",
                           "::1/064",
                           "::01.2.3.4",
                           "g::",
                           "1:2:3:4:5:6:7:1.2.3.4"})
    EXPECT_EQ(inet.read(text), "22P02 invalid input syntax for type inet: \"" + std::string(text) + "\"");
}

TEST(Cidr, ImputesTheMaskOfTheClass) {
  Subject cidr("cidr");
  for (const auto& [text, answer] : std::initializer_list<Case>{{"10", "10.0.0.0/8"},
                                                                {"10.1", "10.1.0.0/16"},
                                                                {"128", "128.0.0.0/16"},
                                                                {"192.168", "192.168.0.0/24"},
                                                                {"224", "224.0.0.0/4"},
                                                                {"240", "240.0.0.0/32"},
                                                                {"10.1.2.3", "10.1.2.3/32"},
                                                                {"0xC0A8", "192.168.0.0/24"},
                                                                {"10/24", "10.0.0.0/24"},
                                                                {"1::/32", "1::/32"},
                                                                {"::1", "::1/128"}})
    EXPECT_EQ(cidr.read(text), answer) << text;
}

TEST(Cidr, RefusesBitsToTheRightOfTheMask) {
  Subject cidr("cidr");
  for (const char* text : {"10.1.2.3/8", "1::1/32", "128.0.0.1/31"})
    EXPECT_EQ(cidr.read(text), "22P02 invalid cidr value: \"" + std::string(text) + "\"");
  Fault why;
  Value value;
  EXPECT_FALSE(cidr.type().read("10.1/8", cidr.cx(), value, &why));
  EXPECT_EQ(why.detail, "Value has bits set to right of mask.");
  EXPECT_EQ(cidr.read("10."), "22P02 invalid input syntax for type cidr: \"10.\"");
}

TEST(Macaddr, ReadsAsScanfDoes) {
  Subject mac("macaddr");
  for (const auto& [text, answer] : std::initializer_list<Case>{
           {"08:00:2b:01:02:03", "08:00:2b:01:02:03"},
           {"08-00-2B-01-02-03", "08:00:2b:01:02:03"},
           {"08002b:010203", "08:00:2b:01:02:03"},
           {"08002b-010203", "08:00:2b:01:02:03"},
           {"0800.2b01.0203", "08:00:2b:01:02:03"},
           {"0800-2b01-0203", "08:00:2b:01:02:03"},
           {"08002b010203", "08:00:2b:01:02:03"},
           {" 8:0:2b:1:2:3 ", "08:00:2b:01:02:03"},
           {"+8:0x0:0002b:1:2:3", "08:00:2b:01:02:03"},
           {"100:0:0:0:0:0", "22003 invalid octet value in \"macaddr\" value: \"100:0:0:0:0:0\""},
           {"-1:0:0:0:0:0", "22003 invalid octet value in \"macaddr\" value: \"-1:0:0:0:0:0\""},
           {"08:00-2b:01:02:03", "22P02 invalid input syntax for type macaddr: \"08:00-2b:01:02:03\""},
           {"08:00:2b:01:02", "22P02 invalid input syntax for type macaddr: \"08:00:2b:01:02\""},
           {"08:00:2b:01:02:03x", "22P02 invalid input syntax for type macaddr: \"08:00:2b:01:02:03x\""},
           {"", "22P02 invalid input syntax for type macaddr: \"\""}})
    EXPECT_EQ(mac.read(text), answer) << text;
}

TEST(Macaddr8, WidensSixBytes) {
  Subject mac("macaddr8");
  for (const auto& [text, answer] : std::initializer_list<Case>{
           {"08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03:04:05"},
           {"08002b01:02030405", "08:00:2b:01:02:03:04:05"},
           {"0800.2b01.0203.0405", "08:00:2b:01:02:03:04:05"},
           {" 08-00-2b-01-02-03 ", "08:00:2b:ff:fe:01:02:03"},
           {"08002b010203", "08:00:2b:ff:fe:01:02:03"},
           {"08:00-2b:01:02:03", "22P02 invalid input syntax for type macaddr8: \"08:00-2b:01:02:03\""},
           {"8:0:2b:1:2:3", "22P02 invalid input syntax for type macaddr8: \"8:0:2b:1:2:3\""},
           {"08:00:2b:01:02:03:04", "22P02 invalid input syntax for type macaddr8: \"08:00:2b:01:02:03:04\""},
           {"", "22P02 invalid input syntax for type macaddr8: \"\""}})
    EXPECT_EQ(mac.read(text), answer) << text;
}

}  // namespace
}  // namespace surerow
