#include "workers/gateway/services.h"

#include <gtest/gtest.h>

namespace crow::gateway {
namespace {

std::string_view name_of(std::string_view path) {
  const Neighbour* neighbour = find_neighbour(path);
  return neighbour ? neighbour->name : "none";
}

TEST(FindNeighbour, GoesByTheFirstSegment) {
  EXPECT_EQ(name_of("interactions"), "interactions");
  EXPECT_EQ(name_of("interactions/summary"), "interactions");
  EXPECT_EQ(name_of("imports/health"), "imports");
  EXPECT_EQ(name_of("interactionsx"), "none");
  EXPECT_EQ(name_of("Interactions"), "none");
  EXPECT_EQ(name_of(""), "none");
}

TEST(FindNeighbour, SomePathsBelowAServiceAreAnothers) {
  EXPECT_EQ(name_of("interactions/imports"), "imports");
  EXPECT_EQ(name_of("interactions/imports/import_1"), "imports");
  EXPECT_EQ(name_of("interactions/imports-of-mine"), "interactions");
  EXPECT_EQ(name_of("nothing/imports"), "none");
  EXPECT_EQ(name_of("auth/organization/create"), "access");
  EXPECT_EQ(name_of("auth/api-key/list"), "access");
  EXPECT_EQ(name_of("auth/organizations"), "auth");
  EXPECT_EQ(name_of("auth/sign-in/email"), "auth");
}

}  // namespace
}  // namespace crow::gateway
