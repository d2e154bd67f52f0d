// nDCG and recall as trec_eval computes them: the grade itself is the gain.

const discounted = (gains) => gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);

/** The mean of nDCG@10 and recall@100 over all queries that have something to be found. */
export function measure(ranking, grades) {
  let ndcg = 0;
  let recall = 0;
  let count = 0;
  for (const [query, of] of grades) {
    const wanted = [...of.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
    if (wanted.length === 0) continue;
    count += 1;
    const ids = (ranking.get(query) ?? []).map(({ id }) => id);
    const gains = ids.slice(0, 10).map((id) => Math.max(of.get(id) ?? 0, 0));
    ndcg += discounted(gains) / discounted(wanted.slice(0, 10));
    recall += ids.slice(0, 100).filter((id) => (of.get(id) ?? 0) > 0).length / wanted.length;
  }
  return { ndcg: ndcg / count, recall: recall / count, queries: count };
}
