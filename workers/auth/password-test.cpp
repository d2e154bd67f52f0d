#include "workers/auth/password.h"

#include "workers/auth/testing.h"
#include "workers/auth/utf16.h"

namespace crow::auth {
namespace {

template <typename T>
T wait_for(World& world, Task<T> task) {
  world.run();
  std::optional<Result<T>> outcome;
  const Root root = run(std::move(task), [&](Result<T> result) { outcome = std::move(result); });
  world.run();
  EXPECT_TRUE(outcome && outcome->has_value());
  return std::move(**outcome);
}

TEST(Password, IsVerifiedAgainstBetterAuthsHash) {
  AuthWorld world;
  EXPECT_TRUE(wait_for(world, verify_password(Host(1), "password1234", kPassword1234)));
  EXPECT_FALSE(wait_for(world, verify_password(Host(1), "Password1234", kPassword1234)));
}

TEST(Password, IsHashedWithANewSaltEachTime) {
  AuthWorld world;
  const std::string first = wait_for(world, hash_password(Host(1), "correct horse"));
  const std::string second = wait_for(world, hash_password(Host(1), "correct horse"));
  EXPECT_EQ(first.size(), 32u + 1 + 128);
  EXPECT_NE(first.substr(0, 32), second.substr(0, 32));
  EXPECT_TRUE(wait_for(world, verify_password(Host(1), "correct horse", first)));
}

TEST(Password, OfNobodyIsHashedTooAndIsWrong) {
  AuthWorld world;
  for (const std::string_view hash : {"", ":", "00", "00:"}) {
    world.operations.clear();
    EXPECT_FALSE(wait_for(world, verify_password(Host(1), "", hash)));
    EXPECT_EQ(world.operations, std::vector<std::string>{"crypto.scrypt"});
  }
}

TEST(Password, HasEightTo128Utf16Units) {
  EXPECT_EQ(check_password("1234567").error().name, "PASSWORD_TOO_SHORT");
  EXPECT_TRUE(check_password("12345678"));
  EXPECT_TRUE(check_password("\U0001F642\U0001F642\U0001F642\U0001F642")) << "two units each";
  EXPECT_TRUE(check_password(std::string(128, 'x')));
  EXPECT_EQ(check_password(std::string(129, 'x')).error().name, "PASSWORD_TOO_LONG");
  EXPECT_TRUE(check_password_length(""));
  EXPECT_EQ(utf16_length("aé中\U0001F642"), 5u);
}

TEST(Password, ManyAtOnceAreHashedInTurnAndTheRestIsToldWhenToComeBack) {
  AuthWorld world;
  const World::Message message{
      "POST",
      "/api/v1/auth/sign-in/email",
      {{"content-type", "application/json"}},
      R"({"email":"nobody@northwind.example","password":"correct horse"})"};
  std::vector<std::uint32_t> requests;
  for (std::size_t i = 0; i <= crypto::kHashesAtOnceMax; ++i)
    requests.push_back(world.start(message));
  world.run();
  const auto last = *world.reply_to(requests.back());
  EXPECT_EQ(code_of(last), "503 UNAVAILABLE");
  EXPECT_EQ(last.header("retry-after"), "1");
  requests.pop_back();
  for (const auto request : requests) EXPECT_EQ(world.reply_to(request)->status, 401);
}

}  // namespace
}  // namespace crow::auth
