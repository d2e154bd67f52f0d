#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Moving : AuthWorld {
  Visitor ada = sign_in("Ada Lovelace");
  std::string address = "countess@northwind.example";
  Moving() { database().allow_scan("dev_mail"); }
  Reply change(std::string_view to) {
    return ask_as(ada, "/change-email", concat(R"({"newEmail":")", to, "\"}"));
  }
  Reply follow(const std::string& token, const Visitor* as = nullptr) {
    const std::string path = "/verify-email?token=" + token;
    return as ? read_as(*as, path) : read(path);
  }
};

TEST(ChangeEmail, CountsOnceTheLinkIsFollowed) {
  Moving world;
  EXPECT_EQ(world.change("Countess@northwind.example").body, R"({"status":true})");
  const auto session = [&] {
    return read_body<GetSession::Output>(world.read_as(world.ada, "/get-session"))->user.email;
  };
  EXPECT_EQ(session(), "ada.lovelace@northwind.example");
  const auto followed = world.follow(*world.mail_to(world.address).token, &world.ada);
  EXPECT_EQ(read_body<VerifyEmail::Output>(followed).user->email, world.address);
  EXPECT_EQ(session(), world.address);
  EXPECT_EQ(code_of(world.follow(*world.mail_to(world.address).token)), "401 INVALID_TOKEN")
      << "once";
}

TEST(ChangeEmail, DoesNotTellWhoseAnAddressIs) {
  Moving world;
  world.add_user("Dan Wu");
  EXPECT_EQ(world.change("dan.wu@northwind.example").body, R"({"status":true})");
  EXPECT_EQ(world.number("SELECT count(*) FROM dev_mail"), 0);
}

TEST(ChangeEmail, ToAnAddressThatSomebodyTookMeanwhileFails) {
  Moving world;
  world.change("dan.wu@northwind.example");
  const std::string token = *world.mail_to("dan.wu@northwind.example").token;
  world.add_user("Dan Wu");
  EXPECT_EQ(code_of(world.follow(token)), "401 INVALID_TOKEN");
}

TEST(ChangeEmail, IsNotForSomebodyElsesSession) {
  Moving world;
  world.change(world.address);
  const Visitor dan = world.sign_in("Dan Wu");
  EXPECT_EQ(code_of(world.follow(*world.mail_to(world.address).token, &dan)), "401 INVALID_USER");
}

TEST(ChangeEmail, ToTheSameOrAFreeMailAddressIsRefused) {
  Moving world;
  EXPECT_EQ(message_of(world.change("ADA.lovelace@northwind.example")), "Email is the same");
  EXPECT_EQ(code_of(world.change("ada@gmail.com")), "400 BUSINESS_EMAIL_REQUIRED");
}

TEST(ChangeEmail, NeedsADeploymentThatSendsMail) {
  Moving world;
  world.set_variable("ENVIRONMENT", "production");
  EXPECT_EQ(code_of(world.change("countess@crowai.dev")), "400 CHANGE_EMAIL_DISABLED");
}

}  // namespace
}  // namespace crow::auth
