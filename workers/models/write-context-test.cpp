#include "shared/evidence/check.h"
#include "workers/models/testing.h"

namespace crow::models {
namespace {

using context::Fact;
using evidence::FactKind;

struct Known {
  std::vector<Fact> facts;
  Known& count(std::string id, std::string value, std::optional<std::string> name = {}) {
    facts.push_back({std::move(id), "", FactKind::count, std::move(value), {}, std::move(name)});
    return *this;
  }
  Known& is(std::string id, FactKind kind, std::string value,
            std::optional<std::string> currency = {}) {
    facts.push_back({std::move(id), "", kind, std::move(value), std::move(currency), {}});
    return *this;
  }
};

// All that can be known, of a shop whose data use names that are like claims.
Known all() {
  Known known;
  known.facts.push_back({"organization", "", FactKind::text, "Ridge 24", {}, "Ridge 24"});
  known.count("members", "1").count("period_days", "30");
  known.is("period_from", FactKind::date, "2026-10-23")
      .is("period_to", FactKind::date, "2026-11-22");
  known.count("interactions_total", "12034").count("interactions_before", "10697");
  known.is("interactions_change", FactKind::change, "12.5");
  known.count("interactions_web", "12033").is("share_web", FactKind::percent, "100.0");
  known.count("interactions_web_before", "10697");
  known.is("interactions_web_change", FactKind::change, "12.5");
  known.count("interactions_cctv", "1").is("share_cctv", FactKind::percent, "0.0");
  known.count("interactions_social", "0").is("share_social", FactKind::percent, "0.0");
  known.count("type_1", "8000", "page_view").count("type_1_before", "8000", "page_view");
  known.is("type_1_change", FactKind::change, "0.0");
  known.count("type_2", "1500", "cart.add").count("type_2_before", "2000", "cart.add");
  known.is("type_2_change", FactKind::change, "-25.0");
  known.is("busiest_day", FactKind::date, "2026-11-20").count("busiest_day_total", "900");
  known.count("products_total", "210").count("products_in_stock", "180");
  known.is("share_in_stock", FactKind::percent, "85.7").count("products_out_of_stock", "1");
  known.count("category_1", "120", "Top 10, 50 % off").count("category_2", "40", "Shoes");
  known.count("brand_1", "99", "Two 'Two'");
  known.is("price_lowest", FactKind::money, "9.99", "EUR");
  known.is("price_highest", FactKind::money, "1290.00", "EUR");
  return known;
}

WriteContext::Output write(const Known& known) {
  Models world;
  WriteContext::Input input;
  input.facts.value = known.facts;
  return world.ask<WriteContext::Output>("write-context", json::write(input));
}

std::string text_of(const WriteContext::Output& made) {
  std::string out;
  for (const auto& [section, sentence] : made.sentences)
    out += concat(name_of(section), ": ", sentence.text, '\n');
  return out;
}

TEST(WriteContext, SaysWhatIsKnownSectionBySection) {
  const auto made = write(all());
  EXPECT_EQ(made.model, "builtin:templates-1");
  EXPECT_EQ(text_of(made), R"(overview: “Ridge 24” has 1 member.
overview: There were 12,034 interactions in the 30 days from 2026-10-23 to 2026-11-22.
overview: Against the 30 days before, interactions rose by 12.5 %, from 10,697 to 12,034.
channels: The website brought 12,033 interactions, 100.0 % of all.
channels: The website: interactions rose by 12.5 %, from 10,697 to 12,033.
channels: The cameras brought 1 interaction, 0.0 % of all.
activity: “page_view” was the most frequent type, 8,000 times.
activity: “page_view” stayed at 8,000.
activity: “cart.add” occurred 1,500 times.
activity: “cart.add” fell by 25.0 %, from 2,000 to 1,500.
activity: The busiest day was 2026-11-20, with 900 interactions.
catalog: The catalog holds 210 products, of which 180 (85.7 %) can be bought at this time.
catalog: Out of stock: 1 product.
catalog: The largest categories by products: “Top 10, 50 % off” (120) and “Shoes” (40).
catalog: The largest brands by products: “Two 'Two'” (99).
catalog: Prices go from 9.99 EUR to 1,290.00 EUR.
)");
}

TEST(WriteContext, CitesWhatItStandsOn) {
  const auto made = write(all());
  ASSERT_GE(made.sentences.size(), 3u);
  EXPECT_EQ(
      made.sentences[1].sentence.evidence,
      (std::vector<std::string>{"interactions_total", "period_days", "period_from", "period_to"}));
}

TEST(WriteContext, HoldsBeforeTheCheckOfModels) {
  Known nothing;
  nothing.facts = all().facts;
  for (Fact& fact : nothing.facts)
    if (fact.kind == FactKind::count && fact.id != "period_days") fact.value = "0";
  std::erase_if(nothing.facts, [](const Fact& fact) {
    return fact.id.starts_with("type") || fact.id.starts_with("busiest") ||
           fact.id.starts_with("category") || fact.kind == FactKind::change;
  });
  for (const Known& known : {all(), nothing}) {
    auto made = write(known);
    EXPECT_GE(made.sentences.size(), 3u);
    for (auto& [section, sentence] : made.sentences)
      EXPECT_TRUE(evidence::is_supported(sentence.text, sentence.evidence, known.facts))
          << sentence.text;
  }
}

TEST(WriteContext, SaysThatThereIsNothing) {
  Known known;
  known.count("interactions_total", "0").count("period_days", "30").count("products_total", "0");
  known.is("period_from", FactKind::date, "2026-10-23")
      .is("period_to", FactKind::date, "2026-11-22");
  EXPECT_EQ(text_of(write(known)),
            "overview: There were no interactions in the 30 days from 2026-10-23 to 2026-11-22.\n"
            "catalog: The catalog holds no products.\n");
  EXPECT_EQ(text_of(write({})), "");
}

}  // namespace
}  // namespace crow::models
