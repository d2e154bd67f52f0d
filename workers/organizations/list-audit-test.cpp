#include "shared/contracts/organizations.h"
#include "shared/identity/audit.h"
#include "shared/identity/testing.h"

namespace crow::organizations {
namespace {

struct Auditing : TwoOrganizations {
  Caller carla = join(northwind, "Carla Mendes", Role::admin);

  void happen(AuditAction action, const Caller& actor, std::string_view subject = {}) {
    now_ms += kSecond;
    static constexpr sql::Statement<sql::None, std::string, std::string_view, Timestamp,
                                    AuditAction, std::string_view, std::optional<std::string_view>>
        kInsert{"test.audit", R"sql(
      INSERT INTO audit_event (id, organization_id, at, action, actor_id, subject_id, detail)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, '{"role":"admin"}')
    )sql"};
    write(sql::bind(kInsert, concat("evt_", ++count), actor.organization_id, Timestamp{now_ms},
                    action, actor.user_id,
                    subject.empty() ? std::nullopt : std::optional(subject)));
  }
  Page<AuditEvent> list(const Caller& caller, std::string_view query = "") {
    return read_body<Page<AuditEvent>>(
        get_as(caller, concat("/api/v1/organizations/", caller.organization_id, "/audit", query)));
  }
  std::string actions(const Caller& caller, std::string_view query = "") {
    std::string out;
    for (const AuditEvent& event : list(caller, query).data)
      out += concat(out.empty() ? "" : ", ", name_of(event.action));
    return out;
  }
  int count = 0;
};

TEST(ListAudit, TellsWhoDidWhatToWhomNewestFirst) {
  Auditing world;
  world.happen(AuditAction::signed_in, world.dan);
  world.happen(AuditAction::member_role_changed, world.ada, world.dan.user_id);
  const auto events = world.list(world.carla);
  ASSERT_EQ(events.data.size(), 2u);
  const AuditEvent& change = events.data[0];
  EXPECT_EQ(change.action, AuditAction::member_role_changed);
  EXPECT_EQ(change.actorName, "Ada Lovelace");
  EXPECT_EQ(change.subjectId, world.dan.user_id);
  EXPECT_EQ(change.subjectEmail, "dan.wu@northwind.example");
  EXPECT_EQ(change.detail.text, R"({"role":"admin"})");
  EXPECT_EQ(events.data[1].subjectId, std::nullopt);
}

TEST(ListAudit, Filters) {
  Auditing world;
  world.happen(AuditAction::signed_in, world.dan);
  world.happen(AuditAction::signed_in, world.ada);
  const std::string middle = to_rfc3339({world.now_ms});
  world.happen(AuditAction::key_created, world.ada);
  EXPECT_EQ(world.actions(world.ada, "?action=signed_in"), "signed_in, signed_in");
  EXPECT_EQ(world.actions(world.ada, concat("?actor=", world.ada.user_id)),
            "key_created, signed_in");
  EXPECT_EQ(world.actions(world.ada, concat("?from=", middle)), "key_created, signed_in");
  EXPECT_EQ(world.actions(world.ada, concat("?to=", middle)), "signed_in");
  EXPECT_EQ(world.list(world.ada, concat("?to=", middle)).total, 1);
  for (const std::string_view query : {"?action=flew", "?from=yesterday", "?actor=a%20b"})
    EXPECT_EQ(refusal_of(world.get_as(
                  world.ada, concat("/api/v1/organizations/", world.northwind, "/audit", query))),
              "400 VALIDATION_ERROR")
        << query;
}

TEST(ListAudit, IsForAdminsOfTheOrganization) {
  Auditing world;
  world.happen(AuditAction::signed_in, world.dan);
  const std::string target = concat("/api/v1/organizations/", world.northwind, "/audit");
  EXPECT_EQ(refusal_of(world.get_as(world.dan, target)), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.get_as(world.bob, target)), "403 FORBIDDEN");
  EXPECT_EQ(world.actions(world.bob), "");
}

}  // namespace
}  // namespace crow::organizations
