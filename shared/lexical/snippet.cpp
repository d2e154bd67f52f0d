#include "shared/lexical/snippet.h"

#include <algorithm>
#include <vector>

#include "shared/lexical/words.h"

namespace crow::lexical {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

struct Piece {
  std::size_t begin, end;
  std::size_t found;  // Which of the words that were found; npos for none.
};

constexpr std::size_t kNone = std::string_view::npos;

// The words of the text once each, in order, whether they were found in parts or in one piece.
std::vector<Piece> pieces_of(std::string_view text, std::span<const std::string> found) {
  std::vector<Piece> pieces;
  for (const Word& word : words_of(text)) {
    const auto place = std::ranges::find(found, word.text);
    const std::size_t which =
        place == found.end() ? kNone : static_cast<std::size_t>(place - found.begin());
    if (word.is_joined) {
      if (which == kNone) continue;
      while (!pieces.empty() && pieces.back().begin >= word.begin) pieces.pop_back();
    }
    pieces.push_back({word.begin, word.end, which});
  }
  return pieces;
}

// Where the window begins that holds most: different words first, then all of them.
std::size_t best_window(const std::vector<Piece>& pieces, std::size_t found) {
  std::size_t best = 0, best_value = 0;
  std::vector<std::size_t> counts(found);
  std::size_t value = 0;
  const auto count = [&](const Piece& piece, bool is_in) {
    if (piece.found == kNone) return;
    std::size_t& number = counts[piece.found];
    if (is_in)
      value += number++ == 0 ? 100 : 1;
    else
      value -= --number == 0 ? 100 : 1;
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    count(pieces[i], true);
    if (i >= kSnippetWords) count(pieces[i - kSnippetWords], false);
    if (value <= best_value) continue;
    best_value = value;
    best = i + 1 > kSnippetWords ? i + 1 - kSnippetWords : 0;
  }
  if (best == 0 || pieces.size() <= kSnippetWords) return 0;
  // What was found stands rather in the middle than at the end.
  return std::min(best + kSnippetWords / 4, pieces.size() - kSnippetWords);
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

std::optional<std::string> snippet_of(std::string_view text, std::span<const std::string> found) {
  const std::vector<Piece> pieces = pieces_of(text, found);
  if (std::ranges::all_of(pieces, [](const Piece& piece) { return piece.found == kNone; }))
    return std::nullopt;
  const std::size_t first = best_window(pieces, found.size());
  const std::size_t last = std::min(first + kSnippetWords, pieces.size());
  std::string out = first > 0 ? "… " : "";
  std::size_t at = first > 0 ? pieces[first].begin : 0;
  for (std::size_t i = first; i < last; ++i) {
    const Piece& piece = pieces[i];
    if (piece.found == kNone || piece.begin < at) continue;
    append_escaped(out, text.substr(at, piece.begin - at));
    out += "<mark>";
    append_escaped(out, text.substr(piece.begin, piece.end - piece.begin));
    out += "</mark>";
    at = piece.end;
  }
  const std::size_t end = last < pieces.size() ? pieces[last - 1].end : text.size();
  if (end > at) append_escaped(out, text.substr(at, end - at));
  if (last < pieces.size()) out += " …";
  return out;
}

}  // namespace crow::lexical
