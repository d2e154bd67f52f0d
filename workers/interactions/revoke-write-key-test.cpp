#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

World::Reply revoke(InteractionsWorld& world, const Caller& by, const std::string& id) {
  return world.send_as(by, {"DELETE", "/api/v1/interactions/write-keys/" + id});
}

TEST(RevokeWriteKey, EndsAKey) {
  InteractionsWorld world;
  const WriteKey key = world.make_key();
  const WriteKey kept = world.make_key();
  EXPECT_EQ(revoke(world, world.ada, key.id).status, 204);
  EXPECT_EQ(refusal_of(world.send_page(key.key, world.json(Sent{}))), "401 UNAUTHORIZED");
  EXPECT_EQ(world.send_page(kept.key, world.json(Sent{})).status, 202);
  EXPECT_EQ(refusal_of(revoke(world, world.ada, key.id)), "404 NOT_FOUND");
}

TEST(RevokeWriteKey, DoesNotFindThoseOfAnotherOrganization) {
  InteractionsWorld world;
  const WriteKey key = world.make_key();
  const auto other = revoke(world, world.bob, key.id);
  EXPECT_EQ(refusal_of(other), "404 NOT_FOUND");
  EXPECT_EQ(revoke(world, world.bob, "wk_00000000000000000000000000").body, other.body);
  EXPECT_EQ(refusal_of(revoke(world, world.bob, key.key)), "404 NOT_FOUND");
  EXPECT_EQ(world.send_page(key.key, world.json(Sent{})).status, 202);
}

TEST(RevokeWriteKey, IsForAdmins) {
  InteractionsWorld world;
  const WriteKey key = world.make_key();
  EXPECT_EQ(refusal_of(revoke(world, world.dan, key.id)), "403 FORBIDDEN");
  EXPECT_EQ(fault_of(revoke(world, world.ada, "a.b")).field, "id");
}

}  // namespace
}  // namespace crow::interactions
