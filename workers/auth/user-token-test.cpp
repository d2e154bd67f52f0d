#include "workers/auth/user-token.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

TEST(UserToken, NamesTheUserForAQuarterOfAnHour) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto token = read_body<GetToken::Output>(world.read_as(ada, "/token")).token;
  std::string_view rest = token;
  const auto header = from_base64(split_off(rest, '.'));
  const auto claims = from_base64(split_off(rest, '.'));
  EXPECT_TRUE(header->starts_with(R"({"alg":"EdDSA","kid":")")) << *header;
  EXPECT_EQ(
      *claims,
      concat(R"({"iat":1790000000,"name":"Ada Lovelace",)",
             R"("email":"ada.lovelace@northwind.example","emailVerified":false,"image":null,)",
             R"("createdAt":"2026-09-21T14:13:20.000Z","updatedAt":"2026-09-21T14:13:20.000Z",)",
             R"("id":")", ada.user_id, R"(","sub":")", ada.user_id,
             R"(","exp":1790000900,"iss":"http://localhost:8787",)",
             R"("aud":"http://localhost:8787"})"));
}

}  // namespace
}  // namespace crow::auth
