#include "shared/extract/feed.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/extract/html.h"
#include "shared/extract/identifiers.h"
#include "shared/extract/price.h"
#include "shared/extract/state.h"
#include "shared/extract/stock.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

constexpr std::size_t kMostColumns = 400;

// "g:Image Link" and "image_link" are one field.
std::string field_name(std::string_view name) {
  std::string out;
  const std::size_t colon = name.rfind(':');
  if (colon != name.npos) name.remove_prefix(colon + 1);
  for (const char c : to_lower(trim(name))) out += c == ' ' || c == '-' ? '_' : c;
  return out;
}

// One row, as fields come in.
class Row {
 public:
  void set(std::string_view name, std::string_view text) {
    const std::string value = collapse(text);
    if (value.empty()) return;
    const auto fact = [&] { return Fact{value, Source::feed, 0.95}; };
    if (name == "title" || name == "name") product_.name = fact();
    if (name == "description" || name == "summary") product_.description = fact();
    if (name == "id" || name == "sku") id_ = value;
    if (name == "brand" || name == "manufacturer") product_.brand = fact();
    if (name == "mpn") product_.mpn = fact();
    if (name == "link" || name == "url") product_.url = fact();
    if (name == "image_link") product_.images.insert(product_.images.begin(), image(value));
    if (name == "additional_image_link") more_images(value);
    if (name == "price") price_ = parse_price(value, {});
    if (name == "sale_price") sale_ = parse_price(value, {});
    if (name == "currency" && is_currency(value)) product_.currency = fact();
    if (name == "product_type" ||
        (name == "google_product_category" && product_.categories.empty()))
      categories(value);
    if (name == "gtin" || name == "ean" || name == "upc" || name == "isbn")
      if (const std::string digits = valid_gtin(value); !digits.empty())
        product_.gtin = {digits, Source::feed, 0.98};
    if (name == "availability")
      if (const auto said = parse_availability(value); said != Availability::unknown)
        product_.availability = {std::string(name_of(said)), Source::feed, 0.95};
  }

  bool is_empty() const { return !product_.name && id_.empty(); }

  Product take() {
    if (!id_.empty()) product_.sku = {id_, Source::feed, 0.9};
    const bool is_sale =
        sale_ && price_ && sale_->amount.value > 0 && sale_->amount < price_->amount;
    const auto& shown = is_sale ? sale_ : price_ ? price_ : sale_;
    if (shown) {
      product_.price = {extract::to_text(shown->amount), Source::feed, 0.97};
      if (shown->has_sign)
        product_.currency = {std::string(shown->currency), Source::feed,
                             shown->is_ambiguous ? 0.7 : 0.97};
    }
    if (is_sale) product_.list_price = {extract::to_text(price_->amount), Source::feed, 0.97};
    return std::move(product_);
  }

 private:
  static Image image(std::string url) { return {std::move(url), {}, Source::feed}; }

  void more_images(std::string_view value) {
    while (!value.empty() && product_.images.size() < 20)
      if (std::string url(trim(split_off(value, ','))); !url.empty())
        product_.images.push_back(image(std::move(url)));
  }

  void categories(std::string_view value) {
    product_.categories.clear();
    while (!value.empty() && product_.categories.size() < 12)
      if (std::string name(trim(split_off(value, '>'))); !name.empty())
        product_.categories.push_back(std::move(name));
  }

  Product product_;
  std::string id_;
  std::optional<PriceText> price_, sale_;
};

void keep(Row& row, Feed& feed) {
  if (row.is_empty())
    ++feed.skipped;
  else
    feed.products.push_back(row.take());
}

