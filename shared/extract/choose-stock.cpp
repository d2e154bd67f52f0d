#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/evidence.h"
#include "shared/extract/fold.h"

namespace crow::extract {
namespace {

// Sums what speaks for each answer, and remembers what spoke loudest.
class Scale {
 public:
  void add(Availability availability, Source source, double weight) {
    if (availability == Availability::unknown || weight <= 0) return;
    Side& side = sides_[static_cast<std::size_t>(availability)];
    side.weight += weight;
    if (weight > side.most) {
      side.most = weight;
      side.source = source;
    }
  }

  double of(Availability availability) const {
    return sides_[static_cast<std::size_t>(availability)].weight;
  }

  Fact fact() const {
    std::size_t best = 0;
    double sum = 0;
    for (std::size_t i = 1; i < std::size(sides_); ++i) {
      sum += sides_[i].weight;
      if (sides_[i].weight > sides_[best].weight) best = i;
    }
    if (best == 0) return {};
    const double margin = sides_[best].weight - (sum - sides_[best].weight);
    return {std::string(name_of(static_cast<Availability>(best))), sides_[best].source,
            confidence_of(margin, 0.2, 1.2)};
  }

 private:
  struct Side {
    double weight = 0, most = 0;
    Source source = Source::none;
  };
  Side sides_[5];
};

// Whether the page lets people buy, as far as a button can tell.
bool has_buy_button(const Evidence& evidence) {
  return std::ranges::any_of(evidence.buttons, [](const Button& button) {
    return button.kind == ButtonKind::buy && !button.is_disabled && button.score > 2.2;
  });
}

// Whether the page plainly says that there is none, and nothing on it sells.
bool is_denied(const Evidence& evidence) {
  if (std::ranges::any_of(evidence.buttons, [](const Button& button) {
        return button.kind == ButtonKind::buy && !button.is_disabled && button.score > 0.6;
      }))
    return false;
  double in = 0, out = 0;
  for (const StockFound& found : evidence.stock) {
    if (found.availability == Availability::in_stock) in = std::max(in, found.score);
    if (found.availability == Availability::out_of_stock) out = std::max(out, found.score);
  }
  return out > 1.9 && out > in + 0.5;
}

void add_marked(const Evidence& evidence, Scale& scale) {
  double weight = 3.8;
  const bool denied = is_denied(evidence);
  for (const MarkedProduct* product : evidence.mains) {
    const MarkedOffer* const offer = main_offer(*product, evidence.url);
    if (offer == nullptr || offer->availability.empty()) continue;
    const Availability said = parse_availability(offer->availability);
    // Templates often hold "in stock" whatever the shop has; scripts that write JSON seldom do.
    const double belief = !denied || said != Availability::in_stock ? 1.0
                          : product->source == Source::json_ld      ? 0.7
                                                                    : 0.4;
    scale.add(said, product->source, weight * belief);
    weight = 1.2;  // A second syntax mostly repeats the first.
  }
  const std::string_view meta = evidence.meta.first_of(
      {"product:availability", "og:availability", "availability", "og:product:availability"});
  scale.add(parse_availability(meta), Source::open_graph, weight > 2 ? 3.2 : 1.0);
  for (const StateProduct& product : evidence.state) {
    if (product.likeness < 0.7 || product.availability.empty()) continue;
    scale.add(parse_availability(product.availability), product.source, weight > 2 ? 2.4 : 0.8);
    break;
  }
}

void add_visible(const Evidence& evidence, Scale& scale) {
  double in = 0, out = 0, pre = 0;
  const bool can_buy = has_buy_button(evidence);
  const auto sold_out = std::ranges::count_if(evidence.stock, [](const StockFound& found) {
    return found.availability == Availability::out_of_stock && found.score > 0.5;
  });
  for (const StockFound& found : evidence.stock) {
    double score = std::min(found.score, 4.2);
    // Beside a button that sells, such words belong to a size, or wait to be shown by a script.
    const bool is_plain = (evidence.view.hints.all[found.node] & kHintStock) == 0;
    if (found.availability == Availability::out_of_stock && can_buy)
      score *= sold_out >= 3 ? 0.4 : is_plain ? 0.65 : 0.9;
    else if (found.availability == Availability::out_of_stock && sold_out >= 4)
      score *= 0.6;  // Said so often, it belongs to sizes or editions.
    if (found.availability == Availability::in_stock) in = std::max(in, score);
    if (found.availability == Availability::out_of_stock) out = std::max(out, score);
    if (found.availability == Availability::pre_order) pre = std::max(pre, score);
  }
  // Of two contrary sentences the one in the better place counts; the other may belong to a size.
  if (in > 0.8) scale.add(Availability::in_stock, Source::visible, in - (out > in ? 0.6 * in : 0));
  if (out > 0.8)
    scale.add(Availability::out_of_stock, Source::visible, out - (in > out ? 0.6 * out : 0));
  if (pre > 1.5) scale.add(Availability::pre_order, Source::visible, pre - 0.5);
}

void add_buttons(const Evidence& evidence, Scale& scale) {
  bool has_buy = false;
  double sold_out = 0, notify = 0, preorder = 0, disabled = 0;
  double buy = 0;
  for (const Button& button : evidence.buttons) {
    if (button.score < 0.8) continue;
    switch (button.kind) {
      case ButtonKind::buy:
        if (button.is_disabled)
          disabled = std::max(disabled, 0.5);  // It may but wait for a choice.
        else
          buy = std::max(buy, std::min(2.6, 0.6 + button.score * 0.7));
        has_buy = has_buy || !button.is_disabled;
        break;
      case ButtonKind::sold_out:
        sold_out = std::max(sold_out, std::min(3.6, 1.4 + button.score * 0.8));
        break;
      case ButtonKind::notify:
        notify = std::max(notify, std::min(2.6, 0.8 + button.score * 0.7));
        break;
      case ButtonKind::preorder:
        preorder = std::max(preorder, std::min(3.2, 1.2 + button.score * 0.7));
        break;
      case ButtonKind::none:
        break;
    }
  }
  scale.add(Availability::in_stock, Source::button, buy);
  scale.add(Availability::pre_order, Source::button, preorder);
  scale.add(Availability::out_of_stock, Source::button, has_buy ? sold_out * 0.4 : sold_out);
  scale.add(Availability::out_of_stock, Source::button, has_buy ? notify * 0.25 : notify);
  if (!has_buy) scale.add(Availability::out_of_stock, Source::button, disabled);
}

}  // namespace

Fact choose_availability(const Evidence& evidence, bool has_price) {
  Scale scale;
  add_marked(evidence, scale);
  add_visible(evidence, scale);
  add_buttons(evidence, scale);
  // A shop that shows a price and says nothing else sells it.
  if (has_price && !is_denied(evidence)) scale.add(Availability::in_stock, Source::visible, 0.6);
  return scale.fact();
}

}  // namespace crow::extract
