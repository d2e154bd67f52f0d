// For tests: the counter of one organization.
#pragma once

#include <gtest/gtest.h>

#include "shared/contracts/limiter.h"
#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/json/read.h"
#include "workers/limiter/handlers.h"

namespace crow::limiter {

struct CounterWorld : World {
  CounterWorld() {
    migrate("workers/limiter/migrations");
    now_ms = 1'790'000'050'000;  // Ten seconds into a minute.
  }
  ~CounterWorld() { EXPECT_EQ(database().scans(), std::vector<std::string>()); }

  Reply ask(std::string_view query) {
    return get(concat("/internal/limiter/lease?", query),
               {{"x-internal-key", "test-internal-key"}});
  }
  LeaseTokens::Output lease(std::string_view query) {
    const auto reply = ask(query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return *json::read<LeaseTokens::Output>(reply.body);
  }
};

}  // namespace crow::limiter
