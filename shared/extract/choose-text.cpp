#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/entities.h"
#include "shared/extract/evidence.h"
#include "shared/extract/fold.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

std::string clean(std::string_view text) {
  std::string out = collapse(text);
  if (out.find('&') != std::string::npos) out = collapse(decode_references(out));
  return out;
}

// HTML in a description that was escaped for JSON.
std::string without_tags(std::string_view text) {
  if (text.find('<') == text.npos) return clean(text);
  const Document page = parse_html(text);
  return text_of(page, kNone, 10'000);
}

// "Acme logo", "Logo of Acme".
std::string without_logo(std::string_view text) {
  std::string out = collapse(text);
  const std::string lower = to_lower(out);
  if (lower.ends_with(" logo")) out.resize(out.size() - 5);
  if (lower.starts_with("logo ")) out.erase(0, lower.starts_with("logo of ") ? 8 : 5);
  return out;
}

// The heading with which a part of a page begins ("Description"), when it is one of few words.
Id opening_heading(const Document& page, Id part) {
  for (Id id = part + 1; id < page[part].end; ++id) {
    if (page[id].tag == Tag::text && !collapse(page[id].text).empty()) return kNone;
    if (is_heading(page[id].tag)) return text_of(page, id, 60).size() <= 30 ? id : kNone;
  }
  return kNone;
}

constexpr std::uint32_t kElsewhere =
    kHintRelated | kHintCard | kHintCart | kHintFrame | kHintReview | kHintHidden;

}  // namespace

Fact choose_name(const Evidence& evidence) {
  const std::string marked =
      evidence.mains.empty() ? std::string() : clean(evidence.mains.front()->name);
  const TitleFound& title = evidence.title;
  if (title.node != kNone && title.score >= 2.6) {
    // A heading that holds the name and more: the part that markup calls the name.
    const bool holds_more = !marked.empty() && title.text.size() > marked.size() + 12 &&
                            title.text.size() > marked.size() * 3 / 2 &&
                            fold(title.text).find(fold(marked)) != std::string::npos;
    if (holds_more)
      return {marked, evidence.mains.front()->source, confidence_of(title.score, 2.5, 1.5)};
    return {title.text, Source::visible, confidence_of(title.score, 2.5, 1.5)};
  }
  if (!marked.empty()) return {marked, evidence.mains.front()->source, 0.85};
  const std::string_view site = evidence.meta.value("og:site_name");
  const std::string_view host = host_of(evidence.url);
  if (const auto text = evidence.meta.value("og:title"); !text.empty())
    return {without_site_name(text, site, host), Source::open_graph, 0.75};
  if (title.node != kNone)
    return {title.text, Source::visible, confidence_of(title.score, 2.5, 1.5)};
  if (!evidence.meta.title.empty())
    return {without_site_name(evidence.meta.title, site, host), Source::title, 0.5};
  return {};
}

Fact choose_brand(const Evidence& evidence) {
  const auto usable = [](const std::string& text) {
    return !text.empty() && text.size() <= 60 && text.find("://") == text.npos;
  };
  for (const MarkedProduct* product : evidence.mains)
    if (const std::string text = clean(product->brand); usable(text))
      return {text, product->source, 0.93};
  const std::string meta =
      clean(evidence.meta.first_of({"product:brand", "og:brand", "brand", "og:product:brand"}));
  if (usable(meta)) return {meta, Source::open_graph, 0.9};
  for (const Labelled& labelled : evidence.labelled)
    if (labelled.kind == LabelKind::brand && labelled.score > 2.6)
      return {labelled.value, Source::label, confidence_of(labelled.score, 2.5, 1.2)};
  for (const StateProduct& product : evidence.state)
    if (const std::string text = clean(product.brand); product.likeness >= 0.6 && usable(text))
      return {text, product.source, 0.8};
  // <a class="brand">Acme</a>, <div class="manufacturer"><img alt="Acme"></div>
  const View& view = evidence.view;
  for (Id id = 1; id < view.page.size(); ++id) {
    if ((view.hints.own[id] & kHintBrand) == 0 || (view.hints.all[id] & kElsewhere) != 0) continue;
    std::string text = text_of(view.page, id, 80);
    for (Id at = id; text.empty() && at < view.page[id].end; ++at)
      if (view.page[at].tag == Tag::img) text = without_logo(view.page.attribute(at, "alt"));
    if (const LabelFit fit = label_at(fold(text)); fit.kind == LabelKind::brand) {
      const std::size_t colon = text.find(':');
      text = colon == std::string::npos ? std::string() : collapse(text.substr(colon + 1));
    }
    if (text.size() >= 2 && text.size() <= 40 && std::ranges::count(text, ' ') <= 4 &&
        id + 400 > evidence.title.node && evidence.title.node != kNone)
      return {text, Source::visible, 0.6};
  }
  return {};
}

