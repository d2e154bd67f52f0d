// A name for a visitor whom nobody named: the same for one visitor, one organization and one day,
// and without a way back.
//
// It is made of the network part of the address (24 bits of IPv4, 48 of IPv6) and the user agent,
// by HMAC-SHA256 with a random salt of the day. The address is not stored; the salt is deleted
// after the day, and from then on nobody can tell whose name it was, by trying addresses either.
#pragma once

#include <string>

#include "shared/service/context.h"

namespace crow::interactions {

// "anon_3f2a…", or empty when the deployment does not know the address.
Task<std::string> anonymous_id(const Context& context);

// The network part of an address: "203.0.113.0" or "2001:db8:1". Empty for anything else.
std::string network_of(std::string_view address);

// Deletes the salts of days that are over.
sql::Bound<sql::None> forget_salts(Timestamp now);

}  // namespace crow::interactions
