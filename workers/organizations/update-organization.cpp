#include "workers/organizations/handlers.h"
#include "workers/organizations/writes.h"

namespace crow::organizations {

Task<UpdateOrganization::Output> update_organization(Context& context,
                                                     UpdateOrganization::Input input) {
  co_await require(input.name || input.slug || input.logo, ErrorCode::invalid_argument,
                   "Nothing is to change: give name, slug or logo.");
  auth::UpdateOrganizationFor::Input wanted;
  wanted.actor = actor_of(context);
  wanted.name = std::move(input.name);
  wanted.slug = std::move(input.slug);
  wanted.changesLogo = input.logo.has_value();
  if (input.logo) wanted.logo = std::move(*input.logo);
  co_await have_written<auth::UpdateOrganizationFor>(context, std::move(wanted));
  co_return co_await get_organization(context, {std::move(input.id)});
}

}  // namespace crow::organizations
