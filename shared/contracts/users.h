// The operations of users: people, as their colleagues see them, and what they may do.
#pragma once

#include "shared/contracts/page.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow::users {

struct User {
  static constexpr std::string_view title = "User";
  std::string id, name, email;
  bool emailVerified = false;
  std::optional<std::string> profilePictureUrl;
  Role role{};
  Timestamp createdAt, updatedAt;

  static constexpr auto fields = describe(
      field<&User::id>("id", "The user's id."), field<&User::name>("name", "The full name."),
      field<&User::email>("email", "The e-mail address, in lower case."),
      field<&User::emailVerified>("emailVerified", "Whether the address was confirmed."),
      field<&User::profilePictureUrl>("profilePictureUrl",
                                      "Where the picture is, if there is one."),
      field<&User::role>("role", "The role in the caller's organization."),
      field<&User::createdAt>("createdAt", "When the account was made."),
      field<&User::updatedAt>("updatedAt", "When it last changed."));
};

struct GetMe {
  static constexpr Operation operation{
      .name = "get_current_user",
      .path = "/users/me",
      .summary = "The caller, with the organization they act for."};
  using Input = Nothing;
  struct Output {
    static constexpr std::string_view title = "CurrentUser";
    User user;
    std::string organizationId;

    static constexpr auto fields = describe(
        embed<&Output::user>(),
        field<&Output::organizationId>("organizationId", "The organization the caller acts for."));
  };
};

struct GetUser {
  static constexpr Operation operation{.name = "get_user",
                                       .path = "/users/{id}",
                                       .summary = "One person of the caller's organization."};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The user's id."));
  };
  using Output = User;
};

struct ListUsers {
  static constexpr Operation operation{
      .name = "list_users",
      .path = "/users/by-organization/{organizationId}",
      .summary = "Everyone in the caller's organization, longest member first.",
      .organization = "organizationId"};
  struct Input {
    Id organizationId;
    Paging paging;

    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The caller's organization."),
                 embed<&Input::paging>());
  };
  using Output = Page<User>;
};

struct Switch {
  bool enabled = true;
  static constexpr auto fields =
      describe(field<&Switch::enabled>("enabled", "Whether the person may use it."));
};

struct ChatSwitch {
  bool enabled = true;
  std::vector<std::string> components;
  std::int64_t lookbackWindow = 30;
  static constexpr auto fields = describe(
      field<&ChatSwitch::enabled>("enabled", "Whether the person may chat."),
      field<&ChatSwitch::components>("components",
                                     "Parts of the platform that chat may read; empty means all."),
      field<&ChatSwitch::lookbackWindow>("lookbackWindow", "Days back that chat may read."));
};

struct GetPermissions {
  static constexpr Operation operation{
      .name = "get_user_permissions",
      .path = "/users/{id}/permissions",
      .summary = "What a person of the caller's organization may do."};
  using Input = GetUser::Input;
  struct Output {
    static constexpr std::string_view title = "UserPermissions";
    ChatSwitch chat;
    Switch interactions, patterns, teamManagement, apiKeyManagement;

    static constexpr auto fields = describe(
        field<&Output::chat>("chat", "Chat with the assistant."),
        field<&Output::interactions>("interactions", "Reading what customers do."),
        field<&Output::patterns>("patterns", "Reading and starting pattern analysis."),
        field<&Output::teamManagement>("teamManagement", "Inviting, changing, removing members."),
        field<&Output::apiKeyManagement>("apiKeyManagement", "Making and revoking API keys."));
  };
};

using All = Operations<GetMe, GetUser, ListUsers, GetPermissions>;

}  // namespace crow::users
