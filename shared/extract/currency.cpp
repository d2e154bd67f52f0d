#include "shared/extract/currency.h"

#include <array>
#include <vector>

#include "shared/core/text.h"
#include "shared/extract/phrase-table.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

constexpr std::string_view kCodes =
    "USD EUR GBP JPY CNY CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN HRK RSD RUB UAH BYN KZT "
    "TRY "
    "INR PKR LKR BDT NPR IDR MYR SGD THB VND PHP KRW TWD HKD BRL ARS CLP COP MXN PEN UYU ZAR NGN "
    "KES "
    "EGP MAD TND DZD AED SAR QAR KWD BHD OMR JOD ILS ISK MDL GEL AZN AMD ALL MKD BAM GHS TZS UGX "
    "BOB "
    "PYG CRC GTQ DOP VES MOP IRR IQD LBP UZS";

// Folded signs and words, each with its code or placeholder; the longest that fits counts.
constexpr std::string_view kSigns =
    "€=EUR|euros=EUR|euro=EUR|£=£|us$=USD|us $=USD|u$s=USD|au$=AUD|a$=AUD|au $=AUD|aud$=AUD|"
    "ca$=CAD|c$=CAD|cdn$=CAD|cad$=CAD|nz$=NZD|hk$=HKD|s$=SGD|sg$=SGD|nt$=TWD|mx$=MXN|mex$=MXN|"
    "r$=BRL|clp$=CLP|$=$|¥=¥|元=CNY|円=JPY|圓=TWD|rmb=CNY|₽=RUB|руб.=rub|руб=rub|рублей=rub|р.=RUB|"
    "р=RUB|₴=UAH|грн.=UAH|грн=UAH|₸=KZT|тг=KZT|тенге=KZT|лв.=BGN|лв=BGN|zl=PLN|kc=CZK|kcs=CZK|"
    "ft=HUF|forint=HUF|lei=lei|leu=lei|kn=HRK|din.=RSD|din=RSD|дин=RSD|kr.=kr|kr=kr|kr:=kr|"
    ":-=kr|sfr.=CHF|sfr=CHF|fr.=CHF|fr=CHF|₹=INR|rs.=rs|rs=rs|₺=TRY|tl=TRY|₩=KRW|원=KRW|฿=THB|"
    "บาท=THB|₫=VND|rp.=IDR|rp=IDR|rm=MYR|₱=PHP|s/.=PEN|s/=PEN|₪=ILS|د.إ=AED|درهم=AED|ر.س=SAR|"
    "ريال=SAR|kd=KWD|د.ك=KWD|ksh=KES|₦=NGN|r=ZAR|dhs=dh|dh=dh|rd$=DOP|₵=GHS|gh₵=GHS|сум=UZS|le=EGP|"
    "₾=GEL|₼=AZN|₡=CRC|₲=PYG|"
    "pln=PLN|tk=BDT|৳=BDT|֏=AMD|gel=GEL|usd$=USD|q=GTQ|vnd=VND|d=VND|zlotych=PLN|dollars=$|"
    "yen=JPY|﷼=SAR";

struct Country {
  std::string_view country, currency, language;  // Its language, where that is nobody else's.
};

// Country, currency, language: seven bytes each.
constexpr std::string_view kCountries =
    "usUSDendeEURdeatEUR  frEURfresEUResitEURitnlEURnlbeEUR  ieEUR  ptEURptfiEURfigrEURelluEUR  "
    "skEURsksiEURsleeEURetlvEURlvltEURltcyEUR  mtEUR  euEUR  ukGBP  gbGBP  chCHF  liCHF  seSEKsv"
    "noNOKnbdkDKKdaisISKisplPLNplczCZKcshuHUFhuroRONrobgBGNbghrHRKhrrsRSDsrruRUBruuaUAHukbyBYNbe"
    "kzKZTkkmdMDL  trTRYtrilILSheaeAED  saSARarkwKWD  qaQAR  bhBHD  omOMR  joJOD  egEGP  maMAD  "
    "tnTND  inINRhipkPKRurlkLKRsibdBDTbnnpNPRnejpJPYjacnCNYzhhkHKD  twTWD  krKRWkosgSGD  myMYRms"
    "thTHBthvnVNDviidIDRidphPHPtlauAUD  nzNZD  caCAD  mxMXN  brBRL  arARS  clCLP  coCOP  pePEN  "
    "uyUYU  zaZARafngNGN  keKES  geGELkaazAZNazamAMDhyirIRRfadzDZD  gtGTQ  "
    "doDOP  pyPYG  boBOB  crCRC  baBAMbsuzUZSuzghGHS  ";

