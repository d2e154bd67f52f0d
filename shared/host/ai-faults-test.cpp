#include "shared/host/ai-faults.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow {
namespace {

TEST(AiFaults, ComeInTheSharesThatAreAskedFor) {
  int timeouts = 0, malformed = 0, none = 0;
  for (std::uint64_t count = 0; count < 10'000; ++count) {
    const auto fault = fault_of("timeout:0.1, malformed:0.25", 1, count);
    timeouts += fault == AiFault::timeout;
    malformed += fault == AiFault::malformed;
    none += !fault;
  }
  EXPECT_NEAR(timeouts, 1'000, 100);
  EXPECT_NEAR(malformed, 2'500, 150);
  EXPECT_EQ(none, 10'000 - timeouts - malformed);
}

TEST(AiFaults, AreTheSameForTheSameSeed) {
  bool differs = false;
  for (std::uint64_t count = 0; count < 50; ++count) {
    EXPECT_EQ(fault_of("429:0.5", 7, count), fault_of("429:0.5", 7, count));
    differs = differs || fault_of("429:0.5", 7, count) != fault_of("429:0.5", 8, count);
  }
  EXPECT_TRUE(differs);
}

TEST(AiFaults, WithoutAShareComeEachTime) {
  for (std::uint64_t count = 0; count < 20; ++count) {
    EXPECT_EQ(fault_of("dimensions", 1, count), AiFault::dimensions);
    EXPECT_EQ(fault_of("nonsense,cut:1", 1, count), AiFault::cut);
    EXPECT_EQ(fault_of("", 1, count), std::nullopt);
    EXPECT_EQ(fault_of("timeout:0,429:x,,:", 1, count), std::nullopt);
  }
}

TEST(AiFaults, AreForOneMachineAlone) {
  World world;
  world.set_variable("AI_FAULTS", "429");
  EXPECT_EQ(next_ai_fault(), AiFault::too_many);
  world.set_variable("ENVIRONMENT", "production");
  EXPECT_EQ(next_ai_fault(), std::nullopt);
}

}  // namespace
}  // namespace crow
