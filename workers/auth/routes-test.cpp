#include "workers/auth/routes.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(Routes, WhatDoesNotExistIs404WithoutABodyOrAType) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const std::pair<std::string, std::string> cases[] = {{"GET", "/nothing"},
                                                       {"POST", "/nothing"},
                                                       {"GET", "/ok/"},
                                                       {"GET", "/OK"},
                                                       {"GET", ""},
                                                       {"GET", "/get-session/more"},
                                                       {"HEAD", "/ok"},
                                                       {"OPTIONS", "/get-session"},
                                                       {"DELETE", "/get-session"},
                                                       {"PUT", "/get-session"},
                                                       {"POST", "/token"},
                                                       {"GET", "/sign-up/email"},
                                                       {"POST", "/list-accounts"}};
  for (const auto& [method, path] : cases) {
    const auto reply = world.send({method,
                                   "/api/v1/auth" + path,
                                   {{"cookie", ada.cookie}, {"origin", "https://evil.example"}},
                                   {}});
    EXPECT_EQ(reply.status, 404) << method << path;
    EXPECT_EQ(reply.body, "") << method << path;
    EXPECT_EQ(reply.header("content-type"), "") << method << path;
    EXPECT_EQ(reply.header("allow"), "") << method << path;
  }
}

TEST(Routes, ProbesAnswerAsInEveryService) {
  AuthWorld world;
  EXPECT_EQ(world.read("/health").status, 200);
  EXPECT_EQ(world.read("/ready").status, 200);
  world.fail_next("d1.ping", "gone");
  EXPECT_EQ(world.read("/ready").status, 503);
}

TEST(Routes, ThePlatformsOwnOperationsNeedItsKeyAndKeepItsErrors) {
  AuthWorld world;
  for (const char* path : {"/internal/auth/resolve-credential", "/internal/auth/record-key-use"}) {
    EXPECT_EQ(refusal_of(world.post(path, "{}")), "401 UNAUTHORIZED") << path;
    EXPECT_EQ(refusal_of(world.post(path, "{}", {{"x-internal-key", "wrong"}})), "401 UNAUTHORIZED")
        << path;
    EXPECT_EQ(refusal_of(world.call(path, "{}")), "400 VALIDATION_ERROR") << path;
  }
  EXPECT_EQ(refusal_of(world.call("/internal/auth/nothing", "{}")), "404 NOT_FOUND");
}

TEST(Routes, AFailingDatabaseIs503InBetterAuthsShape) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.fail_next("d1.batch", "D1 is away");
  const auto reply = world.read_as(ada, "/list-accounts");
  EXPECT_EQ(code_of(reply), "503 UNAVAILABLE");
  EXPECT_EQ(reply.body.find("D1"), std::string::npos) << "the cause is for the log";
}

}  // namespace
}  // namespace crow::auth
