// What the statements of several operations have in common. Its parameters, from 1: organization,
// from, to, channel, type, product, visitor, and in kFromWords FTS5's query.
#pragma once

#include "shared/sql/statement.h"
#include "shared/sql/text.h"

namespace crow::interactions {

// The columns of `interaction`, called i, as the API shows them.
inline constexpr sql::Piece kColumns{
    "i.id, i.organization_id, i.source_type, i.type, i.occurred_at AS timestamp, i.received_at,"
    " i.summary, i.visitor_id, i.session_id, i.product_id, i.url, i.value, i.currency,"
    " i.properties, i.bot_score, i.bot_reasons"};

inline constexpr sql::Piece kInPeriod{
    "i.organization_id = ?1 AND i.occurred_at >= ?2 AND i.occurred_at < ?3"};

// Filters that may not be given.
inline constexpr sql::Piece kAnySource{" AND (?4 IS NULL OR i.source_type = ?4)"};
inline constexpr sql::Piece kAnyType{" AND (?5 IS NULL OR i.type = ?5)"};
inline constexpr sql::Piece kAnyProduct{" AND (?6 IS NULL OR i.product_id = ?6)"};
inline constexpr sql::Piece kAnyVisitor{" AND (?7 IS NULL OR i.visitor_id = ?7)"};

inline constexpr sql::Piece kFiltered =
    sql::join<kInPeriod, kAnySource, kAnyType, kAnyProduct, kAnyVisitor>;

// Those that hold words, as t, with their rows, as i; the parameter with FTS5's query comes between
// the two. CROSS JOIN keeps the order of the tables: by itself SQLite looks every interaction up in
// the text index.
inline constexpr sql::Piece kFromMatch{
    " FROM interaction_text AS t CROSS JOIN interaction AS i ON i.number = t.rowid"
    " WHERE t.interaction_text MATCH "};
inline constexpr sql::Piece kFromWords = sql::join<kFromMatch, "?8 AND ", kFiltered>;

}  // namespace crow::interactions
