#include "shared/core/text.h"
#include "shared/service/test-service.h"

namespace crow::shop {
namespace {

// The first fault of a refused request, as "field: expected, got received"; else the body.
std::string words(const World::Reply& reply) {
  if (reply.status < 400) return reply.body;
  const auto fault = fault_of(reply);
  return concat(reply.status, ' ', fault.field, ": ", fault.expected,
                fault.received ? concat(", got ", *fault.received) : "");
}

constexpr std::string_view kThings = "/api/v1/shops/north/things";

TEST(Query, FillsFieldsAndTheirDefaults) {
  Shop world;
  const auto ask = [&](std::string_view query) {
    return words(world.get_as(world.ada, concat(kThings, query)));
  };
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"", R"({"shop":"north","limit":20,"color":null,"tags":["none"]})"},
      {"?", R"({"shop":"north","limit":20,"color":null,"tags":["none"]})"},
      {"?limit=5&color=green", R"({"shop":"north","limit":5,"color":"green","tags":["none"]})"},
      {"?tags=a&tags=b%20c", R"({"shop":"north","limit":20,"color":null,"tags":["a","b c"]})"},
      {"?utm_source=x&=&&limit=7", R"({"shop":"north","limit":7,"color":null,"tags":["none"]})"},
      {"?%6Cimit=9", R"({"shop":"north","limit":9,"color":null,"tags":["none"]})"},
      {"?shop=south", R"({"shop":"north","limit":20,"color":null,"tags":["none"]})"},
      {"?limit=0", "400 limit: a whole number from 1 to 100, got 0"},
      {"?limit=", "400 limit: a whole number from 1 to 100, got "},
      {"?limit", "400 limit: a whole number from 1 to 100, got "},
      {"?limit=%201", "400 limit: a whole number from 1 to 100, got  1"},
      {"?limit=1&limit=2", "400 limit: given once"},
      {"?color=", "400 color: one of red, green, got "},
      {"?color=null", "400 color: one of red, green, got null"},
      {"?tags=", "400 tags: a text of 1 to 5 characters, got "},
      {"?tags=a&tags=b&tags=c&tags=d", "400 tags: an array of 1 to 3 elements, got 4 elements"},
      {"?color=%00", "400 color: UTF-8 without NUL bytes"},
      {"?color=%FF", "400 color: percent-encoded UTF-8"},
      {"?limit=%", "400 limit: percent-encoded UTF-8"},
  };
  for (const auto& [query, out] : cases) EXPECT_EQ(ask(query), out) << query;
  std::string many = "?";
  for (int i = 0; i < 300; ++i) many += "x&";
  EXPECT_EQ(ask(many), "400 : at most 256 fields");
}

TEST(Path, GivesItsParametersDecodedAndChecked) {
  Shop world;
  EXPECT_EQ(words(world.get_as(world.ada, "/api/v1/things/a%20%C3%A4")),
            "{\"id\":\"a \xC3\xA4\",\"name\":\"found\"}");
  EXPECT_EQ(words(world.get_as(world.ada, "/api/v1/things/123456789")),
            "400 id: a text of 1 to 8 characters, got 123456789");
  EXPECT_EQ(words(world.get_as(world.ada, "/api/v1/things/%FF")),
            "400 id: UTF-8 without NUL bytes");
  EXPECT_EQ(words(world.get_as(world.ada, "/api/v1/things/%00")),
            "400 id: UTF-8 without NUL bytes");
  EXPECT_EQ(world.get_as(world.ada, "/api/v1/things/%4").status, 404);
}

TEST(Body, IsJsonWithEveryRuleOfItsTable) {
  Shop world;
  const auto put = [&](std::string body) {
    return words(world.put_as(world.ada, concat(kThings, "/7"), std::move(body)));
  };
  const std::vector<std::pair<std::string, std::string_view>> cases = {
      {R"({"name":"a","color":"red","password":"12345678"})", R"({"id":"7","name":"a"})"},
      {"\xEF\xBB\xBF{\"name\":\"a\"}", R"({"id":"7","name":"a"})"},
      {"{}", "400 name: a text of 1 to 5 characters"},
      {R"({"name":null})", "400 name: a text of 1 to 5 characters, got null"},
      {R"({"name":["a"]})", "400 name: a text of 1 to 5 characters, got an array"},
      {R"({"name":"a","nmae":"b"})", "400 nmae: a field of this operation"},
      {R"({"name":"a","name":"b"})", "400 name: given once"},
      // What the path says cannot be said again.
      {R"({"name":"a","id":"8"})", "400 id: a field of this operation"},
      {R"({"name":"a","shop":"south"})", "400 shop: a field of this operation"},
      {R"({"name":"a","color":"blue"})", "400 color: one of red, green, got blue"},
      {R"({"name":"a","password":"hunter2"})", "400 password: a text of 8 to 20 characters"},
      {"[]", "400 : an object, got an empty array"},
      {"\"x\"", "400 : an object, got x"},
      {"null", "400 : an object, got null"},
      {"{\"name\":\"\xFF\"}", "400 : JSON in UTF-8"},
      {R"({"name":"\u0000"})", "400 name: text without NUL characters"},
      {R"({"name":)" + std::string(30, '['), "400 name: a text of 1 to 5 characters, got an array"},
  };
  for (const auto& [body, out] : cases) EXPECT_EQ(put(body), out) << body;
  EXPECT_TRUE(put(R"({"name":"a")").starts_with("400 : JSON; at byte "));
  EXPECT_TRUE(put("").starts_with("400 : JSON; at byte 0"));
  EXPECT_TRUE(put(R"({"name":"a"} {})").starts_with("400 : JSON; at byte "));
}

