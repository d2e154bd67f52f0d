#include "shared/extract/state.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/entities.h"
#include "shared/extract/fold.h"
#include "shared/extract/ranking.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

constexpr std::size_t kMostScript = 3u << 20;
constexpr std::size_t kMostProducts = 400;
constexpr std::size_t kMostBlocks = 60;

using Value = Json::Value;

// The first of these members that is plain, or a list of one such, as written.
std::string_view first_of(const Json& json, const Value& object,
                          std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const Value* value = json.find(object, name);
    if (value != nullptr && value->kind == Json::Kind::array && value->child != 0 &&
        json.values()[value->child].next == 0)
      value = &json.values()[value->child];
    if (value == nullptr || value->text.empty()) continue;
    if (value->kind == Json::Kind::text || value->kind == Json::Kind::number ||
        value->kind == Json::Kind::boolean)
      return value->text;
  }
  return {};
}

// A price may be a number, or an object around one: {"value": 12.5, "currencyCode": "EUR"}.
std::string_view price_of(const Json& json, const Value& object,
                          std::initializer_list<std::string_view> names, std::string& currency) {
  for (const std::string_view name : names) {
    const Value* value = json.find(object, name);
    for (int depth = 0; depth < 3 && value != nullptr && value->kind == Json::Kind::object;
         ++depth) {
      const std::string_view code = first_of(
          json, *value,
          {"currencyCode", "currency", "currencyIso", "currency_code", "currencySymbol", "symbol"});
      if (!code.empty()) currency = code;
      const Value* inner = nullptr;
      for (const std::string_view key :
           {"sales", "sale", "final", "now", "current", "selling", "value", "amount", "price",
            "centAmount", "finalPrice", "minPrice", "decimalPrice", "gross", "list", "with_tax",
            "without_tax"})
        if (inner = json.find(*value, key); inner != nullptr && inner->kind != Json::Kind::null)
          break;
      value = inner;
    }
    if (value != nullptr && value->kind != Json::Kind::object && value->kind != Json::Kind::array &&
        value->kind != Json::Kind::boolean &&
        value->text.find_first_of("0123456789") != value->text.npos && value->text.size() < 30)
      return value->text;
  }
  return {};
}

std::string_view name_in(const Json& json, const Value& object, std::string_view member) {
  const Value* const value = json.find(object, member);
  if (value == nullptr) return {};
  if (value->kind == Json::Kind::text) return value->text;
  return first_of(json, *value, {"name", "label", "title"});
}

void read_images(const Json& json, const Value& object, StateProduct& out) {
  for (const std::string_view name : {"images", "featured_image", "image", "imageUrl", "media"}) {
    const Value* const value = json.find(object, name);
    if (value == nullptr) continue;
    if (value->kind == Json::Kind::text) out.images.emplace_back(value->text);
    for (const Value& image : json.children(*value)) {
      if (out.images.size() >= 20) return;
      if (image.kind == Json::Kind::text && value->kind == Json::Kind::array)
        out.images.emplace_back(image.text);
      else if (const auto url = first_of(json, image, {"src", "url"}); !url.empty())
        out.images.emplace_back(url);
    }
  }
}

// Shopify's own product: a list of variants with their prices, in cents unless written as "19.00".
void read_variants(const Json& json, const Value& object, StateProduct& out) {
  const Value* const variants = json.find(object, "variants");
  if (variants == nullptr || variants->kind != Json::Kind::array || variants->child == 0) return;
  const bool is_shopify =
      json.find(object, "vendor") != nullptr || json.find(object, "handle") != nullptr;
  const Value* chosen = nullptr;
  bool any_available = false;
  for (const Value& variant : json.children(*variants)) {
    const bool is_available = json.text(variant, "available") == "true";
    if (chosen == nullptr || (is_available && !any_available)) chosen = &variant;
    any_available = any_available || is_available;
  }
  const std::string_view price = json.text(*chosen, "price");
  if (out.price.empty()) out.price = price;
  if (is_shopify) {
    out.source = Source::shopify;
    out.is_minor_units = !price.empty() && price.find('.') == price.npos;
    if (!price.empty()) out.price = price;
    if (out.list_price.empty()) out.list_price = json.text(*chosen, "compare_at_price");
    out.sku.clear();  // The product's number is not the variant's.
  }
  if (out.sku.empty()) out.sku = json.text(*chosen, "sku");
  if (out.gtin.empty()) out.gtin = json.text(*chosen, "barcode");
  if (json.find(*chosen, "available") != nullptr)
    out.availability = any_available ? "true" : "false";
}

