#include "shared/contracts/users.h"
#include "shared/identity/testing.h"

namespace crow::users {
namespace {

TEST(GetUser, TellsWhatColleaguesMaySee) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
  const Caller dan = world.join(northwind, "Dan Wu");
  const auto reply = world.get_as(dan, "/api/v1/users/" + ada.user_id);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body,
            R"({"id":"user0000000000000000000000000002","name":"Ada Lovelace",)"
            R"("email":"ada.lovelace@northwind.example","emailVerified":false,)"
            R"("profilePictureUrl":null,"role":"owner","createdAt":"2026-09-21T14:13:20.000Z",)"
            R"("updatedAt":"2026-09-21T14:13:20.000Z"})");
}

TEST(GetUser, ShowsNoPictureThatIsNotOfThePlatform) {
  IdentityWorld world;
  world.set_variable("BASE_URL", "https://api.crowai.dev");
  const auto northwind = world.add_organization("Northwind");
  const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
  const Caller dan = world.join(northwind, "Dan Wu");
  const auto bodies = [&] {
    std::string all;
    for (const std::string& path :
         {concat("/api/v1/users/", dan.user_id), std::string("/api/v1/users/me"),
          concat("/api/v1/users/by-organization/", northwind),
          std::string("/api/v1/users/search-email?q=dan")}) {
      const auto reply = world.get_as(path.ends_with("/me") ? dan : ada, path);
      EXPECT_EQ(reply.status, 200) << path << reply.body;
      all += reply.body;
    }
    return all;
  };
  const auto count = [](std::string_view text, std::string_view what) {
    int times = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++times;
    return times;
  };
  world.set_image(dan.user_id, "https://evil.example/x.png");
  EXPECT_EQ(count(bodies(), "evil.example"), 0);
  const std::string own = concat("https://api.crowai.dev/api/v1/users/pictures/", dan.user_id, '-',
                                 std::string(32, 'x'));
  world.set_image(dan.user_id, own);
  EXPECT_EQ(count(bodies(), own), 4);
}

TEST(GetUser, TellsTheRoleInTheCallersOrganization) {
  IdentityWorld world;
  const auto northwind = world.add_organization("Northwind");
  const Caller dan = world.join(northwind, "Dan Wu", Role::member);
  const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
  world.join(world.add_organization("Contoso"), dan, Role::owner);
  const auto user = read_body<User>(world.get_as(ada, "/api/v1/users/" + dan.user_id));
  EXPECT_EQ(user.role, Role::member);
}

TEST(GetUser, SaysTheSameOfStrangersAndOfNobody) {
  IdentityWorld world;
  const Caller ada = world.join(world.add_organization("Northwind"), "Ada Lovelace", Role::owner);
  const Caller bob = world.join(world.add_organization("Contoso"), "Bob Kahn", Role::owner);
  const std::string alone = world.add_user("Nobody Yet");
  const auto stranger = world.get_as(ada, "/api/v1/users/" + bob.user_id);
  EXPECT_EQ(refusal_of(stranger), "404 NOT_FOUND");
  for (const std::string& id : {alone, std::string(32, 'A'), ada.organization_id})
    EXPECT_EQ(world.get_as(ada, "/api/v1/users/" + id).body, stranger.body) << id;
}

TEST(GetUser, RefusesWhatIsNoId) {
  IdentityWorld world;
  const Caller ada = world.join(world.add_organization("Northwind"), "Ada Lovelace");
  const std::string long_id(65, 'a');
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"ada@northwind", "ada@northwind"},
      {long_id, long_id.substr(0, 64)},
      {"%27%20OR%201=1", "' OR 1=1"},
      {"%E2%82%AC", "€"},
  };
  for (const auto& [id, received] : cases) {
    const auto reply = world.get_as(ada, "/api/v1/users/" + id);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << id;
    EXPECT_EQ(
        fault_of(reply),
        (ErrorReply::Fault{"id", "an id of 1 to 64 letters, digits and underscores", received}));
  }
  for (const std::string_view id : {"%00", "%ff", "a%00"})
    EXPECT_EQ(refusal_of(world.get_as(ada, concat("/api/v1/users/", id))), "400 VALIDATION_ERROR")
        << id;
}

}  // namespace
}  // namespace crow::users