void read_xml(std::string_view text, const FeedLimits& limits, Feed& feed) {
  const Document document =
      parse_xml(text, {.bytes = limits.bytes, .nodes = 4'000'000, .depth = 64});
  for (Id id = 1; id < document.size(); ++id) {
    const Node& node = document[id];
    if (node.tag == Tag::text || (node.text != "item" && node.text != "entry")) continue;
    if (feed.products.size() >= limits.products) {
      feed.is_cut = true;
      return;
    }
    Row row;
    for (Id at = id + 1; at < node.end; at = document[at].end) {
      if (document[at].tag == Tag::text) continue;
      const std::string_view link = document.attribute(at, "href");
      row.set(field_name(document[at].text),
              link.empty() ? text_of(document, at, 20'000) : std::string(link));
    }
    keep(row, feed);
    id = node.end - 1;
  }
}

void read_table(std::string_view text, char separator, const FeedLimits& limits, Feed& feed) {
  std::size_t at = 0;
  std::vector<std::string> names = read_record(text, separator, at);
  for (std::string& name : names) name = field_name(name);
  while (at < text.size()) {
    if (feed.products.size() >= limits.products) {
      feed.is_cut = true;
      return;
    }
    const std::vector<std::string> fields = read_record(text, separator, at);
    if (fields.size() == 1 && fields[0].empty()) continue;
    Row row;
    for (std::size_t i = 0; i < std::min(fields.size(), names.size()); ++i)
      row.set(names[i], fields[i]);
    keep(row, feed);
  }
}

// {"product": {…}} and {"products": […]} of a Shopify shop.
void read_json(std::string_view text, const FeedLimits& limits, Feed& feed) {
  const Json json = read_loose_json(text, nullptr, {.depth = 32, .values = 2'000'000});
  for (const StateProduct& found : products_in(json)) {
    // A variant stands inside of its product and has no name of its own that counts.
    if (found.name.empty() || (found.source != Source::shopify && found.price.empty())) continue;
    if (found.source != Source::shopify) continue;
    if (feed.products.size() >= limits.products) {
      feed.is_cut = true;
      return;
    }
    Row row;
    row.set("title", found.name);
    row.set("brand", found.brand);
    row.set("gtin", found.gtin);
    row.set("id", found.sku);
    row.set("product_type", found.category);
    row.set("availability", found.availability);
    row.set("description", text_of(parse_html(found.description), kNone, 10'000));
    std::string price = found.price;
    if (found.is_minor_units && price.size() < 12) {
      price.insert(0, price.size() < 3 ? 3 - price.size() : 0, '0');
      price.insert(price.size() - 2, ".");
    }
    row.set("price", price);
    for (const std::string& url : found.images) row.set("additional_image_link", url);
    keep(row, feed);
  }
}

}  // namespace

std::vector<std::string> read_record(std::string_view text, char separator, std::size_t& at) {
  std::vector<std::string> fields(1);
  bool is_quoted = false;
  while (at < text.size()) {
    const char c = text[at++];
    std::string& field = fields.back();
    if (is_quoted) {
      if (c != '"') {
        field += c;
      } else if (at < text.size() && text[at] == '"') {
        field += '"';
        ++at;
      } else {
        is_quoted = false;
      }
    } else if (c == '"' && field.empty()) {
      is_quoted = true;
    } else if (c == separator) {
      if (fields.size() < kMostColumns) fields.emplace_back();
    } else if (c == '\n') {
      return fields;
    } else if (c != '\r') {
      field += c;
    }
  }
  return fields;
}

Feed read_feed(std::string_view text, const FeedLimits& limits) {
  Feed feed;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.size() > limits.bytes) {
    text = text.substr(0, limits.bytes);
    feed.is_cut = true;
  }
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return feed;
  if (text[first] == '<') {
    feed.format = FeedFormat::xml;
    read_xml(text, limits, feed);
  } else if (text[first] == '{' || text[first] == '[') {
    feed.format = FeedFormat::json;
    read_json(text, limits, feed);
  } else {
    const std::string_view head = text.substr(first, text.find('\n', first) - first);
    const bool has_tabs = head.find('\t') != head.npos;
    const auto semicolons = std::ranges::count(head, ';');
    if (!has_tabs && semicolons == 0 && head.find(',') == head.npos) return feed;
    feed.format = has_tabs ? FeedFormat::tsv : FeedFormat::csv;
    const char separator = has_tabs ? '\t' : semicolons > std::ranges::count(head, ',') ? ';' : ',';
    read_table(text.substr(first), separator, limits, feed);
  }
  return feed;
}

}  // namespace crow::extract
