// The columns of `interaction` as the API shows them. A macro, since a checked statement is a
// literal.
#pragma once

#define CROW_INTERACTION_COLUMNS                                                         \
  "i.id, i.organization_id, i.source_type, i.type, i.occurred_at AS timestamp, "         \
  "i.received_at, i.summary, i.visitor_id, i.session_id, i.product_id, i.url, i.value, " \
  "i.currency, i.properties, i.bot_score, i.bot_reasons"
