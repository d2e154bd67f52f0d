// Section 1.5 where addresses must be confirmed before one signs in, and where no mail is sent. Not
// among kStories: both servers are started for each with another configuration.

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

export const kWithoutMail = {
  title: 'a deployment that sends no mail',
  steps: [
    { row: 'sign-up goes without', call: 'POST /sign-up/email', body: kAda, jar: 'ada' },
    { row: 'a reset', call: 'POST /request-password-reset', body: { email: kAda.email } },
    { row: 'a reset for nobody', call: 'POST /request-password-reset',
      body: { email: 'nobody-{{unique}}@northwind.example' } },
    { row: 'a malformed address is told first', call: 'POST /request-password-reset',
      body: { email: 'nope' } },
    { row: 'a link that nobody sent', call: 'POST /reset-password',
      body: { token: 'nope', newPassword: 'battery staple' } },
    { row: 'a change of address', call: 'POST /change-email', as: 'ada',
      body: { newEmail: 'countess-{{unique}}@northwind.example' } },
    { row: 'the session is asked for first', call: 'POST /change-email',
      body: { newEmail: 'countess-{{unique}}@northwind.example' } },
    { row: 'a confirmation', call: 'POST /send-verification-email', as: 'ada',
      body: { email: kAda.email } },
    { row: 'a confirmation without a session', call: 'POST /send-verification-email',
      body: { email: kAda.email } },
    { row: 'an invitation is made all the same', call: 'POST /organization/create', as: 'ada',
      body: { name: 'Northwind', slug: 'n-{{unique}}' } },
    { row: 'and found', call: 'POST /organization/invite-member', as: 'ada',
      body: { email: 'bob-{{unique}}@northwind.example', role: 'member' } },
  ],
};
