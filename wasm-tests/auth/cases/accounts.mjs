// Section 1.5: what a user changes about their account: name, picture, password, all of it.

const kAda = { name: 'Ada', email: 'ada-{{unique}}@northwind.example', password: 'correct horse' };
const kCredentials = { email: kAda.email, password: kAda.password };
const kNew = 'battery staple';

const update = {
  title: 'update-user and list-accounts',
  steps: [
    { row: 'nobody updates', call: 'POST /update-user', body: { name: 'X' } },
    { row: 'nobody lists', call: 'GET /list-accounts' },
    { row: 'sign up', call: 'POST /sign-up/email', body: kAda, jar: 'ada' },
    { row: 'accounts', call: 'GET /list-accounts', as: 'ada' },
    { row: 'a name', call: 'POST /update-user', as: 'ada', body: { name: 'Ada Lovelace' } },
    { row: 'it is there', call: 'GET /get-session', as: 'ada' },
    { row: 'an image', call: 'POST /update-user', as: 'ada',
      body: { image: 'https://northwind.example/a.png' } },
    { row: 'it is there too', call: 'GET /get-session', as: 'ada' },
    { row: 'no image', call: 'POST /update-user', as: 'ada', body: { image: null } },
    { row: 'both', call: 'POST /update-user', as: 'ada', body: { name: 'A', image: 'x' } },
    { row: 'both are there', call: 'GET /get-session', as: 'ada' },
    { row: 'an empty name', call: 'POST /update-user', as: 'ada', body: { name: '' } },
    { row: 'nothing', call: 'POST /update-user', as: 'ada', body: {} },
    { row: 'unknown members alone', call: 'POST /update-user', as: 'ada', body: { color: 'red' } },
    { row: 'an address', call: 'POST /update-user', as: 'ada', body: { email: 'x@y.example' } },
    { row: 'an empty address', call: 'POST /update-user', as: 'ada', body: { email: '' } },
    { row: 'an address and a name', call: 'POST /update-user', as: 'ada',
      body: { email: 5, name: 'B' } },
    { row: 'the id is nobody’s to change', call: 'POST /update-user', as: 'ada',
      body: { id: 'mine', name: 'C' } },
    { row: 'no body', call: 'POST /update-user', as: 'ada' },
    { row: 'an array', call: 'POST /update-user', as: 'ada', body: [] },
    { row: 'a text', call: 'POST /update-user', as: 'ada', body: '"x"' },
    { row: 'broken JSON', call: 'POST /update-user', as: 'ada', body: '{' },
    { row: 'GET', call: 'GET /update-user', as: 'ada' },
  ],
};

