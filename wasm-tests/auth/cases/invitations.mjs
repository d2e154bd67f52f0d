// Section 1.6 as far as an organization gets its second member.

const kInvite = 'POST /organization/invite-member';
const kAccept = 'POST /organization/accept-invitation';
const user = (name) =>
  ({ name, email: `${name}-{{unique}}@northwind.example`, password: 'correct horse' });

const invite = {
  title: 'organization/invite-member and accept-invitation',
  steps: [
    { row: 'the owner signs up', call: 'POST /sign-up/email', body: user('ada'), jar: 'ada' },
    { row: 'an organization', call: 'POST /organization/create', as: 'ada',
      keep: { organization: (data) => data.id },
      body: { name: 'Northwind', slug: 'n-{{unique}}' } },
    { row: 'another signs up', call: 'POST /sign-up/email', body: user('bob'), jar: 'bob' },
    { row: 'is invited', call: kInvite, as: 'ada', keep: { invitation: (data) => data.id },
      body: { email: user('bob').email, role: 'admin', organizationId: '{{organization}}' } },
    { row: 'accepts', call: kAccept, as: 'bob', body: { invitationId: '{{invitation}}' } },
    { row: 'acts for it', call: 'GET /get-session', as: 'bob' },
    { row: 'lists it', call: 'GET /organization/list', as: 'bob' },
    { row: 'reads it', call: 'GET /organization/get-full-organization', as: 'bob' },
    { row: 'the owner reads both', call: 'GET /organization/get-full-organization', as: 'ada' },
  ],
};

export const kInvitations = [invite];
