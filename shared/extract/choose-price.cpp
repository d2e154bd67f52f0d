#include <algorithm>
#include <map>

#include "shared/core/text.h"
#include "shared/extract/evidence.h"
#include "shared/extract/fold.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

constexpr double kEnough = 2.6;
constexpr double kEnoughShown = 3.4;  // Where only the visible page says it.

struct Claim {
  Amount amount;
  Source source;
  double weight;
  std::string currency;
};

struct Total {
  double said = 0;  // By markup, metadata and state.
  double also = 0;
  double shown = -1;  // By the visible page; below 0 where it shows no such price.
  bool is_shown = false;
  bool is_only_old = true;
  Source source = Source::none;
  double source_weight = 0;
  std::string_view currency;
  bool is_ambiguous = true;

  double score() const {
    // Beyond what makes sure, more of it counts less.
    const double visible = !is_shown   ? 0
                           : shown > 8 ? 8 + 0.3 * (shown - 8)
                                       : std::max(shown, -2.5);
    // What markup says and the page does not show: a script shows it, or it is stale. Only a price
    // that plainly is the price speaks against it.
    if (!is_shown && said > 4) return said + 0.3 * also + 1.2;
    if (is_shown && is_only_old) return said + 0.3 * also + std::min(visible, 0.0) - 2;
    return said + 0.3 * also + visible;
  }
};

class Chooser {
 public:
  explicit Chooser(const Evidence& evidence) : evidence_(evidence) {}

  PriceChoice choose() {
    marked();
    metadata();
    state();
    attributes();
    scale_minor_units();
    for (const Claim& claim : claims_) add(claim);
    for (const PriceFound& found : evidence_.prices) add(found);
    const auto best = std::ranges::max_element(
        totals_, {}, [](const auto& entry) { return entry.second.score(); });
    PriceChoice choice;
    if (best == totals_.end() || best->second.score() < kEnough) return choice;
    if (best->second.said == 0 && best->second.score() < kEnoughShown) return choice;
    const Total& total = best->second;
    const Amount amount{best->first};
    choice.price = {to_text(amount), total.source, confidence_of(total.score(), 3.6, 1.5)};
    choice.currency = currency(amount, total);
    choice.list_price = list_price(amount);
    return choice;
  }

 private:
  void claim(std::string_view text, std::string_view currency, Source source, double weight) {
    if (collapse(text).empty()) return;
    std::string code(trim(currency));
    if (code.size() == 3) code = upper(code);
    if (!code.empty() && !is_currency(code)) code = code_of_sign(code);
    const auto amount = parse_machine_price(text, code, evidence_.view.locale);
    if (!amount || amount->value <= 0) return;
    if (code.empty()) {
      const auto read = parse_price(text, evidence_.view.locale);
      if (read && read->has_sign) code = read->currency;
    }
    claims_.push_back({*amount, source, weight, is_currency(code) ? code : std::string()});
  }

  // "€", "руб.", "บาท" in a field for codes.
  std::string code_of_sign(std::string_view text) const {
    const CurrencySign sign = sign_at(fold(text), 0);
    return sign.size == 0 ? std::string()
                          : std::string(resolve_currency(sign.code, evidence_.view.locale));
  }

