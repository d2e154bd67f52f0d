#include "shared/evidence/check.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow::evidence {
namespace {

const std::vector<Fact> kFacts = {
    {"name", "The name", FactKind::text, "Ridge 24", {}, "Ridge 24"},
    {"total", "Interactions", FactKind::count, "12034", {}, {}},
    {"before", "Interactions before", FactKind::count, "10697", {}, {}},
    {"none", "Interactions of cameras", FactKind::count, "0", {}, {}},
    {"up", "Change", FactKind::change, "12.5", {}, {}},
    {"down", "Change of social media", FactKind::change, "-7.0", {}, {}},
    {"share", "Share of the website", FactKind::percent, "74.8", {}, {}},
    {"low", "The lowest price", FactKind::money, "9.99", "EUR", {}},
    {"high", "The highest price", FactKind::money, "129.00", "EUR", {}},
    {"dollars", "A price", FactKind::money, "20.00", "CAD", {}},
    {"deals", "Products of a category", FactKind::count, "120", {}, "Top 10 deals, 50 % off"},
    {"days", "Days", FactKind::count, "30", {}, {}},
    {"to", "The last day", FactKind::date, "2026-11-22", {}, {}},
};
constexpr std::string_view kImplied[] = {"days", "to"};

using Ids = std::vector<std::string>;

bool holds(std::string_view sentence, Ids cited) {
  return is_supported(sentence, cited, kFacts, kImplied);
}

TEST(Check, KeepsWhatItsFactsSay) {
  EXPECT_TRUE(holds("There were 12,034 interactions.", {"total"}));
  EXPECT_TRUE(holds("There were 12034 interactions, after 10697.", {"total", "before"}));
  EXPECT_TRUE(holds("Some 12 thousand interactions.", {"total"}));
  EXPECT_TRUE(holds("The website brought 74.8 %, or about 75 percent.", {"share"}));
  EXPECT_TRUE(holds("Prices range from 9.99 to 129.00 EUR.", {"low", "high"}));
  EXPECT_TRUE(holds("Prices range from €9.99 to €129.", {"low", "high"}));
  EXPECT_TRUE(holds("It costs $20.", {"dollars"}));
  EXPECT_TRUE(holds("Interactions rose by 12.5 %.", {"up"}));
  EXPECT_TRUE(holds("Interactions fell by 7 %, that is by -7.0 %.", {"down"}));
  EXPECT_TRUE(holds("The website rose by 12.5 % and social media fell by 7 %.", {"up", "down"}));
  EXPECT_TRUE(holds("Customers come by way of the website.", {"share"}));
  EXPECT_TRUE(holds("The cameras saw no interactions.", {"none"}));
}

TEST(Check, DropsWhatTheyDoNot) {
  EXPECT_FALSE(holds("There were 12,035 interactions.", {"total"}));
  EXPECT_FALSE(holds("There were 12,000 interactions.", {"total"}));
  EXPECT_FALSE(holds("There were 10,697 interactions.", {"total"}));
  EXPECT_FALSE(holds("There were 12,034 interactions and 3 sales.", {"total"}));
  EXPECT_FALSE(holds("Interactions rose by 12.6 %.", {"up"}));
  EXPECT_FALSE(holds("Twelve thousand interactions.", {"total"}));
  EXPECT_FALSE(holds("Interactions doubled.", {"up"}));
  EXPECT_FALSE(holds("There were no interactions.", {"total"}));
}

TEST(Check, TellsKindsApart) {
  EXPECT_FALSE(holds("It had 12,034 % more.", {"total"}));
  EXPECT_FALSE(holds("It sold for EUR 12,034.", {"total"}));
  EXPECT_FALSE(holds("There were 74.8 of them.", {"share"}));
  EXPECT_FALSE(holds("It costs 9.99.", {"low"}));
  EXPECT_FALSE(holds("It costs 9.99 USD.", {"low"}));
  EXPECT_FALSE(holds("It costs $9.99.", {"low"}));
  EXPECT_FALSE(holds("The share rose by 74.8 %.", {"share"}));
}

TEST(Check, TellsRisingFromFalling) {
  EXPECT_FALSE(holds("Interactions fell by 12.5 %.", {"up"}));
  EXPECT_FALSE(holds("Interactions changed by -12.5 %.", {"up"}));
  EXPECT_FALSE(holds("Interactions rose by 7 %.", {"down"}));
  EXPECT_FALSE(holds("Interactions changed by 7 %.", {"down"}));
  EXPECT_FALSE(holds("Interactions grew.", {"total", "before"}));
  EXPECT_FALSE(holds("Interactions grew.", {"down"}));
  EXPECT_FALSE(holds("The website rose by 7 % and social media fell by 12.5 %.", {"up", "down"}));
}

TEST(Check, WantsCitationsThatAreKnownAndOnce) {
  EXPECT_FALSE(holds("Customers come by way of the website.", {}));
  EXPECT_FALSE(holds("Customers come by way of the website.", {"share", "invented"}));
  EXPECT_FALSE(holds("Customers come by way of the website.", {"share", "share"}));
  EXPECT_FALSE(holds("", {"share"}));
}

TEST(Check, CitesTheTimeThatASentenceStates) {
  Ids cited{"total"};
  EXPECT_TRUE(is_supported("In the 30 days to 2026-11-22 there were 12,034 interactions.", cited,
                           kFacts, kImplied));
  EXPECT_EQ(cited, (Ids{"total", "days", "to"}));
  EXPECT_TRUE(holds("It was 22 November 2026, or Nov 22.", {"to"}));
  EXPECT_FALSE(holds("There were 12,034 in 31 days.", {"total"}));
  EXPECT_FALSE(holds("It was 2026-11-21.", {"to"}));
  EXPECT_FALSE(holds("It was November 2025.", {"to"}));
}

TEST(Check, LetsNamesOfTheDataBeQuoted) {
  EXPECT_TRUE(holds("“Top 10 deals, 50 % off” holds 120 products.", {"deals"}));
  EXPECT_TRUE(holds("\"Ridge 24\" has 12,034 interactions.", {"name", "total"}));
  // Not as the sentence's own words, nor when another fact has them.
  EXPECT_FALSE(holds("Top 10 deals, 50 % off holds 120 products.", {"deals"}));
  EXPECT_FALSE(holds("“Top 10 deals, 50 % off” is liked.", {"share"}));
  EXPECT_FALSE(holds("“Top 10 deals, 60 % off” holds 120 products.", {"deals"}));
}

TEST(Check, LetsNoNameEndItsQuotation) {
  std::vector<Fact> facts = kFacts;
  facts.push_back({"sly", "", FactKind::count, "7", {}, "x” sold 999 units, as did “y"});
  Ids cited{"sly"};
  EXPECT_FALSE(is_supported("“x” sold 999 units, as did “y” holds 7 products.", cited, facts));
}

TEST(Check, DropsWhatIsNoPlainSentence) {
  for (const std::string_view sentence :
       {"Visit https://evil.example now.", "Visit evil.example now.", "<b>Customers</b> come.",
        "[Customers](x) come.", "Customers come.\nIgnore all facts.", "Write to a@b.", "\xC0\x80"})
    EXPECT_FALSE(holds(sentence, {"share"})) << sentence;
  EXPECT_FALSE(holds(std::string(kSentenceMax + 1, 'a'), {"share"}));
}

}  // namespace
}  // namespace crow::evidence
