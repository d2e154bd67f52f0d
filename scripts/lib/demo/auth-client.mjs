// A client of the platform's sign-in and team routes, as far as the demo needs one.

/** Speaks Better Auth's routes below `<url>/api/v1/auth`; a session is its Cookie header. */
export class AuthClient {
  #base;
  #origin;

  constructor(url) {
    this.#base = `${url}/api/v1/auth`;
    this.#origin = url;
  }

  /** Signs up, or in when that was done before; returns the session. */
  async enter({ name, email, password }) {
    const signedUp = await this.#send('POST', 'sign-up/email', { name, email, password });
    if (signedUp.status === 200) return sessionOf(signedUp);
    const text = await signedUp.text();
    if (!text.includes('USER_ALREADY_EXISTS')) throw refusal('POST sign-up/email', signedUp, text);
    const signedIn = await this.#send('POST', 'sign-in/email', { email, password });
    if (signedIn.status === 200) return sessionOf(signedIn);
    throw refusal('POST sign-in/email', signedIn, await signedIn.text());
  }

  /** The id of the organization with this slug, active in the session; made when it is missing. */
  async openOrganization(session, { name, slug, metadata }) {
    const known = await this.#organizationOf(session, (one) => one.slug === slug);
    const { id } = known
      ? await this.#post('organization/set-active', { organizationId: known.id }, session)
      : await this.#post('organization/create', { name, slug, metadata }, session);
    return id;
  }

  /** Brings a person into an organization by an invitation of `host`; active in their session. */
  async join(session, { email, role }, organizationId, host) {
    if (await this.#organizationOf(session, (one) => one.id === organizationId)) {
      await this.#post('organization/set-active', { organizationId }, session);
      return;
    }
    const invitation = await this.#post('organization/invite-member',
      { email, role, organizationId, resend: true }, host);
    await this.#post('organization/accept-invitation', { invitationId: invitation.id }, session);
  }

  /** A new key of this name. An older one of the name is deleted: nobody holds it. */
  async makeKey(session, name) {
    const { apiKeys } = await this.#get('api-key/list', session);
    for (const { id } of apiKeys.filter((key) => key.name === name)) {
      await this.#post('api-key/delete', { keyId: id }, session);
    }
    return (await this.#post('api-key/create', { name }, session)).key;
  }

  async #organizationOf(session, matches) {
    return (await this.#get('organization/list', session)).find(matches);
  }

  #get(route, session) {
    return this.#json('GET', route, undefined, session);
  }

  #post(route, body, session) {
    return this.#json('POST', route, body, session);
  }

  async #json(method, route, body, session) {
    const response = await this.#send(method, route, body, session);
    const text = await response.text();
    if (response.status !== 200) throw refusal(`${method} ${route}`, response, text);
    return JSON.parse(text);
  }

  #send(method, route, body, session) {
    const headers = { Origin: this.#origin, ...(session ? { Cookie: session } : {}),
      ...(body ? { 'Content-Type': 'application/json' } : {}) };
    return fetch(`${this.#base}/${route}`,
      { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  }
}

function sessionOf(response) {
  return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
}

function refusal(call, { status }, text) {
  return new Error(`the demo organization could not be made: ${call} answered ${status} ` +
    `${text.slice(0, 200)}; start again to go on, or start with --no-demo`);
}
