// Prices lie in the text, in order and apart, and what is written reads back as the same. The first
// byte chooses the country.
#include "shared/extract/price.h"

#include <array>

#include "shared/extract/fold.h"
#include "shared/extract/identifiers.h"
#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static constexpr std::array<std::string_view, 8> kCountries = {"us", "de", "ch", "kw",
                                                                 "in", "cl", "jp", ""};
  const crow::extract::Locale locale{"", std::string(kCountries[data[0] % kCountries.size()])};
  const std::string_view text = crow::fuzz::text_of(data + 1, size - 1);
  const std::string folded = crow::extract::fold(text);
  std::size_t end = 0;
  for (const crow::extract::PriceText& price : crow::extract::find_prices(folded, locale)) {
    crow::fuzz::insist(price.begin >= end && price.end > price.begin && price.end <= folded.size());
    end = price.end;
    crow::fuzz::insist(price.amount.value >= 0);
    crow::fuzz::insist(price.currency.empty() || crow::extract::is_currency(price.currency));
    const std::string written = to_text(price.amount);
    const auto again = crow::extract::parse_machine_price(written, "USD", locale);
    crow::fuzz::insist(again.has_value() && *again == price.amount);
  }
  crow::extract::parse_machine_price(text, "CLP", locale);
  const std::string gtin = crow::extract::valid_gtin(text);
  crow::fuzz::insist(gtin.empty() || crow::extract::valid_gtin(gtin) == gtin);
  crow::extract::label_at(folded);
  return 0;
}
