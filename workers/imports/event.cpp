#include "workers/imports/event.h"

#include <algorithm>

#include "shared/contracts/interactions.h"
#include "shared/core/text.h"
#include "shared/formats/date.h"
#include "shared/host/crypto.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow::imports {
namespace {

constexpr std::size_t kSummaryMax = 2'000;
constexpr std::size_t kReferenceMax = 128;
constexpr std::size_t kUrlMax = 2'048;
constexpr std::size_t kPropertyNameMax = 64;
constexpr std::size_t kAuthorMax = 200;

// What a column may be, in the order of kEventParts.
enum class Part : std::uint8_t {
  id,
  type,
  timestamp,
  text,
  author,
  network,
  url,
  product,
  visitor,
  value,
  currency,
  rating,
  answers
};
constexpr std::size_t kParts = 13;

// The usual names, without case, spaces, hyphens and underscores; the first that is there counts.
struct Alias {
  std::string_view name;
  Part part;
};
constexpr Alias kAliases[] = {
    {"id", Part::id},
    {"postid", Part::id},
    {"messageid", Part::id},
    {"tweetid", Part::id},
    {"commentid", Part::id},
    {"reviewid", Part::id},
    {"guid", Part::id},
    {"type", Part::type},
    {"kind", Part::type},
    {"posttype", Part::type},
    {"timestamp", Part::timestamp},
    {"createdat", Part::timestamp},
    {"publishedat", Part::timestamp},
    {"postedat", Part::timestamp},
    {"createdtime", Part::timestamp},
    {"date", Part::timestamp},
    {"datetime", Part::timestamp},
    {"time", Part::timestamp},
    {"created", Part::timestamp},
    {"published", Part::timestamp},
    {"text", Part::text},
    {"message", Part::text},
    {"content", Part::text},
    {"body", Part::text},
    {"caption", Part::text},
    {"fulltext", Part::text},
    {"comment", Part::text},
    {"review", Part::text},
    {"summary", Part::text},
    {"author", Part::author},
    {"username", Part::author},
    {"user", Part::author},
    {"authorname", Part::author},
    {"handle", Part::author},
    {"screenname", Part::author},
    {"from", Part::author},
    {"network", Part::network},
    {"platform", Part::network},
    {"source", Part::network},
    {"channel", Part::network},
    {"url", Part::url},
    {"link", Part::url},
    {"permalink", Part::url},
    {"permalinkurl", Part::url},
    {"posturl", Part::url},
    {"productid", Part::product},
    {"product", Part::product},
    {"sku", Part::product},
    {"visitorid", Part::visitor},
    {"value", Part::value},
    {"amount", Part::value},
    {"currency", Part::currency},
    {"rating", Part::rating},
    {"stars", Part::rating},
    {"inreplyto", Part::answers},
    {"inreplytoid", Part::answers},
    {"inreplytostatusid", Part::answers},
    {"parentid", Part::answers},
};

std::string plain_name(std::string_view name) {
  std::string out = to_lower(name);
  std::erase_if(out, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  return out;
}

// The column that a mapping gives for a part; empty when it gives none.
std::string_view mapped(const ImportMapping& mapping, Part part) {
  const auto index = static_cast<std::size_t>(part);
  for (const auto& [name, column] : mapping.entries)
    if (index < std::size(kEventParts) && name == kEventParts[index]) return column.value;
  return {};
}

// A member or a cell; its value as JSON.
struct Member {
  std::string name;
  RawJson value;
};

// JSON's grammar of a number, of a length that a double keeps.
bool is_number(std::string_view text) {
  constexpr std::size_t kDigitsMax = 15;
  const auto digits = [&] {
    std::size_t count = 0;
    while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
    const bool is_padded = count > 1 && text[0] == '0';
    text.remove_prefix(count);
    return is_padded ? 0 : count;
  };
  if (text.size() > kDigitsMax) return false;
  if (text.starts_with('-')) text.remove_prefix(1);
  if (digits() == 0) return false;
  if (text.empty()) return true;
  if (text[0] != '.') return false;
  text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A scalar as text; nothing for null, an object or an array.
std::optional<std::string> as_text(const RawJson& value) {
  const std::string_view text = value.text;
  if (text.empty() || text[0] == 'n' || text[0] == '{' || text[0] == '[') return std::nullopt;
  if (text[0] != '"') return std::string(text);
  auto read = json::read<std::string>(value.text);
  if (!read || trim(*read).empty()) return std::nullopt;
  return std::string(trim(*read));
}

// The name in an author that is an object of its own.
std::optional<std::string> name_in(const RawJson& value) {
  auto members = json::read<Map<RawJson>>(value.text);
  if (!members) return std::nullopt;
  for (const std::string_view name : {"username", "screen_name", "handle", "name", "id"})
    for (const auto& [key, member] : members->entries)
      if (key == name)
        if (auto text = as_text(member)) return text;
  return std::nullopt;
}

// An id nobody gave: the same for the same thing of the same source.
std::string made_id(std::string_view source, std::string_view what) {
  constexpr std::size_t kLength = 27;
  return concat("imp_", base64url(crypto::sha256(concat(source, '\n', what))).substr(0, kLength));
}

bool is_web(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string cut(std::string_view text, std::size_t limit) {
  return std::string(cut_code_points(text, limit));
}

// A post in parts: what writes it as an event.
struct Post {
  std::array<std::optional<std::string>, kParts> parts;
  std::vector<Member> others;
  std::string_view default_type = "mention";
  std::string key;  // What it is made of, for one that nothing names.

  std::optional<std::string>& operator[](Part part) {
    return parts[static_cast<std::size_t>(part)];
  }

  // Takes the value when nothing was there before; null and empty ones are nothing.
  bool take(Part part, const RawJson& value) {
    auto text = as_text(value);
    if (!text && part == Part::author) text = name_in(value);
    if (!text || (*this)[part]) return false;
    (*this)[part] = std::move(text);
    return true;
  }

  std::string type() {
    if (!(*this)[Part::type])
      return std::string((*this)[Part::rating]    ? "review"
                         : (*this)[Part::answers] ? "comment"
                                                  : default_type);
    std::string name = to_lower(*(*this)[Part::type]);
    std::ranges::replace_if(name, [](char c) { return c == ' ' || c == '-'; }, '_');
    return name;
  }

  std::string id(std::string_view source) {
    const auto& given = (*this)[Part::id];
    if (given)
      return interactions::EventIdFormat::matches(*given) ? *given : made_id(source, *given);
    return made_id(source, (*this)[Part::url] ? *(*this)[Part::url] : key);
  }

  std::string to_event(std::string_view source) {
    const auto& author = (*this)[Part::author];
    const auto& network = (*this)[Part::network];
    json::Writer out;
    out.begin_object().member("id", id(source)).member("sourceType", "social");
    out.member("type", type());
    if (const auto& given = (*this)[Part::timestamp]) {
      const auto time = read_date(*given);
      out.member("timestamp", time ? to_rfc3339(*time) : *given);
    }
    if (const auto& text = (*this)[Part::text]) out.member("summary", cut(*text, kSummaryMax));
    if (const auto& url = (*this)[Part::url]; url && is_web(*url) && url->size() <= kUrlMax)
      out.member("url", *url);
    if (const auto& visitor = (*this)[Part::visitor])
      out.member("visitorId", *visitor);
    else if (author)
      out.member("visitorId", cut(concat(network.value_or("social"), ':', *author), kReferenceMax));
    if (const auto& product = (*this)[Part::product]) out.member("productId", *product);
    if (const auto& value = (*this)[Part::value])
      is_number(*value) ? out.key("value").raw(*value) : out.member("value", *value);
    if (const auto& currency = (*this)[Part::currency]; currency && (*this)[Part::value])
      out.member("currency", *currency);
    out.key("properties").begin_object();
    if (network) out.member("network", *network);
    if (author) out.member("author", cut(*author, kAuthorMax));
    if (const auto& rating = (*this)[Part::rating])
      is_number(*rating) ? out.key("rating").raw(*rating) : out.member("rating", *rating);
    for (const Member& member : others) {
      const std::string name = cut(member.name, kPropertyNameMax);
      if (name != "network" && name != "author" && name != "rating")
        out.key(name).raw(member.value.text);
    }
    return out.end_object().end_object().take();
  }
};

// Sorts members into a post by the mapping, then by their usual names.
Post post_of(std::vector<Member> members, const ImportMapping& mapping) {
  Post post;
  std::vector<bool> is_taken(members.size());
  for (std::size_t part = 0; part < kParts; ++part)
    if (const auto column = mapped(mapping, static_cast<Part>(part)); !column.empty())
      for (std::size_t i = 0; i < members.size(); ++i)
        if (members[i].name == column && post.take(static_cast<Part>(part), members[i].value))
          is_taken[i] = true;
  for (const Alias& alias : kAliases) {
    if (post[alias.part] || !mapped(mapping, alias.part).empty()) continue;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (!is_taken[i] && plain_name(members[i].name) == alias.name &&
          post.take(alias.part, members[i].value)) {
        // What it answers is told beside its type.
        is_taken[i] = alias.part != Part::answers;
        break;
      }
  }
  for (std::size_t i = 0; i < members.size(); ++i)
    if (!is_taken[i] && members[i].value.text != "null" && members[i].value.text != "\"\"")
      post.others.push_back(std::move(members[i]));
  return post;
}

}  // namespace

Result<std::string> event_of_line(std::string_view line, const ImportMapping& mapping,
                                  std::string_view source) {
  line = trim(line);
  // On their way to interactions the events stand in an array, in an object.
  auto members = TRY(json::read<Map<RawJson>>(std::string(line), {.depth = 14}));
  const auto has = [&](std::string_view name) {
    return std::ranges::contains(members.entries, name, &std::pair<std::string, RawJson>::first);
  };
  if (has("sourceType")) {
    if (has("id")) return std::string(line);
    return concat("{\"id\":\"", made_id(source, line), "\",", line.substr(line.find('{') + 1));
  }
  std::vector<Member> all;
  all.reserve(members.entries.size());
  for (auto& [name, value] : members.entries) all.push_back({std::move(name), std::move(value)});
  Post post = post_of(std::move(all), mapping);
  post.key = line;
  return post.to_event(source);
}

Result<std::string> event_of_cells(const std::vector<std::string>& columns,
                                   std::vector<std::string> cells, const ImportMapping& mapping,
                                   std::string_view source) {
  std::vector<Member> members;
  std::string key;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    key += concat(cells[i], '\x1f');
    const std::string_view text = trim(cells[i]);
    if (text.empty()) continue;
    json::Writer value;
    is_number(text) ? value.raw(text) : value.text(text);
    members.push_back({columns[i], {value.take()}});
  }
  if (members.empty()) return fail(ErrorCode::invalid_argument, "The record is empty.");
  Post post = post_of(std::move(members), mapping);
  post.key = std::move(key);
  return post.to_event(source);
}

std::string event_of_item(FeedItem item, std::string_view source, Timestamp now) {
  const auto given = [](std::string& text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
  };
  Post post;
  post.default_type = "post";
  post.key = concat(item.title, '\n', item.text);
  // A guid is unique in its feed alone.
  if (!item.id.empty()) post[Part::id] = concat(source, '\n', item.id);
  const std::string title = item.title;
  post[Part::text] = given(item.text.empty() ? item.title : item.text);
  post[Part::url] = given(item.link);
  post[Part::author] = given(item.author);
  post[Part::network] = "feed";
  const auto time = read_date(item.date);
  post[Part::timestamp] = to_rfc3339(time.value_or(now));
  if (!title.empty()) post.others.push_back({"title", {json::write(cut(title, kSummaryMax / 4))}});
  if (!item.categories.empty())
    post.others.push_back({"categories", {json::write(item.categories)}});
  return post.to_event(source);
}

}  // namespace crow::imports
