#include "workers/interactions/match.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

constexpr std::string_view kOrganization = "Org1";

TEST(Match, JoinsWordsAndPhrasesAndWhatMustNotOccur) {
  EXPECT_EQ(match_of(kOrganization, "red shoes"),
            R"((scope : "Org1" AND words : ("red" "shoes")))");
  EXPECT_EQ(match_of(kOrganization, R"("red shoes" -kids -"size 46")"),
            R"((scope : "Org1" AND words : ("red shoes")) NOT words : ("kids" OR "size 46"))");
  EXPECT_EQ(match_of(kOrganization, "  red\tshoes\n"),
            R"((scope : "Org1" AND words : ("red" "shoes")))");
}

TEST(Match, TellsWhatMustNotOccurAlone) {
  EXPECT_EQ(excluded_match_of(kOrganization, R"(shoes -kids -"size 46")"),
            R"(scope : "Org1" AND words : ("kids" OR "size 46"))");
  EXPECT_EQ(excluded_match_of(kOrganization, "red shoes"), "");
}

TEST(Match, TellsWhatIsMeantWithoutTheMarks) {
  EXPECT_EQ(meant_by(R"( "red shoes"  for -kids men)"), "red shoes for men");
  EXPECT_EQ(meant_by("-kids"), "");
}

TEST(Match, IsEmptyWhenNothingIsLookedFor) {
  for (const std::string_view nothing : {"", " ", "-", "--", "\"", "\"\"", "\" \"", "*", "()",
                                         "-shoes", "-\"red shoes\"", "!?.,;:", "- -"})
    EXPECT_EQ(match_of(kOrganization, nothing), "") << nothing;
}

// Documents of Org1 and Org2 under the schema's own tokenizer.
struct Documents : InteractionsWorld {
  Documents() {
    const std::vector<std::string_view> words = {"red shoes for kids",      "shoes, red; running",
                                                 "blue shoes running late", "café crème – 50% off",
                                                 "AND OR NOT NEAR",         "日本語 の 靴",
                                                 "straße 12.5 user@shop"};
    for (std::size_t i = 0; i < words.size(); ++i) add(i + 1, kOrganization, words[i]);
    add(90, "Org2", "red shoes for kids");
  }
  // Indexed without an interaction behind it, since only the index is looked at.
  void add(std::size_t number, std::string_view scope, std::string_view words) {
    ask("INSERT INTO interaction_text (rowid, scope, words) VALUES (?1, ?2, ?3)",
        concat('[', number, ",\"", scope, "\",\"", words, "\"]"));
  }
  // The numbers that a search finds, or what the database said.
  std::string found(std::string_view typed) {
    const std::string match = match_of(kOrganization, typed);
    if (match.empty()) return "nothing asked";
    json::Writer parameters;
    parameters.begin_array().text(match).end_array();
    const auto answer = database().batch(std::array{
        Sqlite::Call{"SELECT group_concat(rowid, ' ') FROM (SELECT rowid FROM interaction_text "
                     "WHERE interaction_text MATCH ?1 ORDER BY rowid)",
                     parameters.str()}});
    return answer ? *answer : answer.error().cause;
  }
  void expect(std::string_view typed, std::string_view numbers) {
    EXPECT_EQ(found(typed),
              numbers.empty() ? "[[[[null]],0]]" : concat(R"([[[[")", numbers, R"("]],0]])"))
        << typed;
  }
};

TEST(Match, FindsEveryWordInAnyFormAndOrder) {
  Documents world;
  world.expect("red shoes", "1 2");
  world.expect("SHOE", "1 2 3");
  world.expect("run", "2 3");
  world.expect("red nothing", "");
  world.expect("cafe creme", "4");
  world.expect("靴", "6");
}

TEST(Match, FindsPhrasesInTheirOrder) {
  Documents world;
  world.expect("\"red shoes\"", "1");
  world.expect("\"shoes red\"", "2");
  world.expect("\"red shoes", "1");  // The closing quote may be missing.
  world.expect("for\"red shoes\"kids", "1");
}

TEST(Match, LeavesOutWhatMustNotOccur) {
  Documents world;
  world.expect("shoes -kids", "2 3");
  world.expect("shoes -kids -late", "2");
  world.expect("shoes -\"red running\"", "1 3");
  world.expect("-kids shoes", "2 3");
  world.expect("user-shop", "7");  // Within a word a hyphen leaves nothing out.
}

TEST(Match, PassesOverWhatTheIndexKnowsAsNoWord) {
  Documents world;
  world.expect("red – shoes", "1 2");
  world.expect("– red … shoes 😀", "1 2");
  world.expect("red & shoes", "1 2");
  world.expect("shoes -–", "1 2 3");
  world.expect("50 %", "4");
  world.expect("–", "");
  world.expect("😀 …", "");
}

TEST(Match, KnowsNoSyntaxButItsOwn) {
  Documents world;
  world.expect("AND", "5");
  world.expect("NOT", "5");
  world.expect("OR AND NEAR", "5");
  world.expect("NEAR(red shoes)", "");
  world.expect("red OR late", "");
  world.expect("sho*", "");
  world.expect("^red", "1 2");
  world.expect("scope:Org2", "");
  world.expect("scope : Org2", "");
  world.expect("{scope words} : red", "");
  world.expect("red + shoes", "1 2");
  world.expect("\"red\" + \"shoes\"", "1 2");
  world.expect("12.5", "7");
  world.expect("red') OR 1=1 --", "");
  world.expect("'; DROP TABLE interaction; --", "");
  world.expect("red\") OR scope : (\"Org2", "");
}

TEST(Match, StaysWithinItsOrganization) {
  Documents world;
  world.expect("kids", "1");
  EXPECT_NE(match_of("a\"b", "x").find(R"("ab")"), std::string::npos);
}

TEST(Match, TakesTwoHundredCharactersOfAnything) {
  Documents world;
  for (const std::string_view one :
       {"a ", "\"", "-", "(", "靴", "😀", "a\"", "-a ", "\\", "'", "% "}) {
    std::string typed;
    for (int i = 0; i < 100; ++i) typed += one;
    const std::string answer = world.found(typed);
    EXPECT_TRUE(answer == "nothing asked" || answer == "[[[[null]],0]]") << typed << answer;
  }
}

TEST(Match, LooksForAtMostThirtyTwoWords) {
  std::string typed;
  for (int i = 0; i < 50; ++i) typed += concat("w", i, ' ');
  const std::string match = match_of(kOrganization, typed);
  EXPECT_NE(match.find("\"w31\""), std::string::npos);
  EXPECT_EQ(match.find("\"w32\""), std::string::npos);
}

}  // namespace
}  // namespace crow::interactions
