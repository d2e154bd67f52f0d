// Currencies: their codes, the signs and words people write, and what an ambiguous sign means where
// a page comes from.
#pragma once

#include <string>
#include <string_view>

namespace crow::extract {

// Where a page is at home, as far as it says.
struct Locale {
  std::string language;  // "de", lower case; empty when unknown.
  std::string country;   // "at", lower case; empty when unknown.
};

// From <html lang>, og:locale ("de_AT") and the address; each may be empty. The domain's country
// counts before the language's, a path's ("/en-ca/") before the domain's.
Locale locale_of(std::string_view lang, std::string_view og_locale, std::string_view url);

// ISO 4217 of the country; empty when unknown.
std::string_view currency_of(const Locale& locale);

// A sign or word for a currency at the beginning of a folded text.
struct CurrencySign {
  std::size_t size = 0;   // In bytes; 0 when there is none.
  std::string_view code;  // ISO 4217, or a placeholder: "$", "kr", "¥", "£", "rs", "fr", "lei".
};
CurrencySign sign_at(std::string_view folded, std::size_t at);

// A placeholder's code in a locale: "$" is CAD in Canada, else USD.
std::string_view resolve_currency(std::string_view code, const Locale& locale);

// Whether `code` is a known ISO 4217 code, in upper case.
bool is_currency(std::string_view code);

// Decimals that prices of this currency have: 0 for JPY, 3 for KWD, else 2.
int decimals_of(std::string_view currency);

}  // namespace crow::extract
