// The operations of organizations: those the caller belongs to, and who else does.
#pragma once

#include "shared/contracts/page.h"
#include "shared/core/describe.h"
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
                                                 "Where the picture is, if there is one."),
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

using All = Operations<ListOrganizations, GetOrganization, ListMembers>;

}  // namespace crow::organizations
