#include "workers/users/person.h"

#include "shared/identity/testing.h"

namespace crow::users {
namespace {

TEST(Person, MeIsTheCallerWhereverAPathNamesAUser) {
  TwoOrganizations world;
  for (const std::string_view path : {"", "/permissions", "/profile", "/preferences"}) {
    const auto own = world.get_as(world.dan, concat("/api/v1/users/", world.dan.user_id, path));
    EXPECT_EQ(own.status, 200) << path;
    if (!path.empty())
      EXPECT_EQ(world.get_as(world.dan, concat("/api/v1/users/me", path)).body, own.body) << path;
  }
}

}  // namespace
}  // namespace crow::users
