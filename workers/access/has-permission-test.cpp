#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Asking : Team {
  std::string_view may(const Visitor& visitor, std::string_view permissions) {
    const auto reply =
        organize(visitor, "has-permission", concat(R"({"permissions":)", permissions, "}"));
    return read_body<HasPermission::Output>(reply).success ? "yes" : "no";
  }
};

TEST(HasPermission, GoesByTheRole) {
  Asking world;
  EXPECT_EQ(world.may(world.ada, R"({"organization":["update","delete"],"ac":["read"]})"), "yes");
  EXPECT_EQ(world.may(world.bob, R"({"organization":["update"],"member":["delete"]})"), "yes");
  EXPECT_EQ(world.may(world.bob, R"({"organization":["delete"]})"), "no");
  EXPECT_EQ(world.may(world.carla, R"({"ac":["read"]})"), "yes");
  EXPECT_EQ(world.may(world.carla, R"({"ac":["read"],"member":["create"]})"), "no");
}

TEST(HasPermission, OfWhatIsUnknownOrEmptyIsNo) {
  Asking world;
  for (const char* odd : {"{}", R"({"organization":[]})", R"({"rocket":["fly"]})",
                          R"({"organization":["fly"]})", R"({"organization":[""]})"})
    EXPECT_EQ(world.may(world.ada, odd), "no") << odd;
  EXPECT_EQ(message_of(world.organize(world.ada, "has-permission", R"({"permissions":5})")),
            "[body] Invalid input");
  EXPECT_EQ(code_of(world.organize(world.eve, "has-permission", R"({"permissions":{}})")),
            "400 NO_ACTIVE_ORGANIZATION");
}

}  // namespace
}  // namespace crow::auth