// Whether an object tells of a product: a name or a number, and a price.
bool read_product(const Json& json, const Value& object, StateProduct& out) {
  out.name = decode_references(
      first_of(json, object,
               {"name", "title", "productName", "product_name", "item_name", "displayName",
                "content_name", "productTitle", "product_title", "prodName", "long_name",
                "longName", "itemDesc", "item_title", "ProductName", "displayname"}));
  out.id = first_of(json, object,
                    {"id", "productId", "product_id", "item_id", "ecomm_prodid", "productID",
                     "content_ids", "content_id", "pid", "ProductID"});
  out.sku = first_of(
      json, object,
      {"sku",         "SKU",       "productSku",    "productSKU",  "prodSku",      "variant_sku",
       "product_sku", "skuId",     "itemNumber",    "productCode", "product_code", "articleNumber",
       "code",        "item_sku",  "partNumber",    "styleCode",   "articleCode",  "itemNum",
       "item_number", "reference", "productNumber", "artnr",       "itemid"});
  out.currency = first_of(json, object,
                          {"currency", "currencyCode", "priceCurrency", "currency_code",
                           "product_currency", "currencyIsoCode"});
  out.price = price_of(json, object,
                       {"salePrice",
                        "sale_price",
                        "finalPrice",
                        "final_price",
                        "currentPrice",
                        "current_price",
                        "specialPrice",
                        "special_price",
                        "sellingPrice",
                        "discountedPrice",
                        "priceNow",
                        "unit_price",
                        "price",
                        "Price",
                        "productPrice",
                        "product_price",
                        "ecomm_totalvalue",
                        "priceValue",
                        "unitPrice",
                        "displayPrice",
                        "priceInfo",
                        "pricing",
                        "priceRange",
                        "priceData",
                        "prices",
                        "price_amount",
                        "priceCatalog",
                        "value",
                        "product_unit_price",
                        "onlinecustomerprice"},
                       out.currency);
  std::string ignored;
  out.list_price = price_of(json, object,
                            {"listPrice", "list_price", "originalPrice", "original_price",
                             "regularPrice", "regular_price", "compare_at_price", "oldPrice",
                             "old_price", "wasPrice", "msrp", "rrp", "price_before_discount"},
                            ignored);
  read_variants(json, object, out);
  if (out.name.empty() && out.sku.empty() && out.id.empty()) return false;
  if (out.price.empty() && (out.name.empty() || out.sku.empty())) return false;
  for (const std::string_view member :
       {"brand", "manufacturer", "vendor", "item_brand", "brandName"})
    if (out.brand.empty()) out.brand = name_in(json, object, member);
  out.gtin =
      out.gtin.empty()
          ? std::string(first_of(
                json, object, {"gtin", "gtin13", "ean", "upc", "barcode", "ean13", "EAN", "isbn"}))
          : out.gtin;
  if (out.availability.empty())
    out.availability =
        first_of(json, object,
                 {"availability", "inStock", "in_stock", "isInStock", "is_in_stock", "available",
                  "stockStatus", "stock_status", "isAvailable", "product_availability"});
  out.category = first_of(json, object, {"category", "item_category", "product_type", "type"});
  out.description = first_of(json, object, {"description", "body_html"});
  out.url = first_of(json, object, {"url", "canonicalUrl", "productUrl"});
  read_images(json, object, out);
  return true;
}

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}

// Whether a brace at `at` may begin data: after = ( , [ : or return, and followed by a name.
bool begins_data(std::string_view script, std::size_t at) {
  std::size_t back = at;
  while (back > 0 &&
         (script[back - 1] == ' ' || (script[back - 1] >= '\t' && script[back - 1] <= '\r')))
    --back;
  if (back > 0) {
    const char before = script[back - 1];
    if (before != '=' && before != '(' && before != ',' && before != '[' && before != ':')
      return false;
    if (before == '=' && back > 1 && script[back - 2] == '=') return false;
  }
  std::size_t look = at + 1;
  while (look < script.size() &&
         (script[look] == ' ' || (script[look] >= '\t' && script[look] <= '\r')))
    ++look;
  if (look >= script.size()) return false;
  const char c = script[look];
  if (c == '"' || c == '\'' || c == '{' || c == '[') return true;
  std::size_t name = look;
  while (name < script.size() && (is_name_byte(script[name]))) ++name;
  while (name < script.size() && script[name] == ' ') ++name;
  return name > look && name < script.size() && script[name] == ':';
}

