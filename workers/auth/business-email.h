// CROW is for businesses: addresses of free-mail and disposable-mail providers do not sign up.
#pragma once

#include <string>
#include <string_view>

#include "shared/service/context.h"

namespace crow::auth {

// Whether an address belongs to a business: its domain is none of the free-mail providers' and
// below none of them, and neither is it in the table email_domain, which holds the disposable ones
// and has the last word: a domain that an operator allows there is a business's, one that is
// refused is not, and of two entries that fit the longer one counts. Outside production
// example.com, *.example and *.test are businesses whatever the lists say; with the variable
// BUSINESS_EMAIL "off" every domain is.
Task<bool> is_business_email(Context& context, std::string email);

// The domain of an address as lists have it: lower case, punycode, without a dot at the end. Empty
// when it is none.
std::string domain_of(std::string_view email);

// Whether a domain, in lower case, is one of the list of free-mail providers or below one.
bool is_free_mail_domain(std::string_view domain);

}  // namespace crow::auth
