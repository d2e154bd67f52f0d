// A form read in pieces is the same in pieces of every length.
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/http/multipart.h"

namespace {

std::string read(std::string_view body, std::size_t piece) {
  using Kind = crow::MultipartEvent::Kind;
  auto reader = crow::MultipartReader::from("multipart/form-data; boundary=b");
  std::string out;
  for (;;) {
    const auto event = reader->next();
    if (!event) return out + "!";
    if (event->kind == Kind::end) return out + ".";
    if (event->kind == Kind::part) out += crow::concat("[", event->name, "]");
    if (event->kind == Kind::data) out += event->data;
    if (event->kind != Kind::more) continue;
    if (body.empty()) return out;
    reader->feed(body.substr(0, piece));
    body.remove_prefix(std::min(piece, body.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body = crow::fuzz::text_of(data, size);
  const std::string whole = read(body, size + 1);
  const std::string pieces = read(body, 3);
  // What is broken may be told before or behind some of a part's content.
  if (whole.ends_with('.') || pieces.ends_with('.')) crow::fuzz::insist(whole == pieces);
  return 0;
}
