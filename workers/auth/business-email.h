// CROW is for businesses: addresses of free-mail providers do not sign up.
#pragma once

#include <string_view>

namespace crow::auth {

// Whether an address belongs to a business: its domain is none of the free-mail providers' and
// below none of them. In development example.com, *.example and *.test are businesses whatever the
// list says; with the variable BUSINESS_EMAIL "off" every domain is.
bool is_business_email(std::string_view email);

// Whether a domain, in lower case, is one of the list of free-mail providers or below one.
bool is_free_mail_domain(std::string_view domain);

}  // namespace crow::auth
