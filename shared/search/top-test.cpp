#include "shared/search/top.h"

#include <gtest/gtest.h>

#include <string>

namespace crow::search {
namespace {

struct Hit {
  float score;
  std::string id;
};
struct Better {
  bool operator()(const Hit& a, const Hit& b) const {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  }
};

std::string best(std::size_t most, const std::vector<Hit>& all) {
  Top<Hit, Better> top(most);
  for (const Hit& hit : all) top.offer(hit);
  std::string out;
  for (const Hit& hit : std::move(top).take()) out += hit.id;
  return out;
}

TEST(Top, KeepsTheBestInTheirOrder) {
  const std::vector<Hit> all{{3, "c"}, {1, "a"}, {9, "i"}, {4, "d"}, {5, "e"}};
  EXPECT_EQ(best(3, all), "ied");
  EXPECT_EQ(best(9, all), "iedca");
  EXPECT_EQ(best(0, all), "");
}

TEST(Top, KeepsTheSmallestIdsOfEquals) {
  EXPECT_EQ(best(2, {{1, "c"}, {1, "a"}, {1, "d"}, {1, "b"}}), "ab");
  EXPECT_EQ(best(2, {{1, "b"}, {1, "d"}, {1, "a"}, {1, "c"}}), "ab");
}

TEST(Top, SaysWhatIsNotWorthOffering) {
  Top<Hit, Better> top(2);
  EXPECT_LT(top.floor(), -1e30F);
  top.offer({5, "a"});
  EXPECT_LT(top.floor(), -1e30F);
  top.offer({2, "b"});
  EXPECT_EQ(top.floor(), 2);
  top.offer({3, "c"});
  EXPECT_EQ(top.floor(), 3);
}

}  // namespace
}  // namespace crow::search
