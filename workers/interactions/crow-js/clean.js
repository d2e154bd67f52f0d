// What leaves the page is cleaned here: addresses lose what may be secret or personal, values are
// cut to the sizes that the platform takes, elements are named without their contents.

import { settings, words } from './page.js';

const kSecretName = new RegExp('token|pass|pwd|secret|auth(?!or)|mail|phone|session|card|iban|' +
  'address|birth|(clid|key|name|signature)$|^(code|state|sid|pin|otp|tel|sig|hash|jwt)$', 'i');
// An e-mail address, or longer than what people type and shops link.
const kSecretValue = /@|^.{101}/;
const kMail = /[^/?&=#]+(@|%40)[^/?&=#]+/gi;

const kDeepest = 4;
const kLargest = 7500;

function cleanQuery(query) {
  const kept = new URLSearchParams([...new URLSearchParams(query)].filter(([name, value]) =>
    !kSecretName.test(name) && !kSecretValue.test(value) && !words(settings.strip).includes(name)));
  return `?${kept}`.replace(/^\?$/, '');
}

/** An address without secrets, and without its fragment unless that is a route (#/cart). */
export function cleanAddress(address) {
  const { origin, pathname, search, hash } = new URL(address, location);
  const [route, query] = /^#!?\//.test(hash) ? hash.split('?') : [''];
  return (origin + pathname + cleanQuery(search) + route + cleanQuery(query))
    .replace(kMail, '-').slice(0, 2000);
}

/** A number out of 129 or "129.00"; undefined for what can be read in two ways, as "1,299". */
export const toNumber = (value) => (/\d/.test(value) && isFinite(value) ? +value : undefined);

/** A copy that is not deeper than the platform takes. */
function trim(value, depth) {
  if (Object(value) !== value) return value;
  if (depth === kDeepest) return undefined;
  const copy = Array.isArray(value) ? [] : {};
  for (const name in value) copy[name] = trim(value[name], depth + 1);
  return copy;
}

/** Properties within the platform's 8 KB: items go first when there is too much. */
export function fit(properties) {
  const copy = trim(properties, 0);
  for (const name of ['items', ...Object.keys(copy)]) {
    if (sizeOf(copy) > kLargest) delete copy[name];
  }
  return copy;
}

/** Bytes of a value as JSON. */
export const sizeOf = (value) => new Blob([JSON.stringify(value)]).size;

/**
 * Where an element stands, as `main > ul.tiles > li > a.tile`. Names with digits in a row are left
 * out, since they may number people or orders; texts and values are never looked at.
 */
export function selectorOf(element) {
  const parts = [];
  for (let one = element; one && parts.length < 5; one = one.parentElement) {
    const [name = ''] = [`#${one.id}`, ...[...one.classList].map((word) => `.${word}`)]
      .filter((word) => /^.[a-z](?!.*\d{3})[\w-]{0,30}$/i.test(word));
    parts.unshift(one.localName + name);
  }
  return parts.join(' > ');
}
