#include "shared/extract/structured.h"

#include <algorithm>

#include "shared/extract/fold.h"

namespace crow::extract {
namespace {

constexpr std::size_t kMostOffers = 200;
constexpr std::size_t kMostVisits = 1'500;  // References may lead in circles.

bool is_product(const Item& item) {
  for (const std::string_view type :
       {"Product", "ProductGroup", "ProductModel", "IndividualProduct", "SomeProducts", "Book",
        "Vehicle", "Car", "product"})
    if (item.is(type)) return true;
  return false;
}

bool is_offer(const Item& item) {
  return item.is("Offer") || item.is("AggregateOffer") || item.is("offer") ||
         item.is("OfferForPurchase") || item.is("Demand");
}

// By which a product names others than itself.
bool leads_elsewhere(std::string_view property) {
  for (const std::string_view name :
       {"isRelatedTo", "isSimilarTo", "isAccessoryOrSparePartFor", "isConsumableFor",
        "itemListElement", "itemOffered", "item", "itemReviewed", "hasPart", "relatedTo",
        "recommendations", "isVariantOf", "makesOffer"})
    if (name == property) return true;
  return false;
}

class Reader {
 public:
  explicit Reader(const Items& items) : items_(items) {}

  MarkedProduct product(const Item& item) {
    MarkedProduct out;
    out.source = item.source;
    out.node = item.node;
    out.name = item.text("name");
    if (out.name.empty()) out.name = item.text("title");
    out.description = item.text("description");
    out.brand = name_in(item, "brand");
    if (out.brand.empty()) out.brand = name_in(item, "manufacturer");
    out.sku = item.text("sku");
    out.mpn = item.text("mpn");
    out.product_id = item.text("productID");
    if (out.product_id.empty()) out.product_id = item.text("identifier");
    if (out.mpn.empty()) out.mpn = item.text("model");
    if (out.product_id.empty()) out.product_id = item.text("productId");
    out.group_id = item.text("productGroupID");
    out.gtin = gtin_of(item);
    out.url = item.text("url");
    if (out.url.empty()) out.url = item.text("@id");
    out.category = name_in(item, "category");
    for (const Item::Property& property : item.properties) read_property(property, out);
    offer_fields(item, out);
    return out;
  }

 private:
  const Item* linked(const Item::Property& property) const {
    return property.item < 0 ? nullptr : &items_[static_cast<std::size_t>(property.item)];
  }

  // A name, given as text or as an item with a name.
  std::string name_in(const Item& item, std::string_view property_name) const {
    for (const Item::Property& property : item.properties) {
      if (property.name != property_name) continue;
      const Item* const target = linked(property);
      if (target == nullptr && !collapse(property.text).empty()) return property.text;
      if (target == nullptr) continue;
      for (const std::string_view name : {"name", "brand", "logo", "@value"}) {
        const std::string_view text = target->text(name);
        if (!text.empty() && text.find("://") == text.npos) return std::string(text);
      }
    }
    return {};
  }

  static std::string gtin_of(const Item& item) {
    for (const std::string_view name :
         {"gtin13", "gtin", "gtin14", "gtin12", "gtin8", "ean", "isbn", "upc"})
      if (const auto text = item.text(name); !text.empty()) return std::string(text);
    return {};
  }

  void read_property(const Item::Property& property, MarkedProduct& out) {
    const Item* const target = linked(property);
    if (property.name == "image" || property.name == "photo") {
      if (target == nullptr && !property.text.empty()) {
        out.images.push_back(property.text);
      } else if (target != nullptr) {
        for (const std::string_view name : {"contentUrl", "url", "image", "@id"}) {
          if (target->text(name).empty()) continue;
          out.images.emplace_back(target->text(name));
          break;
        }
      }
    } else if (property.name == "offers" || property.name == "offer") {
      if (target != nullptr) offers(*target, out, 0);
    } else if (property.name == "aggregateRating" || property.name == "review") {
      if (target != nullptr && out.rating.empty() && property.name == "aggregateRating") {
        out.rating = target->text("ratingValue");
        out.rating_count = target->text("reviewCount");
        if (out.rating_count.empty()) out.rating_count = target->text("ratingCount");
      }
    } else if (property.name == "hasVariant" || property.name == "model") {
      if (target != nullptr && is_product(*target)) variant(*target, out);
    }
  }

  // A variant's offers are offers of the group, under the variant's own numbers.
  void variant(const Item& item, MarkedProduct& out) {
    const std::size_t first = out.offers.size();
    for (const Item::Property& property : item.properties)
      if (property.name == "offers" && linked(property) != nullptr)
        offers(*linked(property), out, 1);
    for (std::size_t i = first; i < out.offers.size(); ++i) {
      MarkedOffer& offer = out.offers[i];
      if (offer.sku.empty()) offer.sku = item.text("sku");
      if (offer.gtin.empty()) offer.gtin = gtin_of(item);
      if (offer.url.empty()) offer.url = item.text("url");
      if (offer.name.empty()) offer.name = item.text("name");
    }
    for (const Item::Property& property : item.properties)
      if (property.name == "image" && property.item < 0) out.images.push_back(property.text);
  }

