#include "workers/organizations/handlers.h"
#include "workers/organizations/writes.h"

namespace crow::organizations {

Task<CreateOrganization::Output> create_organization(Context& context,
                                                     CreateOrganization::Input input) {
  auth::CreateOrganizationFor::Input wanted{.actor = actor_of(context),
                                            .name = std::move(input.name),
                                            .slug = std::move(input.slug),
                                            .logo = std::move(input.logo)};
  auto made = co_await have_written<auth::CreateOrganizationFor>(context, std::move(wanted));
  co_return co_await get_organization(context, {.id = {std::move(made.id)}});
}

}  // namespace crow::organizations
