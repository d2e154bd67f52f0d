#include "workers/access/handlers.h"
#include "workers/access/organization.h"
#include "workers/auth/audit.h"
#include "workers/auth/ids.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"
#include "workers/auth/taken.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::optional<std::string>, std::optional<std::string>, Tier, Timestamp>
    kInsertOrganization{"auth.insert_organization", R"sql(
  INSERT INTO organization (id, name, slug, logo, metadata, tier, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view, Timestamp>
    kInsertOwner{"auth.insert_owner", R"sql(
  INSERT INTO member (id, organization_id, user_id, role, created_at)
  VALUES (?1, ?2, ?3, 'owner', ?4)
)sql"};

}  // namespace

Task<CreateOrganization::Output> create_organization(Context& context,
                                                     CreateOrganization::Input input) {
  const auto current = co_await find_session(context);
  if (!current) co_await refuse(kUnauthorizedSilently);

  const auto tier = from_name<Tier>(variable_or("DEFAULT_TIER", "Free"));
  co_await require(tier.has_value(), ErrorCode::internal, "The service is not configured.");
  CreateOrganization::Output output;
  output.name = std::move(input.name.value);
  output.slug = std::move(input.slug.value);
  output.createdAt = context.now();
  output.id = new_id();
  if (input.logo) output.logo = std::move(input.logo->value);
  std::optional<std::string> metadata;
  if (input.metadata) {
    metadata = input.metadata->text;
    output.metadata = std::move(*input.metadata);
  }
  const Member owner{output.id, current->user.id, Role::owner, output.createdAt, new_id()};
  const bool keeps_active = input.keepCurrentActiveOrganization.value_or(false);

  auto stored =
      co_await context.database
          .batch(sql::bind(kInsertOrganization, output.id, output.name, output.slug, output.logo,
                           metadata, *tier, output.createdAt),
                 sql::bind(kInsertOwner, owner.id, output.id, owner.userId, output.createdAt),
                 log_event(context, {.action = AuditAction::organization_created,
                                     .organization_id = output.id,
                                     .actor_id = owner.userId,
                                     .detail = {{"name", output.name}}}),
                 activation(current->session.id,
                            keeps_active ? current->session.activeOrganizationId : output.id))
          .as_result();
  if (!stored && is_taken(stored.error(), "organization.slug"))
    co_await refuse(kOrganizationExists);
  co_await std::move(stored);
  co_await forget_sessions_of(context, owner.userId);
  output.members = {owner};
  co_return output;
}

}  // namespace crow::auth
