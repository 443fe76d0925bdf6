// A level of settings of its own, as a function with SET clauses has.
#include "pg_ext/canonical.h"

#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "utils/guc.h"
}

namespace surerow::pg {
namespace {

struct Setting {
  const char* name;
  const char* value;
};

constexpr Setting canonical[] = {{"TimeZone", "UTC"},           {"DateStyle", "ISO, MDY"},
                                 {"IntervalStyle", "postgres"}, {"extra_float_digits", "1"},
                                 {"bytea_output", "hex"},       {"lc_monetary", "C"}};

}  // namespace

int begin_canonical() {
  return backend([] {
    const int level = NewGUCNestLevel();
    for (const Setting& setting : canonical)
      set_config_option(setting.name, setting.value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
                        false);
    return level;
  });
}

void end_canonical(int nest_level) {
  backend([=] { AtEOXact_GUC(true, nest_level); });
}

}  // namespace surerow::pg
