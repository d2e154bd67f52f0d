// The operations of organizations: those the caller belongs to, who else does, who is invited.
//
//   context.h  what the platform knows of one, in sentences
#pragma once

#include "shared/contracts/auth/members.h"
#include "shared/contracts/auth/sessions.h"
#include "shared/contracts/context.h"
#include "shared/contracts/erasure.h"
#include "shared/contracts/page.h"
#include "shared/core/describe.h"
#include "shared/identity/audit-action.h"
#include "shared/service/operation.h"

namespace crow::organizations {

struct Organization {
  static constexpr std::string_view title = "Organization";
  std::string id, name, slug;
  std::optional<std::string> logo;
  Role role{};
  std::int64_t memberCount = 0;
  Timestamp createdAt;

  static constexpr auto fields =
      describe(field<&Organization::id>("id", "The organization's id."),
               field<&Organization::name>("name", "Its name."),
               field<&Organization::slug>("slug", "Its name in addresses, unique."),
               field<&Organization::logo>("logo", "Where its logo is, if there is one."),
               field<&Organization::role>("role", "The caller's role in it."),
               field<&Organization::memberCount>("memberCount", "How many people belong to it."),
               field<&Organization::createdAt>("createdAt", "When it was made."));
};

struct Member {
  static constexpr std::string_view title = "Member";
  std::string id, userId, name, email;
  std::optional<std::string> profilePictureUrl;
  Role role{};
  Timestamp createdAt;

  static constexpr auto fields =
      describe(field<&Member::id>("id", "The membership's id."),
               field<&Member::userId>("userId", "The user's id."),
               field<&Member::name>("name", "The full name."),
               field<&Member::email>("email", "The e-mail address, in lower case."),
               field<&Member::profilePictureUrl>("profilePictureUrl",
                                                 "Where the picture is, if one was uploaded."),
               field<&Member::role>("role", "The role in the organization."),
               field<&Member::createdAt>("createdAt", "When they joined."));
};

struct ListOrganizations {
  static constexpr Operation operation{
      .name = "list_organizations",
      .path = "/organizations",
      .summary = "The organizations that the caller belongs to, in the order of joining.",
      .description =
          "All of them, also those that this session or key does not act for. To read "
          "another one's data, set it active or use one of its keys."};
  using Input = Paging;
  using Output = Page<Organization>;
};

struct GetOrganization {
  static constexpr Operation operation{.name = "get_organization",
                                       .path = "/organizations/{id}",
                                       .summary = "The caller's organization.",
                                       .organization = "id"};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The caller's organization."));
  };
  using Output = Organization;
};

struct ListMembers {
  static constexpr Operation operation{
      .name = "list_organization_members",
      .path = "/organizations/{id}/members",
      .summary = "Who belongs to the caller's organization, longest member first.",
      .organization = "id"};
  struct Input {
    Id id;
    Paging paging;

    static constexpr auto fields =
        describe(field<&Input::id>("id", "The caller's organization."), embed<&Input::paging>());
  };
  using Output = Page<Member>;
};

struct CreateOrganization {
  static constexpr Operation operation{
      .name = "create_organization_as_owner",
      .method = Method::post,
      .path = "/organizations",
      .summary = "Makes an organization that the caller owns.",
      .description =
          "The session or key goes on acting for its own organization: set the new one active with "
          "`POST /auth/organization/set-active`, and make a key there. Who has no organization yet "
          "makes the first with `POST /auth/organization/create`. A short name that another "
          "organization has is 409.",
      .success = 201};
  struct Input {
    Text<1, 1'000> name;
    Text<1, 255> slug;
    std::optional<Text<1, 2'048>> logo;

    static constexpr auto fields =
        describe(field<&Input::name>("name", "Its name."),
                 field<&Input::slug>("slug", "Its name in addresses, unique."),
                 field<&Input::logo>("logo", "Where its logo is."));
  };
  using Output = Organization;
};

struct UpdateOrganization {
  static constexpr Operation operation{.name = "update_organization",
                                       .method = Method::patch,
                                       .path = "/organizations/{id}",
                                       .summary = "Changes the caller's organization.",
                                       .description =
                                           "What is absent stays as it is. A short name that "
                                           "another organization has is 409.",
                                       .access = Access::admin,
                                       .permission = Permission::team_management,
                                       .organization = "id"};
  struct Input {
    Id id;
    std::optional<Text<1, 1'000>> name;
    std::optional<Text<1, 255>> slug;
    std::optional<std::optional<Text<1, 2'048>>> logo;