bool speaks_of_prices(std::string_view script) {
  return contains_ignoring_case(script, "price") || script.find("ecomm_") != script.npos ||
         script.find("content_ids") != script.npos || script.find("\"sku\"") != script.npos;
}

// Names that precede the viewed product: {"ecommerce":{"detail":{"products":[…]}}}.
bool tells_detail(std::string_view script, std::size_t at) {
  const std::string_view before =
      script.substr(at > 120 ? at - 120 : 0, std::min<std::size_t>(at, 120));
  for (const std::string_view word :
       {"ViewContent", "view_item", "ShopifyAnalytics", "productDetail", "detail", "digitalData",
        "currentProduct", "BCData", "product =", "product=", "Product =", "product_data",
        "productData"})
    if (before.find(word) != before.npos) return true;
  return false;
}

void read_script(std::string_view script, std::vector<StateProduct>& products,
                 std::size_t& blocks) {
  if (script.size() > kMostScript || !speaks_of_prices(script)) return;
  for (std::size_t at = 0; at < script.size() && blocks < kMostBlocks;) {
    at = script.find_first_of("{[", at);
    if (at == script.npos) return;
    if (!begins_data(script, at)) {
      ++at;
      continue;
    }
    std::size_t end = 0;
    const Json json = read_loose_json(script.substr(at), &end);
    end = std::max<std::size_t>(end, 1);
    if (speaks_of_prices(script.substr(at, end))) {
      ++blocks;
      const std::size_t first = products.size();
      for (StateProduct& product : products_in(json)) products.push_back(std::move(product));
      const bool is_detail =
          tells_detail(script, at) ||
          contains_ignoring_case(script.substr(at, std::min<std::size_t>(end, 400)), "\"detail\"");
      for (std::size_t i = first; i < products.size(); ++i)
        products[i].is_detail = is_detail && products.size() - first <= 3;
    }
    at += end;
    if (products.size() > kMostProducts) return;
  }
}

}  // namespace

std::vector<StateProduct> products_in(const Json& json) {
  std::vector<StateProduct> products;
  std::vector<bool> is_variant(json.values().size());
  for (std::size_t i = 1; i < json.values().size() && products.size() < kMostProducts; ++i) {
    const Value& value = json.values()[i];
    if (value.kind != Json::Kind::object || is_variant[i]) continue;
    StateProduct product;
    if (!read_product(json, value, product)) continue;
    if (const Value* variants = json.find(value, "variants");
        variants != nullptr && product.source == Source::shopify) {
      for (std::uint32_t at = variants->child; at != 0; at = json.values()[at].next) {
        is_variant[at] = true;
        // "Mug - Small": all that Shopify's analytics call the product.
        if (product.name.empty()) product.name = json.text(json.values()[at], "name");
      }
    }
    products.push_back(std::move(product));
  }
  return products;
}

// data-product='{"name": …, "price": …}': themes hand their scripts the product this way.
void read_attributes(const Document& page, Id id, std::vector<StateProduct>& products,
                     std::size_t& blocks) {
  for (const auto* it = page.begin_attributes(id); it != page.end_attributes(id); ++it) {
    const std::string_view text = trim(it->value);
    if (text.size() < 20 || text.size() > 200'000 || blocks >= kMostBlocks) continue;
    if (text.front() != '{' && !text.starts_with("[{")) continue;
    if (!it->name.starts_with("data-") && it->name != "value" && it->name != "content") continue;
    if (!speaks_of_prices(text)) continue;
    ++blocks;
    const Json json = read_loose_json(text);
    for (StateProduct& product : products_in(json))
      if (!product.name.empty()) products.push_back(std::move(product));
  }
}

std::vector<StateProduct> read_state(const Document& page, std::string_view title) {
  std::vector<StateProduct> products;
  std::size_t blocks = 0;
  for (Id id = 1; id < page.size() && products.size() < kMostProducts; ++id) {
    if (page[id].tag != Tag::script) {
      if (page[id].attributes != 0 && page[id].tag != Tag::text)
        read_attributes(page, id, products, blocks);
      continue;
    }
    if (contains_ignoring_case(page.attribute(id, "type"), "ld+json")) continue;
    read_script(script_of(page, id), products, blocks);
  }
  for (StateProduct& product : products) product.likeness = similarity(title, fold(product.name));
  rank(products, [](const StateProduct& product) {
    return product.likeness + (product.is_detail ? 0.2 : 0.0);
  });
  return products;
}

}  // namespace crow::extract
