#include "workers/imports/product.h"

#include <algorithm>

#include "shared/contracts/products-internal.h"
#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/extract/price.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow::imports {
namespace {

using products::Availability, products::SeenProduct;

// What a column may be, in the order of kProductParts.
enum class Part : std::uint8_t {
  name,
  description,
  brand,
  sku,
  gtin,
  url,
  price,
  currency,
  availability,
  categories,
  images,
  rating,
  ratings,
};
constexpr std::size_t kParts = kProductParts.size();

struct Alias {
  std::string_view name;
  Part part;
};
// Without case, blanks, hyphens and underscores, and without what stands before a colon.
constexpr Alias kAliases[] = {
    {"name", Part::name},
    {"title", Part::name},
    {"productname", Part::name},
    {"producttitle", Part::name},
    {"description", Part::description},
    {"body", Part::description},
    {"bodyhtml", Part::description},
    {"productdescription", Part::description},
    {"brand", Part::brand},
    {"vendor", Part::brand},
    {"manufacturer", Part::brand},
    {"sku", Part::sku},
    {"id", Part::sku},
    {"variantsku", Part::sku},
    {"productid", Part::sku},
    {"itemnumber", Part::sku},
    {"gtin", Part::gtin},
    {"gtin13", Part::gtin},
    {"gtin14", Part::gtin},
    {"ean", Part::gtin},
    {"upc", Part::gtin},
    {"isbn", Part::gtin},
    {"barcode", Part::gtin},
    {"url", Part::url},
    {"link", Part::url},
    {"producturl", Part::url},
    {"price", Part::price},
    {"variantprice", Part::price},
    {"regularprice", Part::price},
    {"currency", Part::currency},
    {"pricecurrency", Part::currency},
    {"currencycode", Part::currency},
    {"availability", Part::availability},
    {"stockstatus", Part::availability},
    {"stock", Part::availability},
    {"categories", Part::categories},
    {"category", Part::categories},
    {"producttype", Part::categories},
    {"googleproductcategory", Part::categories},
    {"images", Part::images},
    {"image", Part::images},
    {"imagelink", Part::images},
    {"imageurl", Part::images},
    {"imagesrc", Part::images},
    {"rating", Part::rating},
    {"averagerating", Part::rating},
    {"ratingcount", Part::ratings},
    {"ratings", Part::ratings},
    {"reviewcount", Part::ratings},
};

// What a record says of each part: a text or a number, or JSON of another kind.
struct Value {
  std::string text;
  bool is_json = false;
};
using Values = std::array<std::optional<Value>, kParts>;

std::string plain_name(std::string_view name) {
  if (const auto colon = name.rfind(':'); colon != name.npos) name.remove_prefix(colon + 1);
  std::string out = to_lower(name);
  std::erase_if(out, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  return out;
}

std::optional<Part> part_of(std::string_view column, const ImportMapping& mapping) {
  for (const auto& [name, mapped] : mapping.entries)
    if (mapped.value == column)
      for (std::size_t i = 0; i < kParts; ++i)
        if (kProductParts[i] == name) return static_cast<Part>(i);
  const std::string plain = plain_name(column);
  for (const Alias& alias : kAliases)
    if (alias.name == plain) {
      // A part that is mapped is nowhere else.
      for (const auto& [name, mapped] : mapping.entries)
        if (name == kProductParts[static_cast<std::size_t>(alias.part)]) return std::nullopt;
      return alias.part;
    }
  return std::nullopt;
}

Availability availability_of(std::string_view text) {
  std::string plain = to_lower(text);
  if (const auto slash = plain.rfind('/'); slash != plain.npos) plain.erase(0, slash + 1);
  std::erase_if(plain, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  struct Word {
    std::string_view name;
    Availability availability;
  };
  static constexpr Word kWords[] = {{"instock", Availability::InStock},
                                    {"available", Availability::InStock},
                                    {"true", Availability::InStock},
                                    {"yes", Availability::InStock},
                                    {"limitedavailability", Availability::InStock},
                                    {"onlineonly", Availability::InStock},
                                    {"outofstock", Availability::OutOfStock},
                                    {"soldout", Availability::OutOfStock},
                                    {"unavailable", Availability::OutOfStock},
                                    {"false", Availability::OutOfStock},
                                    {"no", Availability::OutOfStock},
                                    {"0", Availability::OutOfStock},
                                    {"preorder", Availability::PreOrder},
                                    {"backorder", Availability::PreOrder},
                                    {"presale", Availability::PreOrder},
                                    {"discontinued", Availability::Discontinued}};
  for (const auto& [name, availability] : kWords)
    if (plain == name) return availability;
  if (const auto number = to_number(plain); number && *number > 0) return Availability::InStock;
  return Availability::Unknown;
}

// "Shoes > Running | Sale" as its parts. Addresses may hold commas: one ends them before another
// address, or at the end.
std::vector<std::string> split_list(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    auto end = text.find_first_of(separators);
    const auto is_within = [&] {
      if (end == text.npos || text[end] != ',') return false;
      const std::string_view next = trim(text.substr(end + 1));
      return !next.empty() && !next.starts_with("http");
    };
    while (is_within()) end = text.find_first_of(separators, end + 1);
    const std::string_view part = trim(text.substr(0, end));
    if (!part.empty() && std::ranges::find(parts, part) == parts.end()) parts.emplace_back(part);
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

bool is_boolean(std::string_view json) { return json == "true" || json == "false"; }

std::unexpected<Error> bad(std::string_view field, std::string_view expected,
                           std::string_view received, Rule rule = Rule::format) {
  const std::string_view type = rule == Rule::format   ? "string"
                                : is_boolean(received) ? "boolean"
                                : received[0] == '['   ? "array"
                                                       : "object";
  return fail({Violation{std::string(field), rule, std::string(expected),
                         std::string(cut_code_points(received, 64)), type, &kTypeOf<std::string>}});
}

// The one price that a text says; nothing for what may be read in two ways, or is less than zero.
std::optional<extract::PriceText> price_in(std::string_view text) {
  constexpr std::size_t kDecimalsMax = 4;
  const std::string folded = extract::fold(text);
  const auto prices = extract::find_prices(folded, {});
  if (prices.size() != 1) return std::nullopt;
  const extract::PriceText& price = prices[0];
  const std::string_view all = folded;
  constexpr std::string_view kFaults = "0123456789-+(";
  if (all.substr(0, price.begin).find_first_of(kFaults) != all.npos ||
      all.substr(price.end).find_first_of(kFaults) != all.npos)
    return std::nullopt;
  const std::string_view own = all.substr(price.begin, price.end - price.begin);
  if (const auto point = own.find_last_of(".,"); point != own.npos) {
    const auto end = std::min(own.find_first_not_of("0123456789", point + 1), own.size());
    if (end - point - 1 > kDecimalsMax) return std::nullopt;
  }
  return price;
}

class Builder {
 public:
  explicit Builder(Values& values) : values_(values) {}

  Result<std::string> build() {
    // Read again, so that each field meets its bounds as in any other request.
    std::string out = "{";
    for (const Part part :
         {Part::name, Part::description, Part::brand, Part::sku, Part::gtin, Part::url})
      if (const std::string text = TRY(text_of(part)); !text.empty())
        member(out, name_of(part), json::write(text));
    TRY(put_price(out));
    if (const std::string text = TRY(text_of(Part::availability)); !text.empty())
      member(out, "availability", json::write(std::string(crow::name_of(availability_of(text)))));
    put_lists(out);
    TRY(put_rating(out));
    out += '}';
    TRY(check(TRY(json::read<SeenProduct>(out))));
    return out;
  }

 private:
  static void member(std::string& out, std::string_view name, std::string_view value) {
    out += concat(out.size() > 1 ? "," : "", '"', name, "\":", value);
  }

  const std::optional<Value>& at(Part part) const {
    return values_[static_cast<std::size_t>(part)];
  }
  static std::string_view name_of(Part part) {
    return kProductParts[static_cast<std::size_t>(part)];
  }

  Result<std::string> text_of(Part part) const {
    const auto& value = at(part);
    if (!value) return std::string();
    const bool may_be = part == Part::availability && is_boolean(value->text);
    if (value->is_json && !may_be) return bad(name_of(part), "a text", value->text, Rule::type);
    return std::string(trim(value->text));
  }

  // What is true of addresses in any other request.
  static Result<> check(const SeenProduct& product) {
    using products::is_web_address, products::kWebAddress;
    if (product.url && !is_web_address(product.url->value))
      return bad("url", kWebAddress, product.url->value);
    for (const auto& image : product.images.value)
      if (!is_web_address(image.url.value)) return bad("images", kWebAddress, image.url.value);
    return {};
  }

  Result<> put_rating(std::string& out) const {
    const std::string rating = TRY(text_of(Part::rating)), count = TRY(text_of(Part::ratings));
    if (rating.empty()) return {};
    if (!json::read<double>(rating)) return bad("rating", "a number from 0 to 1000", rating);
    if (!count.empty() && !json::read<std::int64_t>(count))
      return bad("ratingCount", "a whole number", count);
    member(out, "rating",
           concat("{\"value\":", rating, ",\"count\":", count.empty() ? "null" : count, "}"));
    return {};
  }

  Result<> put_price(std::string& out) {
    const std::string text = TRY(text_of(Part::price));
    std::string currency = TRY(text_of(Part::currency));
    if (text.empty()) return {};
    std::string amount = text;
    if (!AmountFormat::matches(text)) {
      const auto price = price_in(text);
      if (!price) return bad("price", AmountFormat::format.expected, text);
      amount = extract::to_text(price->amount);
      if (currency.empty()) currency = std::string(price->currency);
    }
    member(out, "price", json::write(amount));
    if (currency.empty()) return bad("currency", "the currency of the price, as EUR", "");
    std::ranges::transform(currency, currency.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    member(out, "currency", json::write(currency));
    return {};
  }

  void put_lists(std::string& out) {
    const auto& categories = at(Part::categories);
    if (categories && categories->is_json)
      member(out, "categories", categories->text);
    else if (categories)
      member(out, "categories", json::write(split_list(categories->text, ">|;")));
    const auto& images = at(Part::images);
    if (!images) return;
    std::vector<std::string> urls;
    if (!images->is_json) {
      urls = split_list(images->text, "|, ");
    } else if (auto read = json::read<std::vector<std::string>>(images->text)) {
      urls = std::move(*read);
    } else {
      return member(out, "images", images->text);
    }
    std::string list = "[";
    for (const std::string& url : urls)
      list += concat(list.size() > 1 ? "," : "", "{\"url\":", json::write(url), "}");
    member(out, "images", list + ']');
  }

  Values& values_;
};

void put(Values& values, std::optional<Part> part, std::string text, bool is_json) {
  if (!part) return;
  auto& value = values[static_cast<std::size_t>(*part)];
  if (!value || value->text.empty()) value = Value{std::move(text), is_json};
}

// {"value":4.5,"count":12}
void put_rating(Values& values, const std::string& text) {
  const auto rating = json::read<Map<RawJson>>(text);
  if (!rating) return;
  for (const auto& [name, raw] : rating->entries) {
    if (raw.text == "null") continue;
    if (name == "value") put(values, Part::rating, raw.text, false);
    if (name == "count") put(values, Part::ratings, raw.text, false);
  }
}

std::string shown_sku(std::string_view text) {
  return std::string(cut_code_points(trim(text), 128));
}

}  // namespace

Result<std::string> product_of_line(std::string_view line, const ImportMapping& mapping,
                                    std::string_view) {
  auto members = TRY(json::read<Map<RawJson>>(std::string(line)));
  Values values;
  for (auto& [name, raw] : members.entries) {
    const auto part = part_of(name, mapping);
    const char first = raw.text.empty() ? 'n' : raw.text.front();
    if (!part || raw.text == "null") continue;
    if (first == '"')
      put(values, part, TRY(json::read<std::string>(raw.text)), false);
    else if (*part == Part::rating && first == '{')
      put_rating(values, raw.text);
    else
      put(values, part, raw.text, std::string_view("[{tf").contains(first));
  }
  return Builder(values).build();
}

Result<std::string> product_of_cells(const std::vector<std::string>& columns,
                                     std::vector<std::string> cells, const ImportMapping& mapping,
                                     std::string_view) {
  Values values;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!trim(cells[i]).empty())
      put(values, part_of(columns[i], mapping), std::move(cells[i]), false);
  return Builder(values).build();
}

std::optional<std::string> sku_of_line(std::string_view line, const ImportMapping& mapping) {
  const auto members = json::read<Map<RawJson>>(std::string(line));
  if (!members) return std::nullopt;
  for (const auto& [name, raw] : members->entries)
    if (part_of(name, mapping) == Part::sku)
      if (const auto text = json::read<std::string>(raw.text)) return shown_sku(*text);
  return std::nullopt;
}

std::optional<std::string> sku_of_cells(const std::vector<std::string>& columns,
                                        const std::vector<std::string>& cells,
                                        const ImportMapping& mapping) {
  for (std::size_t i = 0; i < std::min(columns.size(), cells.size()); ++i)
    if (part_of(columns[i], mapping) == Part::sku && is_utf8(cells[i]) && !trim(cells[i]).empty())
      return shown_sku(cells[i]);
  return std::nullopt;
}

}  // namespace crow::imports
