// What Vectorize refuses, and with which words: its number, then a sentence. The numbers and
// sentences are those that its users meet, where they are known; see workers/vectorize/README.md.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/core/error.h"
#include "shared/host/vectors.h"

namespace crow::vector_index {

inline constexpr std::size_t kDimensionsMax = 1'536;
inline constexpr std::size_t kNamespacesMax = 50'000;
inline constexpr std::size_t kMetadataIndexesMax = 10;
// Of a text a metadata index knows so much.
inline constexpr std::size_t kIndexedBytes = 64;
inline constexpr std::size_t kFilterKeyBytes = 512;
inline constexpr std::int64_t kListMax = 1'000;

namespace refusal {
inline constexpr std::string_view kBadQueryVector = "40006";
inline constexpr std::string_view kTooManyIds = "40007";
inline constexpr std::string_view kBadId = "40008";
inline constexpr std::string_view kBadNamespace = "40009";
inline constexpr std::string_view kTooManyVectors = "40010";
inline constexpr std::string_view kBadMetadata = "40011";
inline constexpr std::string_view kBadVector = "40012";
inline constexpr std::string_view kBadMetadataIndex = "40013";
inline constexpr std::string_view kUnreadable = "40023";
inline constexpr std::string_view kBadFilter = "40024";
inline constexpr std::string_view kTooManyMatches = "40025";
inline constexpr std::string_view kUnreadableQuery = "40026";
inline constexpr std::string_view kNoSuchVector = "40027";
}  // namespace refusal

// A refusal: its number is the name of the error.
inline std::unexpected<Error> refuse(std::string_view number, std::string sentence,
                                     SourcePlace where = SourcePlace::current()) {
  auto failure = fail(ErrorCode::invalid_argument, std::move(sentence), {}, where);
  failure.error().name = number;
  return failure;
}

}  // namespace crow::vector_index
