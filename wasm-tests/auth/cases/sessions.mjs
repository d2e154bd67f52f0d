// Section 1.5: a user's sessions, listed and ended; how long they live.

const kSignIn = 'POST /sign-in/email';
const kAda = { name: 'Ada', email: 'ada-{{unique}}@northwind.example', password: 'correct horse' };
const kBob = { ...kAda, name: 'Bob', email: 'bob-{{unique}}@northwind.example' };
const kCredentials = { email: kAda.email, password: kAda.password };
const token = (name) => ({ [name]: (data) => data.token });

const sessions = {
  title: 'list-sessions and revoke-session',
  steps: [
    { row: 'nobody lists', call: 'GET /list-sessions' },
    { row: 'nobody revokes', call: 'POST /revoke-session', body: { token: 'x' } },
    { row: 'the body is checked before the session', call: 'POST /revoke-session', body: {} },
    { row: 'nobody revokes all', call: 'POST /revoke-sessions', body: {} },
    { row: 'nobody revokes others', call: 'POST /revoke-other-sessions', body: {} },
    { row: 'sign up', call: 'POST /sign-up/email', body: kAda, jar: 'ada', keep: token('first') },
    { row: 'another', call: 'POST /sign-up/email', body: kBob, jar: 'bob', keep: token('bob') },
    { row: 'one session', call: 'GET /list-sessions', as: 'ada' },
    { row: 'a second', call: kSignIn, body: kCredentials, jar: 'two', keep: token('second'),
      headers: { 'User-Agent': 'Mozilla/5.0' } },
    { row: 'a third', call: kSignIn, body: kCredentials, jar: 'three', keep: token('third') },
    { row: 'three sessions', call: 'GET /list-sessions', as: 'ada' },
    { row: 'of one person', call: 'GET /list-sessions', as: 'bob' },
    { row: "revoke of another's", call: 'POST /revoke-session', as: 'ada',
      body: { token: '{{bob}}' } },
    { row: 'it lives on', call: 'GET /get-session', as: 'bob' },
    { row: 'revoke of an unknown one', call: 'POST /revoke-session', as: 'ada',
      body: { token: 'nope' } },
    { row: 'revoke of an empty one', call: 'POST /revoke-session', as: 'ada', body: { token: '' } },
    { row: 'revoke with a wrong type', call: 'POST /revoke-session', as: 'ada',
      body: { token: 5 } },
    { row: 'revoke without a body', call: 'POST /revoke-session', as: 'ada' },
    { row: 'revoke with an array', call: 'POST /revoke-session', as: 'ada', body: [] },
    { row: 'revoke the second', call: 'POST /revoke-session', as: 'ada',
      body: { token: '{{second}}' } },
    { row: 'it has ended', call: 'GET /get-session', as: 'two' },
    { row: 'revoke the others', call: 'POST /revoke-other-sessions', as: 'ada', body: {} },
    { row: 'the third has ended', call: 'GET /get-session', as: 'three' },
    { row: 'one is left', call: 'GET /list-sessions', as: 'ada' },
    { row: 'others without a body', call: 'POST /revoke-other-sessions', as: 'ada' },
    { row: 'revoke oneself', call: 'POST /revoke-session', as: 'ada',
      body: { token: '{{first}}' } },
    { row: 'oneself has ended', call: 'GET /get-session', as: 'ada' },
    { row: 'sign in again', call: kSignIn, body: kCredentials, jar: 'ada' },
    { row: 'and again', call: kSignIn, body: kCredentials, jar: 'two' },
    { row: 'revoke all', call: 'POST /revoke-sessions', as: 'ada', body: {} },
    { row: 'all have ended', call: 'GET /get-session', as: 'two' },
    { row: 'GET revoke-sessions', call: 'GET /revoke-sessions', as: 'bob' },
    { row: 'POST list-sessions', call: 'POST /list-sessions', as: 'bob', body: {} },
  ],
};

const life = {
  title: 'how long a session lives',
  steps: [
    { row: 'sign up', call: 'POST /sign-up/email', body: kAda, jar: 'ada' },
    { row: 'not remembered', call: kSignIn, body: { ...kCredentials, rememberMe: false },
      jar: 'brief' },
    { row: 'half a day later', age: { as: 'ada', days: 0.5 } },
    { row: 'it is not extended', call: 'GET /get-session', as: 'ada' },
    { row: 'it is fresh', call: 'GET /list-sessions', as: 'ada' },
    { row: 'a day after the first', age: { as: 'ada', days: 0.6 } },
    { row: 'not extended when that is not wanted', call: 'GET /get-session?disableRefresh=true',
      as: 'ada' },
    { row: 'extended by any read', call: 'GET /organization/list', as: 'ada', jar: 'ada' },
    { row: 'it lives seven days from now', call: 'GET /get-session', as: 'ada' },
    { row: 'it is fresh no longer', call: 'GET /list-sessions', as: 'ada' },
    { row: 'the account cannot be deleted without a password', call: 'POST /delete-user', as: 'ada',
      body: {} },
    { row: 'the password can be changed', call: 'POST /change-password', as: 'ada',
      body: { currentPassword: kAda.password, newPassword: kAda.password } },
    { row: 'the brief one gets older', age: { as: 'brief', days: 0.9 } },
    { row: 'and is not extended', call: 'GET /get-session', as: 'brief' },
    { row: 'its day is over', age: { as: 'brief', days: 0.2 } },
    { row: 'it has ended', call: 'GET /get-session', as: 'brief' },
    { row: 'a week passes', age: { as: 'ada', days: 8 } },
    { row: 'an ended session is nobody', call: 'GET /list-accounts', as: 'ada' },
    { row: 'and null', call: 'GET /get-session', as: 'ada' },
  ],
};

export const kSessions = [sessions, life];
