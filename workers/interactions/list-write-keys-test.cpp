// What all lists do is tested in routes-test.cpp.
#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

TEST(ListWriteKeys, HasThoseOfTheOrganizationOldestFirst) {
  InteractionsWorld world;
  std::vector<std::string> made;
  for (int i = 0; i < 3; ++i) {
    world.now_ms += i;  // The first two in one millisecond.
    made.push_back(world.make_key().id);
  }
  std::ranges::sort(made);
  const auto list = read_body<ListWriteKeys::Output>(world.get_as(world.ada, "/write-keys"));
  std::vector<std::string> ids;
  for (const WriteKey& key : list.data) ids.push_back(key.id);
  EXPECT_EQ(ids, made);
  EXPECT_EQ(list.total, 3);
  EXPECT_EQ(read_body<ListWriteKeys::Output>(world.get_as(world.bob, "/write-keys")).total, 0);
}

TEST(ListWriteKeys, IsForAdmins) {
  InteractionsWorld world;
  EXPECT_EQ(refusal_of(world.get_as(world.dan, "/write-keys")), "403 FORBIDDEN");
}

}  // namespace
}  // namespace crow::interactions
