#include "shared/core/text.h"
#include "shared/service/test-service.h"

namespace crow::shop {
namespace {

TEST(Dispatch, RefusesInTheContractsOrder) {
  // A request that breaks every rule, mended one rule at a time.
  Shop world;
  Caller stranger = world.ada, powerless = world.dan;
  stranger.organization_id = "south";
  powerless.permissions.remove(Permission::patterns);
  World::Message message{.method = "PATCH",
                         .target = "/api/v1/shops/north/nothing",
                         .headers = {{"accept", "text/html"}, {"content-type", "text/plain"}},
                         .body = std::string(1'000, ' ')};
  EXPECT_EQ(refusal_of(world.send(message)), "404 NOT_FOUND");
  message.target = "/api/v1/shops/north/things/long-long-id";
  EXPECT_EQ(refusal_of(world.send(message)), "401 UNAUTHORIZED");
  message.headers.emplace_back();
  const auto with = [&](const Caller& caller) {
    message.headers.back() = world.as(caller);
    return world.send(message);
  };
  EXPECT_EQ(refusal_of(with(stranger)), "405 METHOD_NOT_ALLOWED");
  message.method = "PUT";
  EXPECT_EQ(refusal_of(with(stranger)), "403 FORBIDDEN");
  EXPECT_EQ(with(powerless).status, 403);
  EXPECT_EQ(refusal_of(with(world.dan)), "406 NOT_ACCEPTABLE");
  message.headers[0].second = "application/*";
  EXPECT_EQ(refusal_of(with(world.dan)), "415 UNSUPPORTED_MEDIA_TYPE");
  message.headers[1].second = "application/json; charset=utf-8";
  EXPECT_EQ(refusal_of(with(world.dan)), "413 PAYLOAD_TOO_LARGE");
  message.body = R"({"name":"toolong"})";
  EXPECT_EQ(refusal_of(with(world.dan)), "400 VALIDATION_ERROR");
  message.body = R"({"name":"fine"})";
  EXPECT_EQ(refusal_of(with(world.dan)), "400 VALIDATION_ERROR");
  message.target = "/api/v1/shops/north/things/7";
  const auto reply = with(world.dan);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, R"({"id":"7","name":"fine"})");
  EXPECT_EQ(reply.header("content-type"), "application/json");
}

TEST(Dispatch, LetsLiteralSegmentsWin) {
  Shop world;
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/things/mine").body, R"({"id":"ada","name":"north"})");
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/things/mind").body, R"({"id":"mind","name":"found"})");
  // An escaped letter is that letter (RFC 3986, 6.2.2.2).
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/things/%6dine").body,
            R"({"id":"ada","name":"north"})");
  // The literal path does not answer DELETE, though the path beside it does.
  EXPECT_EQ(refusal_of(world.send_as(world.ada, {"DELETE", "/api/v1/things/mine"})),
            "405 METHOD_NOT_ALLOWED");
}

TEST(Dispatch, KnowsNoOtherPaths) {
  Shop world;
  for (const std::string_view path :
       {"/", "", "/things/7", "/api/v1", "/api/v1/", "/api/v1things/7", "/api/v2/things/7",
        "/api/v1/things", "/api/v1/things/", "/api/v1/things/7/", "/api/v1/things/7/8",
        "/api/v1/Things/7", "/api/v1/internal/shop/ping", "/api/v1/shopping/health",
        "/api/v1/shop/healthy", "/api/v1/shop", "/health", "/api/v1//things/7"})
    EXPECT_EQ(refusal_of(world.get_as(world.ada, std::string(path))), "404 NOT_FOUND") << path;
}

TEST(Dispatch, AnswersHeadAsGetWithItsLengthAndNoBody) {
  Shop world;
  const auto get = world.get_as(world.ada, "/api/v1/things/7");
  const auto head = world.send_as(world.ada, {"HEAD", "/api/v1/things/7"});
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(head.header("content-length"), to_text(static_cast<std::int64_t>(get.body.size())));
  EXPECT_EQ(head.header("content-type"), "application/json");

  const auto refused = world.send({"HEAD", "/api/v1/things/7"});
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.body, "");
  EXPECT_NE(refused.header("content-length"), "0");
  EXPECT_EQ(world.send_as(world.ada, {"HEAD", "/api/v1/submit"}).status, 405);
}

TEST(Dispatch, TellsTheMethodsOfEveryRoute) {
  Shop world;
  const std::vector<std::pair<std::string, std::string_view>> cases = {
      {"/api/v1/things/7", "GET, HEAD, DELETE, OPTIONS"},
      {"/api/v1/things/mine", "GET, HEAD, OPTIONS"},
      {"/api/v1/submit", "POST, OPTIONS"},
      {"/api/v1/shop/health", "GET, HEAD, OPTIONS"},
      {"/api/v1/shop/ready", "GET, HEAD, OPTIONS"}};
  for (const auto& [target, allowed] : cases) {
    const auto options = world.send({"OPTIONS", target});
    EXPECT_EQ(options.status, 204) << target;
    EXPECT_EQ(options.header("allow"), allowed) << target;
    EXPECT_EQ(options.body, "");
    const auto other = world.send_as(world.ada, {"TRACE", target});
    EXPECT_EQ(refusal_of(other), "405 METHOD_NOT_ALLOWED") << target;
    EXPECT_EQ(other.header("allow"), allowed) << target;
  }
}

TEST(Dispatch, AnswersItsProbes) {
  Shop world;
  world.set_variable("VERSION", "1.2.3");
  for (const std::string probe : {"/api/v1/shop/health", "/api/v1/shop/ready"}) {
    const auto reply = world.get(probe, {{"accept", "text/html"}});
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"status":"ok","service":"shop","version":"1.2.3"})");
    EXPECT_EQ(reply.header("cache-control"), "no-store");
    EXPECT_EQ(world.send({"HEAD", probe}).body, "");
    EXPECT_EQ(world.post(probe, "{}").status, 405);
  }
  world.fail_next("d1.ping", "no database");
  const auto reply = world.get("/api/v1/shop/ready");
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.body, R"({"status":"unavailable","service":"shop","version":"1.2.3"})");
  world.fail_next("d1.ping", "no database");
  EXPECT_EQ(world.get("/api/v1/shop/health").status, 200);
  current.database = {};
  EXPECT_EQ(world.get("/api/v1/shop/ready").status, 200);
}

