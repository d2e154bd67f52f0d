#include "shared/vector-index/metadata.h"

#include <optional>
#include <vector>

#include "shared/core/text.h"
#include "shared/json/parse.h"
#include "shared/json/write.h"
#include "shared/vector-index/limits.h"

namespace crow::vector_index {
namespace {

bool fits(IndexType type, Scalar::Kind kind) {
  switch (type) {
    case IndexType::string:
      return kind == Scalar::Kind::text;
    case IndexType::number:
      return kind == Scalar::Kind::number;
    case IndexType::boolean:
      return kind == Scalar::Kind::boolean;
  }
  return false;
}

void write(json::Writer& out, const Scalar& value) {
  switch (value.kind) {
    case Scalar::Kind::text:
      out.text(value.text);
      return;
    case Scalar::Kind::number:
      out.number(value.number);
      return;
    case Scalar::Kind::boolean:
      out.boolean(value.number != 0);
      return;
    case Scalar::Kind::absent:
      out.null();
      return;
  }
}

// Follows the names from the outside in; each value has a path.
class Walk : public json::Events {
 public:
  bool null() override { return value({}); }
  bool boolean(bool value_) override {
    return value({Scalar::Kind::boolean, value_ ? 1.0 : 0.0, {}});
  }
  bool integer(std::int64_t value_) override { return number(static_cast<double>(value_)); }
  bool number(double value_) override { return value({Scalar::Kind::number, value_, {}}); }
  bool text(std::string_view value_) override {
    return value({Scalar::Kind::text, 0, std::string(cut_indexed(value_))});
  }
  bool begin_object() override {
    starts_.push_back(path_.size());
    return true;
  }
  bool key(std::string_view name) override {
    path_.resize(starts_.back());
    if (starts_.size() > 1) path_ += '.';
    path_ += name;
    return arrays_ > 0 || see_name(name);
  }
  bool end_object() override {
    path_.resize(starts_.back());
    starts_.pop_back();
    return true;
  }
  bool begin_array() override {
    ++arrays_;
    return true;
  }
  bool end_array() override {
    --arrays_;
    return true;
  }

 protected:
  // A name of the metadata; false stops.
  virtual bool see_name(std::string_view) { return true; }
  // A value that is no object and does not stand in a list.
  virtual void see(std::string_view, Scalar) {}
  ~Walk() = default;

 private:
  bool value(Scalar scalar) {
    if (arrays_ == 0) see(path_, std::move(scalar));
    return true;
  }

  std::string path_;
  std::vector<std::size_t> starts_;  // Where the path of each open object ends.
  int arrays_ = 0;
};

struct Taker final : Walk {
  explicit Taker(std::span<const MetadataIndex> its_indexes) : indexes(its_indexes) {
    out.begin_object();
  }
  bool see_name(std::string_view name) override {
    is_named_well =
        !name.empty() && !name.starts_with('$') && name.find_first_of(".\"") == name.npos;
    return is_named_well;
  }
  void see(std::string_view path, Scalar value) override {
    for (const MetadataIndex& index : indexes) {
      if (index.propertyName != path || !fits(index.indexType, value.kind)) continue;
      write(out.key(to_text(index.number)), value);
      has_any = true;
    }
  }
  std::span<const MetadataIndex> indexes;
  json::Writer out;
  bool has_any = false, is_named_well = true;
};

struct Reader final : Walk {
  void see(std::string_view path, Scalar value) override {
    if (const auto number = to_number(path)) take(context, *number, std::move(value));
  }
  void (*take)(void* context, std::int64_t number, Scalar value) = nullptr;
  void* context = nullptr;
};

}  // namespace

std::string_view cut_indexed(std::string_view text) {
  if (text.size() <= kIndexedBytes) return text;
  std::size_t end = kIndexedBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

Result<std::string> take_indexed(std::string_view metadata,
                                 std::span<const MetadataIndex> indexes) {
  if (metadata.size() > kVectorMetadataBytes)
    return refuse(refusal::kBadMetadata, concat("metadata too large; max is ", kVectorMetadataBytes,
                                                " bytes, got ", metadata.size(), " bytes"));
  Taker taker(indexes);
  std::string document(metadata);
  const auto fault = json::parse(document, taker);
  if (!taker.is_named_well)
    return refuse(refusal::kBadMetadata,
                  "invalid metadata key; keys cannot be empty, contain . or \", or start with $");
  if (fault) return refuse(refusal::kUnreadable, "failed to parse vectors request");
  if (!taker.has_any) return std::string();
  return taker.out.end_object().take();
}

void read_indexed(std::string_view indexed,
                  void (*take)(void* context, std::int64_t number, Scalar value), void* context) {
  if (indexed.empty()) return;
  Reader reader;
  reader.take = take;
  reader.context = context;
  std::string document(indexed);
  json::parse(document, reader);
}

std::string name_indexed(std::string_view indexed, std::span<const MetadataIndex> indexes) {
  struct Naming {
    std::span<const MetadataIndex> indexes;
    json::Writer out;
  } naming{indexes, {}};
  naming.out.begin_object();
  read_indexed(
      indexed,
      [](void* context, std::int64_t number, Scalar value) {
        auto& [all, out] = *static_cast<Naming*>(context);
        for (const MetadataIndex& index : all)
          if (index.number == number) write(out.key(index.propertyName), value);
      },
      &naming);
  return naming.out.end_object().take();
}

}  // namespace crow::vector_index
