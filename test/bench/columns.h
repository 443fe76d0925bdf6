// Columns of realistic texts, one for each type.
#pragma once

#include <string>
#include <vector>

namespace bench {

/// The types to measure: every family, and some with modifiers; names as PostgreSQL prints them.
std::vector<std::string> measured_types();

/// `count` texts that `type` accepts, as an application would send them: mixed lengths and values. Types that
/// have no writer here get texts of the differential test's grammar. Empty: none is known.
std::vector<std::string> column_of(const std::string& type, std::size_t count);

}  // namespace bench
