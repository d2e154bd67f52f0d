// What auth writes into the audit log, in each organization of the person.
#include "shared/identity/audit.h"
#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Audited : AuthWorld {
  std::string northwind = add_organization("Northwind");
  std::string contoso = add_organization("Contoso");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);

  Audited() {
    database().allow_scan("audit_event");
    set_password(ada, kPassword1234);
  }
  Reply sign_in_by(std::string_view email, std::string_view password) {
    return ask("/sign-in/email",
               concat(R"({"email":")", email, R"(","password":")", password, R"("})"));
  }
};

TEST(Audit, TellsOfSigningInAndFailingTo) {
  Audited world;
  world.add_member(world.contoso, world.ada.user_id, Role::member);
  EXPECT_EQ(world.sign_in_by("ada.lovelace@northwind.example", "password1235").status, 401);
  EXPECT_EQ(world.sign_in_by("nobody@northwind.example", "password1234").status, 401);
  world.now_ms += kSecond;
  EXPECT_EQ(world.sign_in_by("ada.lovelace@northwind.example", "password1234").status, 200);
  EXPECT_EQ(world.audit_log(world.northwind), "sign_in_failed, signed_in");
  EXPECT_EQ(world.audit_log(world.contoso), "sign_in_failed, signed_in");
  EXPECT_EQ(world.number("SELECT count(*) FROM audit_event WHERE actor_id IS NULL"), 2);
}

TEST(Audit, TellsWhereFromWhenTheDeploymentKnows) {
  Audited world;
  world.set_variable("BEHIND_CLOUDFLARE", "true");
  world.ask("/sign-in/email",
            R"({"email":"ada.lovelace@northwind.example","password":"password1234"})",
            {{"cf-connecting-ip", "198.51.100.7"}});
  EXPECT_EQ(world.number("SELECT count(*) FROM audit_event WHERE ip_address = '198.51.100.7'"), 1);
}

TEST(Audit, TellsOfPasswordsAndSessions) {
  Audited world;
  const Visitor other = world.open_session(world.ada.user_id);
  const auto revoke = [&](std::string_view token) {
    return world.ask_as(world.ada, "/revoke-session", concat(R"({"token":")", token, R"("})"));
  };
  EXPECT_EQ(revoke("unknown").status, 200);
  EXPECT_EQ(world.audit_log(world.northwind), "");
  EXPECT_EQ(revoke(other.token).status, 200);
  world.now_ms += kSecond;
  EXPECT_EQ(world
                .ask_as(world.ada, "/change-password",
                        R"({"currentPassword":"password1234","newPassword":"password5678"})")
                .status,
            200);
  EXPECT_EQ(world.audit_log(world.northwind), "session_revoked, password_changed");
  EXPECT_EQ(world.number("SELECT count(*) FROM audit_event WHERE instr(detail, 'password')"), 0);
}

TEST(Audit, TellsOfAnAccountThatIsGone) {
  Audited world;
  EXPECT_EQ(world.ask_as(world.ada, "/delete-user", R"({"password":"password1234"})").status, 200);
  EXPECT_EQ(world.audit_log(world.northwind), "user_deleted");
}

TEST(Audit, IsKeptForAYear) {
  Audited world;
  world.sign_in_by("ada.lovelace@northwind.example", "password1234");
  world.now_ms += kAuditKeptDays * kDay;
  world.scheduled("17 * * * *");
  EXPECT_EQ(world.number("SELECT count(*) FROM audit_event"), 1);
  world.now_ms += 1;
  world.scheduled("17 * * * *");
  EXPECT_EQ(world.number("SELECT count(*) FROM audit_event"), 0);
}

}  // namespace
}  // namespace crow::auth
