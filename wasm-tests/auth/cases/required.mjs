// Section 1.5 where addresses must be confirmed before one signs in. Not among kStories: both
// servers are started for it with another configuration.

const kAda = { name: 'Ada', email: 'ada-{{unique}}@northwind.example', password: 'correct horse' };
const kCredentials = { email: kAda.email, password: kAda.password };

export const kRequired = {
  title: 'sign-up and sign-in with required verification',
  steps: [
    { row: 'nobody is signed in', call: 'POST /sign-up/email',
      body: { ...kAda, callbackURL: '/welcome' } },
    { row: 'the link', mail: kAda.email, keep: { token: (mail) => mail.token } },
    { row: 'a taken address answers alike', call: 'POST /sign-up/email', body: kAda },
    { row: 'in another case too', call: 'POST /sign-up/email',
      body: { ...kAda, email: 'ADA-{{unique}}@northwind.example', name: 'Eve' } },
    { row: 'not remembered', call: 'POST /sign-up/email', body: { ...kAda, rememberMe: false } },
    { row: 'a short password', call: 'POST /sign-up/email', body: { ...kAda, password: 'short' } },
    { row: 'not yet', call: 'POST /sign-in/email', body: kCredentials },
    { row: 'a wrong password is wrong', call: 'POST /sign-in/email',
      body: { ...kCredentials, password: 'wrong horse' } },
    { row: 'the link is followed', call: 'GET /verify-email?token={{token}}&callbackURL=/welcome' },
    { row: 'now', call: 'POST /sign-in/email', body: kCredentials, jar: 'ada' },
    { row: 'the session', call: 'GET /get-session', as: 'ada' },
  ],
};
