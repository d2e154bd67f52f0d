// Each reads its caller from the request of another service, and is then the route of its name.
#include "workers/access/for-callers.h"

#include "shared/core/text.h"
#include "workers/access/handlers.h"
#include "workers/auth/for-callers.h"

namespace crow::auth {
namespace {

RawJson json_of(Role role) { return {concat('"', name_of(role), '"')}; }

}  // namespace

Task<CreateOrganizationFor::Output> create_organization_for(Context& context,
                                                            CreateOrganizationFor::Input input) {
  act_for(context, input.actor);
  CreateOrganization::Input made;
  made.name = std::move(input.name);
  made.slug = std::move(input.slug);
  if (input.logo) made.logo = {std::move(input.logo->value)};
  auto output = co_await in_contract(create_organization(context, std::move(made)));
  co_return CreateOrganizationFor::Output{std::move(output.id)};
}

Task<Nothing> update_organization_for(Context& context, UpdateOrganizationFor::Input input) {
  act_for(context, input.actor);
  UpdateOrganization::Input update;
  update.organizationId = input.actor.organizationId.value;
  update.data.name = std::move(input.name);
  update.data.slug = std::move(input.slug);
  if (input.changesLogo) {
    update.data.logo.emplace();
    if (input.logo) update.data.logo->emplace(std::move(input.logo->value));
  }
  co_await in_contract(update_organization(context, std::move(update)));
  co_return Nothing{};
}

Task<Nothing> delete_organization_for(Context& context, DeleteOrganizationFor::Input input) {
  act_for(context, input);
  co_await in_contract(delete_organization(context, {input.organizationId.value}));
  co_return Nothing{};
}

Task<Invitation> invite_member_for(Context& context, InviteMemberFor::Input input) {
  act_for(context, input.actor);
  co_return co_await in_contract(
      invite_member(context, {.email = std::move(input.email),
                              .role = json_of(input.role),
                              .organizationId = input.actor.organizationId.value,
                              .resend = input.resend}));
}

Task<Nothing> cancel_invitation_for(Context& context, CancelInvitationFor::Input input) {
  act_for(context, input.actor);
  co_await in_contract(cancel_invitation(context, {input.invitationId.value}));
  co_return Nothing{};
}

Task<Nothing> update_member_role_for(Context& context, UpdateMemberRoleFor::Input input) {
  act_for(context, input.actor);
  co_await in_contract(
      update_member_role(context, {.role = json_of(input.role),
                                   .memberId = std::move(input.memberId.value),
                                   .organizationId = input.actor.organizationId.value}));
  co_return Nothing{};
}

Task<Nothing> remove_member_for(Context& context, RemoveMemberFor::Input input) {
  act_for(context, input.actor);
  co_await in_contract(
      remove_member(context, {.memberIdOrEmail = std::move(input.memberId.value),
                              .organizationId = input.actor.organizationId.value}));
  co_return Nothing{};
}

Task<Nothing> leave_organization_for(Context& context, LeaveOrganizationFor::Input input) {
  act_for(context, input);
  co_await in_contract(leave_organization(context, {input.organizationId.value}));
  co_return Nothing{};
}

}  // namespace crow::auth
