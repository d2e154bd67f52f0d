// What the crawler does at its cron: it begins crawls that are due again, and forgets hosts.
#pragma once

#include "shared/service/context.h"

namespace crow::crawler {

Task<> keep_schedule(Context& context);

}  // namespace crow::crawler