TEST(Body, TellsEveryFaultAtOnce) {
  Shop world;
  const auto reply = world.put_as(world.ada, concat(kThings, "/7"),
                                  R"({"name":"","color":5,"password":"x","more":1})");
  const auto details = *read_body<ErrorReply>(reply).error.details;
  EXPECT_EQ(details.first, (ErrorReply::Fault{"name", "a text of 1 to 5 characters", ""}));
  EXPECT_EQ(details.more,
            (std::vector<ErrorReply::Fault>{{"color", "one of red, green", "5"},
                                            {"password", "a text of 8 to 20 characters", {}},
                                            {"more", "a field of this operation", {}}}));
}

TEST(Body, MustBeOfAKindThatTheOperationReads) {
  Shop world;
  const auto put = [&](std::string type, std::string body) {
    return world.send_as(world.ada, {"PUT", concat(kThings, "/7"), {{"content-type", type}}, body})
        .status;
  };
  const std::string good = R"({"name":"a"})";
  for (const std::string type :
       {"application/json", "Application/JSON;charset=UTF-8", " application/json "})
    EXPECT_EQ(put(type, good), 200) << type;
  for (const std::string type : {"", "text/plain", "text/json", "application/jsonx", "*/*",
                                 "application/x-www-form-urlencoded",
                                 "application/json, text/plain", "multipart/form-data; boundary=x"})
    EXPECT_EQ(put(type, good), 415) << type;
  const auto reply = world.send({"POST", "/api/v1/submit", {{"content-type", "text/x"}}, "a"});
  EXPECT_EQ(read_body<ErrorReply>(reply).error.message,
            "Content-Type \"text/x\" is not allowed. Allowed types: "
            "application/x-www-form-urlencoded, application/json");
}

TEST(Body, MayBeAsLargeAsTheOperationSays) {
  Shop world;
  const auto put = [&](std::size_t bytes) {
    std::string body = R"({"name":"a"})";
    body.resize(bytes, ' ');
    return world.put_as(world.ada, concat(kThings, "/7"), body).status;
  };
  EXPECT_EQ(put(200), 200);
  EXPECT_EQ(put(201), 413);
  world.fail_next("body.read", "the client broke off");
  EXPECT_EQ(put(100), 503);
}

TEST(Body, MayBeAbsentWhereTheOperationSaysSo) {
  Shop world;
  const std::string nobody = R"({"name":"nobody","numbers":[]})";
  EXPECT_EQ(world.send({"POST", "/api/v1/submit"}).body, nobody);
  EXPECT_EQ(world.send({"POST", "/api/v1/submit", {{"content-type", "application/json"}}}).body,
            nobody);
  EXPECT_EQ(world.send({"POST", "/api/v1/submit"}).status, 201);
  EXPECT_EQ(world.send({"POST", "/api/v1/submit/anything"}).status, 400);
}

TEST(Form, FillsTheSameFields) {
  Shop world;
  const auto submit = [&](std::string_view path, std::string body) {
    return words(world.send({"POST",
                             std::string(path),
                             {{"content-type", "application/x-www-form-urlencoded"}},
                             body}));
  };
  constexpr std::string_view kStrict = "/api/v1/submit", kLoose = "/api/v1/submit/anything";
  EXPECT_EQ(submit(kStrict, "name=a+b&numbers=1&numbers=2"), R"({"name":"a b","numbers":[1,2]})");
  EXPECT_EQ(submit(kStrict, "name=%F0%9F%98%80"), "{\"name\":\"\xF0\x9F\x98\x80\",\"numbers\":[]}");
  EXPECT_EQ(submit(kStrict, "nmae=a"), "400 nmae: a field of this operation");
  EXPECT_EQ(submit(kLoose, "nmae=a"), R"({"name":"nobody","numbers":[]})");
  EXPECT_EQ(submit(kStrict, "name=a&name=b"), "400 name: given once");
  EXPECT_EQ(submit(kStrict, "numbers=1&numbers=x"), "400 numbers: a whole number, got x");
  EXPECT_EQ(submit(kStrict, "name=%"), "400 name: percent-encoded UTF-8");
  EXPECT_EQ(submit(kStrict, "name=" + std::string(300, 'a')), "413 : ");
}

TEST(Refusals, OutliveTheRequestsOwnTables) {
  // Whoever words errors in its own way looks at the type that a violation names.
  Shop world;
  current.error_response = [](const Error& error, const Request&) {
    std::string out;
    for (const Violation& violation : error.violations)
      if (violation.type) out += expectation_of(*violation.type) + ';';
    return Response{.status = 400, .body = out};
  };
  EXPECT_EQ(world.put_as(world.ada, concat(kThings, "/7"), "[]").body, "an object;");
  EXPECT_EQ(world.put_as(world.ada, concat(kThings, "/7"), R"({"x":1,"name":2})").body,
            "an object;a text of 1 to 5 characters;");
}

}  // namespace
}  // namespace crow::shop
