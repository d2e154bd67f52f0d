#include "shared/extract/price.h"

#include <gtest/gtest.h>

#include "shared/extract/fold.h"

namespace crow::extract {
namespace {

std::string read(std::string_view text, const Locale& locale) {
  const auto price = parse_price(text, locale);
  if (!price) return "none";
  return to_text(price->amount) + (price->currency.empty() ? "" : " ") +
         std::string(price->currency);
}

struct Case {
  std::string_view text, country, price;
};

TEST(ParsePrice, ReadsTheSpellingsOfManyCountries) {
  const Case cases[] = {
      {"$1,299.99", "us", "1299.99 USD"},
      {"US $64.00", "", "64 USD"},
      {"$1,299.99", "ca", "1299.99 CAD"},
      {"1 299,99 $", "ca", "1299.99 CAD"},
      {"AU$18.00", "", "18 AUD"},
      {"$12.00 NZD", "us", "12 NZD"},
      {"£0.99", "gb", "0.99 GBP"},
      {"1.299,00 €", "de", "1299 EUR"},
      {"EUR 24,00", "de", "24 EUR"},
      {"€ 1.299,-", "nl", "1299 EUR"},
      {"12,– €", "de", "12 EUR"},
      {"12€99", "fr", "12.99 EUR"},
      {"1\u202F299,00\u00A0€", "fr", "1299 EUR"},
      {"CHF 1'299.00", "ch", "1299 CHF"},
      {"1’299.– Fr.", "ch", "1299 CHF"},
      {"1 495:-", "se", "1495 SEK"},
      {"kr 1 495,00", "no", "1495 NOK"},
      {"649,00 kr.", "dk", "649 DKK"},
      {"1 799,90 zł", "pl", "1799.90 PLN"},
      {"2 490 Kč", "cz", "2490 CZK"},
      {"5 290 Ft", "hu", "5290 HUF"},
      {"549,99 Lei", "ro", "549.99 RON"},
      {"18.90 лв.", "bg", "18.90 BGN"},
      {"4 890 р.", "ru", "4890 RUB"},
      {"1 990 руб.", "ru", "1990 RUB"},
      {"1 799₴", "ua", "1799 UAH"},
      {"2.149,00 TL", "tr", "2149 TRY"},
      {"₹1,29,999.00", "in", "129999 INR"},
      {"Rs. 2,499", "in", "2499 INR"},
      {"Rs.2,499", "pk", "2499 PKR"},
      {"￥12,800", "jp", "12800 JPY"},
      {"12,800円(税込)", "jp", "12800 JPY"},
      {"１２，８００円", "jp", "12800 JPY"},
      {"¥128.00", "cn", "128 CNY"},
      {"NT$640", "tw", "640 TWD"},
      {"69,000원", "kr", "69000 KRW"},
      {"2.490.000₫", "vn", "2490000 VND"},
      {"Rp 149.000", "id", "149000 IDR"},
      {"R$ 1.279,90", "br", "1279.90 BRL"},
      {"$ 249.990", "cl", "249990 CLP"},
      {"$ 2.799,50", "ar", "2799.50 ARS"},
      {"S/ 89.90", "pe", "89.90 PEN"},
      {"R 1 249.00", "za", "1249 ZAR"},
      {"AED 325.00", "ae", "325 AED"},
      {"١٤٥ ر.س", "sa", "145 SAR"},
      {"KWD 12.750", "kw", "12.75 KWD"},
      {"₪ 1,290", "il", "1290 ILS"},
      {"12.5 USD", "", "12.50 USD"},
      {"0,0345 €", "de", "0.0345 EUR"},
      {"2.799.50", "ar", "2799.50"},
      {"12 € 95", "fr", "12.95 EUR"},
      {"1 299 DH", "ma", "1299 MAD"},
  };
  for (const Case& one : cases)
    EXPECT_EQ(read(one.text, {"", std::string(one.country)}), one.price) << one.text;
}

TEST(FindPrices, TellsPricesFromOtherNumbers) {
  const auto all = [](std::string_view text) {
    std::string out;
    for (const PriceText& price : find_prices(fold(text), {"en", "gb"}))
      if (price.has_sign) out += to_text(price.amount) + ' ';
    return out;
  };
  EXPECT_EQ(all("Was £12.00 Now £9.50 (save 20%)"), "12 9.50 ");
  EXPECT_EQ(all("14,90 € 11,90 €"), "14.90 11.90 ");
  EXPECT_EQ(all("€ 14,90 € 11,90"), "14.90 11.90 ");
  EXPECT_EQ(all("18.00 – $42.00"), "42 ");
  EXPECT_EQ(all("Call 0800 123 456, 24/7, 12:30, 50%, 10x20 cm"), "");
  EXPECT_EQ(all("£99999999999999999999"), "");
}

TEST(ParseMachinePrice, ReadsAPointAsPrograms) {
  const auto machine = [](std::string_view text, std::string_view currency) {
    const auto amount = parse_machine_price(text, currency, {"de", "de"});
    return amount ? to_text(*amount) : "none";
  };
  EXPECT_EQ(machine("1299.000", "EUR"), "1299");
  EXPECT_EQ(machine("199", "EUR"), "199");
  EXPECT_EQ(machine("199.9", "EUR"), "199.90");
  EXPECT_EQ(machine("1.299,00", "EUR"), "1299");
  EXPECT_EQ(machine("62,00", "EUR"), "62");
  EXPECT_EQ(machine("12.990", "CLP"), "12990");
  EXPECT_EQ(machine("€ 14.50", "EUR"), "14.50");
  EXPECT_EQ(machine("", "EUR"), "none");
  EXPECT_EQ(machine("on request", "EUR"), "none");
}

TEST(LocaleOf, BelievesTheAddressBeforeTheLanguage) {
  const auto country = [](std::string_view lang, std::string_view url) {
    return locale_of(lang, "", url).country;
  };
  EXPECT_EQ(country("de", "https://www.shop.at/x"), "at");
  EXPECT_EQ(country("en", "https://shop.com/en-ca/x"), "ca");
  EXPECT_EQ(country("en-AU", "https://shop.com/x"), "au");
  EXPECT_EQ(country("sv", "https://shop.com/x"), "se");
  EXPECT_EQ(country("en", "https://shop.co.uk/x"), "uk");
  EXPECT_EQ(country("en", "https://shop.co/x"), "");
  EXPECT_EQ(resolve_currency("$", {"en", "au"}), "AUD");
  EXPECT_EQ(resolve_currency("$", {"de", "de"}), "USD");
}

}  // namespace
}  // namespace crow::extract
