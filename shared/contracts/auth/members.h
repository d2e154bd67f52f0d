// Members of organizations, their roles, and the invitations that make them.
//
// The fields of an Input stand in the order in which Better Auth names their faults.
#pragma once

#include "shared/contracts/auth/organizations.h"

namespace crow::auth {

struct RejectInvitation {
  static constexpr Operation operation{.name = "reject_invitation",
                                       .method = Method::post,
                                       .path = "/auth/organization/reject-invitation",
                                       .summary = "Turns an invitation down.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  using Input = AcceptInvitation::Input;
  struct Output {
    static constexpr std::string_view title = "RejectedInvitation";
    Invitation invitation;
    std::optional<Member> member;
    static constexpr auto fields =
        describe(field<&Output::invitation>("invitation", "The invitation, now rejected."),
                 field<&Output::member>("member", "Always null."));
  };
};

struct CancelInvitation {
  static constexpr Operation operation{.name = "cancel_invitation",
                                       .method = Method::post,
                                       .path = "/auth/organization/cancel-invitation",
                                       .summary = "Takes an invitation back.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  using Input = AcceptInvitation::Input;
  using Output = Invitation;
};

struct GetInvitation {
  static constexpr Operation operation{.name = "get_invitation",
                                       .path = "/auth/organization/get-invitation",
                                       .summary = "A pending invitation of the caller's.",
                                       .access = Access::session};
  struct Input {
    std::string id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The invitation."));
  };
  struct Output {
    static constexpr std::string_view title = "InvitationInFull";
    Invitation invitation;
    std::string organizationName, organizationSlug, inviterEmail;
    static constexpr auto fields = describe(
        embed<&Output::invitation>(),
        field<&Output::organizationName>("organizationName", "The organization's name."),
        field<&Output::organizationSlug>("organizationSlug", "The organization's short name."),
        field<&Output::inviterEmail>("inviterEmail", "Who invited."));
  };
};

struct ListInvitations {
  static constexpr Operation operation{.name = "list_invitations",
                                       .path = "/auth/organization/list-invitations",
                                       .summary = "The invitations of an organization.",
                                       .access = Access::session};
  struct Input {
    std::optional<std::string> organizationId;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Another than the active one."));
  };
  using Output = std::vector<Invitation>;
};

struct ListUserInvitations {
  static constexpr Operation operation{
      .name = "list_user_invitations",
      .path = "/auth/organization/list-user-invitations",
      .summary = "The pending invitations to the caller's confirmed address.",
      .access = Access::session};
  struct Input {
    std::optional<std::string> email;
    static constexpr auto fields =
        describe(field<&Input::email>("email", "Refused: one's own are listed."));
  };
  struct Received {
    static constexpr std::string_view title = "ReceivedInvitation";
    Invitation invitation;
    std::string organizationName;
    static constexpr auto fields = describe(
        embed<&Received::invitation>(),
        field<&Received::organizationName>("organizationName", "The organization's name."));
  };
  using Output = std::vector<Received>;
};

enum class FilterOperator : std::uint8_t {
  eq,
  ne,
  lt,
  lte,
  gt,
  gte,
  in,
  not_in,
  contains,
  starts_with,
  ends_with
};
constexpr auto names(FilterOperator) {
  return std::to_array<std::string_view>({"eq", "ne", "lt", "lte", "gt", "gte", "in", "not_in",
                                          "contains", "starts_with", "ends_with"});
}

struct ListOrganizationMembers {
  static constexpr Operation operation{.name = "auth_list_members",
                                       .path = "/auth/organization/list-members",
                                       .summary = "The members of an organization.",
                                       .access = Access::session};
  struct Input {
    std::optional<std::string> limit, offset, sortBy;
    std::optional<SortDirection> sortDirection;
    std::optional<std::string> filterField, filterValue;
    std::optional<FilterOperator> filterOperator;
    std::optional<std::string> organizationId, organizationSlug;