    static constexpr auto fields =
        describe(field<&Input::id>("id", "The caller's organization."),
                 field<&Input::name>("name", "Its name.").not_null(),
                 field<&Input::slug>("slug", "Its name in addresses, unique.").not_null(),
                 field<&Input::logo>("logo", "Where its logo is; null for none."));
  };
  using Output = Organization;
};

struct DeleteOrganization {
  static constexpr Operation operation{
      .name = "delete_organization",
      .method = Method::remove,
      .path = "/organizations/{id}",
      .summary = "Deletes the caller's organization with everything in it; for owners.",
      .description =
          "Its members, invitations and keys are gone at once; credentials that acted for it act "
          "for nobody within ten seconds. All its data follow, in every service.",
      .access = Access::admin,
      .permission = Permission::team_management,
      .organization = "id",
      .success = 204};
  using Input = GetOrganization::Input;
  using Output = Nothing;
};

// ------------------------------------------------------------------------------------- members

struct GetMember {
  static constexpr Operation operation{.name = "get_organization_member",
                                       .path = "/organizations/{id}/members/{memberId}",
                                       .summary = "One membership of the caller's organization.",
                                       .organization = "id"};
  struct Input {
    Id id, memberId;
    static constexpr auto fields =
        describe(field<&Input::id>("id", "The caller's organization."),
                 field<&Input::memberId>("memberId", "The membership's id, not the user's."));
  };
  using Output = Member;
};

struct InviteMember {
  static constexpr Operation operation{
      .name = "invite_organization_member",
      .method = Method::post,
      .path = "/organizations/{id}/members",
      .summary = "Invites somebody into the caller's organization.",
      .description =
          "They get a mail and become a member when they accept. Only owners invite owners. "
          "Whoever "
          "is a member or invited already is 409, unless `resend` extends the invitation.",
      .access = Access::admin,
      .permission = Permission::team_management,
      .organization = "id",
      .success = 201};
  struct Input {
    Id id;
    auth::Email email;
    Role role = Role::member;
    bool resend = false;

    static constexpr auto fields = describe(
        field<&Input::id>("id", "The caller's organization."),
        field<&Input::email>("email", "Whom to invite."),
        field<&Input::role>("role", "What they will be.").defaulted(),
        field<&Input::resend>("resend", "Extends an invitation that is pending.").defaulted());
  };
  using Output = auth::Invitation;
};

struct UpdateMember {
  static constexpr Operation operation{
      .name = "update_organization_member",
      .method = Method::patch,
      .path = "/organizations/{id}/members/{memberId}",
      .summary = "Gives a member another role.",
      .description =
          "Only owners make owners and change them; the last owner stays one, else 409. What was "
          "switched off for a member means nothing while they are owner or admin.",
      .access = Access::admin,
      .permission = Permission::team_management,
      .organization = "id"};
  struct Input {
    Id id, memberId;
    Role role{};
    static constexpr auto fields =
        describe(field<&Input::id>("id", "The caller's organization."),
                 field<&Input::memberId>("memberId", "The membership's id, not the user's."),
                 field<&Input::role>("role", "What they are from now on."));
  };
  using Output = Member;
};

struct RemoveMember {
  static constexpr Operation operation{
      .name = "remove_organization_member",
      .method = Method::remove,
      .path = "/organizations/{id}/members/{memberId}",
      .summary = "Ends somebody's membership.",
      .description =
          "Only owners remove owners; the last owner stays, else 409. Their keys for this "
          "organization are refused within ten seconds, their sessions act for it no more.",
      .access = Access::admin,
      .permission = Permission::team_management,
      .organization = "id",
      .success = 204};
  using Input = GetMember::Input;
  using Output = Nothing;
};

struct LeaveOrganization {
  static constexpr Operation operation{.name = "leave_own_organization",
                                       .method = Method::post,
                                       .path = "/organizations/{id}/leave",
                                       .summary = "Ends the caller's own membership.",
                                       .description = "The last owner cannot leave: that is 409.",
                                       .organization = "id",
                                       .success = 204,
                                       .may_lack_body = true};
  using Input = GetOrganization::Input;
  using Output = Nothing;
};

// --------------------------------------------------------------------------------- invitations