const password = {
  title: 'change-password and verify-password',
  steps: [
    { row: 'nobody changes', call: 'POST /change-password',
      body: { currentPassword: 'x', newPassword: kNew } },
    { row: 'the body is checked before the session', call: 'POST /change-password', body: {} },
    { row: 'nobody verifies', call: 'POST /verify-password', body: { password: 'x' } },
    { row: 'sign up', call: 'POST /sign-up/email', body: kAda, jar: 'ada' },
    { row: 'a second session', call: 'POST /sign-in/email', body: kCredentials, jar: 'two' },
    { row: 'right', call: 'POST /verify-password', as: 'ada', body: { password: kAda.password } },
    { row: 'wrong', call: 'POST /verify-password', as: 'ada', body: { password: 'wrong' } },
    { row: 'empty', call: 'POST /verify-password', as: 'ada', body: { password: '' } },
    { row: 'nothing given', call: 'POST /verify-password', as: 'ada', body: {} },
    ...[
      { currentPassword: 'wrong horse', newPassword: kNew },
      { currentPassword: kAda.password, newPassword: 'short' },
      { currentPassword: kAda.password, newPassword: 'x'.repeat(129) },
      { currentPassword: 'x'.repeat(129), newPassword: kNew },
      { currentPassword: '', newPassword: kNew },
      { currentPassword: kAda.password },
      { newPassword: kNew },
      { currentPassword: 1, newPassword: [] },
      { currentPassword: kAda.password, newPassword: kNew, revokeOtherSessions: 'yes' },
      { currentPassword: kAda.password, newPassword: kNew, revokeOtherSessions: false },
    ].map((body) => ({ row: JSON.stringify(body).slice(0, 60), call: 'POST /change-password',
      as: 'ada', body })),
    { row: 'the old one is wrong now', call: 'POST /sign-in/email', body: kCredentials },
    { row: 'the new one is right', call: 'POST /sign-in/email',
      body: { email: kAda.email, password: kNew } },
    { row: 'the other session lives', call: 'GET /get-session', as: 'two' },
    { row: 'and others end', call: 'POST /change-password', as: 'ada', jar: 'ada',
      body: { currentPassword: kNew, newPassword: kAda.password, revokeOtherSessions: true } },
    { row: 'the other has ended', call: 'GET /get-session', as: 'two' },
    { row: 'a new one goes on', call: 'GET /get-session', as: 'ada' },
    { row: 'GET', call: 'GET /change-password', as: 'ada' },
    { row: 'set-password is for the server', call: 'POST /set-password', as: 'ada',
      body: { newPassword: kNew } },
  ],
};

const remove = {
  title: 'delete-user',
  steps: [
    { row: 'nobody deletes', call: 'POST /delete-user', body: {} },
    { row: 'sign up', call: 'POST /sign-up/email', body: kAda, jar: 'ada' },
    { row: 'an organization', call: 'POST /organization/create', as: 'ada',
      body: { name: 'Northwind', slug: 'n-{{unique}}' } },
    { row: 'a key', call: 'POST /api-key/create', as: 'ada', body: {},
      keep: { key: (data) => data.key } },
    { row: 'a wrong password', call: 'POST /delete-user', as: 'ada', body: { password: 'wrong' } },
    { row: 'a password that is too long', call: 'POST /delete-user', as: 'ada',
      body: { password: 'x'.repeat(129) } },
    { row: 'an unknown token', call: 'POST /delete-user', as: 'ada', body: { token: 'nope' } },
    { row: 'wrong types', call: 'POST /delete-user', as: 'ada',
      body: { password: 1, token: 2, callbackURL: 3 } },
    { row: 'a foreign callback', call: 'POST /delete-user', as: 'ada',
      body: { callbackURL: 'https://evil.example/' } },
    { row: 'no body', call: 'POST /delete-user', as: 'ada' },
    { row: 'the callback with an unknown token', call: 'GET /delete-user/callback?token=nope',
      as: 'ada' },
    { row: 'the callback without a token', call: 'GET /delete-user/callback', as: 'ada' },
    { row: 'the callback of nobody', call: 'GET /delete-user/callback?token=nope' },
    { row: 'the callback with a foreign page', as: 'ada',
      call: 'GET /delete-user/callback?token=nope&callbackURL=https://evil.example/' },
    { row: 'with the password', call: 'POST /delete-user', as: 'ada',
      body: { password: kAda.password } },
    { row: 'the session is gone', call: 'GET /get-session', as: 'ada' },
    { row: 'nobody signs in', call: 'POST /sign-in/email', body: kCredentials },
    { row: 'the address is free', call: 'POST /sign-up/email', body: kAda, jar: 'ada' },
    { row: 'a fresh session needs no password', call: 'POST /delete-user', as: 'ada', body: {} },
  ],
};

const social = {
  title: 'sign-in/social',
  steps: [
    { row: 'a social provider', call: 'POST /sign-in/social', body: { provider: 'google' } },
    { row: 'an unknown provider', call: 'POST /sign-in/social', body: { provider: 'nope' } },
    { row: 'no provider', call: 'POST /sign-in/social', body: {} },
  ],
};

export const kAccounts = [update, password, remove, social];
