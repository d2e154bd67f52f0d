#include "workers/auth/verification.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(Verification, IsStoredAsAHashAndDeletedAfterItsHour) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const std::string address = "ada.lovelace@northwind.example";
  world.ask("/request-password-reset", concat(R"({"email":")", address, "\"}"));
  const std::string token = *world.mail_to(address).token;
  world.database().allow_scan("verification");
  EXPECT_EQ(world.number(
                concat("SELECT count(*) FROM verification WHERE id = '", hash_of_key(token), "'")),
            1);
  world.now_ms += kHour + 1;
  world.scheduled("17 * * * *");
  EXPECT_EQ(world.number("SELECT count(*) FROM verification"), 0);
}

}  // namespace
}  // namespace crow::auth
