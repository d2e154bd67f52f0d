#include "shared/contracts/erasure.h"
#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

template <typename Op>
Task<Erasure> ask(Context& context, std::string_view binding, const std::string& organization) {
  return context.services.call<Op>(binding, {{organization}});
}

}  // namespace

// Those that bring something in come first: what they have brought is erased behind them.
Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input) {
  const std::string& id = input.organizationId;
  const Erasure parts[] = {
      co_await ask<crawler::EraseOrganization>(context, "CRAWLER", id),
      co_await ask<imports::EraseOrganization>(context, "IMPORTS", id),
      co_await ask<search::EraseOrganization>(context, "SEARCH", id),
      co_await ask<interactions::EraseOrganization>(context, "INTERACTIONS", id),
      co_await ask<images::EraseOrganization>(context, "IMAGES", id),
      co_await ask<meaning::EraseOrganization>(context, "MEANING", id),
  };
  Erasure all{.isDone = true};
  for (const Erasure& part : parts) {
    all.isDone &= part.isDone;
    all.erased += part.erased;
  }
  co_return all;
}

}  // namespace crow::organizations