  void offers(const Item& item, MarkedProduct& out, int depth) {
    if (out.offers.size() >= kMostOffers || depth > 4 || ++visits_ > kMostVisits) return;
    const std::size_t first = out.offers.size();
    MarkedOffer offer = plain_offer(item);
    for (const Item::Property& property : item.properties) {
      const Item* const target = linked(property);
      if (target == nullptr) continue;
      if (property.name == "priceSpecification") price_specification(*target, offer);
      if (property.name == "itemOffered" && is_product(*target)) {
        if (offer.sku.empty()) offer.sku = target->text("sku");
        if (offer.gtin.empty()) offer.gtin = gtin_of(*target);
      }
    }
    if (!offer.price.empty() || !offer.availability.empty()) out.offers.push_back(offer);
    for (const Item::Property& property : item.properties) {
      const Item* const target = linked(property);
      if (target != nullptr && (property.name == "offers" || property.name == "@graph"))
        offers(*target, out, depth + 1);
    }
    // What the whole says holds for each part.
    for (std::size_t i = first; i < out.offers.size(); ++i) {
      if (out.offers[i].currency.empty()) out.offers[i].currency = offer.currency;
      if (out.offers[i].availability.empty()) out.offers[i].availability = offer.availability;
    }
  }

  static MarkedOffer plain_offer(const Item& item) {
    MarkedOffer offer;
    offer.price = item.text("price");
    if (offer.price.empty()) {
      offer.price = item.text("lowPrice");
      offer.is_range = !offer.price.empty() && item.text("lowPrice") != item.text("highPrice");
    }
    if (offer.price.empty()) offer.price = item.text("highPrice");
    offer.currency = item.text("priceCurrency");
    if (offer.currency.empty()) offer.currency = item.text("currency");
    offer.availability = item.text("availability");
    offer.sku = item.text("sku");
    offer.mpn = item.text("mpn");
    offer.gtin = gtin_of(item);
    offer.url = item.text("url");
    offer.name = item.text("name");
    return offer;
  }

  static void price_specification(const Item& item, MarkedOffer& offer) {
    const std::string_view price = item.text("price");
    const std::string_view type = item.text("priceType");
    const bool is_list = type.find("List") != type.npos || type.find("Strike") != type.npos ||
                         type.find("SRP") != type.npos;
    // A price per kilogram, or one that is crossed out, is not the price.
    if (price.empty() || is_list || !item.text("referenceQuantity").empty()) return;
    if (offer.price.empty()) offer.price = price;
    if (offer.currency.empty()) offer.currency = item.text("priceCurrency");
  }

  // Markup that puts price and stock at the product itself.
  static void offer_fields(const Item& item, MarkedProduct& out) {
    MarkedOffer own = plain_offer(item);
    if (own.price.empty() && own.availability.empty()) return;
    own.name.clear();
    own.url.clear();
    own.sku.clear();
    out.offers.push_back(std::move(own));
  }

  const Items& items_;
  std::size_t visits_ = 0;
};

}  // namespace

std::vector<MarkedProduct> marked_products(const Items& items) {
  Reader reader(items);
  std::vector<MarkedProduct> products;
  for (const Item& item : items) {
    const bool is_loose_offer = is_offer(item) && item.parent < 0;
    if (!is_product(item) && !is_loose_offer) continue;
    MarkedProduct product = reader.product(item);
    product.is_variant = item.via == "hasVariant" || item.via == "model";
    for (const Item* at = &item; at->parent >= 0;
         at = &items[static_cast<std::size_t>(at->parent)]) {
      // An Offer may hold its Product: {"@type":"Offer","itemOffered":{…}}.
      const Item& parent = items[static_cast<std::size_t>(at->parent)];
      if (at->via == "itemOffered" && is_offer(parent) && parent.parent < 0) {
        MarkedProduct outer = reader.product(parent);
        if (product.offers.empty()) product.offers = std::move(outer.offers);
      } else if (leads_elsewhere(at->via)) {
        product.is_related = true;
      }
    }
    if (item.is("Book") && product.offers.empty()) continue;
    if (is_loose_offer && product.offers.empty()) continue;
    products.push_back(std::move(product));
    if (products.size() >= 500) break;
  }
  return products;
}

std::vector<std::string> marked_breadcrumbs(const Items& items) {
  std::vector<std::string> names;
  for (const Item& item : items) {
    if (!item.is("BreadcrumbList") && !item.is("Breadcrumb")) continue;
    for (const Item::Property& property : item.properties) {
      if (property.name != "itemListElement" || property.item < 0) continue;
      const Item& element = items[static_cast<std::size_t>(property.item)];
      std::string name(element.text("name"));
      for (const Item::Property& inner : element.properties)
        if (name.empty() && inner.name == "item" && inner.item >= 0)
          name = items[static_cast<std::size_t>(inner.item)].text("name");
      name = collapse(name);
      if (!name.empty() && names.size() < 12) names.push_back(std::move(name));
    }
    if (!names.empty()) return names;
  }
  return names;
}

bool has_type(const Items& items, std::string_view type) {
  return std::ranges::any_of(items, [&](const Item& item) { return item.is(type); });
}

}  // namespace crow::extract
