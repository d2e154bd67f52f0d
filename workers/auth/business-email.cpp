#include "workers/auth/business-email.h"

#include <string>

#include "shared/core/text.h"
#include "shared/host/host.h"
#include "shared/host/url.h"
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

struct Verdict {
  bool isAllowed = false;
  static constexpr auto fields = describe(field<&Verdict::isAllowed>("isAllowed", ""));
};

// The entry of the longest domain that fits.
constexpr sql::Statement<Verdict, std::vector<std::string>> kSelectVerdict{"auth.find_email_domain",
                                                                           R"sql(
  SELECT d.is_allowed
    FROM json_each(?1) AS j
    JOIN email_domain AS d ON d.domain = j.value
   ORDER BY length(d.domain) DESC
   LIMIT 1
)sql"};

// "a.b.c", "b.c", "c".
std::vector<std::string> with_parents(std::string_view domain) {
  std::vector<std::string> out;
  while (!domain.empty()) {
    out.emplace_back(domain);
    const auto dot = domain.find('.');
    domain = dot == domain.npos ? std::string_view() : domain.substr(dot + 1);
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

std::string domain_of(std::string_view email) {
  std::string domain = to_lower(email.substr(email.rfind('@') + 1));
  while (domain.ends_with('.')) domain.pop_back();
  for (const char c : domain)
    if (static_cast<unsigned char>(c) >= 0x80) {
      const auto url = parse_url(concat("https://", domain));
      return url ? url->host : std::string();
    }
  return domain;
}

Task<bool> is_business_email(Context& context, std::string email) {
  if (variable_or("BUSINESS_EMAIL", {}) == "off") co_return true;
  const std::string domain = domain_of(email);
  if (domain.empty()) co_return false;
  if (variable_or("ENVIRONMENT", {}) != "production" && is_example(domain)) co_return true;
  const auto verdict = co_await context.database.find(kSelectVerdict, with_parents(domain));
  co_return verdict ? verdict->isAllowed : !is_free_mail_domain(domain);
}

}  // namespace crow::auth
