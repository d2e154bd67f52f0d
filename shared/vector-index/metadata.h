// The metadata of a vector: what may be in it, and what of it a filter can see.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/core/error.h"

namespace crow::vector_index {

enum class IndexType : std::uint8_t { string, number, boolean };
constexpr auto names(IndexType) {
  return std::to_array<std::string_view>({"string", "number", "boolean"});
}

// A property that filters may name; "a.b" is the member b of a.
struct MetadataIndex {
  std::int64_t number = 0;  // Its own for ever: a new one of the same name has another.
  std::string propertyName;
  IndexType indexType = IndexType::string;

  static constexpr auto fields =
      describe(field<&MetadataIndex::number>("number", "Its own for ever."),
               field<&MetadataIndex::propertyName>("propertyName", "What it is of."),
               field<&MetadataIndex::indexType>("indexType", "The type of its values."));
};

// One value as filters compare it.
struct Scalar {
  enum class Kind : std::uint8_t { absent, boolean, number, text };
  Kind kind = Kind::absent;
  double number = 0;  // Of a boolean 0 or 1.
  std::string text = {};
  bool operator==(const Scalar&) const = default;
};

// As much of a text as is indexed: its first 64 bytes, never half a character.
std::string_view cut_indexed(std::string_view text);

// Looks through metadata and takes out what the indexes know, as an object whose names are the
// numbers of the indexes: {"3":"Acme","4":12.5}. Empty when they know nothing of it.
//
// Errors: a refusal, for metadata that are too long or have names that must not be.
Result<std::string> take_indexed(std::string_view metadata, std::span<const MetadataIndex> indexes);

// Calls `take(number, value)` for each of what take_indexed() took out.
void read_indexed(std::string_view indexed,
                  void (*take)(void* context, std::int64_t number, Scalar value), void* context);

// The same by the names of the indexes: {"brand":"Acme"}.
std::string name_indexed(std::string_view indexed, std::span<const MetadataIndex> indexes);

}  // namespace crow::vector_index