constexpr std::size_t kOneCountry = 7;

// The first country for which `fits` holds; empty without one.
template <typename Fits>
Country find_country(Fits fits) {
  for (std::size_t i = 0; i < kCountries.size(); i += kOneCountry) {
    const Country one{kCountries.substr(i, 2), kCountries.substr(i + 2, 3),
                      kCountries.substr(i + 5, 2)};
    if (fits(one)) return one;
  }
  return {};
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }

struct Sign {
  std::string_view text, code;
};

// The signs in the order of their first bytes: those of byte b are [begins[b], begins[b + 1]).
struct SignTable {
  std::vector<Sign> signs;
  std::array<std::uint16_t, 257> begins{};

  explicit SignTable(std::string_view list) {
    const auto byte_of = [](std::string_view text) {
      return static_cast<unsigned char>(text.front());
    };
    std::size_t count = 0;
    for (std::string_view rest = list; !rest.empty(); ++count)
      ++begins[byte_of(next_phrase(rest)) + 1u];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    signs.resize(count);
    auto next = begins;
    for (std::string_view rest = list; !rest.empty();) {
      const std::string_view sign = next_phrase(rest);
      const std::size_t equals = sign.rfind('=');
      signs[next[byte_of(sign)]++] = {sign.substr(0, equals), sign.substr(equals + 1)};
    }
  }
};

const SignTable& sign_table() {
  static const auto* const table = new SignTable(kSigns);
  return *table;
}

bool is_country(std::string_view country) {
  return !find_country([&](const Country& one) { return one.country == country; }).country.empty();
}

// "de-at", "de_AT": language and country.
void read_tag(std::string_view tag, Locale& locale) {
  const std::string lower = to_lower(tag);
  const std::size_t cut = lower.find_first_of("-_");
  const std::string language = lower.substr(0, cut);
  if (locale.language.empty() && language.size() == 2) locale.language = language;
  if (cut == lower.npos || !locale.country.empty()) return;
  const std::string country = lower.substr(cut + 1, 2);
  if (lower.size() == cut + 3 && is_country(country)) locale.country = country;
}

void read_address(std::string_view url, Locale& locale) {
  const std::string_view host = host_of(url);
  if (host.empty()) return;
  // A folder such as /en-ca/ or /de_ch/, or /uk/.
  const std::size_t begin = url.find(host) + host.size();
  std::string_view path = url.substr(begin, 24);
  while (path.starts_with('/')) path.remove_prefix(1);
  const std::string first = to_lower(path.substr(0, path.find_first_of("/?#")));
  if (first.size() == 5 && (first[2] == '-' || first[2] == '_')) {
    if (is_country(first.substr(3))) locale.country = first.substr(3);
    if (locale.country.empty() && is_country(first.substr(0, 2)))
      locale.country = first.substr(0, 2);
  }
  if (first.size() == 2 && locale.country.empty() && (first == "uk" || first == "us"))
    locale.country = first;
  const std::size_t dot = host.rfind('.');
  const std::string domain = to_lower(host.substr(dot == host.npos ? 0 : dot + 1));
  // .io, .co and .me are nobody's home; .com.co is.
  const bool is_generic = domain == "co" && !host.ends_with(".com.co");
  if (locale.country.empty() && domain.size() == 2 && !is_generic && is_country(domain))
    locale.country = domain;
}

}  // namespace