TEST(Access, OfAMemberNeedsAToken) {
  Shop world;
  for (const std::string_view authorization :
       {"", "Bearer", "Bearer ", "bearer x.y.z", "Basic YTpi", "Bearer x", "Bearer ..",
        "Bearer a.b.c.d"})
    EXPECT_EQ(
        refusal_of(world.get("/api/v1/things/7", {{"authorization", std::string(authorization)}})),
        "401 UNAUTHORIZED")
        << authorization;
  const auto reply = world.get("/api/v1/things/7", {{"x-refusal", "The API key has expired."}});
  EXPECT_EQ(read_body<ErrorReply>(reply).error.message, "The API key has expired.");
}

TEST(Access, OfAnAdminNeedsTheRole) {
  Shop world;
  const World::Message message{"DELETE", "/api/v1/things/7"};
  EXPECT_EQ(refusal_of(world.send_as(world.dan, message)), "403 FORBIDDEN");
  const auto reply = world.send_as(world.ada, message);
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.body, "");
  Caller admin = world.dan;
  admin.role = Role::admin;
  EXPECT_EQ(world.send_as(admin, message).status, 204);
}

TEST(Access, OfAServiceNeedsOneOfTheInternalKeys) {
  Shop world;
  world.set_variable("INTERNAL_KEY", "new, old");
  const auto ping = [&](World::Headers headers) {
    return world.post("/internal/shop/ping", R"({"id":"1"})", std::move(headers)).status;
  };
  EXPECT_EQ(ping({}), 401);
  for (const std::string key : {"new", "old"}) EXPECT_EQ(ping({{"x-internal-key", key}}), 200);
  for (const std::string key : {"", " ", "ne", "newer", "new, old", "new,", "NEW"})
    EXPECT_EQ(ping({{"x-internal-key", key}}), 401) << key;
  EXPECT_EQ(ping({world.as(world.ada)}), 401);
  world.set_variable("INTERNAL_KEY", "");
  EXPECT_EQ(ping({{"x-internal-key", ""}}), 401);
  EXPECT_EQ(ping({{"x-internal-key", ","}}), 401);
}

TEST(Access, ToAnOrganizationIsForItsOwnCallersAlone) {
  Shop world;
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/shops/north/things").status, 200);
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/shops/n%6Frth/things").status, 200);
  const auto other = world.get_as(world.ada, "/api/v1/shops/south/things");
  EXPECT_EQ(refusal_of(other), "403 FORBIDDEN");
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/shops/nowhere/things").body, other.body);
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/shops/NORTH/things").status, 403);
  Caller nowhere = world.ada;
  nowhere.organization_id = "";
  EXPECT_EQ(refusal_of(world.get_as(nowhere, "/api/v1/things/7")), "403 FORBIDDEN");
}

TEST(Access, NamesThePermissionThatIsMissing) {
  Shop world;
  world.dan.permissions.remove(Permission::patterns);
  const auto reply = world.put_as(world.dan, "/api/v1/shops/north/things/7", "{}");
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.body,
            R"({"error":{"code":"FORBIDDEN","message":"The caller lacks the permission patterns.",)"
            R"("details":{"permission":"patterns"}}})");
}

