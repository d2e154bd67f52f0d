#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/organization.h"
#include "workers/auth/audit.h"
#include "workers/auth/refusal.h"
#include "workers/auth/taken.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::optional<std::string>, std::optional<std::string>>
    kUpdate{"auth.update_organization", R"sql(
  UPDATE organization SET name = ?2, slug = ?3, logo = ?4, metadata = ?5 WHERE id = ?1
)sql"};

void change(Organization& organization, UpdateOrganization::Changes changes) {
  if (changes.name) organization.name = std::move(changes.name->value);
  if (changes.slug) organization.slug = std::move(changes.slug->value);
  if (changes.logo)
    organization.logo =
        *changes.logo ? std::optional(std::move((*changes.logo)->value)) : std::nullopt;
  if (changes.metadata) organization.metadata = std::move(changes.metadata->text);
}

}  // namespace

Task<UpdateOrganization::Output> update_organization(Context& context,
                                                     UpdateOrganization::Input input) {
  const auto current = co_await find_session(context);
  if (!current) co_await refuse(kNotSignedIn);
  const std::string id = organization_of(input.organizationId, current->session);
  if (id.empty()) co_await refuse(kOrganizationNotFound);
  auto found = co_await find_organization(context, current->user.id, id);
  if (!found || !found->role) co_await refuse(kNotAMemberToChange);
  if (*found->role == Role::member) co_await refuse(kMayNotUpdate);

  Organization& organization = found->organization;
  change(organization, std::move(input.data));
  auto stored =
      co_await context.database
          .batch(sql::bind(kUpdate, organization.id, organization.name, organization.slug,
                           organization.logo, organization.metadata),
                 log_event(context,
                           {.action = AuditAction::organization_updated,
                            .organization_id = organization.id,
                            .actor_id = current->user.id,
                            .detail = {{"name", organization.name}, {"slug", organization.slug}},
                            .only_if_changed = true}))
          .as_result();
  if (!stored && is_taken(stored.error(), "organization.slug")) co_await refuse(kSlugTaken);
  co_await std::move(stored);

  UpdateOrganization::Output output{.name = std::move(organization.name),
                                    .slug = std::move(organization.slug),
                                    .logo = std::move(organization.logo),
                                    .createdAt = organization.createdAt,
                                    .metadata = std::nullopt,
                                    .id = std::move(organization.id)};
  if (organization.metadata) output.metadata = RawJson{std::move(*organization.metadata)};
  co_return output;
}

}  // namespace crow::auth
