// Organizations, as far as Better Auth has them.
//
// The fields of an Input stand in the order in which Better Auth names their faults.
#pragma once

#include "shared/contracts/common.h"
#include "shared/service/operation.h"

namespace crow::auth {

enum class SortDirection : std::uint8_t { asc, desc };
constexpr auto names(SortDirection) { return std::to_array<std::string_view>({"asc", "desc"}); }

// An organization as lists show it. Better Auth gives metadata as a text of JSON there.
struct Organization {
  static constexpr std::string_view title = "AuthOrganization";
  std::string name, slug;
  std::optional<std::string> logo;
  Timestamp createdAt;
  std::optional<std::string> metadata;
  std::string id;

  static constexpr auto fields = describe(
      field<&Organization::name>("name", "The name."),
      field<&Organization::slug>("slug", "The unique short name."),
      field<&Organization::logo>("logo", "Where the logo is."),
      field<&Organization::createdAt>("createdAt", "When it was made."),
      field<&Organization::metadata>("metadata", "What the creator added, as a text of JSON."),
      field<&Organization::id>("id", "The organization's id."));
};

struct Member {
  static constexpr std::string_view title = "AuthMember";
  std::string organizationId, userId;
  Role role{};
  Timestamp createdAt;
  std::string id;

  static constexpr auto fields =
      describe(field<&Member::organizationId>("organizationId", "The organization."),
               field<&Member::userId>("userId", "The user."),
               field<&Member::role>("role", "What the user may do."),
               field<&Member::createdAt>("createdAt", "When the user joined."),
               field<&Member::id>("id", "The membership's id."));
};

struct Profile {
  static constexpr std::string_view title = "AuthProfile";
  std::string id, name, email;
  std::optional<std::string> image;

  static constexpr auto fields = describe(field<&Profile::id>("id", "The user's id."),
                                          field<&Profile::name>("name", "The name."),
                                          field<&Profile::email>("email", "The e-mail address."),
                                          field<&Profile::image>("image", "Where the picture is."));
};

struct MemberWithUser {
  static constexpr std::string_view title = "AuthMemberWithUser";
  Member member;
  Profile user;

  static constexpr auto fields = describe(embed<&MemberWithUser::member>(),
                                          field<&MemberWithUser::user>("user", "Who it is."));
};

enum class InvitationStatus : std::uint8_t { pending, accepted, rejected, canceled };
constexpr auto names(InvitationStatus) {
  return std::to_array<std::string_view>({"pending", "accepted", "rejected", "canceled"});
}

struct Invitation {
  static constexpr std::string_view title = "AuthInvitation";
  std::string organizationId, email;
  Role role{};
  InvitationStatus status{};
  Timestamp expiresAt, createdAt;
  std::string inviterId, id;

  static constexpr auto fields =
      describe(field<&Invitation::organizationId>("organizationId", "The organization."),
               field<&Invitation::email>("email", "Who is invited."),
               field<&Invitation::role>("role", "What the invited will be."),
               field<&Invitation::status>("status", "What became of it."),
               field<&Invitation::expiresAt>("expiresAt", "Until when it can be accepted."),
               field<&Invitation::createdAt>("createdAt", "When it was made."),
               field<&Invitation::inviterId>("inviterId", "Who invited."),
               field<&Invitation::id>("id", "The invitation's id."));
};

struct CreateOrganization {
  static constexpr Operation operation{
      .name = "create_organization",
      .method = Method::post,
      .path = "/auth/organization/create",
      .summary = "Makes an organization, owned by the caller and active from then on.",
      .access = Access::session,
      .ignores_unknown = true};
  struct Input {
    Text<1, 1'000> name;
    Text<1, 255> slug;
    std::optional<Text<0, 2'048>> logo;
    std::optional<RawObject> metadata;
    std::optional<bool> keepCurrentActiveOrganization;