  static std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return out;
  }

  void marked() {
    for (const MarkedProduct* product : evidence_.mains) {
      const double weight = product->source == Source::rdfa ? 5.2 : 5.8;
      const MarkedOffer* const chosen = main_offer(*product, evidence_.url);
      for (const MarkedOffer& offer : product->offers) {
        const double share = &offer == chosen ? 1.0 : 0.4;
        claim(offer.price, offer.currency, product->source,
              weight * share - (offer.is_range ? 0.8 : 0));
      }
    }
    if (!evidence_.mains.empty()) return;
    // A page of one offer whose product has another name, or none.
    for (const MarkedProduct& product : evidence_.marked)
      if (!product.is_related && evidence_.marked.size() <= 2)
        for (const MarkedOffer& offer : product.offers)
          claim(offer.price, offer.currency, product.source, 3.5);
  }

  void metadata() {
    const Metadata& meta = evidence_.meta;
    const std::string_view currency =
        meta.first_of({"product:price:currency", "og:price:currency", "product:sale_price:currency",
                       "pricecurrency", "og:product:price:currency"});
    claim(meta.value("product:sale_price:amount"), currency, Source::open_graph, 5.6);
    claim(meta.first_of({"product:price:amount", "og:price:amount", "og:product:price:amount"}),
          currency, Source::open_graph, 5.2);
    claim(meta.first_of({"price", "product:price", "product_price", "og:price", "lowprice"}),
          currency, Source::meta, 3.2);
    for (const std::string_view number : {"1", "2"}) {
      const std::string_view value = meta.value(concat("twitter:data", number));
      const std::string label = fold(meta.value(concat("twitter:label", number)));
      const auto price = parse_price(value, evidence_.view.locale);
      if (price && (price->has_sign || label.find("price") != label.npos) && value.size() < 24)
        claim(value, price->currency, Source::meta, 3);
    }
  }

  void state() {
    int used = 0;
    for (const StateProduct& product : evidence_.state) {
      if (++used > 12) break;
      double weight = product.likeness >= 0.95   ? 3.6
                      : product.likeness >= 0.7  ? 3.2
                      : product.likeness >= 0.45 ? 1.6
                                                 : 0;
      if (product.is_detail) weight += product.name.empty() ? 2.2 : 0.9;
      if (weight < 1.5) continue;
      std::string price = product.price;
      if (product.is_minor_units && price.size() <= 12) {
        price.insert(0, price.size() < 3 ? 3 - price.size() : 0, '0');
        price.insert(price.size() - 2, ".");
      }
      claim(price, product.currency, product.source, weight);
    }
  }

  // data-price-amount="12.5" and its like, near the product.
  void attributes() {
    constexpr std::uint32_t kElsewhere =
        kHintRelated | kHintCard | kHintCart | kHintFrame | kHintReview | kHintOptions;
    const View& view = evidence_.view;
    std::size_t kept = 0;
    for (Id id = 1; id < view.page.size() && kept < 8; ++id) {
      if ((view.hints.all[id] & kElsewhere) != 0) continue;
      for (const auto* it = view.page.begin_attributes(id); it != view.page.end_attributes(id);
           ++it) {
        if (it->name == "data-price-amount") {
          const std::string_view type = view.page.attribute(id, "data-price-type");
          if (type == "oldPrice" || type == "basePrice") continue;
          claim(it->value, {}, Source::attribute, 2.6);
          ++kept;
        } else if (it->name == "data-price" || it->name == "data-product-price" ||
                   it->name == "data-product_price" || it->name == "data-sale-price") {
          claim(it->value, {}, Source::attribute, 1.7);
          ++kept;
        } else if (it->name == "value" && view.page[id].tag == Tag::input) {
          const std::string name =
              to_lower(concat(view.page.attribute(id, "name"), view.page.attribute(id, "id")));
          const bool is_price = name.find("price") != name.npos || name.find("preis") != name.npos;
          const bool is_other = hints_in(name) & (kHintOld | kHintRegular | kHintShipping);
          if (!is_price || is_other || name.find("min") != name.npos ||
              name.find("max") != name.npos)
            continue;
          claim(it->value, {}, Source::attribute, 1.7);
          ++kept;
        }
      }
    }
  }

  // A price in cents that the page shows in units.
  void scale_minor_units() {
    for (Claim& claim : claims_) {
      const auto shows = [&](std::int64_t value) {
        return std::ranges::any_of(evidence_.prices, [&](const PriceFound& found) {
          return found.price.amount.value == value && found.score > 3;
        });
      };
      if (shows(claim.amount.value)) continue;
      if (claim.amount.value % 100 == 0 && claim.amount.value >= 100 * kAmountUnit &&
          shows(claim.amount.value / 100))
        claim.amount.value /= 100;
      else if (claim.amount.value < 1'000 * kAmountUnit && shows(claim.amount.value * 1'000))
        claim.amount.value *= 1'000;  // "1.299" for 1299.
    }
  }

  void add(const Claim& claim) {
    Total& total = totals_[claim.amount.value];
    if (claim.weight > total.said) {
      total.also += total.said;
      total.said = claim.weight;
    } else {
      total.also += claim.weight;
    }
    if (claim.weight > total.source_weight) {
      total.source_weight = claim.weight;
      total.source = claim.source;
    }
    if (total.is_ambiguous && !claim.currency.empty()) {
      total.currency = claim.currency;
      total.is_ambiguous = false;
    }
  }

  void add(const PriceFound& found) {
    if (found.price.amount.value <= 0) return;
    Total& total = totals_[found.price.amount.value];
    total.shown = total.is_shown ? std::max(total.shown, found.score) : found.score;
    total.is_shown = true;
    if (!found.is_old && found.score > 0.5) total.is_only_old = false;
    if (found.score > total.source_weight + 3 || total.source == Source::none) {
      total.source = Source::visible;
      total.source_weight = std::max(total.source_weight, found.score - 3);
    }
  }

  Fact currency(Amount amount, const Total& total) const {
    // What stands beside the number, where it is more than a sign that many countries share.
    const PriceFound* shown = nullptr;
    for (const PriceFound& found : evidence_.prices)
      if (found.price.amount == amount && found.price.has_sign && found.score > 0) {
        shown = &found;
        break;
      }
    if (shown != nullptr && !shown->price.is_ambiguous)
      return {std::string(shown->price.currency), Source::visible, 0.97};
    if (!total.currency.empty()) return {std::string(total.currency), total.source, 0.95};
    const std::string_view meta =
        evidence_.meta.first_of({"product:price:currency", "og:price:currency", "pricecurrency"});
    if (is_currency(meta)) return {std::string(meta), Source::open_graph, 0.93};
    for (const Claim& claim : claims_)
      if (!claim.currency.empty()) return {claim.currency, claim.source, 0.9};
    if (shown != nullptr) return {std::string(shown->price.currency), Source::visible, 0.85};
    const std::string_view home = currency_of(evidence_.view.locale);
    if (!home.empty()) return {std::string(home), Source::url, 0.75};
    for (const PriceFound& found : evidence_.prices)
      if (found.price.has_sign && found.score > 0)
        return {std::string(found.price.currency), Source::visible, 0.6};
    return {};
  }

  Fact list_price(Amount amount) const {
    for (const PriceFound& found : evidence_.prices) {
      if (!found.is_old || found.price.amount <= amount || found.score < -4) continue;
      if (found.price.amount.value > amount.value * 20) continue;
      return {to_text(found.price.amount), Source::visible, 0.8};
    }
    return {};
  }

  const Evidence& evidence_;
  std::vector<Claim> claims_;
  std::map<std::int64_t, Total> totals_;
};

}  // namespace

PriceChoice choose_price(const Evidence& evidence) { return Chooser(evidence).choose(); }

}  // namespace crow::extract
