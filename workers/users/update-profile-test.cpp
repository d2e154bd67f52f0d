#include "shared/contracts/users.h"
#include "shared/identity/testing.h"

namespace crow::users {
namespace {

struct Profiles : TwoOrganizations {
  std::vector<std::string> asked;

  Profiles() {
    set_neighbour("AUTH", [this](const Message& message) {
      if (message.target != "/internal/auth/update-profile") return Reply{};
      asked.push_back(message.body);
      return Reply{200, {}, R"({"imageBefore":null})"};
    });
  }
  Reply change(const Caller& caller, std::string_view id, std::string json) {
    return send_as(caller, {.method = "PATCH",
                            .target = concat("/api/v1/users/", id, "/profile"),
                            .headers = {{"content-type", "application/json"}},
                            .body = std::move(json)});
  }
};

TEST(UpdateProfile, AsksAuthToChangeOnesOwn) {
  Profiles world;
  for (const std::string_view id : {std::string_view("me"), std::string_view(world.dan.user_id)}) {
    const auto reply = world.change(world.dan, id, R"({"name":"Daniel Wu"})");
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(read_body<User>(reply).id, world.dan.user_id);
    EXPECT_EQ(
        world.asked.back(),
        concat(R"({"userId":")", world.dan.user_id, R"(","organizationId":")", world.northwind,
               R"(","name":"Daniel Wu","changesImage":false,"image":null})"));
  }
  EXPECT_EQ(world.change(world.dan, "me", R"({"profilePictureUrl":null})").status, 200);
  EXPECT_TRUE(world.asked.back().ends_with(R"("name":null,"changesImage":true,"image":null})"));
}

TEST(UpdateProfile, IsForThePersonAlone) {
  Profiles world;
  const std::string json = R"({"name":"Mallory"})";
  EXPECT_EQ(refusal_of(world.change(world.ada, world.dan.user_id, json)), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.change(world.bob, world.dan.user_id, json)), "404 NOT_FOUND");
  EXPECT_EQ(refusal_of(world.change(world.bob, "nobody", json)), "404 NOT_FOUND");
  EXPECT_TRUE(world.asked.empty());
}

TEST(UpdateProfile, TakesNoPictureFromElsewhere) {
  Profiles world;
  const auto reply =
      world.change(world.dan, "me", R"({"profilePictureUrl":"https://evil.example/x.png"})");
  EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR");
  EXPECT_EQ(fault_of(reply).field, "profilePictureUrl");
  EXPECT_EQ(fault_of(reply).received, "https://evil.example/x.png");
}

TEST(UpdateProfile, NamesWhatIsWrong) {
  Profiles world;
  const std::pair<std::string, std::string_view> cases[] = {
      {R"({"name":""})", "name"},
      {R"({"name":null})", "name"},
      {concat(R"({"name":")", std::string(1'001, 'n'), R"("})"), "name"},
      {R"({"email":"x@y.example"})", "email"},
      {R"({"role":"owner"})", "role"},
  };
  for (const auto& [json, field] : cases) {
    const auto reply = world.change(world.dan, "me", json);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << json;
    EXPECT_EQ(fault_of(reply).field, field) << reply.body;
  }
  EXPECT_EQ(refusal_of(world.change(world.dan, "me", "{}")), "400 VALIDATION_ERROR");
  EXPECT_TRUE(world.asked.empty());
}

}  // namespace
}  // namespace crow::users
