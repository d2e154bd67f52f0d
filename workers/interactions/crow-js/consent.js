// Who may be counted, and by which ids. Without consent there is no visitor id and no cookie; the
// session id lives in the tab alone. Global Privacy Control is a refusal, unless the visitor said
// yes to this very site.

import { newId, read, settings, write } from './page.js';

const kChoice = 'crow.consent';
const kSession = 'crow.session';
const kVisitor = 'crow_visitor';
const kSessionEnds = 18e5;
// Browsers keep no cookie for longer than 400 days.
const kCookieSeconds = 336e5;

// 'yes', 'no', or null before the visitor was asked.
let choice = read('localStorage', kChoice);
let session;

/** true; false, when nothing may be kept or sent; null while consent is required and awaited. */
export function mayCount() {
  if (choice) return choice === 'yes';
  if (navigator.globalPrivacyControl) return false;
  return settings.consent === 'required' ? null : true;
}

/** Keeps the visitor's choice. A refusal also removes what was kept of them. */
export function choose(isGiven) {
  choice = isGiven ? 'yes' : 'no';
  write('localStorage', kChoice, choice);
  if (isGiven) return;
  session = null;
  write('sessionStorage', kSession);
  write('localStorage', kVisitor);
  setCookie('', 0);
}

/** The tab's session; a new one after half an hour without an event. */
export function sessionId() {
  const now = Date.now();
  const [id, last] = session || read('sessionStorage', kSession) || [];
  session = [now - last < kSessionEnds ? id : newId(), now];
  if (mayCount()) write('sessionStorage', kSession, session);
  return session[0];
}

/** The visitor, kept as data-visitor says, only with consent; else undefined. */
export function visitorId() {
  let id;
  if (choice !== 'yes') return id;
  if (settings.visitor === 'cookie') {
    [, id] = /crow_visitor=(\w+)/.exec(document.cookie) || [0, newId()];
    setCookie(id, kCookieSeconds);
  }
  if (settings.visitor === 'storage') {
    write('localStorage', kVisitor, id = read('localStorage', kVisitor) || newId());
  }
  return id;
}

function setCookie(value, seconds) {
  document.cookie = `${kVisitor}=${value};path=/;max-age=${seconds};samesite=lax` +
    (isSecureContext ? ';secure' : '');
}
