// Where links and redirects lead.
#pragma once

#include <string>
#include <string_view>

#include "shared/http/message.h"

namespace crow::auth {

// "/there?a=1&error=GONE#top" of "/there?a=1#top".
std::string with_query(std::string_view address, std::string_view name, std::string_view value);

// The address in full: a path is one of this deployment's.
std::string absolute(std::string_view address);

// 302 to there.
Response redirect(std::string location);

}  // namespace crow::auth
