#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(CleanUp, DeletesWhatExpiredAndNothingElse) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  for (int i = 0; i < 3; ++i) world.open_session(ada.user_id, false, kDay);
  world.add_key(ada, std::nullopt, kDay);
  world.add_key(ada);
  world.now_ms += 2 * kDay;
  world.scheduled("17 * * * *");
  for (const char* table : {"session", "apikey"}) world.database().allow_scan(table);
  EXPECT_EQ(world.number("SELECT count(*) FROM session"), 1);
  EXPECT_EQ(world.number("SELECT count(*) FROM apikey"), 1);
}

TEST(CleanUp, GoesOnUntilNothingIsLeft) {
  AuthWorld world;
  const std::string user = world.add_user("Ada Lovelace");
  for (int i = 0; i < 1'001; ++i) world.open_session(user, false, kSecond);
  world.now_ms += kMinute;
  world.operations.clear();
  world.scheduled("17 * * * *");
  EXPECT_EQ(world.operations, (std::vector<std::string>(7, "d1.batch")));
  world.database().allow_scan("session");
  EXPECT_EQ(world.number("SELECT count(*) FROM session"), 0);
}

TEST(CleanUp, ThatFailsSaysSoInTheLogAndComesAgain) {
  AuthWorld world;
  world.fail_next("d1.batch", "away");
  world.scheduled("17 * * * *");
  EXPECT_NE(world.log.back().find("away"), std::string::npos);
}

}  // namespace
}  // namespace crow::auth
