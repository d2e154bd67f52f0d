#include "workers/access/routes.h"

#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(Routes, WhatDoesNotExistIs404WithoutABodyOrAType) {
  Team world;
  const std::pair<std::string, std::string> cases[] = {
      {"GET", "/organization"},
      {"POST", "/organization/list"},
      {"GET", "/organization/create"},
      {"HEAD", "/organization/list"},
      {"POST", "/organization/add-member"},
      {"GET", "/organization/list-teams"},
      {"OPTIONS", "/api-key/list"},
      {"POST", "/api-key/delete-all-expired-api-keys"}};
  for (const auto& [method, path] : cases) {
    const auto reply =
        world.send({method, "/api/v1/auth" + path, {{"cookie", world.ada.cookie}}, {}});
    EXPECT_EQ(reply.status, 404) << method << path;
    EXPECT_EQ(reply.body, "") << method << path;
  }
}

TEST(Routes, ProbesAnswerAsInEveryService) {
  AccessWorld world;
  EXPECT_EQ(world.get("/api/v1/access/health").status, 200);
  EXPECT_EQ(world.get("/api/v1/access/ready").status, 200);
}

}  // namespace
}  // namespace crow::auth
