// What every part of crow.js needs of the page: the settings of its own <script> element, storage
// that may be refused, and a guard, since nothing here may ever throw into the page.

/** The script element: `settings` are its data-* attributes. */
export const { dataset: settings, src } =
  document.currentScript || document.querySelector('script[data-key]');

/** Where events go: the host that the script came from, unless data-endpoint names another. */
export const endpoint =
  `${settings.endpoint || new URL('/api/v1/interactions', src)}?key=${settings.key}`;

/** The words of a list such as data-off="click scroll". */
export const words = (list = '') => list.split(/[\s,]+/);

/** Whether the page has switched off a type of event, or "datalayer". */
export const isOff = (name) => words(settings.off).includes(name);

/** Says something to whoever set data-debug, and to nobody else. */
export function tell(...facts) {
  if ('debug' in settings) console.log('crow', ...facts);
}

/** The same function, but it never throws. */
export const guard = (work) => (...given) => {
  try {
    return work(...given);
  } catch (error) {
    tell(error);
  }
};

/** Listens for events of the page and all that is in it, before the page's own listeners. */
export function on(names, work) {
  for (const name of words(names)) addEventListener(name, guard(work), true);
}

/** Something that no other visitor, page or event has: 128 bits as digits. */
export const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('');

/** What is kept under this name; nothing, null or undefined, when there is or may be nothing. */
export function read(storage, name) {
  try {
    return JSON.parse(window[storage].getItem(name));
  } catch {}
}

/** Keeps a value, removes it when there is none; true unless the browser does not let us. */
export function write(storage, name, value) {
  try {
    if (value) window[storage].setItem(name, JSON.stringify(value));
    else window[storage].removeItem(name);
    return true;
  } catch {}
}
