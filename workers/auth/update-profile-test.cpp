#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(UpdateProfile, ChangesWhatIsMeant) {
  AuthWorld world;
  world.database().allow_scan("user");
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto change = [&](std::string_view more) {
    return world
        .call("/internal/auth/update-profile",
              concat(R"({"userId":")", ada.user_id, R"(","organizationId":"none")", more, "}"))
        .body;
  };
  EXPECT_EQ(change(R"(,"name":"Countess","changesImage":true,"image":"i")"),
            R"({"imageBefore":null})");
  EXPECT_EQ(world.number("SELECT count(*) FROM user WHERE name = 'Countess' AND image = 'i'"), 1);
  world.now_ms += 1000;
  EXPECT_EQ(change(R"(,"name":null,"changesImage":true,"image":null)"), R"({"imageBefore":"i"})");
  EXPECT_EQ(world.number("SELECT count(*) FROM user WHERE name = 'Countess' AND image IS NULL"), 1);
  EXPECT_EQ(world.number("SELECT updated_at - created_at FROM user"), 1000);
}

TEST(UpdateProfile, IsForServicesAlone) {
  AuthWorld world;
  EXPECT_EQ(refusal_of(world.post("/internal/auth/update-profile", "{}")), "401 UNAUTHORIZED");
}

}  // namespace
}  // namespace crow::auth
