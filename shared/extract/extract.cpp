#include "shared/extract/extract.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/evidence.h"
#include "shared/extract/fold.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

constexpr double kProductFrom = 2.4;

bool is_article(const Items& items) {
  for (const std::string_view type :
       {"NewsArticle", "BlogPosting", "Article", "Recipe", "JobPosting"})
    if (has_type(items, type)) return true;
  return false;
}

bool is_list(const Items& items) {
  for (const std::string_view type :
       {"CollectionPage", "SearchResultsPage", "ItemList", "OfferCatalog"})
    if (has_type(items, type)) return true;
  return false;
}

// Products of a list that markup names, none of them the page's own. Offers by themselves have no
// name: sites mark any price so.
std::size_t count_others(const Evidence& evidence) {
  std::size_t others = 0;
  for (const MarkedProduct& product : evidence.marked)
    if (std::ranges::find(evidence.mains, &product) == evidence.mains.end() &&
        !product.is_variant && !product.name.empty() &&
        (product.node == kNone || (evidence.view.hints.all[product.node] & kHintRelated) == 0))
      ++others;
  return others;
}

// Whether a node is one of a list that is the page's own, not one beside or below a product.
bool is_listed(const Evidence& evidence, Id node, std::uint32_t hints) {
  const std::uint32_t all = evidence.view.hints.all[node];
  return (all & hints) != 0 && (all & kHintRelated) == 0;
}

// Whether the address speaks of one product: "/product/…", "/p/…", "/dp/…".
bool names_product(std::string_view url) {
  const std::size_t host = url.find("://");
  std::string_view path = url.substr(0, url.find_first_of("?#"));
  path.remove_prefix(std::min(path.find('/', host == url.npos ? 0 : host + 3), path.size()));
  while (!path.empty()) {
    const std::string segment = to_lower(split_off(path, '/'));
    // The last names the page itself; what stands before says what is below.
    if (path.empty()) return false;
    for (const std::string_view word :
         {"product",  "products", "p",         "dp",      "item",     "items",    "itm",
          "ip",       "pd",       "prod",      "produkt", "produkte", "produkty", "produit",
          "produits", "producto", "productos", "produto", "produtos", "prodotto", "prodotti",
          "artikel",  "tovar",    "goods",     "detail"})
      if (segment == word) return true;
  }
  return false;
}

double product_score(const Evidence& evidence, const Product& product) {
  double score = 0;
  if (!evidence.mains.empty()) score += evidence.mains.front()->offers.empty() ? 2.2 : 4;
  const std::string type = to_lower(evidence.meta.value("og:type"));
  if (type.find("product") != type.npos) score += 2.5;
  if (!evidence.meta.first_of({"product:price:amount", "og:price:amount"}).empty()) score += 1.5;
  const bool is_in_state = !evidence.state.empty() && evidence.state.front().likeness > 0.8 &&
                           !evidence.state.front().price.empty();
  if (!evidence.state.empty() && evidence.state.front().likeness > 0.7)
    score += is_in_state ? 2 : 1.2;
  if (const Button* button = evidence.main_button(); button != nullptr && button->score > 1.5)
    score += 2;
  if (!evidence.prices.empty() && evidence.prices.front().score > 3)
    score += evidence.prices.front().score > 4 ? 2 : 1;
  if (evidence.title.node != kNone && evidence.title.score > 3) score += 0.6;
  if (product.sku) score += 0.8;
  // What cannot be bought has neither price nor button, but a number and a word about its stock.
  if (!evidence.labelled.empty() && evidence.labelled.front().kind != LabelKind::brand &&
      evidence.labelled.front().score > 3.6)
    score += 0.8;
  if (!evidence.stock.empty() && evidence.stock.front().score > 1.2) score += 1.2;
  if (!product.price) score -= 0.8;
  if (names_product(evidence.url)) score += 0.7;
  if (evidence.mains.empty()) {
    if (is_article(evidence.items)) score -= 3;
    if (is_list(evidence.items)) score -= 2;
    const std::size_t others = count_others(evidence);
    if (others >= 3) score -= 4;
    // A list says nothing against what has a price, a number or a word about stock of its own.
    const bool has_own =
        is_in_state ||
        (!evidence.labelled.empty() && evidence.labelled.front().kind != LabelKind::brand &&
         evidence.labelled.front().score > 3.6) ||
        (!evidence.stock.empty() && evidence.stock.front().score > 1.2) ||
        (evidence.main_button() != nullptr && evidence.main_button()->score > 1.5 &&
         !is_listed(evidence, evidence.main_button()->node, kHintCard));
    if (has_own) return score;
    // As many buy buttons as products.
    const auto buttons = std::ranges::count_if(evidence.buttons, [&](const Button& button) {
      return button.kind == ButtonKind::buy && is_listed(evidence, button.node, kHintCard);
    });
    if (buttons >= 6 && is_listed(evidence, evidence.main_button()->node, kHintCard)) score -= 2;
    std::size_t cards = 0;
    for (const PriceFound& found : evidence.prices)
      cards += (evidence.view.hints.all[found.node] & (kHintCard | kHintLink | kHintRelated)) != 0;
    const auto is_sure = [&](const PriceFound& found) {
      return found.score >= 6 && !is_listed(evidence, found.node, kHintCard | kHintLink);
    };
    if (cards >= 8 && !is_sure(evidence.prices.front())) score -= 1.5;
  }
  return score;
}

