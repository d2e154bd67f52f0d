#include "workers/products/text-index.h"

#include <gtest/gtest.h>

namespace crow::products {
namespace {

Stored product(std::string name, std::string description) {
  Stored made;
  made.row.id = "p1";
  made.row.name = std::move(name);
  made.row.description = std::move(description);
  return made;
}

TEST(TextIndex, NotesWhatSearchKeepsOfAProduct) {
  TextIndex index(7, lexical::Language::en);
  Stored one = product("Grüne Schuhe für den Wald",
                       "Sie halten die Füße auch bei Regen trocken und sind sehr leicht");
  index.add(one);
  EXPECT_EQ(one.nameKey, "grune schuhe fur den wal");
  EXPECT_EQ(one.language, "de");
  EXPECT_EQ(one.lengths, "5 0 0 0 0 12");
  EXPECT_EQ(index.languages(), (std::map<lexical::Language, int>{{lexical::Language::de, 1}}));
}

TEST(TextIndex, WritesTheWordsOfItsCatalog) {
  TextIndex index(7, lexical::Language::en);
  Stored one = product("Shoes", "");
  index.add(one);
  std::string all;
  for (const sql::BoundStatement& statement : index.statements()) all += statement.parameters;
  EXPECT_NE(all.find("7_shoes"), std::string::npos) << all;
  EXPECT_NE(all.find("seohs"), std::string::npos);
  EXPECT_NE(all.find("en:shoe"), std::string::npos);
}

}  // namespace
}  // namespace crow::products
