#include "workers/models/wording.h"

#include <gtest/gtest.h>

namespace crow::models {
namespace {

TEST(Wording, NamesColoursAsPeopleDo) {
  for (const auto& [hex, name] :
       std::initializer_list<std::pair<const char*, const char*>>{{"#ffffff", "white"},
                                                                  {"#000000", "black"},
                                                                  {"#808080", "grey"},
                                                                  {"#ff0000", "red"},
                                                                  {"#c01818", "red"},
                                                                  {"#00ff00", "green"},
                                                                  {"#0000ff", "blue"},
                                                                  {"#000080", "navy"},
                                                                  {"#ffff00", "yellow"},
                                                                  {"#ffa500", "orange"},
                                                                  {"#8b4513", "brown"},
                                                                  {"#f5deb3", "beige"},
                                                                  {"#800080", "dark purple"},
                                                                  {"#ffc0cb", "pink"},
                                                                  {"#40e0d0", "turquoise"},
                                                                  {"#556b2f", "dark green"},
                                                                  {"#FDFCFA", "white"}})
    EXPECT_EQ(colour_name(hex), name) << hex;
  for (const char* hex : {"", "red", "#12345", "#12345g", "1234567"})
    EXPECT_EQ(colour_name(hex), "") << hex;
}

TEST(Wording, CutsBehindAWord) {
  EXPECT_EQ(tidy("  red \n shoe ", 50), "red shoe");
  EXPECT_EQ(tidy("a red shoe, which is red", 12), "a red shoe…");
  EXPECT_EQ(tidy("größe", 3), "grö…");
}

TEST(Wording, FindsSentences) {
  EXPECT_EQ(sentences_of("One. Two! 2.5 m wide?\n- four\n\n"),
            (std::vector<std::string>{"One", "Two", "2.5 m wide", "four"}));
  EXPECT_TRUE(sentences_of(" . ").empty());
}

}  // namespace
}  // namespace crow::models
