// Compares what a Cloudflare account has with what wrangler/*.jsonc names: databases, buckets,
// queues, indexes, secrets, domains. It only reads.

import { readFileSync } from 'node:fs';
import { listDeployed, readWorker } from './wrangler-config.mjs';

const kApi = 'https://api.cloudflare.com/client/v4';
const kZeros = /^[0-]+$/;
const kPerPage = 100;

/**
 * What is missing or differs (`missing`) and what nobody names (`superfluous`), each as
 * `{ what, command }`: a sentence, and the command that mends it.
 */
export async function compareAccount(environment, account = accountOf(process.env)) {
  const wanted = readWanted(environment);
  const found = await readAccount(account, wanted.workers);
  const missing = [];
  const superfluous = [];
  for (const kind of Object.keys(kKinds)) {
    const { noun, make, remove } = kKinds[kind];
    for (const name of wanted[kind]) {
      if (!found[kind].has(name)) missing.push({ what: `no ${noun} ${name}`, command: make(name) });
    }
    for (const name of found[kind].keys()) {
      if (isOurs(name, environment) && !wanted[kind].has(name)) {
        superfluous.push({ what: `${noun} ${name} is named nowhere`, command: remove(name) });
      }
    }
  }
  missing.push(...wrongIds(wanted, found, environment), ...wrongIndexes(wanted, found),
    ...wrongSecrets(wanted, found, environment), ...wrongDomains(wanted, found, environment));
  return { missing, superfluous };
}

const kKinds = {
  databases: {
    noun: 'database',
    make: (name) => `npx wrangler d1 create ${name}`,
    remove: (name) => `npx wrangler d1 delete ${name}`,
  },
  buckets: {
    noun: 'bucket',
    make: (name) => `npx wrangler r2 bucket create ${name}`,
    remove: (name) => `npx wrangler r2 bucket delete ${name}`,
  },
  queues: {
    noun: 'queue',
    make: (name) => `npx wrangler queues create ${name}`,
    remove: (name) => `npx wrangler queues delete ${name}`,
  },
  indexes: {
    noun: 'index',
    make: (name) => `npx wrangler vectorize create ${name} --dimensions 1024 --metric cosine`,
    remove: (name) => `npx wrangler vectorize delete ${name}`,
  },
};

// In production names have no ending.
const isOurs = (name, environment) =>
  name.startsWith('crow-') && name.endsWith('-dev') === (environment === 'dev');

/** What the wrangler files of an environment name. */
export function readWanted(environment) {
  const wanted = { databases: new Set(), buckets: new Set(), queues: new Set(),
    indexes: new Set(), ids: new Map(), metadata: new Map(), workers: [], domains: new Map() };
  for (const service of listDeployed()) {
    const { env, deployedName, file } = readWorker(service, { environment });
    for (const { database_name: name, database_id: id } of env.d1_databases ?? []) {
      wanted.databases.add(name);
      wanted.ids.set(name, [...wanted.ids.get(name) ?? [], { service, id }]);
    }
    for (const { bucket_name: name } of env.r2_buckets ?? []) wanted.buckets.add(name);
    const { producers = [], consumers = [] } = env.queues ?? {};
    for (const { queue, dead_letter_queue: dead } of [...producers, ...consumers]) {
      wanted.queues.add(queue);
      if (dead) wanted.queues.add(dead);
    }
    for (const { index_name: name } of env.vectorize ?? []) {
      wanted.indexes.add(name);
      // The comment beside an index says which properties it filters by.
      const properties = [...readFileSync(file, 'utf8').matchAll(
        /create-metadata-index (\S+) --property-name (\w+) --type (\w+)/g)]
        .filter(([, index]) => index === name).map(([, , property, type]) => ({ property, type }));
      wanted.metadata.set(name, properties);
    }
    for (const { pattern, custom_domain: isDomain } of env.routes ?? []) {
      if (isDomain) wanted.domains.set(pattern, deployedName);
    }
    wanted.workers.push({ service, name: deployedName, secrets: env.secrets?.required ?? [] });
  }
  return wanted;
}

