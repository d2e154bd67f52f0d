#include "shared/extract/phrase-table.h"

namespace crow::extract {

PhraseTable::PhraseTable(std::string_view list) : list_(list) {
  std::size_t count = 0;
  for (std::string_view rest = list; !rest.empty(); ++count)
    ++begins_[static_cast<unsigned char>(next_phrase(rest).front()) + 1u];
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  entries_.resize(count);
  std::array<std::uint16_t, 257> next = begins_;
  for (std::string_view rest = list; !rest.empty();) {
    const std::string_view phrase = next_phrase(rest);
    entries_[next[static_cast<unsigned char>(phrase.front())]++] = {
        static_cast<std::uint16_t>(phrase.data() - list.data()),
        static_cast<std::uint16_t>(phrase.size())};
  }
}

std::string_view PhraseTable::longest_at(std::string_view text, std::size_t at) const {
  const auto byte = static_cast<unsigned char>(text[at]);
  std::string_view best;
  for (std::size_t i = begins_[byte]; i < begins_[byte + 1u]; ++i) {
    const std::string_view phrase = list_.substr(entries_[i].begin, entries_[i].size);
    if (phrase.size() > best.size() && text.substr(at).starts_with(phrase) &&
        stands_alone(text, at, phrase.size()))
      best = phrase;
  }
  return best;
}

std::string_view PhraseTable::find(std::string_view text) const {
  std::string_view best;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = at == 0 || is_dense_byte(text[at]) || !is_word_byte(text[at]) ||
                        !is_word_byte(text[at - 1]);
    if (!begins) continue;
    const std::string_view found = longest_at(text, at);
    if (found.size() > best.size()) best = found;
  }
  return best;
}

}  // namespace crow::extract
