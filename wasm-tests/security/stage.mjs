// Who and what the tests of this folder are about: Ada's organization with one of everything, and
// others who want it.

import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { kApi, anyAddress, join, must, openTarget, owner, unique } from '../lib/target.mjs';
import { until } from '../lib/until.mjs';

/** A word in all that Ada's organization writes: whoever reads it elsewhere has read hers. */
export const kSecret = 'wombatsecret';
/** The same in names that are sent with a request, which an error may repeat. */
const kNamed = 'quokkaname';

/**
 * Opens a platform with Ada's organization. `make.<kind>()` makes one more of a kind and gives its
 * id (or what else names it); `ids` has one of each kind that stays.
 */
export async function openStage(options = {}) {
  const shop = await openShop();
  const target = await openTarget({ allowShops: [shop.url], ...options });
  const ada = await owner(target, `Ada ${kSecret}`, `${kSecret} Northwind`);
  const make = makers(target, ada, shop.url);
  const ids = {};
  for (const [kind, one] of Object.entries(make)) ids[kind] = await one();
  return {
    target, ada, make, ids, shop: shop.url,
    async dispose() {
      await target.dispose();
      await shop.close();
    },
  };
}

function makers(target, ada, shop) {
  const { cookie, key } = ada;
  const auth = (path, body, more = {}) => must(target, 'POST', `${kApi}/auth${path}`,
    { cookie, body, ...more }).then(({ data }) => data);
  const api = (path, body, method = 'POST') => must(target, method, `${kApi}${path}`,
    { key, body }).then(({ data }) => data);
  const ended = (path) => until(async () => {
    const job = await api(path, undefined, 'GET');
    return !['queued', 'running'].includes(job.status) && job;
  }, 60_000);
  const uploaded = async (path, name, text) => {
    const form = new FormData();
    form.set('file', new Blob([text]), name);
    const response = await fetch(`${target.url}${kApi}${path}`, { method: 'POST', body: form,
      headers: { 'X-API-Key': key, 'CF-Connecting-IP': anyAddress() } });
    const { id } = await response.json();
    await ended(`${path}/${id}`);
    return id;
  };
  return {
    user: async () => ada.id,
    email: async () => ada.email,
    organization: async () => ada.organization.id,
    slug: async () => ada.organization.slug,
    member: async () => {
      const carla = await join(target, ada, 'member', `Carla ${kSecret}`);
      const { members } = (await must(target, 'GET', `${kApi}/auth/organization/list-members`
        + `?organizationId=${ada.organization.id}&limit=100`, { cookie })).data;
      return members.find(({ userId }) => userId === carla.id).id;
    },
    invitation: async () => (await auth('/organization/invite-member',
      { email: `${unique()}@${kSecret}.example`, role: 'member' })).id,
    apiKey: async () => (await auth('/api-key/create', { name: `${kSecret} key` })).id,
    sessionToken: async () => (await auth('/sign-in/email',
      { email: ada.email, password: ada.password }, { cookie: undefined })).token,
    product: async () => (await api('/products', { name: `${kSecret} chair`, price: '10',
      currency: 'EUR', brand: kSecret, sku: `${kSecret}-${unique()}` })).id,
    word: async () => {
      await api('/products/synonyms', { groups: [{ words: [kSecret, 'furniture'] }] }, 'PUT');
      return kSecret;
    },
    productJob: async () => (await api('/products/embeddings')).id,
    interaction: async () => {
      const id = `${kNamed}.${unique()}`;
      await api('/interactions', { id, sourceType: 'web', type: 'page_view',
        timestamp: new Date().toISOString(), summary: `${kSecret} words`,
        visitorId: `${kNamed}-visitor`, productId: `${kSecret}-product`,
        properties: { note: kSecret } });
      return id;
    },
    visitor: async () => `${kNamed}-visitor`,
    writeKey: async () => (await api('/interactions/write-keys', { name: kSecret })).id,
    interactionJob: async () => (await api('/interactions/bot-scores')).id,
    import: () => uploaded('/interactions/imports', `${kSecret}.txt`, `${kSecret} post\n`),
    productImport: () => uploaded('/products/imports', `${kSecret}.csv`,
      `name,price,currency\n${kSecret} table,5,EUR\n`),
    crawlerJob: async () => {
      const { id } = await api('/products/crawler-jobs',
        { sourceType: 'url', sourceValue: `${shop}/${kSecret}`, maxPages: 1 });
      await ended(`/products/crawler-jobs/${id}`);
      return id;
    },
  };
}

async function openShop() {
  const server = http.createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>${kSecret}</title>`);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

// What a request may change by being counted.
const kCounted = { apikey: ['request_count', 'last_request'] };

/**
 * Every row of every database that is a person's or an organization's, as text by table: what must
 * be the same after somebody else has tried everything.
 */
export async function readRows(target, { id, organization }) {
  const rows = new Map();
  const seen = new Set();
  for (const { service, env } of target.workers) {
    for (const { binding, preview_database_id: name } of env.d1_databases ?? []) {
      if (seen.has(name)) continue;
      seen.add(name);
      const database = await target.getDatabase(service, binding);
      const tables = await tablesOf(database);
      const found = await database.batch(tables.map((table) =>
        database.prepare(`SELECT * FROM "${table}"`)));
      tables.forEach((table, index) => {
        const own = found[index].results.filter((row) =>
          belongs(row, id, organization.id) && !isShared(table, row));
        for (const column of kCounted[table] ?? []) own.forEach((row) => delete row[column]);
        if (own.length > 0) {
          rows.set(`${name} ${table}`, own.map((row) => JSON.stringify(row)).sort());
        }
      });
    }
  }
  return rows;
}

// A row that says whose it is belongs to nobody else, whatever is written in it.
function belongs(row, userId, organizationId) {
  if (row.organization_id) return row.organization_id === organizationId;
  const text = JSON.stringify(row);
  return text.includes(userId) || text.includes(organizationId);
}

// A job that works for all organizations bears the name of the one that first needed it.
const isShared = (table, row) => table === 'jobs' && row.id === row.kind;

async function tablesOf(database) {
  const { results } = await database.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'").all();
  return results.map(({ name }) => name)
    .filter((name) => !/^(sqlite_|_cf_|d1_)|_(data|idx|content|docsize|config)$/.test(name));
}

/** What is different between two readings, as sentences. */
export function differences(before, after) {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((place) => {
    const [old, now] = [before.get(place) ?? [], after.get(place) ?? []];
    return [...old.filter((row) => !now.includes(row)).map((row) => `${place} lost ${row}`),
      ...now.filter((row) => !old.includes(row)).map((row) => `${place} got ${row}`)];
  });
}

/**
 * Waits until no job waits or works any more, those for all organizations included, and nothing has
 * changed for a second: jobs make jobs. Gives the rows of then.
 */
export async function becomeQuiet(target, whose) {
  let last;
  return until(async () => {
    const rows = await isIdle(target) ? await readRows(target, whose) : undefined;
    const isSame = last && rows && differences(last, rows).length === 0;
    last = rows;
    if (!isSame) await sleep(1_000);
    return isSame && rows;
  }, 60_000);
}

async function isIdle(target) {
  for (const { service, env } of target.workers) {
    for (const { binding } of env.d1_databases ?? []) {
      const database = await target.getDatabase(service, binding);
      if (!(await tablesOf(database)).includes('jobs')) continue;
      const due = await database.prepare('SELECT 1 FROM jobs WHERE run_at < ? LIMIT 1')
        .bind(Date.now() + 30_000).first();
      if (due) return false;
    }
  }
  return true;
}
