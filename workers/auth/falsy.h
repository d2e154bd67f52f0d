// What JavaScript takes for nothing, where Better Auth asks for what is "truthy".
#pragma once

#include <string_view>

namespace crow::auth {

// Whether a JSON value, as text, is falsy; no text at all is too.
inline bool is_falsy(std::string_view json) {
  return json.empty() || json == "false" || json == "0" || json == "-0" || json == R"("")" ||
         json == "null";
}

}  // namespace crow::auth