    static constexpr auto fields =
        describe(field<&Input::name>("name", "The name."),
                 field<&Input::slug>("slug", "A short name that nobody else has."),
                 field<&Input::logo>("logo", "Where the logo is."),
                 field<&Input::metadata>("metadata", "Anything more.").not_null(),
                 field<&Input::keepCurrentActiveOrganization>("keepCurrentActiveOrganization",
                                                              "Do not make it active.")
                     .not_null());
  };
  struct Output {
    static constexpr std::string_view title = "CreatedOrganization";
    std::string name, slug;
    std::optional<std::string> logo;
    Timestamp createdAt;
    std::optional<RawJson> metadata;
    std::string id;
    std::vector<Member> members;

    static constexpr auto fields = describe(
        field<&Output::name>("name", "The name."), field<&Output::slug>("slug", "The short name."),
        field<&Output::logo>("logo", "Where the logo is."),
        field<&Output::createdAt>("createdAt", "When it was made."),
        field<&Output::metadata>("metadata", "As it was sent.").omitted_when_null(),
        field<&Output::id>("id", "The organization's id."),
        field<&Output::members>("members", "The caller, as its owner."));
  };
};

struct SetActiveOrganization {
  static constexpr Operation operation{
      .name = "set_active_organization",
      .method = Method::post,
      .path = "/auth/organization/set-active",
      .summary = "Chooses the organization that the session acts for.",
      .access = Access::session,
      .ignores_unknown = true};
  struct Input {
    std::optional<std::optional<std::string>> organizationId;  // Null unsets it, absent leaves it.
    std::optional<std::string> organizationSlug;

    static constexpr auto fields = describe(
        field<&Input::organizationId>("organizationId", "Its id; null for none."),
        field<&Input::organizationSlug>("organizationSlug", "Its short name, instead.").not_null());
  };
  using Output = std::optional<Organization>;
};

struct ListOrganizations {
  static constexpr Operation operation{.name = "list_own_organizations",
                                       .path = "/auth/organization/list",
                                       .summary = "The organizations that the caller belongs to.",
                                       .access = Access::session};
  using Input = Nothing;
  using Output = std::vector<Organization>;
};

struct GetFullOrganization {
  static constexpr Operation operation{
      .name = "get_full_organization",
      .path = "/auth/organization/get-full-organization",
      .summary = "The active organization, or another of the caller's, with members.",
      .access = Access::session};
  struct Input {
    std::optional<std::string> organizationId, organizationSlug, membersLimit;
    static constexpr auto fields = describe(
        field<&Input::organizationId>("organizationId", "Another than the active one."),
        field<&Input::organizationSlug>("organizationSlug", "The same, by its short name."),
        field<&Input::membersLimit>("membersLimit", "Members at most, 100 unless given."));
  };
  struct Full {
    static constexpr std::string_view title = "FullOrganization";
    Organization organization;
    std::vector<Invitation> invitations;
    std::vector<MemberWithUser> members;

