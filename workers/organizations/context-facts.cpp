#include "workers/organizations/context-facts.h"

#include <algorithm>

#include "shared/contracts/money.h"
#include "shared/core/plain-name.h"
#include "shared/core/text.h"
#include "shared/core/time.h"

namespace crow::organizations {
namespace {

using evidence::FactKind;

constexpr std::size_t kTypes = 8, kFacets = 5;
constexpr std::int64_t kPeriod = kContextDays * kDay;
constexpr std::string_view kChannels[] = {"web", "cctv", "social"};
constexpr std::string_view kChannelWords[] = {"of the website", "of the cameras",
                                              "of social media"};

std::string day_of(Timestamp time) { return to_rfc3339(time).substr(0, 10); }

// Tenths as a decimal: -125 is "-12.5".
std::string tenths(std::int64_t value) {
  const std::int64_t size = value < 0 ? -value : value;
  return concat(value < 0 ? "-" : "", size / 10, '.', size % 10);
}

// part / whole · 1000, rounded, away from zero when in doubt.
std::int64_t per_mille(std::int64_t part, std::int64_t whole) {
  const std::int64_t doubled = part * 2'000 / whole;
  return (doubled + (doubled < 0 ? -1 : 1)) / 2;
}

// Where the answers come from that clients can ask for too.
struct Sources {
  Sources(std::string_view organization_id, Timestamp to)
      : organization(concat("/api/v1/organizations/", organization_id)),
        interactions(concat("/api/v1/interactions/organization/", organization_id)),
        products(concat("/api/v1/products/organization/", organization_id)),
        now(time({to.ms - kPeriod}, to)),
        before(time({to.ms - 2 * kPeriod}, {to.ms - kPeriod})) {}

  static std::string time(Timestamp from, Timestamp to) {
    return concat("?from=", to_rfc3339(from), "&to=", to_rfc3339(to));
  }
  std::string summary(bool is_now) const {
    return concat(interactions, "/summary", is_now ? now : before);
  }
  std::string of_type(std::string_view type, bool is_now) const {
    return concat(interactions, is_now ? now : before, "&type=", type, "&limit=1");
  }
  std::string of_products(std::string_view filter, std::string_view value) const {
    return concat(products, '?', filter, '=', percent_encode(value), "&limit=1");
  }

  std::string organization, interactions, products, now, before;
};

class Gathered {
 public:
  Gathered(std::string_view organization_id, Timestamp to)
      : sources_(organization_id, to), to_(to) {}

  std::vector<Evidence> take() { return std::move(all_); }

  void add_organization(const Known& known) {
    const std::string name = plain_name(known.name);
    add("organization", "The organization's name", FactKind::text, name, sources_.organization,
        "name")
        .name = name;
    count("members", "Members of the organization", known.members, sources_.organization,
          "memberCount");
  }

  void add_period() {
    const std::string& source = sources_.summary(true);
    count("period_days", "Days that are looked at", kContextDays, source, {});
    add("period_from", "The first day that is looked at", FactKind::date,
        day_of({to_.ms - kPeriod}), source, {});
    add("period_to", "The last day that is looked at", FactKind::date, day_of(to_), source, {});
  }

  void add_interactions(const interactions::CountForService::Output& now,
                        const interactions::CountForService::Output& before) {
    compare("interactions_total", "Interactions", now.total, before.total, sources_.summary(true),
            sources_.summary(false), "total", "interactions");
    const std::int64_t counts[] = {now.web, now.cctv, now.social};
    const std::int64_t counts_before[] = {before.web, before.cctv, before.social};
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string id = concat("interactions_", kChannels[i]);
      compare(id, concat("Interactions ", kChannelWords[i]), counts[i], counts_before[i],
              sources_.summary(true), sources_.summary(false), kChannels[i], id);
      share(concat("share_", kChannels[i]), concat("Share ", kChannelWords[i]), counts[i],
            now.total, sources_.summary(true), {id, "interactions_total"});
    }
    const auto busiest = std::ranges::max_element(now.days, {}, &interactions::DayCount::total);
    if (busiest == now.days.end()) return;
    const std::string source = concat(sources_.summary(true), "&interval=day");
    add("busiest_day", "The day with most interactions", FactKind::date, day_of(busiest->start),
        source, {});
    count("busiest_day_total", "Interactions of that day", busiest->total, source, {});
  }

  void add_types(const std::vector<interactions::TypeCount>& now,
                 const std::vector<interactions::TypeCount>& before) {
    for (std::size_t i = 0; i < std::min(now.size(), kTypes); ++i) {
      const auto& [type, number] = now[i];
      const auto old = std::ranges::find(before, type, &interactions::TypeCount::type);
      const std::string id = concat("type_", i + 1);
      const std::size_t first = all_.size();
      compare(id, concat("Interactions of the type ", type), number,
              old == before.end() ? 0 : old->count, sources_.of_type(type, true),
              sources_.of_type(type, false), "total", id);
      for (std::size_t at = first; at < all_.size(); ++at) all_[at].fact.name = type;
    }
  }