Fact rating_of(const Evidence& evidence, Fact& count) {
  for (const MarkedProduct* product : evidence.mains) {
    if (product->rating.empty()) continue;
    if (!product->rating_count.empty())
      count = {collapse(product->rating_count), product->source, 0.9};
    return {collapse(product->rating), product->source, 0.9};
  }
  return {};
}

std::string canonical_of(const Evidence& evidence) {
  for (const std::string_view text :
       {std::string_view(evidence.meta.canonical), evidence.meta.value("og:url")}) {
    const std::string url = resolve_url(evidence.url, text);
    // A canonical address of another host, or of the shop's first page, is a mistake.
    const bool is_front = host_of(url).size() + 9 >= url.size();
    if (!url.empty() && !is_front) return url;
  }
  return evidence.url;
}

Product main_product(const Evidence& evidence) {
  Product product;
  PriceChoice price = choose_price(evidence);
  product.price = std::move(price.price);
  product.list_price = std::move(price.list_price);
  product.currency = std::move(price.currency);
  product.name = choose_name(evidence);
  product.sku = choose_sku(evidence);
  product.gtin = choose_gtin(evidence);
  product.mpn = choose_mpn(evidence);
  product.brand = choose_brand(evidence);
  product.availability = choose_availability(evidence, static_cast<bool>(product.price));
  product.description = choose_description(evidence);
  product.categories = choose_categories(evidence);
  product.images = choose_images(evidence);
  product.rating = rating_of(evidence, product.rating_count);
  return product;
}

}  // namespace

Product plain_product(const MarkedProduct& marked, const Locale& locale, std::string_view url) {
  Product product;
  const auto set = [&](Fact& fact, std::string_view text, double confidence) {
    std::string value = collapse(text);
    if (!value.empty()) fact = {std::move(value), marked.source, confidence};
  };
  set(product.name, marked.name, 0.9);
  set(product.description, marked.description, 0.85);
  set(product.brand, marked.brand, 0.9);
  set(product.sku, marked.sku, 0.85);
  set(product.gtin, valid_gtin(marked.gtin), 0.95);
  set(product.mpn, marked.mpn, 0.85);
  set(product.rating, marked.rating, 0.9);
  set(product.rating_count, marked.rating_count, 0.9);
  const std::string address = resolve_url(url, marked.url);
  set(product.url, address, 0.9);
  if (const MarkedOffer* offer = main_offer(marked, url)) {
    if (const auto amount = parse_machine_price(offer->price, offer->currency, locale))
      set(product.price, to_text(*amount), 0.85);
    if (is_currency(offer->currency)) set(product.currency, offer->currency, 0.9);
    if (const auto said = parse_availability(offer->availability); said != Availability::unknown)
      set(product.availability, name_of(said), 0.85);
  }
  for (const std::string& image : marked.images)
    if (std::string address_of = resolve_url(url, image); !address_of.empty())
      product.images.push_back({std::move(address_of), {}, marked.source});
  return product;
}

Page extract(std::string_view html, std::string_view url, const HtmlLimits& limits) {
  return extract(parse_html(html, limits), url);
}

Page extract(const Document& document, std::string_view url) {
  const Evidence evidence = gather(document, url);
  Page page;
  page.language = to_lower(evidence.meta.lang);
  page.is_noindex = evidence.meta.is_noindex;
  page.canonical_url = canonical_of(evidence);
  Product product = main_product(evidence);
  if (!page.canonical_url.empty())
    product.url = {page.canonical_url, page.canonical_url == url ? Source::url : Source::meta,
                   0.95};
  if (product_score(evidence, product) >= kProductFrom) {
    page.kind = PageKind::product;
    page.products.push_back(std::move(product));
    return page;
  }
  for (const MarkedProduct& marked : evidence.marked) {
    if (marked.name.empty() || marked.is_variant || marked.source != evidence.marked[0].source)
      continue;
    page.products.push_back(plain_product(marked, evidence.view.locale, url));
  }
  if (page.products.size() >= 2) {
    page.kind = PageKind::listing;
  } else {
    page.products.clear();
    if (count_others(evidence) == 0 && is_list(evidence.items)) page.kind = PageKind::listing;
  }
  return page;
}

}  // namespace crow::extract
