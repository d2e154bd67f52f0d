#include "shared/host/bucket.h"

#include <gtest/gtest.h>

#include "shared/host/bucket-contract.h"
#include "shared/host/fake/world.h"

namespace crow {
namespace {

TEST(Bucket, KeepsItsContract) {
  World world;
  std::optional<Result<std::vector<std::string>>> faults;
  const Root root =
      run(check_bucket(Bucket(Host(1), "FILES")),
          [&](Result<std::vector<std::string>> result) { faults = std::move(result); });
  world.run();
  ASSERT_TRUE(faults && *faults) << (*faults ? "" : faults->error().cause);
  EXPECT_EQ(**faults, std::vector<std::string>());
  EXPECT_EQ(world.buckets["FILES"].size(), 0u);
}

TEST(Bucket, ThatIsAwayIsUnavailable) {
  World world;
  for (const char* operation : {"r2.get", "r2.put", "r2.list", "r2.delete"}) {
    world.fail_next(operation, "no bucket");
    Result<> outcome;
    const auto all = [](Bucket bucket) -> Task<> {
      co_await bucket.put("k", "v");
      co_await bucket.find("k");
      co_await bucket.list("");
      co_await bucket.remove({"k"});
    };
    const Root root =
        run(all(Bucket(Host(1), "FILES")), [&](Result<> result) { outcome = std::move(result); });
    world.run();
    ASSERT_FALSE(outcome) << operation;
    EXPECT_EQ(outcome.error().code, ErrorCode::unavailable) << operation;
  }
}

}  // namespace
}  // namespace crow
