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

}  // namespace

bool is_free_mail_domain(std::string_view domain) {
  // The table is one text of sorted lines: a search in its bytes, then back to a line's beginning.
  const std::string_view table = kFreeMailDomains;
  std::size_t low = 0, high = table.size();
  while (low < high) {
    std::size_t begin = low + (high - low) / 2;
    while (begin > low && table[begin - 1] != '\n') --begin;
    const std::size_t end = table.find('\n', begin);
    const int order = domain.compare(table.substr(begin, end - begin));
    if (order == 0) return true;
    if (order < 0)
      high = begin;
    else
      low = end + 1;
  }
  return false;
}

bool is_business_email(std::string_view email) {
  if (variable_or("BUSINESS_EMAIL", {}) == "off") return true;
  std::string lower = to_lower(email.substr(email.rfind('@') + 1));
  while (lower.ends_with('.')) lower.pop_back();
  std::string_view domain = lower;
  if (variable_or("ENVIRONMENT", {}) != "production" && is_example(domain)) return true;
  while (domain.find('.') != domain.npos) {
    if (is_free_mail_domain(domain)) return false;
    split_off(domain, '.');
  }
  return true;
}

}  // namespace crow::auth
