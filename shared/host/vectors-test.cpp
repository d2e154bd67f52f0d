#include "shared/host/vectors.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"
#include "shared/host/vectors-contract.h"

namespace crow {
namespace {

using vector_index::IndexType;

template <typename T>
Result<T> finish(World& world, Task<T> task) {
  std::optional<Result<T>> outcome;
  const Root root =
      run(std::move(task), [&](Result<T> result) { outcome.emplace(std::move(result)); });
  world.run();
  return std::move(*outcome);
}

TEST(Vectors, KeepTheirContract) {
  World world;
  world.vectors["VECTORS"].config = {.dimensions = 4,
                                     .metadataIndexes = {{"color", IndexType::string},
                                                         {"price", IndexType::number},
                                                         {"sold", IndexType::boolean},
                                                         {"size.eu", IndexType::number}}};
  for (int round = 0; round < 2; ++round) {
    const auto faults = finish(world, check_vectors(Vectors(Host(1), "VECTORS")));
    ASSERT_TRUE(faults) << faults.error().cause;
    EXPECT_EQ(*faults, std::vector<std::string>());
  }
}

TEST(Vectors, ThatAreAwayAreUnavailable) {
  World world;
  world.fail_next("vectors.query", "VECTOR_QUERY_ERROR (code = 40041): Too Many Requests");
  const auto busy = finish(world, Vectors(Host(1), "VECTORS").query({1}, {}));
  ASSERT_FALSE(busy);
  EXPECT_EQ(busy.error().code, ErrorCode::unavailable);
  world.fail_next("vectors.upsert", "Network connection lost.");
  const auto lost = finish(world, Vectors(Host(1), "VECTORS").upsert({{"a", {1}, "", {}}}));
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, ErrorCode::unavailable);
}

TEST(Vectors, ThatRefuseHaveFoundADefectOfOurs) {
  World world;
  world.vectors["VECTORS"].config.dimensions = 3;
  const auto refused = finish(world, Vectors(Host(1), "VECTORS").query({1}, {}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::internal);
}

TEST(Vectors, CrossInOneLineAndNumbers) {
  const std::vector<VectorRecord> records{{"a", {1.5F, -2}, "n", make_object(R"({"x":1})")},
                                          {"b", {}, "", {}}};
  const auto again = packed::unpack_records(packed::pack(records));
  ASSERT_TRUE(again);
  ASSERT_EQ(again->size(), 2u);
  EXPECT_EQ(again->at(0).values, records[0].values);
  EXPECT_EQ(again->at(0).metadata->text, R"({"x":1})");
  EXPECT_EQ(again->at(1).id, "b");
  EXPECT_FALSE(again->at(1).metadata);
  // What says more than it brings has less.
  EXPECT_TRUE(packed::unpack_records(R"({"vectors":[{"id":"a","dimensions":900000}]})")
                  ->at(0)
                  .values.empty());
  EXPECT_FALSE(packed::unpack_records("nothing"));
}

}  // namespace
}  // namespace crow
