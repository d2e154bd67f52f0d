#include "shared/host/queue.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow {
namespace {

TEST(Queue, SendsATextAndItsDelay) {
  World world;
  Result<> outcome = fail(ErrorCode::internal, "never");
  const auto root = run(Queue(Host(1), "JOBS").send("a\nb", 30),
                        [&](Result<> result) { outcome = std::move(result); });
  world.run();
  EXPECT_TRUE(outcome.has_value());
  EXPECT_EQ(world.messages, (std::vector<std::int64_t>{30}));
}

TEST(Queue, ThatIsAwayIsUnavailable) {
  World world;
  world.fail_next("queue.send", "no queue");
  Result<> outcome;
  const auto root = run(Queue(Host(1), "JOBS").send("wake"),
                        [&](Result<> result) { outcome = std::move(result); });
  world.run();
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
  EXPECT_TRUE(world.messages.empty());
}

}  // namespace
}  // namespace crow
