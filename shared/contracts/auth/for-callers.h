// What other services ask auth and access to write for their callers: auth's facts have no other
// writer, whichever route a person took. Each does what the Better Auth route of its name does, by
// the same function, for the caller whom the asking service has verified.
#pragma once

#include "shared/contracts/auth/members.h"

namespace crow::auth {

// Who asked, and for which organization.
struct Actor {
  Id userId, organizationId;
  static constexpr auto fields =
      describe(field<&Actor::userId>("userId", "Who asked."),
               field<&Actor::organizationId>("organizationId", "For which organization."));
};

struct UpdateProfileFor {
  static constexpr Operation operation{.name = "update_profile_for",
                                       .method = Method::post,
                                       .path = "/internal/auth/update-profile",
                                       .summary = "Changes what a user is called and looks like.",
                                       .access = Access::service};
  struct Input {
    Actor actor;
    std::optional<Text<1, 1'000>> name;
    bool changesImage = false;
    std::optional<Text<1, 2'048>> image;

    static constexpr auto fields = describe(
        embed<&Input::actor>(), field<&Input::name>("name", "The name, when it changes."),
        field<&Input::changesImage>("changesImage", "Whether `image` is meant.").defaulted(),
        field<&Input::image>("image", "Where the picture is; null for none."));
  };
  struct Output {
    std::optional<std::string> imageBefore;

    static constexpr auto fields = describe(
        field<&Output::imageBefore>("imageBefore", "Where the picture was; null without one."));
  };
};

struct CreateOrganizationFor {
  static constexpr Operation operation{.name = "create_organization_for",
                                       .method = Method::post,
                                       .path = "/internal/access/create-organization",
                                       .summary = "Makes an organization.",
                                       .access = Access::service};
  struct Input {
    Actor actor;
    Text<1, 1'000> name;
    Text<1, 255> slug;
    std::optional<Text<1, 2'048>> logo;

    static constexpr auto fields =
        describe(embed<&Input::actor>(), field<&Input::name>("name", "The name."),
                 field<&Input::slug>("slug", "The short name."),
                 field<&Input::logo>("logo", "Where the logo is."));
  };
  struct Output {
    std::string id;
    static constexpr auto fields = describe(field<&Output::id>("id", "The organization's id."));
  };
};

struct UpdateOrganizationFor {
  static constexpr Operation operation{.name = "update_organization_for",
                                       .method = Method::post,
                                       .path = "/internal/access/update-organization",
                                       .summary = "Changes an organization.",
                                       .access = Access::service,
                                       .success = 204};
  struct Input {
    Actor actor;
    std::optional<Text<1, 1'000>> name;
    std::optional<Text<1, 255>> slug;
    bool changesLogo = false;
    std::optional<Text<1, 2'048>> logo;

    static constexpr auto fields =
        describe(embed<&Input::actor>(), field<&Input::name>("name", "The name, when it changes."),
                 field<&Input::slug>("slug", "The short name, when it changes."),
                 field<&Input::changesLogo>("changesLogo", "Whether `logo` is meant.").defaulted(),
                 field<&Input::logo>("logo", "Where the logo is; null for none."));
  };
  using Output = Nothing;
};

struct DeleteOrganizationFor {
  static constexpr Operation operation{.name = "delete_organization_for",
                                       .method = Method::post,
                                       .path = "/internal/access/delete-organization",
                                       .summary = "Deletes an organization.",
                                       .access = Access::service,
                                       .success = 204};
  using Input = Actor;
  using Output = Nothing;
};

struct InviteMemberFor {
  static constexpr Operation operation{.name = "invite_member_for",
                                       .method = Method::post,
                                       .path = "/internal/access/invite-member",
                                       .summary = "Invites somebody.",
                                       .access = Access::service};
  struct Input {
    Actor actor;
    std::string email;
    Role role{};
    bool resend = false;

    static constexpr auto fields =
        describe(embed<&Input::actor>(), field<&Input::email>("email", "Whom."),
                 field<&Input::role>("role", "As what."),
                 field<&Input::resend>("resend", "Extends one that is pending.").defaulted());
  };
  using Output = Invitation;
};

struct CancelInvitationFor {
  static constexpr Operation operation{.name = "cancel_invitation_for",
                                       .method = Method::post,
                                       .path = "/internal/access/cancel-invitation",
                                       .summary = "Takes an invitation back.",
                                       .access = Access::service,
                                       .success = 204};
  struct Input {
    Actor actor;
    Id invitationId;
    static constexpr auto fields = describe(
        embed<&Input::actor>(), field<&Input::invitationId>("invitationId", "The invitation."));
  };
  using Output = Nothing;
};

struct UpdateMemberRoleFor {
  static constexpr Operation operation{.name = "update_member_role_for",
                                       .method = Method::post,
                                       .path = "/internal/access/update-member-role",
                                       .summary = "Gives a member another role.",
                                       .access = Access::service,
                                       .success = 204};
  struct Input {
    Actor actor;
    Id memberId;
    Role role{};
    static constexpr auto fields =
        describe(embed<&Input::actor>(), field<&Input::memberId>("memberId", "The membership."),
                 field<&Input::role>("role", "The new role."));
  };
  using Output = Nothing;
};

struct RemoveMemberFor {
  static constexpr Operation operation{.name = "remove_member_for",
                                       .method = Method::post,
                                       .path = "/internal/access/remove-member",
                                       .summary = "Ends somebody's membership.",
                                       .access = Access::service,
                                       .success = 204};
  struct Input {
    Actor actor;
    Id memberId;
    static constexpr auto fields =
        describe(embed<&Input::actor>(), field<&Input::memberId>("memberId", "The membership."));
  };
  using Output = Nothing;
};

struct LeaveOrganizationFor {
  static constexpr Operation operation{.name = "leave_organization_for",
                                       .method = Method::post,
                                       .path = "/internal/access/leave-organization",
                                       .summary = "Ends the actor's own membership.",
                                       .access = Access::service,
                                       .success = 204};
  using Input = Actor;
  using Output = Nothing;
};

}  // namespace crow::auth
