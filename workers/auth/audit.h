// Entries of the audit log, from a request of Better Auth's.
#pragma once

#include <string>

#include "shared/identity/audit.h"
#include "shared/service/context.h"

namespace crow::auth {

// Where the request came from; empty when the deployment does not know.
std::string client_address(const Context& context);

// The statement that writes an entry, with the request's address.
sql::Bound<sql::None> log_event(const Context& context, AuditEntry entry);

}  // namespace crow::auth