    static constexpr auto fields =
        describe(embed<&Full::organization>(),
                 field<&Full::invitations>("invitations", "For owners and admins; else empty."),
                 field<&Full::members>("members", "Who belongs to it, longest first."));
  };
  using Output = std::optional<Full>;
};

struct GetOrganization {
  static constexpr Operation operation{
      .name = "get_own_organization",
      .path = "/auth/organization/get-organization",
      .summary = "The active organization, or another of the caller's.",
      .access = Access::session};
  struct Input {
    std::optional<std::string> organizationId, organizationSlug;
    static constexpr auto fields = describe(
        field<&Input::organizationId>("organizationId", "Another than the active one."),
        field<&Input::organizationSlug>("organizationSlug", "The same, by its short name."));
  };
  using Output = std::optional<Organization>;
};

struct CheckSlug {
  static constexpr Operation operation{.name = "check_organization_slug",
                                       .method = Method::post,
                                       .path = "/auth/organization/check-slug",
                                       .summary = "Says whether a short name is free.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::string slug;
    static constexpr auto fields = describe(field<&Input::slug>("slug", "The short name."));
  };
  struct Output {
    static constexpr std::string_view title = "SlugIsFree";
    bool status = true;
    static constexpr auto fields = describe(field<&Output::status>("status", "Always true."));
  };
};

struct UpdateOrganization {
  static constexpr Operation operation{.name = "auth_update_organization",
                                       .method = Method::post,
                                       .path = "/auth/organization/update",
                                       .summary = "Changes an organization; for owners and admins.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Changes {
    std::optional<Text<1, 1'000>> name;
    std::optional<Text<1, 255>> slug;
    std::optional<std::optional<Text<0, 2'048>>> logo;  // Null takes it away.
    std::optional<RawObject> metadata;

    static constexpr auto fields = describe(
        field<&Changes::name>("name", "The name.").not_null(),
        field<&Changes::slug>("slug", "A short name that nobody else has.").not_null(),
        field<&Changes::logo>("logo", "Where the logo is; null for none."),
        field<&Changes::metadata>("metadata", "Anything more, instead of what was.").not_null());
  };
  struct Input {
    Changes data;
    std::optional<std::string> organizationId;
    static constexpr auto fields = describe(
        field<&Input::data>("data", "What changes."),
        field<&Input::organizationId>("organizationId", "Another than the active one.").not_null());
  };
  struct Output {
    static constexpr std::string_view title = "UpdatedOrganization";
    std::string name, slug;
    std::optional<std::string> logo;
    Timestamp createdAt;
    std::optional<RawJson> metadata;
    std::string id;

    static constexpr auto fields = describe(
        field<&Output::name>("name", "The name."), field<&Output::slug>("slug", "The short name."),
        field<&Output::logo>("logo", "Where the logo is."),
        field<&Output::createdAt>("createdAt", "When it was made."),
        field<&Output::metadata>("metadata", "What is kept beside it.").omitted_when_null(),
        field<&Output::id>("id", "The organization's id."));
  };
};

struct DeleteOrganization {
  static constexpr Operation operation{
      .name = "auth_delete_organization",
      .method = Method::post,
      .path = "/auth/organization/delete",
      .summary = "Deletes an organization with its members, invitations and keys; for owners.",
      .access = Access::session,
      .ignores_unknown = true};
  struct Input {
    std::string organizationId;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The organization."));
  };
  using Output = Organization;
};

struct InviteMember {
  static constexpr Operation operation{.name = "invite_member",
                                       .method = Method::post,
                                       .path = "/auth/organization/invite-member",
                                       .summary = "Invites somebody into an organization.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::string email;
    RawJson role;  // A name, or a list of names.
    std::optional<std::string> organizationId;
    std::optional<bool> resend;

    static constexpr auto fields = describe(
        field<&Input::email>("email", "Whom to invite."),
        field<&Input::role>("role", "`owner`, `admin` or `member`, or a list of them."),
        field<&Input::organizationId>("organizationId", "Another than the active one.").not_null(),
        field<&Input::resend>("resend", "Extends an invitation that is pending.").not_null());
  };
  using Output = Invitation;
};

struct AcceptInvitation {
  static constexpr Operation operation{.name = "accept_invitation",
                                       .method = Method::post,
                                       .path = "/auth/organization/accept-invitation",
                                       .summary = "Joins the organization that invited the caller.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::string invitationId;
    static constexpr auto fields =
        describe(field<&Input::invitationId>("invitationId", "The invitation."));
  };
  struct Output {
    static constexpr std::string_view title = "AcceptedInvitation";
    Invitation invitation;
    Member member;
    static constexpr auto fields =
        describe(field<&Output::invitation>("invitation", "The invitation, now accepted."),
                 field<&Output::member>("member", "The caller's membership."));
  };
};

}  // namespace crow::auth
