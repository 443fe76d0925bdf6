// The settings hold while the plan is made; the server's plan cache keeps what came of it.
#include "pg_ext/plan_without.h"

#include "pg_ext/server.h"

extern "C" {
#include "executor/spi.h"
#include "utils/guc.h"
#include "utils/plancache.h"
#include "utils/resowner.h"
}

namespace surerow::pg {
namespace {

bool is_planned(SPIPlanPtr plan) {
  const auto* source = static_cast<const CachedPlanSource*>(linitial(SPI_plan_get_plan_sources(plan)));
  return source->is_valid && source->gplan != nullptr && source->gplan->is_valid;
}

}  // namespace

void plan_without(SPIPlanPtr plan, std::span<const char* const> methods) {
  if (is_planned(plan)) return;
  const int level = NewGUCNestLevel();
  for (const char* method : methods)
    set_config_option(method, "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
  CachedPlan* const made = SPI_plan_get_cached_plan(plan);
  if (made != nullptr) ReleaseCachedPlan(made, CurrentResourceOwner);
  AtEOXact_GUC(true, level);
}

}  // namespace surerow::pg
