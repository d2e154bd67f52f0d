// Section 1.7: API keys.

const kCreate = 'POST /api-key/create';
const kVerify = 'POST /api-key/verify';
const kDelete = 'POST /api-key/delete';
const kDay = 86_400;
const user = (name) =>
  ({ name, email: `${name}-{{unique}}@northwind.example`, password: 'correct horse' });
const kStart = [
  { row: 'sign up', call: 'POST /sign-up/email', body: user('ada'), jar: 'ada' },
  { row: 'an organization', call: 'POST /organization/create', as: 'ada',
    body: { name: 'Northwind', slug: 'n-{{unique}}' } },
];

const create = {
  title: 'api-key/create',
  steps: [
    { row: 'nobody', call: kCreate, body: { name: 'k' } },
    { row: 'the body is checked before the session', call: kCreate, body: { name: 5 } },
    ...kStart,
    { row: 'with a name', call: kCreate, as: 'ada', body: { name: 'first' } },
    { row: 'with nothing', call: kCreate, as: 'ada', body: {} },
    { row: 'with no body', call: kCreate, as: 'ada' },
    ...[
      { name: '' }, { name: 'x' }, { name: 'x'.repeat(32) }, { name: 'x'.repeat(33) }, { name: 5 },
      { name: null }, { name: 'Zoë 🙂' },
      { expiresIn: kDay }, { expiresIn: kDay - 1 }, { expiresIn: 365 * kDay },
      { expiresIn: 365 * kDay + 1 }, { expiresIn: 400 * kDay }, { expiresIn: 0 }, { expiresIn: -1 },
      { expiresIn: null }, { expiresIn: 'x' }, { expiresIn: 1.5 * kDay }, { expiresIn: kDay + 0.5 },
      { prefix: 'shop_' }, { prefix: '' }, { prefix: 'a b' }, { prefix: 'ä' }, { prefix: 5 },
      { prefix: 'x'.repeat(32) }, { prefix: 'x'.repeat(33) }, { prefix: 'no-underscore' },
      { metadata: { team: 'web' } }, { metadata: 'text' }, { metadata: [1] }, { metadata: null },
      { metadata: {} }, { metadata: 5 },
      { remaining: 5 }, { remaining: null }, { refillAmount: 5 }, { refillInterval: 5 },
      { rateLimitEnabled: true }, { rateLimitEnabled: false }, { rateLimitMax: 5 },
      { rateLimitTimeWindow: 5 }, { permissions: { files: ['read'] } }, { permissions: 5 },
      { userId: 'somebody' }, { configId: 'default' }, { configId: 'unknown' }, { unknown: 1 },
      { organizationId: 'nope' },
    ].map((body) => ({
      row: JSON.stringify(body).slice(0, 60), call: kCreate, as: 'ada', body,
    })),
    { row: 'an array', call: kCreate, as: 'ada', body: [] },
    { row: 'broken JSON', call: kCreate, as: 'ada', body: '{' },
    { row: 'a form', call: kCreate, as: 'ada', body: 'name=x',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    { row: 'GET', call: 'GET /api-key/create', as: 'ada' },
  ],
};

const read = {
  title: 'api-key/list, get and delete',
  steps: [
    { row: 'nobody lists', call: 'GET /api-key/list' },
    { row: 'nobody reads', call: 'GET /api-key/get?id=nope' },
    { row: 'nobody deletes', call: kDelete, body: { keyId: 'nope' } },
    ...kStart,
    { row: 'sign up another', call: 'POST /sign-up/email', body: user('bob'), jar: 'bob' },
    { row: 'none yet', call: 'GET /api-key/list', as: 'ada' },
    { row: 'beta', call: kCreate, as: 'ada', body: { name: 'beta', metadata: { team: 'web' } },
      keep: { id: (data) => data.id } },
    { row: 'alpha', call: kCreate, as: 'ada', body: { name: 'alpha' } },
    { row: 'gamma', call: kCreate, as: 'ada', body: { name: 'gamma', prefix: 'shop_' } },
    ...['', '?limit=2', '?limit=1&offset=1', '?offset=2', '?offset=100', '?limit=0', '?limit=1000',
      '?limit=-1', '?limit=x', '?limit=1.5', '?offset=-1', '?offset=x', '?limit=',
      '?sortBy=name', '?sortBy=name&sortDirection=desc', '?sortBy=createdAt&sortDirection=desc',
      '?sortDirection=sideways', '?configId=default', '?configId=unknown', '?unknown=1',
      '?organizationId=nope'].map(
      (query) => ({ row: `list${query}`, call: `GET /api-key/list${query}`, as: 'ada' })),
    { row: 'get', call: 'GET /api-key/get?id={{id}}', as: 'ada' },
    { row: 'get of a configuration', as: 'ada',
      call: 'GET /api-key/get?id={{id}}&configId=default' },
    { row: 'get of an unknown id', call: 'GET /api-key/get?id=nope', as: 'ada' },
    { row: 'get without an id', call: 'GET /api-key/get', as: 'ada' },
    { row: 'get of an empty id', call: 'GET /api-key/get?id=', as: 'ada' },
    { row: "get of another's", call: 'GET /api-key/get?id={{id}}', as: 'bob' },
    { row: "delete of another's", call: kDelete, as: 'bob', body: { keyId: '{{id}}' } },
    { row: 'another lists his own', call: 'GET /api-key/list', as: 'bob' },
    { row: 'delete without an id', call: kDelete, as: 'ada', body: {} },
    { row: 'delete without a body', call: kDelete, as: 'ada' },
    { row: 'delete with an id that is no string', call: kDelete, as: 'ada', body: { keyId: 5 } },
    { row: 'delete of an unknown id', call: kDelete, as: 'ada', body: { keyId: 'nope' } },
    { row: 'delete of an unknown configuration', call: kDelete, as: 'ada',
      body: { keyId: '{{id}}', configId: 'unknown' } },
    { row: 'GET delete', call: 'GET /api-key/delete', as: 'ada' },
    { row: 'delete', call: kDelete, as: 'ada', body: { keyId: '{{id}}' } },
    { row: 'delete twice', call: kDelete, as: 'ada', body: { keyId: '{{id}}' } },
    { row: 'get of the deleted', call: 'GET /api-key/get?id={{id}}', as: 'ada' },
    { row: 'the others are there', call: 'GET /api-key/list?sortBy=name', as: 'ada' },
  ],
};

const verify = {
  title: 'api-key/verify',
  steps: [
    ...kStart,
    { row: 'create', call: kCreate, as: 'ada', body: { name: 'first', metadata: { team: 'web' } },
      keep: { key: (data) => data.key, id: (data) => data.id } },
    { row: 'right', call: kVerify, body: { key: '{{key}}' } },
    { row: 'of its configuration', call: kVerify, body: { key: '{{key}}', configId: 'default' } },
    { row: 'of an unknown configuration', call: kVerify,
      body: { key: '{{key}}', configId: 'unknown' } },
    { row: 'with a permission that it lacks', call: kVerify,
      body: { key: '{{key}}', permissions: { files: ['read'] } } },
    { row: 'with no permission asked', call: kVerify, body: { key: '{{key}}', permissions: {} } },
    { row: 'unknown', call: kVerify, body: { key: `crow_${'A'.repeat(64)}` } },
    { row: 'too short', call: kVerify, body: { key: 'crow_nope' } },
    { row: 'the key in another case', call: kVerify, body: { key: 'CROW_{{key}}' } },
    { row: 'with a space', call: kVerify, body: { key: '{{key}} ' } },
    { row: 'empty', call: kVerify, body: { key: '' } },
    { row: 'nothing given', call: kVerify, body: {} },
    { row: 'no body', call: kVerify },
    { row: 'an array', call: kVerify, body: [] },
    { row: 'broken JSON', call: kVerify, body: '{' },
    { row: 'wrong types', call: kVerify, body: { key: 5, permissions: 5, configId: 5 } },
    { row: 'permissions that are no lists', call: kVerify,
      body: { key: '{{key}}', permissions: { files: 'read' } } },
    { row: 'plain text', call: kVerify, body: 'x', headers: { 'Content-Type': 'text/plain' } },
    { row: 'GET', call: 'GET /api-key/verify' },
    { row: 'the key is shown without itself', call: 'GET /api-key/get?id={{id}}', as: 'ada' },
    { row: 'delete', call: kDelete, as: 'ada', body: { keyId: '{{id}}' } },
    { row: 'a deleted key', call: kVerify, body: { key: '{{key}}' } },
    { row: 'a key is no session', call: 'GET /organization/list',
      headers: { 'X-API-Key': '{{key}}' } },
  ],
};

const kUpdate = 'POST /api-key/update';

const update = {
  title: 'api-key/update',
  steps: [
    { row: 'nobody', call: kUpdate, body: { keyId: 'x', name: 'y' } },
    { row: 'the body is checked before the session', call: kUpdate, body: {} },
    ...kStart,
    { row: 'sign up another', call: 'POST /sign-up/email', body: user('bob'), jar: 'bob' },
    { row: 'create', call: kCreate, as: 'ada', body: { name: 'first', metadata: { a: 1 } },
      keep: { id: (data) => data.id, key: (data) => data.key } },
    ...[
      {}, { name: 'second' }, { name: '' }, { name: 'x'.repeat(32) }, { name: 'x'.repeat(33) },
      { name: null }, { name: 5 }, { enabled: false }, { enabled: true }, { enabled: 'yes' },
      { expiresIn: kDay }, { expiresIn: kDay - 1 }, { expiresIn: 366 * kDay }, { expiresIn: 0 },
      { expiresIn: null }, { expiresIn: 'x' }, { metadata: { b: [2] } }, { metadata: {} },
      { metadata: null }, { metadata: 'text' }, { metadata: 5 }, { metadata: [1] },
      { remaining: 5 }, { remaining: 0 }, { refillAmount: 5 }, { refillInterval: 5 },
      { rateLimitEnabled: true }, { rateLimitMax: 5 }, { rateLimitTimeWindow: 5 },
      { permissions: { files: ['read'] } }, { permissions: null }, { permissions: 5 },
      { userId: 'somebody' }, { configId: 'default', name: 'third' },
      { configId: 'unknown', name: 'fourth' }, { unknown: 1 },
      { name: 'fifth', enabled: true, metadata: { c: 3 }, expiresIn: 2 * kDay },
    ].map((change) => ({ row: JSON.stringify(change).slice(0, 60), call: kUpdate, as: 'ada',
      body: { keyId: '{{id}}', ...change } })),
    { row: 'an unknown key', call: kUpdate, as: 'ada', body: { keyId: 'nope', name: 'x' } },
    { row: 'no key', call: kUpdate, as: 'ada', body: { name: 'x' } },
    { row: 'a key that is no text', call: kUpdate, as: 'ada', body: { keyId: 5, name: 'x' } },
    { row: "another's", call: kUpdate, as: 'bob', body: { keyId: '{{id}}', name: 'x' } },
    { row: 'no body', call: kUpdate, as: 'ada' },
    { row: 'as it is now', call: 'GET /api-key/get?id={{id}}', as: 'ada' },
    { row: 'it is good', call: kVerify, body: { key: '{{key}}' } },
    { row: 'it is switched off', call: kUpdate, as: 'ada',
      body: { keyId: '{{id}}', enabled: false } },
    { row: 'and refused', call: kVerify, body: { key: '{{key}}' } },
    { row: 'GET', call: 'GET /api-key/update', as: 'ada' },
    { row: 'expired ones are deleted by the server alone', as: 'ada',
      call: 'POST /api-key/delete-all-expired-api-keys', body: {} },
  ],
};

export const kApiKeys = [create, read, update, verify];