Fact choose_description(const Evidence& evidence) {
  for (const MarkedProduct* product : evidence.mains)
    if (std::string text = without_tags(product->description); text.size() > 20)
      return {std::move(text), product->source, 0.9};
  const View& view = evidence.view;
  Id best = kNone;
  std::size_t longest = 80;
  for (Id id = 1; id < view.page.size(); ++id) {
    if ((view.hints.own[id] & kHintDescription) == 0 || (view.hints.all[id] & kElsewhere) != 0)
      continue;
    const std::size_t size = text_of(view.page, id, 1'500).size();
    if (size > longest) {
      longest = size;
      best = id;
    }
    id = view.page[id].end - 1;
  }
  if (best != kNone) {
    const Id heading = opening_heading(view.page, best);
    return {text_without(view.page, best, 10'000, [&](Id id) { return id == heading; }),
            Source::visible, 0.75};
  }
  const std::string meta = clean(evidence.meta.first_of({"og:description", "description"}));
  if (!meta.empty()) return {meta, Source::open_graph, 0.6};
  return {};
}

std::vector<std::string> choose_categories(const Evidence& evidence) {
  std::vector<std::string> names = marked_breadcrumbs(evidence.items);
  const View& view = evidence.view;
  if (names.empty()) {
    for (Id id = 1; id < view.page.size() && names.empty(); ++id) {
      if (view.page[id].tag == Tag::text) continue;
      const bool is_trail =
          contains_ignoring_case(view.page.attribute(id, "class"), "breadcrumb") ||
          contains_ignoring_case(view.page.attribute(id, "id"), "breadcrumb") ||
          contains_ignoring_case(view.page.attribute(id, "aria-label"), "breadcrumb");
      if (!is_trail) continue;
      for (Id at = id; at < view.page[id].end && names.size() < 12; ++at)
        if (view.page[at].tag == Tag::a)
          if (std::string text = text_of(view.page, at, 80); !text.empty())
            names.push_back(std::move(text));
    }
  }
  if (names.empty()) {
    std::string category;
    for (const MarkedProduct* product : evidence.mains)
      if (category.empty()) category = clean(product->category);
    if (category.empty()) category = clean(evidence.meta.first_of({"product:category"}));
    std::string_view rest = category;
    while (!rest.empty()) {
      const std::string part = collapse(split_off(rest, rest.find('>') != rest.npos ? '>' : '/'));
      if (!part.empty()) names.push_back(part);
    }
  }
  // The way begins at the shop's first page and ends at the product itself.
  const std::string name = fold(evidence.title.text);
  if (!names.empty() && similarity(fold(names.back()), name) > 0.8) names.pop_back();
  static constexpr std::string_view kHomes[] = {
      "home",  "startseite", "accueil", "inicio",         "home page", "homepage", "start",
      "hjem",  "hem",        "etusivu", "strona glowna",  "uvod",      "domu",     "fooldal",
      "acasa", "главная",    "головна", "anasayfa",       "ana sayfa", "ホーム",   "首页",
      "首頁",  "home/",      "shop",    "pagina inicial", "forside",   "начало"};
  if (!names.empty() && std::ranges::find(kHomes, fold(names.front())) != std::end(kHomes))
    names.erase(names.begin());
  return names;
}

std::vector<Image> choose_images(const Evidence& evidence) {
  std::vector<Image> images;
  const std::string base = resolve_url(evidence.url, evidence.meta.base);
  const std::string_view from = base.empty() ? std::string_view(evidence.url) : base;
  const auto add = [&](std::string_view reference, std::string_view alt, Source source) {
    std::string url = resolve_url(from, reference);
    if (url.empty() || images.size() >= 30) return;
    for (const Image& image : images)
      if (image.url == url) return;
    images.push_back({std::move(url), collapse(alt), source});
  };
  for (const MarkedProduct* product : evidence.mains)
    for (const std::string& image : product->images) add(clean(image), {}, product->source);
  for (const auto& [name, value] : evidence.meta.values)
    if (name == "og:image" || name == "og:image:secure_url") add(value, {}, Source::open_graph);
  for (const StateProduct& product : evidence.state)
    if (product.likeness >= 0.7)
      for (const std::string& image : product.images) add(image, {}, product.source);
  // Pictures whose description is the product's name.
  const View& view = evidence.view;
  const std::string name = fold(evidence.title.text);
  for (Id id = 1; id < view.page.size(); ++id) {
    if (view.page[id].tag != Tag::img || (view.hints.all[id] & kElsewhere) != 0) continue;
    const std::string_view alt = view.page.attribute(id, "alt");
    if (alt.empty() || similarity(fold(alt), name) < 0.6) continue;
    for (const std::string_view key : {"data-zoom-image", "data-large_image", "data-src", "src"})
      if (const auto value = view.page.attribute(id, key); !value.empty()) {
        add(value, alt, Source::visible);
        break;
      }
  }
  return images;
}

}  // namespace crow::extract