Locale locale_of(std::string_view lang, std::string_view og_locale, std::string_view url) {
  Locale locale;
  read_address(url, locale);
  read_tag(lang, locale);
  read_tag(og_locale, locale);
  if (locale.country.empty() && locale.language != "en") {
    const Country found =
        find_country([&](const Country& one) { return one.language == locale.language; });
    locale.country = found.country;
  }
  return locale;
}

std::string_view currency_of(const Locale& locale) {
  return find_country([&](const Country& one) { return one.country == locale.country; }).currency;
}

CurrencySign sign_at(std::string_view folded, std::size_t at) {
  CurrencySign best;
  const std::string_view rest = folded.substr(at);
  if (rest.empty()) return best;
  const SignTable& table = sign_table();
  const auto byte = static_cast<unsigned char>(rest.front());
  const bool is_code_letter = byte >= 'a' && byte <= 'z';
  if (table.begins[byte] == table.begins[byte + 1u] && !is_code_letter) return best;
  // Inside of a word nothing begins.
  if (rest.front() >= 'a' && at > 0 && is_letter(folded[at - 1]) && (rest.front() & 0x80) == 0)
    return best;
  const auto borders = [&](std::string_view text) {
    if (text.size() < rest.size() && is_letter(text.back()) && (text.back() & 0x80) == 0 &&
        is_letter(rest[text.size()]))
      return false;
    // A Cyrillic letter is no border for another.
    return !(text.front() == '\xD1' && text.size() <= 3 && text.size() < rest.size() &&
             (rest[text.size()] & 0x80) != 0);
  };
  for (std::size_t i = table.begins[byte]; i < table.begins[byte + 1u]; ++i) {
    const Sign& sign = table.signs[i];
    if (sign.text.size() > best.size && rest.starts_with(sign.text) && borders(sign.text))
      best = {sign.text.size(), sign.code};
  }
  if (best.size >= 3 || rest.size() < 3) return best;
  char code[3];
  for (std::size_t i = 0; i < 3; ++i) {
    if (rest[i] < 'a' || rest[i] > 'z') return best;
    code[i] = static_cast<char>(rest[i] - 32);
  }
  if (rest.size() > 3 && is_letter(rest[3])) return best;
  for (std::size_t i = 0; i + 3 <= kCodes.size(); i += 4)
    if (kCodes.substr(i, 3) == std::string_view(code, 3)) return {3, kCodes.substr(i, 3)};
  return best;
}

std::string_view resolve_currency(std::string_view code, const Locale& locale) {
  if (code.size() == 3 && code[0] >= 'A' && code[0] <= 'Z') return code;
  const std::string_view home = currency_of(locale);
  const auto one_of = [&](std::string_view choices, std::string_view otherwise) {
    return !home.empty() && choices.find(home) != choices.npos ? home : otherwise;
  };
  if (code == "$") return one_of("CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU", "USD");
  if (code == "kr") return one_of("SEK NOK DKK ISK", "SEK");
  if (code == "¥") return one_of("JPY CNY", "JPY");
  if (code == "£") return one_of("GBP EGP", "GBP");
  if (code == "rs") return one_of("INR PKR LKR NPR", "INR");
  if (code == "dh") return one_of("MAD AED", "AED");
  if (code == "rub") return one_of("RUB BYN", "RUB");
  if (code == "lei") return one_of("RON MDL", "RON");
  return {};
}

bool is_currency(std::string_view code) {
  if (code.size() != 3) return false;
  for (std::size_t i = 0; i + 3 <= kCodes.size(); i += 4)
    if (kCodes.substr(i, 3) == code) return true;
  return false;
}

int decimals_of(std::string_view currency) {
  for (const std::string_view code : {"JPY", "KRW", "VND", "CLP", "PYG", "ISK", "IDR", "COP"})
    if (code == currency) return 0;
  for (const std::string_view code : {"KWD", "BHD", "OMR", "JOD", "TND"})
    if (code == currency) return 3;
  return 2;
}

}  // namespace crow::extract
