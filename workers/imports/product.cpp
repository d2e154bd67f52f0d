#include "workers/imports/product.h"

#include <algorithm>

#include "shared/contracts/products-internal.h"
#include "shared/core/text.h"
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

// What a record says of each part: a text, or JSON.
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

// "Shoes > Running | Sale" as its parts.
std::vector<std::string> split_list(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = text.find_first_of(separators);
    const std::string_view part = trim(text.substr(0, end));
    if (!part.empty() && std::ranges::find(parts, part) == parts.end()) parts.emplace_back(part);
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::unexpected<Error> bad(std::string_view field, std::string_view expected,
                           std::string_view received) {
  return fail(
      {Violation{std::string(field), Rule::format, std::string(expected),
                 std::string(cut_code_points(received, 64)), "string", &kTypeOf<std::string>}});
}

class Builder {
 public:
  explicit Builder(Values& values) : values_(values) {}

  Result<std::string> build() {
    // Read again, so that each field meets its bounds as in any other request.
    std::string out = "{";
    for (const Part part :
         {Part::name, Part::description, Part::brand, Part::sku, Part::gtin, Part::url})
      if (const std::string text = text_of(part); !text.empty())
        member(out, kProductParts[static_cast<std::size_t>(part)], json::write(text));
    TRY(put_price(out));
    if (const std::string text = text_of(Part::availability); !text.empty())
      member(out, "availability", json::write(std::string(name_of(availability_of(text)))));
    put_lists(out);
    if (const std::string rating = text_of(Part::rating); !rating.empty()) {
      const std::string count = text_of(Part::ratings);
      member(out, "rating",
             concat("{\"value\":", rating, ",\"count\":", count.empty() ? "null" : count, "}"));
    }
    out += '}';
    TRY(json::read<SeenProduct>(out));
    return out;
  }

 private:
  static void member(std::string& out, std::string_view name, std::string_view value) {
    out += concat(out.size() > 1 ? "," : "", '"', name, "\":", value);
  }

  const std::optional<Value>& at(Part part) const {
    return values_[static_cast<std::size_t>(part)];
  }
  std::string text_of(Part part) const {
    const auto& value = at(part);
    return value ? std::string(trim(value->text)) : "";
  }

  Result<> put_price(std::string& out) {
    const std::string text = text_of(Part::price);
    std::string currency = text_of(Part::currency);
    if (text.empty()) return {};
    std::string amount = text;
    if (!AmountFormat::matches(text)) {
      const auto price = extract::parse_price(text, {});
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
    if (images->is_json && images->text.find('{') != std::string::npos)
      return member(out, "images", images->text);
    std::vector<std::string> urls;
    if (images->is_json)
      urls = json::read<std::vector<std::string>>(images->text).value_or(urls);
    else
      urls = split_list(images->text, "|, ");
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
    if (name == "value") put(values, Part::rating, raw.text, true);
    if (name == "count") put(values, Part::ratings, raw.text, true);
  }
}

struct OnlySku {
  std::optional<RawJson> sku;
  static constexpr auto fields = describe(field<&OnlySku::sku>("sku", ""));
};

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
      put(values, part, raw.text, first == '[' || first == '{');
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

std::optional<std::string> sku_of_line(std::string_view line) {
  auto only = json::read<OnlySku>(std::string(line), {.unknown = json::Unknown::ignored});
  if (!only || !only->sku) return std::nullopt;
  auto text = json::read<std::string>(only->sku->text);
  if (!text) return std::nullopt;
  return std::string(cut_code_points(*text, 128));
}

}  // namespace crow::imports