    static constexpr auto fields = describe(
        field<&Input::limit>("limit", "How many at most, 100 unless given."),
        field<&Input::offset>("offset", "How many to leave out."),
        field<&Input::sortBy>("sortBy", "`createdAt`, `role`, `userId` or `id`."),
        field<&Input::sortDirection>("sortDirection", "`asc` unless given."),
        field<&Input::filterField>("filterField", "`role`, `userId`, `id` or `createdAt`."),
        field<&Input::filterValue>("filterValue", "What it is compared with."),
        field<&Input::filterOperator>("filterOperator", "How; `eq` unless given."),
        field<&Input::organizationId>("organizationId", "Another than the active one."),
        field<&Input::organizationSlug>("organizationSlug", "The same, by its short name."));
  };
  struct Output {
    static constexpr std::string_view title = "AuthMemberList";
    std::vector<MemberWithUser> members;
    std::int64_t total = 0;
    static constexpr auto fields =
        describe(field<&Output::members>("members", "Who belongs to it."),
                 field<&Output::total>("total", "How many match."));
  };
};

struct GetActiveMember {
  static constexpr Operation operation{
      .name = "get_active_member",
      .path = "/auth/organization/get-active-member",
      .summary = "The caller's membership in the active organization.",
      .access = Access::session};
  using Input = Nothing;
  using Output = MemberWithUser;
};

struct GetActiveMemberRole {
  static constexpr Operation operation{.name = "get_active_member_role",
                                       .path = "/auth/organization/get-active-member-role",
                                       .summary = "The role of the caller, or of another member.",
                                       .access = Access::session};
  struct Input {
    std::optional<std::string> userId, organizationId, organizationSlug;
    static constexpr auto fields = describe(
        field<&Input::userId>("userId", "Another member."),
        field<&Input::organizationId>("organizationId", "Another than the active one."),
        field<&Input::organizationSlug>("organizationSlug", "The same, by its short name."));
  };
  struct Output {
    static constexpr std::string_view title = "MemberRole";
    Role role{};
    static constexpr auto fields = describe(field<&Output::role>("role", "The role."));
  };
};

struct UpdateMemberRole {
  static constexpr Operation operation{.name = "update_member_role",
                                       .method = Method::post,
                                       .path = "/auth/organization/update-member-role",
                                       .summary = "Gives a member another role.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    RawJson role;  // A name, or a list of names.
    std::string memberId;
    std::optional<std::string> organizationId;
    static constexpr auto fields = describe(
        field<&Input::role>("role", "`owner`, `admin` or `member`, or a list of them."),
        field<&Input::memberId>("memberId", "The membership."),
        field<&Input::organizationId>("organizationId", "Another than the active one.").not_null());
  };
  using Output = Member;
};

struct RemoveMember {
  static constexpr Operation operation{.name = "remove_member",
                                       .method = Method::post,
                                       .path = "/auth/organization/remove-member",
                                       .summary = "Ends somebody's membership.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::string memberIdOrEmail;
    std::optional<std::string> organizationId;
    static constexpr auto fields = describe(
        field<&Input::memberIdOrEmail>("memberIdOrEmail", "The membership, or whose it is."),
        field<&Input::organizationId>("organizationId", "Another than the active one.").not_null());
  };
  struct Removed {
    static constexpr std::string_view title = "RemovedMember";
    Member member;
    std::optional<Profile> user;  // When the member was named by address.
    static constexpr auto fields =
        describe(embed<&Removed::member>(),
                 field<&Removed::user>("user", "Who it was.").omitted_when_null());
  };
  struct Output {
    static constexpr std::string_view title = "MemberRemoved";
    Removed member;
    static constexpr auto fields =
        describe(field<&Output::member>("member", "The membership that ended."));
  };
};

struct LeaveOrganization {
  static constexpr Operation operation{.name = "leave_organization",
                                       .method = Method::post,
                                       .path = "/auth/organization/leave",
                                       .summary = "Ends the caller's own membership.",
                                       .access = Access::session,
                                       .ignores_unknown = true};
  struct Input {
    std::string organizationId;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The organization to leave."));
  };
  using Output = MemberWithUser;
};

struct HasPermission {
  static constexpr Operation operation{
      .name = "has_permission",
      .method = Method::post,
      .path = "/auth/organization/has-permission",
      .summary = "Says whether the caller's role may do what is asked for.",
      .access = Access::session,
      .ignores_unknown = true};
  struct Input {
    std::optional<std::string> organizationId;
    RawJson permissions{""}, permission{""};
    static constexpr auto fields = describe(
        field<&Input::organizationId>("organizationId", "Another than the active one.").not_null(),
        field<&Input::permissions>("permissions",
                                   "Lists of actions by what they are done to, as "
                                   "`{\"member\": [\"create\"]}`.")
            .defaulted(),
        field<&Input::permission>("permission", "Not used; its answer is no.").defaulted());
  };
  struct Output {
    static constexpr std::string_view title = "PermissionAnswer";
    std::optional<std::string> error;
    bool success = false;
    static constexpr auto fields =
        describe(field<&Output::error>("error", "Always null."),
                 field<&Output::success>("success", "Whether all of it is allowed."));
  };
};

}  // namespace crow::auth
