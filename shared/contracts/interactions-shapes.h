// What an event and an interaction are, and by what they are chosen. Part of
// shared/contracts/interactions.h.
#pragma once

#include "shared/contracts/money.h"
#include "shared/core/describe.h"

namespace crow::interactions {

// ----------------------------------------------------------------------------------- vocabulary

enum class SourceType : std::uint8_t { web, cctv, social };
constexpr auto names(SourceType) {
  return std::to_array<std::string_view>({"web", "cctv", "social"});
}

// The id that the sender gives an event. It may hold more than other ids, since it comes from other
// systems.
struct EventIdFormat {
  static bool matches(std::string_view text);
  static constexpr Format format{
      .name = "",
      .pattern = "^[A-Za-z0-9_.:-]{1,64}$",
      .expected = "an id of 1 to 64 letters, digits, underscores, dots, colons and hyphens",
      .matches = &matches};
};
using EventId = Text<1, 64, EventIdFormat>;

struct EventTypeFormat {
  static bool matches(std::string_view text);
  static constexpr Format format{
      .name = "",
      .pattern = "^[a-z][a-z0-9_.]{0,63}$",
      .expected = "a lower-case name as page_view, of up to 64 letters, digits, _ and .",
      .matches = &matches};
};
using EventType = Text<1, 64, EventTypeFormat>;

// A name that another system gave a visitor, a session or a product.
using Reference = Text<1, 128>;

// ---------------------------------------------------------------------------------- taking in

inline constexpr std::size_t kEventsMax = 500;
inline constexpr std::size_t kBodyBytesMax = 1'048'576;
inline constexpr std::size_t kPropertiesBytesMax = 8'192;
inline constexpr std::size_t kPropertiesDepthMax = 5;

// What a sender says happened.
struct Event {
  static constexpr std::string_view title = "Event";
  EventId id;
  SourceType sourceType{};
  EventType type;
  Timestamp timestamp;
  std::optional<Text<0, 2'000>> summary;
  std::optional<Reference> visitorId, sessionId, productId;
  std::optional<Text<1, 2'048>> url;
  std::optional<Number<-1e15, 1e15>> value;
  std::optional<Currency> currency;
  std::optional<RawObject> properties;

  static constexpr auto fields = describe(
      field<&Event::id>("id", "Names the event; sent again, it is stored once."),
      field<&Event::sourceType>("sourceType", "The channel it came from."),
      field<&Event::type>("type", "What happened, as `page_view` or `line_crossed`."),
      field<&Event::timestamp>(
          "timestamp", "When, with an offset; from the year 2000 to 24 hours ahead of now."),
      field<&Event::summary>("summary", "What happened, in words."),
      field<&Event::visitorId>("visitorId", "Who, by the name that the sender knows them by."),
      field<&Event::sessionId>("sessionId", "The visit that it belongs to."),
      field<&Event::productId>("productId", "The product that it is about."),
      field<&Event::url>("url", "The page, post or stream that it happened on."),
      field<&Event::value>("value", "An amount: of money, of people, of seconds."),
      field<&Event::currency>("currency", "The currency of `value`, where it is money."),
      field<&Event::properties>(
          "properties", "Anything else: an object of at most 8,192 bytes, at most 5 levels deep."));
};

// An event that was not taken, and why.
struct Rejected {
  std::int64_t index = 0;
  std::optional<std::string> id;
  RawObject error;

  static constexpr auto fields = describe(
      field<&Rejected::index>("index", "Its place among the events sent, from 0."),
      field<&Rejected::id>("id", "Its id, if it has one."),
      field<&Rejected::error>("error", "The error, as a request with this event alone gets it."));
};

struct Recorded {
  static constexpr std::string_view title = "Recorded";
  std::int64_t accepted = 0, duplicates = 0;
  std::vector<Rejected> rejected;

  static constexpr auto fields = describe(
      field<&Recorded::accepted>("accepted", "Events that are stored now, durably."),
      field<&Recorded::duplicates>("duplicates", "Events whose id was stored before."),
      field<&Recorded::rejected>("rejected", "Events that were not taken; the others were."));
};

// ------------------------------------------------------------------------------- what is stored

struct Interaction {
  static constexpr std::string_view title = "Interaction";
  std::string id, organizationId;
  SourceType sourceType{};
  std::string type;
  Timestamp timestamp, receivedAt;
  std::optional<std::string> summary, visitorId, sessionId, productId, url;
  std::optional<double> value;
  std::optional<std::string> currency;
  RawObject properties;
  std::int64_t botScore = 0;
  RawJson botReasons;

  static constexpr auto fields = describe(
      field<&Interaction::id>("id", "The id that its sender gave it."),
      field<&Interaction::organizationId>("organizationId", "Whose it is."),
      field<&Interaction::sourceType>("sourceType", "The channel it came from."),
      field<&Interaction::type>("type", "What happened."),
      field<&Interaction::timestamp>("timestamp", "When it happened."),
      field<&Interaction::receivedAt>("receivedAt", "When it was taken in."),
      field<&Interaction::summary>("summary", "What happened, in words."),
      field<&Interaction::visitorId>(
          "visitorId",
          "Who: as the sender said, or a name for one visitor of one day (`anon_…`) that nobody "
          "can trace back."),
      field<&Interaction::sessionId>("sessionId", "The visit that it belongs to."),
      field<&Interaction::productId>("productId", "The product that it is about."),
      field<&Interaction::url>("url", "The page, post or stream that it happened on."),
      field<&Interaction::value>("value", "An amount: of money, of people, of seconds."),
      field<&Interaction::currency>("currency", "The currency of `value`, where it is money."),
      field<&Interaction::properties>("properties", "Anything else, as it was sent."),
      field<&Interaction::botScore>(
          "botScore", "How likely a machine did it, from 0 to 100; 0 for cameras and posts."),
      field<&Interaction::botReasons>("botReasons", "Why: a list of names, as `headless`."));
};

// Which interactions: every part that is given must hold.
struct Filter {
  std::optional<SourceType> sourceType;
  std::optional<EventType> type;
  std::optional<Reference> productId, visitorId;
  std::optional<Timestamp> from, to;

  static constexpr auto fields =
      describe(field<&Filter::sourceType>("sourceType", "Only of this channel."),
               field<&Filter::type>("type", "Only of this type."),
               field<&Filter::productId>("productId", "Only about this product."),
               field<&Filter::visitorId>("visitorId", "Only of this visitor."),
               field<&Filter::from>("from", "Only from this moment on."),
               field<&Filter::to>("to", "Only before this moment."));
};

}  // namespace crow::interactions
