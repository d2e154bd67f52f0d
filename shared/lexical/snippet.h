// The part of a text that shows why it was found, as HTML that is safe to show.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace crow::lexical {

// At most so many words of a longer text.
inline constexpr std::size_t kSnippetWords = 32;

// `text` with <mark> around the words that are among `found` (as words_of writes them), and
// everything else escaped. Of a long text, the part that holds most of them, with an ellipsis where
// it is cut. Nothing when it holds none.
std::optional<std::string> snippet_of(std::string_view text, std::span<const std::string> found);

// Text as HTML: & < > " ' as references.
std::string escape_html(std::string_view text);

}  // namespace crow::lexical
