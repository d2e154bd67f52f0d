// Section 1.3: which origins may change something with a cookie, and who may sign in from where.

const kAda = { name: 'Ada', email: 'ada-{{unique}}@northwind.example', password: 'correct horse' };
const kCredentials = { email: kAda.email, password: kAda.password };
const kNone = { Origin: null };

/** What comes with a cookie, by what a browser might send. */
const kWithCookie = [
  ['our origin', {}],
  ['our other name', { Origin: '{{localhost}}' }],
  ['no Origin, no Referer', kNone],
  ['a foreign Origin', { Origin: 'https://evil.example' }],
  ['Origin null', { Origin: 'null' }],
  ['Origin null from our own page', { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }],
  ['Origin null from elsewhere', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
  ['our Referer alone', { ...kNone, Referer: '{{url}}/page' }],
  ['a foreign Referer alone', { ...kNone, Referer: 'https://evil.example/page' }],
  ['our Origin, a foreign Referer', { Referer: 'https://evil.example/page' }],
  ['a foreign Origin, our Referer', { Origin: 'https://evil.example', Referer: '{{url}}/page' }],
  ['an Origin with a slash', { Origin: '{{url}}/' }],
  ['an Origin that begins like ours', { Origin: '{{url}}.evil.example' }],
  ['an Origin with our name inside', { Origin: 'http://evil.example/{{url}}' }],
  ['an Origin with our name as a user', { Origin: '{{url}}@evil.example' }],
  ['our host without the port', { Origin: 'http://127.0.0.1' }],
  ['our host by https', { Origin: 'https://127.0.0.1' }],
  ['an Origin that is no URL', { Origin: 'evil' }],
  ['an empty Origin', { Origin: '' }],
];

/** What comes to sign-in without a cookie. */
const kWithoutCookie = [
  ['nothing', {}],
  ['our origin', { Origin: '{{url}}' }],
  ['a foreign Origin', { Origin: 'https://evil.example' }],
  ['Origin null', { Origin: 'null' }],
  ['our Referer', { Referer: '{{url}}/page' }],
  ['a foreign Referer', { Referer: 'https://evil.example/page' }],
  ['a fetch without an Origin', { 'Sec-Fetch-Mode': 'cors' }],
  ['a fetch with our Origin', { 'Sec-Fetch-Mode': 'cors', Origin: '{{url}}' }],
  ['a fetch with a foreign Origin', { 'Sec-Fetch-Mode': 'cors', Origin: 'https://evil.example' }],
  ['a navigation from elsewhere', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }],
  ['a navigation from elsewhere with our Origin',
    { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', Origin: '{{url}}' }],
  ['a navigation from our own page with our Origin',
    { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate', Origin: '{{url}}' }],
];

export const kOrigins = [
  {
    title: 'a change with a cookie',
    steps: [
      { row: 'sign up', call: 'POST /sign-up/email', body: kAda, jar: 'ada' },
      ...kWithCookie.map(([row, headers]) =>
        ({ row, call: 'POST /organization/set-active', as: 'ada', body: {}, headers })),
      { row: 'any cookie needs an Origin', call: 'POST /organization/set-active', body: {},
        headers: { Cookie: 'theme=dark' } },
      { row: 'a foreign Origin without a cookie', call: 'POST /organization/set-active', body: {},
        headers: { Origin: 'https://evil.example' } },
      { row: 'reading needs none', call: 'GET /organization/list', as: 'ada', headers: kNone },
      { row: 'reading from elsewhere', call: 'GET /organization/list', as: 'ada',
        headers: { Origin: 'https://evil.example' } },
      { row: 'the check comes before the body', call: 'POST /organization/create', as: 'ada',
        body: {}, headers: { Origin: 'https://evil.example' } },
      { row: 'the type comes before the check', call: 'POST /organization/create', as: 'ada',
        body: 'x', headers: { Origin: 'https://evil.example', 'Content-Type': 'text/plain' } },
      { row: 'an unknown path is not checked', call: 'POST /nothing', as: 'ada', body: {},
        headers: { Origin: 'https://evil.example' } },
      { row: 'sign-out from elsewhere', call: 'POST /sign-out', as: 'ada', body: {},
        headers: { Origin: 'https://evil.example' } },
      { row: 'the session lived on', call: 'GET /get-session', as: 'ada' },
      { row: 'sign-in with a cookie from elsewhere', call: 'POST /sign-in/email', as: 'ada',
        body: kCredentials, headers: { Origin: 'https://evil.example' } },
      { row: 'sign-in with a cookie and no Origin', call: 'POST /sign-in/email', as: 'ada',
        body: kCredentials, headers: kNone },
      { row: 'sign-in with a cookie from here', call: 'POST /sign-in/email', as: 'ada',
        body: kCredentials },
    ],
  },
  {
    title: 'sign-in and sign-up without a cookie',
    steps: [
      { row: 'sign up', call: 'POST /sign-up/email', body: kAda },
      ...kWithoutCookie.map(([row, headers]) =>
        ({ row: `sign-in: ${row}`, call: 'POST /sign-in/email', body: kCredentials, headers })),
      ...kWithoutCookie.map(([row, headers]) =>
        ({ row: `sign-up: ${row}`, call: 'POST /sign-up/email', body: kAda, headers })),
    ],
  },
];
