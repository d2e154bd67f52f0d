// Labelled sets in BEIR's layout, and rankings in TREC's run format.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const kFiles = ['corpus.jsonl', 'queries.jsonl', 'qrels/test.tsv'];

const lines = (file) => readFileSync(file, 'utf8').split('\n').filter((line) => line.trim());

/**
 * {documents: [{id, title, text}], queries: [{id, text, kind}], grades}; grades are a Map query →
 * Map document → grade, and the kind of a query is its metadata's, if any.
 */
export function readSet(folder) {
  const parse = (file) => lines(path.join(folder, file)).map((line, at) => {
    try {
      return JSON.parse(line);
    } catch {
      throw new Error(`${file}, line ${at + 1}: not JSON`);
    }
  });
  const documents = parse('corpus.jsonl')
    .map(({ _id, title, text }) => ({ id: String(_id), title: title ?? '', text: text ?? '' }));
  const texts = new Map(parse('queries.jsonl').map(({ _id, text, metadata }) =>
    [String(_id), { text, kind: metadata?.kind }]));
  const grades = new Map();
  for (const line of lines(path.join(folder, 'qrels/test.tsv'))) {
    const [query, document, grade] = line.split('\t');
    if (!Number.isFinite(Number(grade)) || !texts.has(query)) continue;
    if (!grades.has(query)) grades.set(query, new Map());
    grades.get(query).set(document, Number(grade));
  }
  const queries = [...grades.keys()].map((id) => ({ id, ...texts.get(id) }));
  if (queries.length === 0) throw new Error('qrels/test.tsv names no query of queries.jsonl');
  return { documents, queries, grades };
}

/** The other way round. */
export function writeSet(folder, { documents, queries, grades }) {
  mkdirSync(path.join(folder, 'qrels'), { recursive: true });
  const write = (file, all) => writeFileSync(path.join(folder, file), `${all.join('\n')}\n`);
  write('corpus.jsonl', documents.map(({ id, title, text }) =>
    JSON.stringify({ _id: id, title, text })));
  write('queries.jsonl', queries.map(({ id, text, kind }) =>
    JSON.stringify({ _id: id, text, metadata: { kind } })));
  write('qrels/test.tsv', ['query-id\tcorpus-id\tscore', ...[...grades].flatMap(([query, of]) =>
    [...of].map(([document, grade]) => `${query}\t${document}\t${grade}`))]);
}

/** Sixteen digits that change with anything in the set. */
export function digestOf(folder) {
  const hash = createHash('sha256');
  for (const file of kFiles) hash.update(readFileSync(path.join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * The score, or a little less than the one before: tools sort by scores alone, as floats of 32
 * bits, and know no ranks.
 */
function scoreBelow(before, score) {
  const below = Math.fround(before - Math.max(Math.abs(before) * 2 ** -22, 1e-30));
  return Math.min(Math.fround(score), below);
}

/** Writes FOLDER/<type>.run; `ranking` is a Map query → [{id, score}], the best first. */
export function writeRun(folder, type, ranking) {
  const out = [];
  for (const [query, hits] of ranking) {
    let last;
    hits.forEach(({ id, score }, at) => {
      last = at ? scoreBelow(last, score) : Math.fround(score);
      out.push(`${query} Q0 ${id} ${at + 1} ${last} crow-${type}`);
    });
  }
  writeFileSync(path.join(folder, `${type}.run`), `${out.join('\n')}\n`);
}
