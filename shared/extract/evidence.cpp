#include "shared/extract/evidence.h"

#include <algorithm>
#include <cmath>

#include "shared/extract/fold.h"
#include "shared/extract/ranking.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

// What the head calls the page's subject.
std::vector<std::string> head_names(const Metadata& meta, std::string_view url) {
  std::vector<std::string> names;
  const std::string_view site = meta.value("og:site_name");
  for (const std::string_view text :
       {meta.value("og:title"), std::string_view(meta.title), meta.value("twitter:title")})
    if (!text.empty()) names.push_back(without_site_name(text, site, host_of(url)));
  // "Whisky 12 Year - 50cl" has no shop at its end.
  if (!meta.title.empty()) names.push_back(meta.title);
  return names;
}

double main_score(const MarkedProduct& product, const std::string& title, const Document& page,
                  Id title_node) {
  double score = 0;
  if (product.is_related) score -= 3;
  if (product.is_variant) score -= 1.5;
  score += 4 * similarity(fold(product.name), title);
  if (!product.offers.empty()) score += 1.2;
  if (product.node != kNone && title_node != kNone && page.is_inside(title_node, product.node))
    score += 2;
  if (!product.description.empty()) score += 0.3;
  if (!product.sku.empty()) score += 0.3;
  return score;
}

// The best product of each syntax, as long as it can be the page's subject.
std::vector<const MarkedProduct*> find_mains(const std::vector<MarkedProduct>& marked,
                                             const std::string& title, const Document& page,
                                             Id title_node) {
  std::vector<std::pair<double, const MarkedProduct*>> best;
  for (const Source source : {Source::json_ld, Source::microdata, Source::rdfa}) {
    const MarkedProduct* chosen = nullptr;
    double chosen_score = 0;
    int count = 0;
    for (const MarkedProduct& product : marked) {
      if (product.source != source) continue;
      if (!product.is_related && !product.is_variant) ++count;
      const double score = main_score(product, title, page, title_node);
      if (chosen == nullptr || score > chosen_score + 0.001) {
        chosen = &product;
        chosen_score = score;
      }
    }
    if (chosen == nullptr) continue;
    const double likeness = similarity(fold(chosen->name), title);
    const bool is_only = count == 1 && !chosen->is_related;
    const bool is_around =
        chosen->node != kNone && title_node != kNone && page.is_inside(title_node, chosen->node);
    // One of many with another name is not what the page is about.
    if (likeness < 0.34 && !is_only && !is_around) continue;
    best.emplace_back(chosen_score, chosen);
  }
  rank(best, [](const auto& entry) { return entry.first; });
  std::vector<const MarkedProduct*> mains;
  mains.reserve(best.size());
  for (const auto& [score, product] : best) mains.push_back(product);
  return mains;
}

}  // namespace

double confidence_of(double score, double even, double spread) {
  const double away = fading(std::abs(score - even), spread);
  const double chance = score > even ? 1 / (1 + away) : away / (1 + away);
  return std::round(100 * chance) / 100;
}

Evidence gather(const Document& page, std::string_view url) {
  Metadata meta = read_metadata(page);
  Items items = read_items(page);
  std::vector<MarkedProduct> marked = marked_products(items);
  const Locale locale = locale_of(meta.lang, meta.value("og:locale"), url);
  Evidence evidence{page,
                    std::string(url),
                    std::move(meta),
                    std::move(items),
                    std::move(marked),
                    {},
                    make_view(page, locale),
                    {},
                    {},
                    {},
                    {},
                    {},
                    {}};

  std::vector<std::string> names = head_names(evidence.meta, url);
  TitleFound title = find_title(evidence.view, names);
  const std::string subject = fold(title.node != kNone ? title.text
                                   : names.empty()     ? std::string()
                                                       : names.front());
  evidence.mains = find_mains(evidence.marked, subject, page, title.node);
  if (evidence.mains.empty() && !names.empty())
    evidence.mains = find_mains(evidence.marked, fold(names.front()), page, title.node);
  if (!evidence.mains.empty() && !evidence.mains.front()->name.empty()) {
    names.insert(names.begin(), collapse(evidence.mains.front()->name));
    title = find_title(evidence.view, names);
  }
  evidence.title = title;
  if (title.node != kNone) clear_above(page, title.node, kAside, evidence.view.hints);
  add_below(page, find_other_products(evidence.view, title.node), kHintRelated,
            evidence.view.hints);
  add_below(page, find_cards(evidence.view, title.node), kHintCard, evidence.view.hints);
  evidence.buttons = find_buttons(evidence.view, title.node);
  const Id button = evidence.buttons.empty() || evidence.buttons.front().score < 0.6
                        ? kNone
                        : evidence.buttons.front().node;
  // The box that holds the button is not a frame of the page, even if it stands at its side.
  if (button != kNone && evidence.buttons.front().score > 1)
    clear_above(page, button, kHintFrame | kHintFixed | kHintCart, evidence.view.hints);
  evidence.prices = find_visible_prices(evidence.view, title.node, button);
  evidence.labelled = find_labelled(evidence.view, title.node);
  evidence.stock = find_stock(evidence.view, title.node, button);
  const std::string name = fold(title.node != kNone ? title.text
                                : names.empty()     ? std::string()
                                                    : names.front());
  evidence.state = read_state(page, name);
  return evidence;
}

const MarkedOffer* main_offer(const MarkedProduct& product, std::string_view url) {
  const MarkedOffer* first = nullptr;
  const MarkedOffer* in_stock = nullptr;
  for (const MarkedOffer& offer : product.offers) {
    if (offer.is_list_price) continue;
    // "?variant=1" names one offer; the bare address of the product names none.
    if (!offer.url.empty() && offer.url == url && product.offers.size() > 1 &&
        offer.url.find_first_of("?#") != std::string::npos)
      return &offer;
    if (first == nullptr) first = &offer;
    if (in_stock == nullptr && parse_availability(offer.availability) == Availability::in_stock)
      in_stock = &offer;
  }
  return in_stock != nullptr ? in_stock : first;
}

}  // namespace crow::extract