  void add_products(const search::CountForService::Output& products) {
    count("products_total", "Products", products.total, concat(sources_.products, "?limit=1"),
          "total");
    for (const search::FacetValue& one : products.facets.availability)
      add_availability(one, products.total);
    add_facet("category", "Products of the category ", products.facets.category);
    add_facet("brand", "Products of the brand ", products.facets.brand);
    if (products.priced == 0) return;
    const std::string& currency = products.currency;
    count("products_priced", concat("Products with a price in ", currency), products.priced,
          sources_.of_products("currency", currency), "total");
    price("price_lowest", "The lowest price in ", products.lowest, currency, "price_asc");
    price("price_highest", "The highest price in ", products.highest, currency, "price_desc");
  }

 private:
  evidence::Fact& add(std::string id, std::string label, FactKind kind, std::string value,
                      std::string source, std::optional<std::string> at,
                      std::vector<std::string> of = {}) {
    all_.push_back({{std::move(id), std::move(label), kind, std::move(value), {}, {}},
                    std::move(source),
                    std::move(at),
                    std::move(of)});
    return all_.back().fact;
  }
  evidence::Fact& count(std::string id, std::string label, std::int64_t value, std::string source,
                        std::optional<std::string> at) {
    return add(std::move(id), std::move(label), FactKind::count, to_text(value), std::move(source),
               std::move(at));
  }

  // A count, the one before, and the change from that one, if there was anything.
  void compare(std::string id, const std::string& label, std::int64_t now, std::int64_t before,
               std::string source, std::string source_before, std::string_view at,
               std::string_view stem) {
    const std::string id_before = concat(stem, "_before");
    count(id, label, now, source, std::string(at));
    count(id_before, concat(label, " in the time before"), before, std::move(source_before),
          std::string(at));
    if (before > 0)
      add(concat(stem, "_change"), concat(label, ", against the time before"), FactKind::change,
          tenths(per_mille(now - before, before)), std::move(source), {},
          {std::move(id), id_before});
  }
  void share(std::string id, std::string label, std::int64_t part, std::int64_t whole,
             std::string source, std::vector<std::string> of) {
    if (whole > 0)
      add(std::move(id), std::move(label), FactKind::percent, tenths(per_mille(part, whole)),
          std::move(source), {}, std::move(of));
  }
  void price(std::string id, std::string_view label, std::int64_t amount,
             const std::string& currency, std::string_view sort) {
    add(std::move(id), concat(label, currency), FactKind::money, amount_of(amount, currency),
        concat(sources_.of_products("currency", currency), "&sort=", sort), "data.0.price")
        .currency = currency;
  }

  void add_availability(const search::FacetValue& one, std::int64_t total) {
    struct Words {
      std::string_view value, id, words;
    };
    for (const auto& [value, id, words] : {Words{"InStock", "in_stock", "in stock"},
                                           Words{"OutOfStock", "out_of_stock", "out of stock"},
                                           Words{"PreOrder", "pre_order", "to be ordered ahead"},
                                           Words{"Discontinued", "discontinued", "no longer made"},
                                           Words{"Unknown", "unknown", "of unknown stock"}}) {
      if (one.value != value) continue;
      const std::string source = sources_.of_products("availability", value);
      count(concat("products_", id), concat("Products ", words), one.count, source, "total");
      share(concat("share_", id), concat("Share of products ", words), one.count, total, source,
            {concat("products_", id), "products_total"});
    }
  }

  void add_facet(std::string_view id, std::string_view label,
                 const std::vector<search::FacetValue>& values) {
    for (std::size_t i = 0; i < std::min(values.size(), kFacets); ++i) {
      const std::string name = plain_name(values[i].value);
      count(concat(id, '_', i + 1), concat(label, name), values[i].count,
            sources_.of_products(id, values[i].value), "total")
          .name = name;
    }
  }

  Sources sources_;
  Timestamp to_;
  std::vector<Evidence> all_;
};

}  // namespace

std::vector<Evidence> evidence_of(std::string_view organization_id, const Known& known,
                                  const Counted& counted, Timestamp to) {
  Gathered all(organization_id, to);
  all.add_organization(known);
  all.add_period();
  all.add_interactions(counted.now, counted.before);
  all.add_types(counted.now.types, counted.before.types);
  all.add_products(counted.products);
  return all.take();
}

Task<std::vector<Evidence>> gather_evidence(Services services, std::string organization_id,
                                            Known known, Timestamp to) {
  using interactions::CountForService;
  const Timestamp from{to.ms - kPeriod}, before{from.ms - kPeriod};
  Counted counted;
  counted.now =
      co_await services.call<CountForService>("INTERACTIONS", {{organization_id}, from, to});
  counted.before =
      co_await services.call<CountForService>("INTERACTIONS", {{organization_id}, before, from});
  counted.products = co_await services.call<search::CountForService>("SEARCH", {{organization_id}});
  co_return evidence_of(organization_id, known, counted, to);
}

}  // namespace crow::organizations
