#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(ListMail, IsTheNewestFirstAndOfDevelopmentAlone) {
  AuthWorld world;
  world.add_user("Ada Lovelace");
  world.database().allow_scan("dev_mail");
  for (int i = 0; i < 2; ++i) {
    world.ask("/request-password-reset", R"({"email":"ada.lovelace@northwind.example"})");
    ++world.now_ms;
  }
  const World::Headers key = {{"x-internal-key", "test-internal-key"}};
  const auto all = read_body<ListMail::Output>(world.get("/internal/auth/mail", key));
  ASSERT_EQ(all.data.size(), 2u);
  EXPECT_GT(all.data[0].createdAt, all.data[1].createdAt);
  EXPECT_EQ(all.data[0].to, "ada.lovelace@northwind.example");
  EXPECT_EQ(world.get("/internal/auth/mail?to=x%40y.example", key).body, R"({"data":[]})");
  EXPECT_EQ(refusal_of(world.get("/internal/auth/mail")), "401 UNAUTHORIZED");
  world.set_variable("ENVIRONMENT", "production");
  EXPECT_EQ(refusal_of(world.get("/internal/auth/mail", key)), "404 NOT_FOUND");
}

}  // namespace
}  // namespace crow::auth
