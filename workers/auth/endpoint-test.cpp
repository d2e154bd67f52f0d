#include "workers/auth/endpoint.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

constexpr std::string_view kNoObject = "[body] Invalid input: expected object, received ";

World::Reply send_raw(AuthWorld& world, std::string_view path, World::Headers headers,
                      std::string body) {
  return world.send({"POST", concat("/api/v1/auth", path), std::move(headers), std::move(body)});
}

TEST(Endpoint, RefusesTypesThatAnOperationDoesNotTake) {
  AuthWorld world;
  const auto text = send_raw(world, "/sign-in/email", {{"content-type", "Text/Plain; a=b"}}, "x");
  EXPECT_EQ(code_of(text), "415 UNSUPPORTED_MEDIA_TYPE");
  EXPECT_EQ(message_of(text),
            "Content-Type \"Text/Plain; a=b\" is not allowed. Allowed types: "
            "application/x-www-form-urlencoded, application/json");
  const auto form = send_raw(world, "/revoke-session",
                             {{"content-type", "application/x-www-form-urlencoded"}}, "key=x");
  EXPECT_EQ(message_of(form),
            "Content-Type \"application/x-www-form-urlencoded\" is not allowed. "
            "Allowed types: application/json");
}

TEST(Endpoint, WithoutABodyNamesTheBody) {
  AuthWorld world;
  EXPECT_EQ(message_of(send_raw(world, "/sign-in/email", {}, "")), concat(kNoObject, "undefined"));
  EXPECT_EQ(message_of(send_raw(world, "/sign-in/email", {{"content-type", "text/plain"}}, "")),
            concat(kNoObject, "undefined"))
      << "the type of nothing does not matter";
  EXPECT_EQ(message_of(send_raw(world, "/sign-in/email", {}, "{}")), concat(kNoObject, "undefined"))
      << "a body without a type is none";
  EXPECT_EQ(message_of(world.ask("/sign-up/email", "null")),
            concat(kNoObject, "null; [body] Invalid input: expected record, received null"));
}

TEST(Endpoint, RefusesWhatIsNotJsonAndWhatIsTooLarge) {
  AuthWorld world;
  for (const char* body : {"{", "{'a':1}", R"({"a":1,})", "{}{}", "\xFF", R"({"a":"\q"})"})
    EXPECT_EQ(code_of(world.ask("/sign-in/email", body)), "400 BAD_REQUEST") << body;
  EXPECT_EQ(code_of(world.ask("/sign-in/email", std::string(100, '['))), "400 BAD_REQUEST");
  EXPECT_EQ(code_of(world.ask("/sign-in/email", R"({"a":")" + std::string(65'536, 'x') + "\"}")),
            "413 PAYLOAD_TOO_LARGE");
}

TEST(Endpoint, ChecksTypeThenSyntaxThenOriginThenCallbacksThenFieldsThenTheSession) {
  AuthWorld world;
  const World::Headers stranger = {{"cookie", "a=b"}, {"origin", "https://evil.example"}};
  const auto with_type = [&](std::string type) {
    World::Headers headers = stranger;
    headers.emplace_back("content-type", std::move(type));
    return headers;
  };
  const std::string path = "/revoke-session";
  EXPECT_EQ(send_raw(world, path, with_type("text/plain"), "x").status, 415);
  EXPECT_EQ(code_of(send_raw(world, path, with_type("application/json"), "{}")),
            "403 INVALID_ORIGIN");
  EXPECT_EQ(code_of(world.ask(path, R"({"callbackURL":"https://evil.example"})")),
            "403 INVALID_CALLBACK_URL");
  EXPECT_EQ(code_of(world.ask(path, "{}")), "400 VALIDATION_ERROR");
  EXPECT_EQ(world.ask(path, R"({"token":"t"})").status, 401);
  EXPECT_EQ(world.operations, (std::vector<std::string>(5, "body.read")))
      << "none of them asks the database";
}

TEST(Endpoint, ReadsFormsAsTextsOfWhichTheLastCounts) {
  AuthWorld world;
  const World::Headers form = {{"content-type", "application/x-www-form-urlencoded"}};
  EXPECT_EQ(message_of(send_raw(world, "/sign-in/email", form, "email=a&email=b%40c.d")),
            "[body.password] Invalid input: expected string, received undefined");
  EXPECT_EQ(message_of(send_raw(world, "/sign-in/email", form, "email=a&password=b&rememberMe=1")),
            "[body.rememberMe] Invalid input: expected boolean, received string");
  EXPECT_EQ(send_raw(world, "/sign-in/email", form, "email=%zz").status, 400);
}

TEST(Endpoint, FormsOfForeignPagesDoNotSignIn) {
  AuthWorld world;
  const World::Headers form = {{"content-type", "application/x-www-form-urlencoded"},
                               {"sec-fetch-site", "cross-site"},
                               {"sec-fetch-mode", "navigate"}};
  EXPECT_EQ(code_of(send_raw(world, "/sign-in/email", form, "email=a%40b.example&password=x")),
            "403 CROSS_SITE_NAVIGATION_LOGIN_BLOCKED");
}

}  // namespace
}  // namespace crow::auth
