#include "workers/organizations/context-text.h"

#include "workers/organizations/context-testing.h"

namespace crow::organizations {
namespace {

using context::Draft;
using context::Section;
using evidence::FactKind;

Evidence known(std::string id, FactKind kind, std::string value, std::string source = "/api/v1/x") {
  std::string label = concat("label of ", id);
  return {
      {std::move(id), std::move(label), kind, std::move(value), {}, {}}, std::move(source), {}, {}};
}

const std::vector<Evidence> kEvidence = {
    known("total", FactKind::count, "120", "/api/v1/interactions/organization/o/summary"),
    known("products", FactKind::count, "12"),
    known("period_days", FactKind::count, "30", "/api/v1/interactions/organization/o/summary")};

TEST(ContextText, KeepsSentencesThatTheirEvidenceSupports) {
  const ContextText text =
      keep_supported({.mode = AiMode::openai,
                      .model = "openai:words",
                      .sentences = {{Section::catalog, {"It has 12 products.", {"products"}}},
                                    {Section::overview, {"There were 120 in 30 days.", {"total"}}},
                                    {Section::overview, {"There were 121.", {"total"}}},
                                    {Section::overview, {"There were 120 in 30 days.", {"total"}}},
                                    {Section::channels, {"There were 120.", {"invented"}}}}},
                     kEvidence);
  EXPECT_EQ(text.kept, 2);
  EXPECT_EQ(text.dropped, 3);
  ASSERT_EQ(text.sections.size(), 2u);
  EXPECT_EQ(text.sections[0].name, Section::overview);
  EXPECT_EQ(text.sections[0].sentences[0].evidence,
            (std::vector<std::string>{"total", "period_days"}));
  EXPECT_EQ(text.sections[1].sentences[0].text, "It has 12 products.");
}

TEST(ContextText, TellsWhichNumbersChanged) {
  std::vector<Evidence> now = kEvidence;
  now[0].fact.value = "130";
  now[1].fact.label = "another thing";
  now[1].fact.value = "7";
  now.push_back(known("new", FactKind::count, "1"));
  now.push_back(known("day", FactKind::date, "2026-11-22"));
  const auto changes = changes_between(kEvidence, now);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].evidence, "total");
  EXPECT_EQ(changes[0].before, "120");
  EXPECT_EQ(changes[0].after, "130");
}

TEST(ContextText, LeavesOutWhatIsKnownFromInteractions) {
  ContextContent content{
      {{Section::overview, "O", {{"a", {"total"}}, {"b", {"total", "products"}}}},
       {Section::catalog, "C", {{"c", {"products", "period_days"}}}}},
      kEvidence,
      {{"total", "", "1", "2", {}}, {"products", "", "1", "2", {}}}};
  leave_out_interactions(content);
  ASSERT_EQ(content.sections.size(), 1u);
  EXPECT_EQ(content.sections[0].sentences[0].text, "c");
  EXPECT_EQ(content.evidence.size(), 2u);
  ASSERT_EQ(content.changes.size(), 1u);
  EXPECT_EQ(content.changes[0].evidence, "products");
}

// ------------------------------------------------------------------------------- by a model

struct ByModel : Contexts {
  ByModel() {
    set_variable("AI_MODE", "workers");
    set_variable("AI_TEXT_MODEL", "words");
  }
  void say(std::string_view sentences) {
    json::Writer out;
    out.begin_object()
        .member("response", concat(R"({"sentences":[)", sentences, "]}"))
        .end_object();
    ai.answers = [body = out.take()](const FakeAi::Question&) {
      return FakeAi::Answer{.body = body};
    };
  }
};

TEST(ContextByModel, IsWhatTheModelWroteAndTheEvidenceSupports) {
  ByModel world;
  world.say(
      R"({"section":"overview","text":"In 30 days there were 120 interactions, up 20 %.",)"
      R"("evidence":["interactions_total","interactions_change"]},)"
      R"({"section":"overview","text":"Sales doubled to 240.","evidence":["interactions_total"]},)"
      R"({"section":"catalog","text":"Visit https://evil.example","evidence":["products_total"]})");
  const auto made = world.write_one();
  EXPECT_EQ(made.mode, "workers");
  EXPECT_EQ(made.model, "workers:words");
  EXPECT_EQ(Contexts::text_of(made),
            "# The organization\nIn 30 days there were 120 interactions, up 20 %.\n");
  EXPECT_EQ(made.notice, "2 of 3 sentences were left out: their evidence did not support them.");
}

TEST(ContextByModel, IsByTemplatesWhenNothingIsLeft) {
  ByModel world;
  world.say(R"({"section":"overview","text":"There were 7.","evidence":["interactions_total"]})");
  const auto made = world.write_one();
  EXPECT_EQ(made.mode, "builtin");
  EXPECT_EQ(made.model, "builtin:templates-1");
  EXPECT_EQ(made.notice, "By templates: the evidence supported nothing that the model wrote.");
  EXPECT_NE(Contexts::text_of(made).find("120 interactions"), std::string::npos);
}

TEST(ContextByModel, IsByTemplatesWhenTheModelFails) {
  for (const FakeAi::Answer& bad : std::initializer_list<FakeAi::Answer>{
           {.failure = "timed_out"}, {.failure = "3040: busy"}, {.body = "{"}, {.body = "{}"}}) {
    ByModel world;
    world.ai.answers = [&](const FakeAi::Question&) { return bad; };
    const auto made = world.write_one();
    EXPECT_EQ(made.mode, "builtin") << bad.failure << bad.body;
    EXPECT_TRUE(made.notice && made.notice->starts_with("By templates: The AI ")) << bad.body;
    EXPECT_FALSE(made.content.sections.empty());
  }
  ByModel world;
  world.set_variable("AI_MODE", "openai");
  world.set_variable("AI_TEXT_MODEL", "");
  EXPECT_EQ(world.write_one().notice, "By templates: The AI of this deployment is not set up.");
}

}  // namespace
}  // namespace crow::organizations
