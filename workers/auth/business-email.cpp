#include "workers/auth/business-email.h"

#include <string>

#include "shared/core/text.h"
#include "shared/host/host.h"
#include "workers/auth/free-mail-domains.h"

namespace crow::auth {
namespace {

// Names that RFC 2606 keeps for examples and tests.
bool is_example(std::string_view domain) {
  return domain == "example.com" || domain == "example" || domain.ends_with(".example") ||
         domain == "test" || domain.ends_with(".test");
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// "com.gmail.mail" of "mail.gmail.com": a domain is below another when it begins with it.
std::string from_the_top(std::string_view domain) {
  std::string out;
  while (!domain.empty()) {
    const auto dot = domain.rfind('.');
    const std::size_t begin = dot == domain.npos ? 0 : dot + 1;
    if (!out.empty()) out += '.';
    out += domain.substr(begin);
    domain = domain.substr(0, begin == 0 ? 0 : dot);
  }
  return out;
}

}  // namespace

// The table lists domains from the top, sorted. A capital begins each and says, from A for none,
// how many characters it shares with the one before: "Acom.gmailEgmx" is com.gmail and com.gmx… A
// walk through all of it takes less than the database does.
bool is_free_mail_domain(std::string_view domain) {
  const std::string wanted = from_the_top(domain);
  std::string_view rest = kFreeMailDomains;
  std::string entry;
  while (!rest.empty()) {
    entry.resize(static_cast<std::size_t>(rest[0] - 'A'));
    rest.remove_prefix(1);
    std::size_t length = 0;
    while (length < rest.size() && !is_capital(rest[length])) ++length;
    entry += rest.substr(0, length);
    rest.remove_prefix(length);
    if (wanted.starts_with(entry) && (wanted.size() == entry.size() || wanted[entry.size()] == '.'))
      return true;
  }
  return false;
}

bool is_business_email(std::string_view email) {
  if (variable_or("BUSINESS_EMAIL", {}) == "off") return true;
  std::string domain = to_lower(email.substr(email.rfind('@') + 1));
  while (domain.ends_with('.')) domain.pop_back();
  if (variable_or("ENVIRONMENT", {}) != "production" && is_example(domain)) return true;
  return !is_free_mail_domain(domain);
}

}  // namespace crow::auth
