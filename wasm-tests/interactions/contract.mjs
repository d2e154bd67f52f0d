// The rules that an interaction has to keep, as the contract states them: what the stub collector
// accepts, and what the tests hold the tracking script and the demo's generator against.

const kDay = 24 * 60 * 60 * 1000;
const kFields = ['id', 'sourceType', 'type', 'timestamp', 'summary', 'visitorId', 'sessionId',
  'productId', 'url', 'value', 'currency', 'properties'];
const kTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const kCurrencies = new Set(Intl.supportedValuesOf('currency'));
const kFirst = Date.parse('2000-01-01T00:00:00Z');

/** The most events of one request, and its most bytes. */
export const kMostEvents = 500;
export const kMostBytes = 1024 * 1024;

const isText = (value, longest) =>
  typeof value === 'string' && value.length > 0 && [...value].length <= longest;
const isMissing = (value) => value === undefined || value === null;

/** The depth of objects and lists in one another; 0 for what is neither. */
export function depthOf(value) {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const kRules = {
  id: (value) => typeof value === 'string' && /^[A-Za-z0-9_.:-]{1,64}$/.test(value),
  sourceType: (value) => ['web', 'cctv', 'social'].includes(value),
  type: (value) => typeof value === 'string' && /^[a-z][a-z0-9_.]{0,63}$/.test(value),
  timestamp: (value, now) => typeof value === 'string' && kTime.test(value) &&
    Date.parse(value) >= kFirst && Date.parse(value) <= now + kDay,
  summary: (value) => isText(value, 2000),
  visitorId: (value) => isText(value, 128),
  sessionId: (value) => isText(value, 128),
  productId: (value) => isText(value, 128),
  url: (value) => isText(value, 2048) && URL.canParse(value),
  value: (value) => typeof value === 'number' && Number.isFinite(value),
  currency: (value) => kCurrencies.has(value),
  properties: (value) => typeof value === 'object' && !Array.isArray(value) &&
    Buffer.byteLength(JSON.stringify(value)) <= 8192 && depthOf(value) <= 5,
};
const kRequired = ['id', 'sourceType', 'type', 'timestamp'];

/** The name of the first field of an event that breaks a rule, or null. */
export function faultOf(event, now = Date.now()) {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return '(event)';
  const unknown = Object.keys(event).find((name) => !kFields.includes(name));
  if (unknown) return unknown;
  const broken = kFields.find((name) =>
    (isMissing(event[name]) ? kRequired.includes(name) : !kRules[name](event[name], now)));
  return broken ?? null;
}
