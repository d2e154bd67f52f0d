// What an index of vectors must do, whoever provides it: run against the fake by vectors-test.cpp
// and against the worker that stands in for Vectorize by wasm-tests/vectorize. The index has four
// dimensions, measures by cosine, and has metadata indexes for color, price, sold and size.eu.
//
// Vectorize itself would pass it but for the waiting: there what was written is seen seconds later.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "shared/core/text.h"
#include "shared/host/vectors.h"

namespace crow {

inline RawObject make_object(std::string text) {
  RawObject object;
  object.text = std::move(text);
  return object;
}

namespace vectors_contract {

// The ids of what was found, with blanks between.
inline std::string ids_of(const VectorMatches& found) {
  std::string ids;
  for (const VectorMatch& match : found.matches) ids += concat(ids.empty() ? "" : " ", match.id);
  return ids;
}

inline Task<std::string> filter(Vectors vectors, std::string filter) {
  co_return ids_of(co_await vectors.query(
      {1, 0, 0, 0}, {.topK = 10, .nameSpace = "n", .filter = make_object(std::move(filter))}));
}

// Why it was refused.
template <typename T>
Task<std::string> refused(Task<T> task) {
  auto outcome = co_await std::move(task).as_result();
  co_return outcome ? "taken" : std::move(outcome.error().cause);
}

}  // namespace vectors_contract

// Goes through everything; the sentences that did not hold.
inline Task<std::vector<std::string>> check_vectors(Vectors vectors) {
  using vectors_contract::filter, vectors_contract::ids_of, vectors_contract::refused;
  std::vector<std::string> faults;
  const auto expect = [&](bool holds, std::string_view sentence) {
    if (!holds) faults.emplace_back(sentence);
  };
  const auto is_near = [](double a, double b) { return std::abs(a - b) < 1e-6; };

  const std::string first = co_await vectors.upsert({
      {"a", {1, 0, 0, 0}, "n", make_object(R"({"color":"red","price":10,"more":[1,{"x":"ä"}]})")},
      {"b", {1, 1, 0, 0}, "n", make_object(R"({"color":"blue","price":20.5,"sold":true})")},
      {"c", {0, 0, 2, 0}, "n", make_object(R"({"size":{"eu":42},"sold":false})")},
      {"d", {1, 0, 0, 0.5}, "m", {}},
      {"e", {0, 1, 0, 0}, "", {}},
  });
  expect(first.size() >= 32, "a change has an id");

  auto found = co_await vectors.query({1, 0, 0, 0}, {.topK = 10, .nameSpace = "n"});
  expect(ids_of(found) == "a b c" && found.count == 3, "a query gives the nearest first");
  if (found.matches.size() == 3) {
    expect(is_near(found.matches[0].score, 1), "what is equal has a cosine of 1");
    expect(is_near(found.matches[1].score, std::sqrt(0.5)), "a score is the cosine");
    expect(is_near(found.matches[2].score, 0), "what has nothing in common has 0");
    expect(found.matches[0].nameSpace == "n", "a match tells its namespace");
    expect(!found.matches[0].metadata && found.matches[0].values.empty(),
           "nothing more is given than was asked for");
  }
  expect(ids_of(co_await vectors.query({1, 0, 0, 0}, {.topK = 2, .nameSpace = "n"})) == "a b",
         "top K cuts");
  expect(ids_of(co_await vectors.query({1, 0, 0, 0}, {.nameSpace = "none"})).empty(),
         "a namespace that is not there has nothing");
  expect(ids_of(co_await vectors.query({1, 0, 0, 0}, {.topK = 10})) == "a d b c e",
         "without a namespace all are searched, and equals come by their ids");

  auto whole = co_await vectors.query(
      {0, 0, 1, 0},
      {.topK = 1, .nameSpace = "n", .returnValues = true, .returnMetadata = ReturnMetadata::all});
  expect(ids_of(whole) == "c", "the third finds itself");
  if (!whole.matches.empty()) {
    expect(whole.matches[0].values == std::vector<float>({0, 0, 2, 0}), "values come as they went");
    expect(whole.matches[0].metadata &&
               whole.matches[0].metadata->text == R"({"size":{"eu":42},"sold":false})",
           "metadata come as they went");
  }
  auto indexed = co_await vectors.query(
      {1, 0, 0, 0}, {.topK = 1, .nameSpace = "n", .returnMetadata = ReturnMetadata::indexed});
  expect(!indexed.matches.empty() && indexed.matches[0].metadata &&
             indexed.matches[0].metadata->text == R"({"color":"red","price":10})",
         "indexed metadata are those with an index");

  expect(co_await filter(vectors, R"({"color":"red"})") == "a", "a filter compares texts");
  expect(co_await filter(vectors, R"({"color":{"$eq":"blue"}})") == "b", "$eq is what is meant");
  expect(co_await filter(vectors, R"({"color":{"$ne":"red"}})") == "b c",
         "$ne finds what lacks it too");
  expect(co_await filter(vectors, R"({"color":{"$in":["red","blue"]}})") == "a b",
         "$in takes several");
  expect(co_await filter(vectors, R"({"color":{"$nin":["red","blue"]}})") == "c",
         "$nin excludes them");
  expect(co_await filter(vectors, R"({"price":{"$gte":10,"$lt":20.5}})") == "a",
         "a range has two ends");
  expect(co_await filter(vectors, R"({"price":{"$gt":10}})") == "b", "$gt is more");
  expect(co_await filter(vectors, R"({"price":{"$lte":20.5}})") == "a b", "$lte is at most");
  expect(co_await filter(vectors, R"({"sold":true})") == "b", "truth values compare");
  expect(co_await filter(vectors, R"({"sold":null})") == "a", "null is what is not there");
  expect(co_await filter(vectors, R"({"size.eu":42})") == "c", "a dot leads inside");
  expect(co_await filter(vectors, R"({"color":"red","price":{"$lt":5}})") == "", "all must hold");
  expect(co_await filter(vectors, R"({"more":1})") == "", "without an index nothing is known");

  co_await vectors.upsert({{"a", {0, 0, 0, 3}, "n", make_object(R"({"color":"green"})")},
                           {"c", {0, 0, 1, 1}, "m", {}}});
  expect(ids_of(co_await vectors.query({0, 0, 0, 1}, {.nameSpace = "n"})) == "a b",
         "an upsert replaces a vector and moves one to another namespace");
  expect(ids_of(co_await vectors.query({0, 0, 1, 0}, {.nameSpace = "m"})) == "c d",
         "where it moved to it is found");
  expect(co_await filter(vectors, R"({"color":"red"})") == "", "metadata are replaced as well");
  co_await vectors.insert({{"b", {0, 0, 0, 9}, "n", {}}, {"f", {0, 0, 1, 0}, "n", {}}});
  auto kept = co_await vectors.get_by_ids({"b", "f", "none"});
  expect(kept.size() == 2 && kept[0].id == "b" && kept[0].values[0] == 1 && kept[1].id == "f",
         "an insert leaves what is there as it is");
  expect(kept.size() == 2 && kept[0].metadata && kept[0].nameSpace == "n",
         "a vector comes with all that it has");

  auto by_id = co_await vectors.query_by_id("b", {.topK = 2, .nameSpace = "n"});
  expect(!by_id.matches.empty() && by_id.matches[0].id == "b", "by its id a vector finds itself");
  const std::string last = co_await vectors.delete_by_ids({"b", "none"});
  expect(ids_of(co_await vectors.query({1, 1, 0, 0}, {.nameSpace = "n"})).find('b') ==
             std::string::npos,
         "what is deleted is not found");
  auto info = co_await vectors.describe_index();
  expect(info.dimensions == 4 && info.vectorCount == 5, "an index tells what it holds");
  expect(info.processedUpToMutation == last && info.processedUpToDatetime.has_value(),
         "an index tells how far it has come");

  const auto has = [](std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
  };
  expect(has(co_await refused(vectors.query({1, 2}, {})),
             "VECTOR_QUERY_ERROR (code = 40006): invalid query vector, expected 4 dimensions, and "
             "got 2 dimensions"),
         "a query of another length is refused");
  expect(has(co_await refused(vectors.query({1, 0, 0, 0}, {.topK = 101})), "max top K is 100"),
         "more than 100 are refused");
  expect(has(co_await refused(vectors.query({1, 0, 0, 0}, {.topK = 21, .returnValues = true})),
             "(code = 40025): with returnValues=true or returnMetadata=all, max top K is 20"),
         "more than 20 with their values are refused");
  expect(has(co_await refused(vectors.query({1, 0, 0, 0}, {.filter = make_object("{}")})),
             "invalid filter"),
         "an empty filter is refused");
  expect(has(co_await refused(vectors.query_by_id("none", {})), "VECTOR_QUERY_ERROR"),
         "an id that is not there is refused");
  expect(has(co_await refused(vectors.upsert({{std::string(65, 'x'), {1, 0, 0, 0}, "", {}}})),
             "VECTOR_UPSERT_ERROR (code = 40008): id too long; max is 64 bytes, got 65 bytes"),
         "a long id is refused");
  expect(
      has(co_await refused(vectors.get_by_ids(std::vector<std::string>(21, "a"))),
          "VECTOR_GET_ERROR (code = 40007): too many ids in payload; max id count is 20, got 21"),
      "more than 20 ids are refused");

  co_await vectors.delete_by_ids({"a", "c", "d", "e", "f"});
  expect((co_await vectors.describe_index()).vectorCount == 0, "an index can be emptied");
  co_return faults;
}

}  // namespace crow
