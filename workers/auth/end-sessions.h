// Ending sessions of a user because the user says so.
#pragma once

#include <string_view>

#include "shared/service/context.h"

namespace crow::auth {

// Runs the statement that ends them, and notes the event when it ended any. Nobody sees one of them
// after this.
//
// Errors: those of Database::batch.
Task<> end_sessions(Context& context, std::string_view user_id, sql::Bound<sql::None> deletion);

}  // namespace crow::auth
