#include "shared/http/multipart.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow {
namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=b";

// "name:content" of each part, fed in pieces of this size.
std::string words(std::string_view body, std::size_t piece, std::string_view type = kType) {
  auto reader = MultipartReader::from(type);
  if (!reader) return reader.error().message;
  std::string out;
  for (;;) {
    const auto event = reader->next();
    if (!event) return out + "!" + event.error().message;
    switch (event->kind) {
      case MultipartEvent::Kind::more:
        if (body.empty()) return out + "…";
        reader->feed(body.substr(0, piece));
        body.remove_prefix(std::min(piece, body.size()));
        break;
      case MultipartEvent::Kind::part:
        out += concat("[", event->name, event->file_name ? "=" : "", event->file_name.value_or(""),
                      "]");
        break;
      case MultipartEvent::Kind::data:
        EXPECT_FALSE(event->data.empty());
        out += event->data;
        break;
      case MultipartEvent::Kind::end:
        return out + ".";
    }
  }
}

constexpr std::string_view kForm =
    "--b\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\ncsv\r\n"
    "--b\r\ncontent-disposition: form-data; name=file; filename=\"a.csv\"\r\n"
    "Content-Type: text/csv\r\n\r\nx,y\r\n--\r\n--c\r\n1,2\r\n\r\n--b--\r\nrest";

TEST(Multipart, ReadsTheSameInPiecesOfEverySize) {
  for (std::size_t piece = 1; piece <= kForm.size(); ++piece)
    EXPECT_EQ(words(kForm, piece), "[format]csv[file=a.csv]x,y\r\n--\r\n--c\r\n1,2\r\n.") << piece;
}

TEST(Multipart, ContentMayBeEmptyInBothWays) {
  const std::string_view head = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n";
  for (const std::size_t piece : {1, 3, 1'000}) {
    EXPECT_EQ(words(concat(head, "\r\n--b--"), piece), "[a].");
    EXPECT_EQ(words(concat(head, "--b--"), piece), "[a].");
    EXPECT_EQ(words(concat("preamble\r\n", head, "x\r\n--b--"), piece), "[a]x.");
  }
}

TEST(Multipart, RefusesWhatIsNone) {
  EXPECT_TRUE(words("", 9, "multipart/form-data").contains("boundary"));
  EXPECT_TRUE(words("--bxy", 9).contains("parts between boundaries"));
  EXPECT_TRUE(words("--b\r\nX: y\r\n\r\nz", 9).contains("parts that each have a name"));
  EXPECT_TRUE(words(std::string(20'000, 'x'), 999).contains("parts between boundaries"));
  EXPECT_TRUE(words("--b\r\n" + std::string(20'000, 'x'), 999).contains("shorter headers"));
  std::string many;
  for (int i = 0; i < 70; ++i) many += "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
  EXPECT_TRUE(words(many, 999).contains("at most 64 parts"));
}

TEST(Multipart, ABodyThatIsCutOffAsksForMore) {
  for (std::size_t size = 0; size < kForm.size() - 8; ++size)
    EXPECT_TRUE(words(kForm.substr(0, size), 7).ends_with("…")) << size;
}

}  // namespace
}  // namespace crow
