#include "shared/search/fusion.h"

#include <gtest/gtest.h>

#include <array>

namespace crow::search {
namespace {

std::string order(std::span<const Leg> legs) {
  std::string out;
  for (const Fused& hit : fuse(legs)) out += hit.id;
  return out;
}

TEST(Fusion, AddsReciprocalRanksFromOne) {
  const std::array legs{Leg{1, {{"a", 9}, {"b", 8}, {"c", 7}}}, Leg{1, {{"b", .9}, {"d", .8}}}};
  const auto fused = fuse(legs);
  EXPECT_EQ(order(legs), "badc");
  EXPECT_DOUBLE_EQ(fused[0].score, 1.0 / 62 + 1.0 / 61);
  EXPECT_DOUBLE_EQ(fused[1].score, 1.0 / 61);
  EXPECT_DOUBLE_EQ(fused[3].score, 1.0 / 63);
}

TEST(Fusion, WeighsTheLegs) {
  const Leg words{0.3, {{"a", 1}, {"b", 1}}}, meaning{0.7, {{"b", 1}, {"a", 1}}};
  EXPECT_EQ(order(std::array{words, meaning}), "ba");
  EXPECT_EQ(order(std::array{Leg{1, words.hits}, Leg{0, meaning.hits}}), "ab");
}

TEST(Fusion, KeepsRankAndScoreOfBothLegs) {
  const auto fused = fuse(std::array{Leg{1, {{"a", 12.5}, {"b", 3}}}, Leg{1, {{"b", 0.75}}}});
  ASSERT_EQ(fused[0].id, "b");
  EXPECT_EQ(fused[0].places[0]->rank, 2u);
  EXPECT_EQ(fused[0].places[0]->score, 3);
  EXPECT_EQ(fused[0].places[1]->rank, 1u);
  EXPECT_EQ(fused[0].places[1]->score, 0.75);
  EXPECT_FALSE(fused[1].places[1].has_value());
}

TEST(Fusion, OrdersEqualsByTheirIds) {
  EXPECT_EQ(order(std::array{Leg{1, {{"z", 1}}}, Leg{1, {{"a", 1}}}, Leg{1, {{"k", 1}}}}), "akz");
}

TEST(Fusion, CountsTheFirstOfAnIdThatComesAgain) {
  const auto fused = fuse(std::array{Leg{1, {{"a", 3}, {"a", 2}, {"b", 1}}}});
  ASSERT_EQ(fused.size(), 2u);
  EXPECT_DOUBLE_EQ(fused[0].score, 1.0 / 61);
  EXPECT_EQ(fused[1].places[0]->rank, 3u);
}

TEST(Fusion, OfNothingIsNothing) {
  EXPECT_EQ(order({}), "");
  EXPECT_EQ(order(std::array{Leg{}, Leg{1, {{"a", 1}}}}), "a");
}

}  // namespace
}  // namespace crow::search
