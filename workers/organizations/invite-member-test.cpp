#include "workers/organizations/testing.h"

namespace crow::organizations {
namespace {

TEST(InviteMember, AnswersTheInvitation) {
  Writing world;
  world.answer = {200,
                  {},
                  R"({"organizationId":"o","email":"a@b.example","role":"member",)"
                  R"("status":"pending","expiresAt":"2026-09-23T14:13:20.000Z",)"
                  R"("createdAt":"2026-09-21T14:13:20.000Z","inviterId":"u","id":"i"})"};
  const auto reply =
      world.ask(world.ada, "POST", world.of("/members"), R"({"email":"A@b.example"})");
  EXPECT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.body, world.answer.body);
  EXPECT_TRUE(
      world.asked[0].body.ends_with(R"(,"email":"A@b.example","role":"member","resend":false})"))
      << world.asked[0].body;
  EXPECT_EQ(refusal_of(world.ask(world.dan, "POST", world.of("/members"), "{}")), "403 FORBIDDEN");
}

}  // namespace
}  // namespace crow::organizations