TEST(Dispatch, FollowsTheSwitchesOfItsService) {
  Shop world;
  current.negotiates = false;
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/things/7", {{"accept", "text/html"}}).status, 200);
  current.answers_head_and_options = false;
  for (const std::string method : {"HEAD", "OPTIONS", "PATCH"})
    EXPECT_EQ(world.send_as(world.ada, {method, "/api/v1/things/7"}).status, 404) << method;

  current = kShop;
  current.prepare = [](Context& context) { context.reply_headers.push_back({"x-always", "1"}); };
  current.guard = [](Context& context) -> Task<> {
    co_await require(!context.request.header("x-bad"), ErrorCode::conflict, "guarded");
  };
  current.fallback = [](Context&) -> Task<Response> { co_return Response{.status = 418}; };
  current.error_response = [](const Error& error, const Request&) {
    return Response{.status = status_of(error.code), .body = "own words"};
  };
  const auto guarded = world.get_as(world.ada, "/api/v1/things/7", {{"x-bad", "1"}});
  EXPECT_EQ(guarded.status, 409);
  EXPECT_EQ(guarded.body, "own words");
  EXPECT_EQ(guarded.header("x-always"), "1");
  EXPECT_EQ(world.get("/nothing").status, 418);
  EXPECT_EQ(world.get("/nothing").header("x-always"), "1");
}

// Knows one key, in the query.
Task<bool> admit_key(Context& context) {
  if (context.request.query.empty()) co_return false;
  co_await require(context.request.query != "key=closed", ErrorCode::permission_denied,
                   "The key is for others.");
  co_await require(context.request.query == "key=open", ErrorCode::unauthenticated, "No such key.");
  context.caller.organization_id = "east";
  co_return true;
}

World::Reply write(World& world, std::string query, World::Headers headers = {}) {
  return world.post("/api/v1/written" + query, R"({"id":"1"})", std::move(headers));
}

TEST(Writer, IsAMemberWhenTheServiceKnowsNoOther) {
  Shop world;
  EXPECT_EQ(write(world, "", {world.as(world.dan)}).body, R"({"id":"dan","name":"north"})");
  EXPECT_EQ(refusal_of(write(world, "")), "401 UNAUTHORIZED");
  EXPECT_EQ(refusal_of(write(world, "?key=open")), "401 UNAUTHORIZED");
  Caller nobody = world.ada;
  nobody.organization_id.clear();
  EXPECT_EQ(refusal_of(write(world, "", {world.as(nobody)})), "403 FORBIDDEN");
}

TEST(Writer, IsWhomTheServiceLetsInWithoutAToken) {
  Shop world;
  current.admit_writer = &admit_key;
  EXPECT_EQ(write(world, "?key=open").body, R"({"id":"","name":"east"})");
  EXPECT_EQ(write(world, "", {world.as(world.dan)}).body, R"({"id":"dan","name":"north"})");
  EXPECT_EQ(refusal_of(write(world, "")), "401 UNAUTHORIZED");
}

TEST(Writer, IsRefusedInTheWordsOfTheService) {
  Shop world;
  current.admit_writer = &admit_key;
  EXPECT_EQ(refusal_of(write(world, "?key=closed")), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(write(world, "?key=other")), "401 UNAUTHORIZED");
  // A token does not help a key that is bad.
  EXPECT_EQ(refusal_of(write(world, "?key=other", {world.as(world.ada)})), "401 UNAUTHORIZED");
}

TEST(Writer, IsLetInForNothingElse) {
  Shop world;
  current.admit_writer = &admit_key;
  for (const std::string path : {"/things/7", "/things/mine", "/shops/east/things"})
    EXPECT_EQ(refusal_of(world.get("/api/v1" + path + "?key=open")), "401 UNAUTHORIZED") << path;
  EXPECT_EQ(refusal_of(world.post("/api/v1/made?key=open", R"({"name":"a"})")), "401 UNAUTHORIZED");
  EXPECT_EQ(refusal_of(world.get("/api/v1/written?key=open")), "405 METHOD_NOT_ALLOWED");
}

TEST(Dispatch, AnswersWhoeverAcceptsTheOperationsType) {
  Shop world;
  for (const std::string accept : {"application/x-ndjson", "application/*", "*/*", ""})
    EXPECT_EQ(world.get_as(world.ada, "/api/v1/things/export", {{"accept", accept}}).body, "{}\n")
        << accept;
  const auto refused =
      world.get_as(world.ada, "/api/v1/things/export", {{"accept", "application/json"}});
  EXPECT_EQ(refusal_of(refused), "406 NOT_ACCEPTABLE");
  EXPECT_EQ(read_body<ErrorReply>(refused).error.message,
            "This route answers application/x-ndjson.");
}

}  // namespace
}  // namespace crow::shop
