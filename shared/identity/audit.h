// The audit log: who did what to whom in an organization, as far as it concerns its security.
//
//   co_await context.database.batch(
//       sql::bind(kSetRole, member, role),
//       audit(context.host, {.action = AuditAction::member_role_changed,
//                            .organization_id = organization, .actor_id = caller,
//                            .subject_id = member, .detail = {{"role", "admin"}},
//                            .only_if_changed = true}));
//
// An entry is a statement of the batch that does what it tells of, so neither exists without the
// other; with `only_if_changed` it is written when the statement before it changed a row. What a
// person does to their own account concerns each organization that they belong to at that moment.
//
// Details are short texts: names, addresses, roles. Never a password, a key, a token.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/host/host.h"
#include "shared/identity/audit-action.h"
#include "shared/sql/bound.h"

namespace crow {

inline constexpr std::int64_t kAuditKeptDays = 365;

using AuditDetail = std::vector<std::pair<std::string_view, std::string>>;

struct AuditEntry {
  AuditAction action{};
  std::string_view organization_id = {};  // Empty: each of the actor's.
  std::string_view actor_id = {};
  std::string_view subject_id = {};  // A user, an invitation, a key; empty when it is the actor.
  AuditDetail detail = {};
  std::string_view ip_address = {};
  bool only_if_changed = false;
};

// The statement that writes an entry.
sql::Bound<sql::None> audit(Host host, const AuditEntry& entry);

// That somebody tried to sign in by an address and failed: an entry in each organization of the
// account, none when there is no such account.
sql::Bound<sql::None> audit_failed_sign_in(Host host, std::string_view email,
                                           std::string_view ip_address);

// The statement that deletes up to 500 entries that are over.
sql::Bound<sql::None> delete_old_audit(Timestamp now);

}  // namespace crow
