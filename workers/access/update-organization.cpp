#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/organization.h"
#include "workers/auth/audit.h"
#include "workers/auth/refusal.h"
#include "workers/auth/taken.h"

namespace crow::auth {
namespace {

using Text = std::optional<std::string>;

// Of two updates at once, each changes what it was given.
constexpr sql::Statement<Organization, std::string_view, Text, Text, bool, Text, Text> kUpdate{
    "auth.update_organization", R"sql(
  UPDATE organization
     SET name = coalesce(?2, name), slug = coalesce(?3, slug), logo = iif(?4, ?5, logo),
         metadata = coalesce(?6, metadata)
   WHERE id = ?1
  RETURNING name, slug, logo, created_at, metadata, id
)sql"};

// The statement that changes what is given.
sql::Bound<Organization> update(std::string_view id, UpdateOrganization::Changes changes) {
  const auto text_of = [](auto& text) { return text ? Text(std::move(text->value)) : Text(); };
  Text logo;
  if (changes.logo) logo = text_of(*changes.logo);
  return sql::bind(kUpdate, id, text_of(changes.name), text_of(changes.slug),
                   changes.logo.has_value(), logo,
                   changes.metadata ? Text(std::move(changes.metadata->text)) : Text());
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

  const Organization& before = found->organization;
  const auto& changes = input.data;
  const AuditDetail detail = {{"name", changes.name ? changes.name->value : before.name},
                              {"slug", changes.slug ? changes.slug->value : before.slug}};
  auto stored = co_await context.database
                    .batch(update(id, std::move(input.data)),
                           log_event(context, {.action = AuditAction::organization_updated,
                                               .organization_id = id,
                                               .actor_id = current->user.id,
                                               .detail = detail,
                                               .only_if_changed = true}))
                    .as_result();
  if (!stored && is_taken(stored.error(), "organization.slug")) co_await refuse(kSlugTaken);
  auto [updated, logged] = co_await std::move(stored);
  if (updated.rows.empty()) co_await refuse(kNotAMemberToChange);  // It was deleted meanwhile.
  Organization& organization = updated.rows.front();

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
