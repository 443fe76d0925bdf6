// Settings as JSON, and what a refused change advises to run.
#include "common/settings.h"

#include <gtest/gtest.h>

namespace surerow {
namespace {

std::string hint(std::string_view json) try {
  refuse_changed_settings(Settings(), json);
  return "no change";
} catch (const Refusal& refusal) {
  return refusal.fault().hint;
}

TEST(Settings, AreReadAsTheyAreShown) {
  const Settings changed = changed_settings(
      Settings(), R"({"server_version":16,"date_style":"SQL, DMY","interval_style":"iso_8601",)"
                  R"("time_zone":"<a'\"b>5","max_depth":7})");
  const std::string shown = settings_json(changed);
  EXPECT_EQ(settings_json(changed_settings(Settings(), shown)), shown);
  EXPECT_EQ(changed.time_zone, "<a'\"b>5");
}

TEST(Settings, ARefusedChangeSaysWhatToRun) {
  EXPECT_EQ(hint("{}"), "no change");
  EXPECT_EQ(hint(R"({"date_style":"ISO, DMY","time_zone":"Europe/Paris"})"),
            "Run SET DateStyle = 'ISO, DMY'; SET TimeZone = 'Europe/Paris';");
  EXPECT_EQ(hint(R"({"time_zone":"<a'b>5"})"), "Run SET TimeZone = '<a''b>5';");
}

}  // namespace
}  // namespace surerow
