#include "workers/auth/mail-token.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

MailToken claims() {
  MailToken token;
  token.email = "ada@northwind.example";
  token.userId = "u";
  return token;
}

std::string code_of_error(const Result<MailToken>& read) {
  return read ? "good" : std::string(read.error().name);
}

TEST(MailToken, SaysWhoseAddressItIsForAnHour) {
  AuthWorld world;
  const Timestamp now{world.now_ms};
  const auto token = sign_mail_token(claims(), now);
  const auto read = read_mail_token(*token, now);
  EXPECT_EQ(read->email, "ada@northwind.example");
  EXPECT_EQ(read->userId, "u");
  EXPECT_FALSE(read->updateTo.has_value());
  EXPECT_EQ(code_of_error(read_mail_token(*token, {now.ms + kHour - 1'000})), "good");
  EXPECT_EQ(code_of_error(read_mail_token(*token, {now.ms + kHour})), "TOKEN_EXPIRED");
}

TEST(MailToken, OfAnotherKeyOrChangedIsInvalid) {
  AuthWorld world;
  const Timestamp now{world.now_ms};
  const std::string token = *sign_mail_token(claims(), now);
  for (std::size_t i = 0; i < token.size(); i += 7) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(code_of_error(read_mail_token(changed, now)), "INVALID_TOKEN") << i;
  }
  for (const char* odd : {"", ".", "..", "a.b.c", "x"})
    EXPECT_EQ(code_of_error(read_mail_token(odd, now)), "INVALID_TOKEN") << odd;
  world.set_variable("AUTH_SECRET", "another secret of more than 32 characters");
  host::forget_variables();
  EXPECT_EQ(code_of_error(read_mail_token(token, now)), "INVALID_TOKEN");
}

}  // namespace
}  // namespace crow::auth
