#include "shared/host/packed.h"

#include <algorithm>
#include <cstring>

#include "shared/host/vectors.h"

namespace crow::packed {
namespace {

static_assert(sizeof(float) == 4);

// A vector without its numbers, of which it says how many there are.
struct Head {
  std::string id;
  std::optional<double> score = {};
  std::optional<std::string> nameSpace = {};
  std::optional<RawObject> metadata = {};
  std::int64_t dimensions = 0;

  static constexpr auto fields =
      describe(field<&Head::id>("id", ""), field<&Head::score>("score", "").omitted_when_null(),
               field<&Head::nameSpace>("namespace", "").omitted_when_null(),
               field<&Head::metadata>("metadata", "").omitted_when_null(),
               field<&Head::dimensions>("dimensions", "").defaulted());
};

struct Records {
  std::vector<Head> vectors = {};
  static constexpr auto fields = describe(field<&Records::vectors>("vectors", ""));
};

struct Matches {
  std::int64_t count = 0;
  std::vector<Head> matches = {};
  static constexpr auto fields =
      describe(field<&Matches::count>("count", ""), field<&Matches::matches>("matches", ""));
};

struct Query {
  std::int64_t topK = 5;
  std::optional<std::string> nameSpace = {};
  std::optional<RawObject> filter = {};
  bool returnValues = false;
  ReturnMetadata returnMetadata = ReturnMetadata::none;
  std::optional<std::string> id = {};
  std::int64_t dimensions = 0;

  static constexpr auto fields =
      describe(field<&Query::topK>("topK", "").defaulted(),
               field<&Query::nameSpace>("namespace", "").omitted_when_null(),
               field<&Query::filter>("filter", "").omitted_when_null(),
               field<&Query::returnValues>("returnValues", "").defaulted(),
               field<&Query::returnMetadata>("returnMetadata", "").defaulted(),
               field<&Query::id>("id", "").omitted_when_null(),
               field<&Query::dimensions>("dimensions", "").defaulted());
};

std::optional<std::string> unless_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

// Only as many as a vector can have, whatever the line says.
std::size_t count_of(std::int64_t dimensions) {
  return static_cast<std::size_t>(std::max<std::int64_t>(dimensions, 0));
}

std::string join(std::string head, std::string_view numbers) {
  head.reserve(head.size() + 1 + numbers.size());
  head += '\n';
  head += numbers;
  return head;
}

}  // namespace

std::vector<float> take(std::string_view& numbers, std::size_t count) {
  count = std::min(count, numbers.size() / sizeof(float));
  std::vector<float> values(count);
  if (count > 0) std::memcpy(values.data(), numbers.data(), count * sizeof(float));
  numbers.remove_prefix(count * sizeof(float));
  return values;
}

void append(std::string& out, const std::vector<float>& values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
}

std::string pack(const std::vector<VectorRecord>& records) {
  Records head;
  std::string numbers;
  for (const VectorRecord& record : records) {
    head.vectors.push_back({.id = record.id,
                            .nameSpace = unless_empty(record.nameSpace),
                            .metadata = record.metadata,
                            .dimensions = std::ssize(record.values)});
    append(numbers, record.values);
  }
  return join(json::write(head), numbers);
}

Result<std::vector<VectorRecord>> unpack_records(std::string text) {
  Message message = split(std::move(text));
  Records head = TRY(json::read<Records>(std::move(message.head), kLimits));
  std::string_view numbers = message.numbers;
  std::vector<VectorRecord> records;
  records.reserve(head.vectors.size());
  for (Head& one : head.vectors)
    records.push_back({std::move(one.id), take(numbers, count_of(one.dimensions)),
                       std::move(one.nameSpace).value_or(""), std::move(one.metadata)});
  return records;
}

std::string pack(const VectorQuery& query, const std::vector<float>& values, std::string_view id) {
  const Query head{.topK = query.topK,
                   .nameSpace = unless_empty(query.nameSpace),
                   .filter = query.filter,
                   .returnValues = query.returnValues,
                   .returnMetadata = query.returnMetadata,
                   .id = unless_empty(std::string(id)),
                   .dimensions = std::ssize(values)};
  std::string numbers;
  append(numbers, values);
  return join(json::write(head), numbers);
}

Result<QueryMessage> unpack_query(std::string text) {
  Message message = split(std::move(text));
  Query head = TRY(json::read<Query>(std::move(message.head), kLimits));
  std::string_view numbers = message.numbers;
  return QueryMessage{{.topK = head.topK,
                       .nameSpace = std::move(head.nameSpace).value_or(""),
                       .filter = std::move(head.filter),
                       .returnValues = head.returnValues,
                       .returnMetadata = head.returnMetadata},
                      take(numbers, count_of(head.dimensions)),
                      std::move(head.id).value_or("")};
}

std::string pack(const VectorMatches& matches) {
  Matches head{.count = matches.count};
  std::string numbers;
  for (const VectorMatch& match : matches.matches) {
    head.matches.push_back({match.id, match.score, unless_empty(match.nameSpace), match.metadata,
                            std::ssize(match.values)});
    append(numbers, match.values);
  }
  return join(json::write(head), numbers);
}

Result<VectorMatches> unpack_matches(std::string text) {
  Message message = split(std::move(text));
  Matches head = TRY(json::read<Matches>(std::move(message.head), kLimits));
  std::string_view numbers = message.numbers;
  VectorMatches out{head.count, {}};
  for (Head& one : head.matches)
    out.matches.push_back({std::move(one.id), one.score.value_or(0),
                           std::move(one.nameSpace).value_or(""), std::move(one.metadata),
                           take(numbers, count_of(one.dimensions))});
  return out;
}

}  // namespace crow::packed
