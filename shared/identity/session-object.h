// Which Durable Object remembers a session: the gateway leads whoever reads it there, and auth and
// access tell that object when a session or its user changes.
//
// A session's token begins as its user's id does, so either of the two names the object, which is
// one of 3,844.
#pragma once

#include <string_view>

namespace crow {

// The binding of these objects, in every worker that has it.
inline constexpr std::string_view kSessionObjects = "SESSIONS";

// The name of the object for a user's id, a session's token, or a cookie that holds one; empty when
// it can be none of them.
std::string_view session_object(std::string_view id_or_token);

}  // namespace crow
