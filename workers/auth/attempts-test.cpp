#include "workers/auth/attempts.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Guessing : AuthWorld {
  Visitor ada = sign_in("Ada Lovelace");
  Guessing() {
    set_variable("ENVIRONMENT", "production");
    set_password(ada, kPassword1234);
  }
  Reply guess(std::string_view password,
              std::string_view email = "ada.lovelace@northwind.example") {
    return ask("/sign-in/email",
               concat(R"({"email":")", email, R"(","password":")", password, "\"}"));
  }
};

TEST(Attempts, AfterTenWrongPasswordsEvenTheRightOneWaits) {
  Guessing world;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(world.guess("wrong").status, 401) << i;
  world.operations.clear();
  const auto refused = world.guess("password1234");
  EXPECT_EQ(code_of(refused), "429 RATE_LIMITED");
  EXPECT_EQ(refused.header("retry-after"), "900");
  EXPECT_EQ(std::ranges::count(world.operations, "crypto.scrypt"), 0);
  world.now_ms += 15 * kMinute;
  EXPECT_EQ(world.guess("password1234").status, 200);
}

TEST(Attempts, OfNobodyAreCountedAlike) {
  Guessing world;
  std::string last;
  for (int i = 0; i < 11; ++i) last = code_of(world.guess("wrong", "nobody@northwind.example"));
  EXPECT_EQ(last, "429 RATE_LIMITED");
}

TEST(Attempts, AtOnceCountAsOneAfterTheOther) {
  Guessing world;
  std::vector<std::uint32_t> requests;
  for (int i = 0; i < 30; ++i)
    requests.push_back(
        world.start({"POST",
                     "/api/v1/auth/sign-in/email",
                     {{"content-type", "application/json"}},
                     R"({"email":"ada.lovelace@northwind.example","password":"wrong"})"}));
  world.run();
  const auto hashes = std::ranges::count(world.operations, "crypto.scrypt");
  EXPECT_LE(hashes, 10);
}

TEST(Attempts, BeginAnewAfterARightPassword) {
  Guessing world;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 9; ++i) EXPECT_EQ(world.guess("wrong").status, 401);
    EXPECT_EQ(world.guess("password1234").status, 200) << round;
  }
}

TEST(Attempts, WithASessionCountForTheSameAccount) {
  Guessing world;
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(code_of(world.ask_as(world.ada, "/verify-password", R"({"password":"wrong"})")),
              "400 INVALID_PASSWORD");
  EXPECT_EQ(code_of(world.ask_as(world.ada, "/change-password",
                                 R"({"currentPassword":"password1234","newPassword":"12345678"})")),
            "429 RATE_LIMITED");
  EXPECT_EQ(world.guess("password1234").status, 429);
}

TEST(Attempts, ThatAreOldAreDeleted) {
  Guessing world;
  world.guess("wrong");
  world.now_ms += kHour + 1;
  world.scheduled("17 * * * *");
  world.database().allow_scan("attempt");
  EXPECT_EQ(world.number("SELECT count(*) FROM attempt"), 0);
}

}  // namespace
}  // namespace crow::auth
