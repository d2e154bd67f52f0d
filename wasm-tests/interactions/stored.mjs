// What the platform has of an organization's interactions, as its API tells it.

import { fireCrons } from '../../scripts/lib/crons.mjs';
import { kApi, must } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';

/** The base of all that is asked of interactions. */
export const kInteractions = `${kApi}/interactions`;

/** Takes events in, with the key of `owner`, in one request. */
export const record = async (target, { key }, events) =>
  (await must(target, 'POST', kInteractions, { key, body: events })).data;

/** What GET answers below /interactions: `ask(target, ada, '/summary')`. */
export const ask = async (target, { key }, route) =>
  (await must(target, 'GET', kInteractions + route, { key })).data;

/** Yields the pages of a list, each by the cursor of the one before. */
export async function* pagesOf(target, owner, query = {}, route = '') {
  for (let cursor; cursor !== null;) {
    const asked = new URLSearchParams({ limit: 100, ...query, ...(cursor ? { cursor } : {}) });
    const page = await ask(target, owner, `${route}?${asked}`);
    yield page;
    // Else a list that goes round in circles would be read for ever.
    if (page.nextCursor === cursor) throw new Error(`${route}?${asked} leads to itself`);
    cursor = page.nextCursor;
  }
}

/** All that a list or a search holds, read page by page. */
export async function everything(target, owner, query, route) {
  const items = [];
  for await (const { data } of pagesOf(target, owner, query, route)) items.push(...data);
  return items;
}

/** Brings the text index up to date with all that is stored, without its waits. */
export async function indexText(platform) {
  await until(async () => {
    await letLeasesEnd(platform);
    await sweep(platform);
    const database = await platform.getDatabase('interactions');
    const left = await database.prepare(`
      SELECT (SELECT coalesce(max(number), 0) FROM interaction) - number AS events,
             (SELECT count(*) FROM jobs WHERE id = 'index_text' AND run_at IS NOT NULL) AS jobs
        FROM text_progress`).first();
    return left.events === 0 && left.jobs === 0;
  }, 30_000);
}

/** What cron does each minute, as though what waits for its time had waited long enough. */
export async function sweep(platform) {
  const database = await platform.getDatabase('interactions');
  await database.prepare('UPDATE jobs SET run_at = 0 WHERE run_at IS NOT NULL').run();
  await fireCrons(platform, new Date());
}

/** As though the minute had gone by after which a job is anyone's; gives how many were held. */
export async function letLeasesEnd(platform) {
  const database = await platform.getDatabase('interactions');
  const { results } = await database.prepare(
    'UPDATE jobs SET lease_until = 0 WHERE holder IS NOT NULL RETURNING id').all();
  return results.length;
}