/** The account that the environment variables name, as wrangler reads them. */
function accountOf(variables) {
  const { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_ACCOUNT_ID: id } = variables;
  if (!token || !id) {
    throw new Error('export CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID; the token needs to '
      + 'read D1, R2, Queues, Vectorize and Workers scripts');
  }
  return { token, id, api: variables.CLOUDFLARE_API_BASE_URL ?? kApi };
}

async function readAccount(account, workers) {
  const [databases, buckets, queues, indexes, domains] = await Promise.all([
    readList(account, 'd1/database'),
    readList(account, 'r2/buckets', (result) => result.buckets),
    readList(account, 'queues'),
    readList(account, 'vectorize/v2/indexes'),
    readList(account, 'workers/domains'),
  ]);
  const byName = (list, name) => new Map(list.map((one) => [one[name], one]));
  const secrets = new Map();
  for (const { name } of workers) {
    secrets.set(name, await readList(account, `workers/scripts/${name}/secrets`));
  }
  return { databases: byName(databases, 'name'), buckets: byName(buckets, 'name'),
    queues: byName(queues, 'queue_name'), indexes: byName(indexes, 'name'),
    domains: byName(domains, 'hostname'), secrets };
}

/** Every page of a list; undefined when there is no such thing. */
async function readList({ api, id, token }, path, itemsOf = (result) => result) {
  const all = [];
  for (let page = 1, cursor = ''; ; page += 1) {
    const next = cursor ? `&cursor=${encodeURIComponent(cursor)}` : `&page=${page}`;
    const answer = await fetch(`${api}/accounts/${id}/${path}?per_page=${kPerPage}${next}`,
      { headers: { Authorization: `Bearer ${token}` } });
    if (answer.status === 404) return undefined;
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok || body.success === false) {
      const [reason] = body.errors ?? [];
      throw new Error(`Cloudflare answered ${answer.status} to ${path}: `
        + `${reason?.message ?? 'no reason'}; may the token read it?`);
    }
    const items = itemsOf(body.result) ?? [];
    all.push(...items);
    cursor = body.result_info?.cursor;
    const { total_count: total = all.length } = body.result_info ?? {};
    if (items.length === 0 || (!cursor && all.length >= total)) return all;
  }
}

function wrongIds(wanted, found, environment) {
  return [...wanted.ids].flatMap(([name, users]) => {
    const id = found.databases.get(name)?.uuid;
    return users.filter((user) => id && user.id !== id).map((user) => ({
      what: `wrangler/${user.service}.jsonc (${environment}) has `
        + `${kZeros.test(user.id) ? 'no id' : 'another id'} for ${name}`,
      command: `put "database_id": "${id}" there`,
    }));
  });
}

function wrongIndexes(wanted, found) {
  return [...wanted.metadata].flatMap(([name, properties]) => {
    const config = found.indexes.get(name)?.config;
    if (!config) {
      return properties.map(({ property, type }) => ({
        what: `no metadata index ${property} of ${name}`,
        command: `npx wrangler vectorize create-metadata-index ${name} `
          + `--property-name ${property} --type ${type}`,
      }));
    }
    if (config.dimensions === 1024 && config.metric === 'cosine') return [];
    return [{ what: `index ${name} has ${config.dimensions} dimensions, ${config.metric}`,
      command: `npx wrangler vectorize delete ${name} && ${kKinds.indexes.make(name)}` }];
  });
}

function wrongSecrets(wanted, found, environment) {
  return wanted.workers.flatMap(({ service, name, secrets }) => {
    const known = found.secrets.get(name)?.map((secret) => secret.name);
    return secrets.filter((secret) => !known?.includes(secret)).map((secret) => ({
      what: `${known ? '' : `worker ${name} is not deployed, and `}has no secret ${secret}`
        .replace(/^has/, `worker ${name} has`),
      command: `npx wrangler secret put ${secret} -c wrangler/${service}.jsonc `
        + `--env ${environment}`,
    }));
  });
}

function wrongDomains(wanted, found, environment) {
  return [...wanted.domains].filter(([host, name]) => found.domains.get(host)?.service !== name)
    .map(([host, name]) => ({
      what: `${host} does not lead to ${name}`,
      command: `./scripts/deploy gateway --env ${environment}`,
    }));
}