struct ListInvitations {
  static constexpr Operation operation{
      .name = "list_organization_invitations",
      .path = "/organizations/{id}/invitations",
      .summary = "Who was invited into the caller's organization, the oldest first.",
      .description =
          "Also those that were accepted, rejected or canceled; one that is pending after "
          "`expiresAt` can be accepted no more. Admins do not see who is to become an owner.",
      .access = Access::admin,
      .permission = Permission::team_management,
      .organization = "id"};
  struct Input {
    Id id;
    std::optional<auth::InvitationStatus> status;
    Paging paging;

    static constexpr auto fields = describe(
        field<&Input::id>("id", "The caller's organization."),
        field<&Input::status>("status", "Only those that became this."), embed<&Input::paging>());
  };
  using Output = Page<auth::Invitation>;
};

struct CancelInvitation {
  static constexpr Operation operation{
      .name = "cancel_organization_invitation",
      .method = Method::remove,
      .path = "/organizations/{id}/invitations/{invitationId}",
      .summary = "Takes an invitation back.",
      .description = "One that was accepted or rejected meanwhile is 409.",
      .access = Access::admin,
      .permission = Permission::team_management,
      .organization = "id",
      .success = 204};
  struct Input {
    Id id, invitationId;
    static constexpr auto fields =
        describe(field<&Input::id>("id", "The caller's organization."),
                 field<&Input::invitationId>("invitationId", "The invitation's id."));
  };
  using Output = Nothing;
};

// --------------------------------------------------------------------------------------- audit

struct AuditEvent {
  static constexpr std::string_view title = "AuditEvent";
  std::string id;
  Timestamp at;
  AuditAction action{};
  std::optional<std::string> actorId, actorName, actorEmail, subjectId, subjectName, subjectEmail;
  RawObject detail;
  std::optional<std::string> ipAddress;

  static constexpr auto fields = describe(
      field<&AuditEvent::id>("id", "The event's id."),
      field<&AuditEvent::at>("at", "When it happened."),
      field<&AuditEvent::action>("action", "What happened."),
      field<&AuditEvent::actorId>("actorId", "Who did it; null for whoever failed to sign in."),
      field<&AuditEvent::actorName>("actorName", "The actor's name today; null when deleted."),
      field<&AuditEvent::actorEmail>("actorEmail", "The actor's address today."),
      field<&AuditEvent::subjectId>(
          "subjectId", "To whom or what: a user, an invitation, a key; null for the actor."),
      field<&AuditEvent::subjectName>("subjectName", "The name of a subject who is a user."),
      field<&AuditEvent::subjectEmail>("subjectEmail", "The address of a subject who is a user."),
      field<&AuditEvent::detail>("detail", "What else is to be known, as short texts."),
      field<&AuditEvent::ipAddress>("ipAddress", "From where, when it is known."));
};

struct ListAudit {
  static constexpr Operation operation{
      .name = "list_audit_events",
      .path = "/organizations/{id}/audit",
      .summary = "What happened that concerns the organization's security, newest first.",
      .description =
          "Signing in and failing to, passwords and addresses, keys, invitations, members, roles, "
          "permissions, the organization itself. Kept for 365 days. What a person does to their "
          "account stands in each organization they belong to.",
      .access = Access::admin,
      .permission = Permission::team_management,
      .organization = "id"};
  struct Input {
    Id id;
    std::optional<Id> actor;
    std::optional<AuditAction> action;
    std::optional<Timestamp> from, to;
    Paging paging;

    static constexpr auto fields =
        describe(field<&Input::id>("id", "The caller's organization."),
                 field<&Input::actor>("actor", "Only what this user did."),
                 field<&Input::action>("action", "Only this."),
                 field<&Input::from>("from", "Not before; inclusive."),
                 field<&Input::to>("to", "Before; exclusive."), embed<&Input::paging>());
  };
  using Output = Page<AuditEvent>;
};

// ------------------------------------------------------------------------------------- erasure

// Asks every service that holds something.
struct EraseOrganization {
  static constexpr Operation operation =
      erasure("erase_data_of_organization", "/internal/organizations/{organizationId}/data");
  using Input = ErasedOrganization;
  using Output = Erasure;
};

using All = Operations<ListOrganizations, CreateOrganization, GetOrganization, UpdateOrganization,
                       DeleteOrganization, ListMembers, GetMember, InviteMember, UpdateMember,
                       RemoveMember, LeaveOrganization, ListInvitations, CancelInvitation,
                       ListAudit, GetContext, TriggerContext, EraseOrganization>;

}  // namespace crow::organizations
