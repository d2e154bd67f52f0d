// Section 1.6: invitations.

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

const signUp = (name) =>
  ({ row: `${name} signs up`, call: 'POST /sign-up/email', body: user(name), jar: name });
const create = { row: 'an organization', call: 'POST /organization/create', as: 'ada',
  keep: { organization: (data) => data.id }, body: { name: 'Northwind', slug: 'n-{{unique}}' } };
const inviting = (name, role, id, by = 'ada') =>
  ({ row: `${name} is invited`, call: kInvite, as: by, keep: { [id]: (data) => data.id },
    body: { email: user(name).email, role, organizationId: '{{organization}}' } });
const accepting = (name, id) =>
  ({ row: `${name} accepts`, call: kAccept, as: name, body: { invitationId: `{{${id}}}` } });

const kOdd = [
  {}, { email: 'x@northwind.example' }, { role: 'member' },
  { email: 'nope', role: 'member' }, { email: 5, role: 'member' },
  { email: 'x@northwind.example', role: 5 },
  { email: 'x@northwind.example', role: 'zzz' }, { email: 'x@northwind.example', role: '' },
  { email: 'x@northwind.example', role: [] }, { email: 'x@northwind.example', role: 'admin,zzz' },
  { email: 'x@northwind.example', role: 'member', organizationId: 'nope' },
  { email: 'x@northwind.example', role: 'member', organizationId: 5 },
  { email: 'x@northwind.example', role: 'member', resend: 'yes' },
];

const errors = {
  title: 'organization/invite-member, refused',
  steps: [
    { row: 'nobody', call: kInvite, body: { email: 'x@northwind.example', role: 'member' } },
    signUp('ada'),
    { row: 'no organization is active', call: kInvite, as: 'ada',
      body: { email: 'x@northwind.example', role: 'member' } },
    create,
    ...kOdd.map((body) => ({ row: JSON.stringify(body), call: kInvite, as: 'ada', body })),
    { row: 'oneself', call: kInvite, as: 'ada', body: { email: user('ada').email, role: 'admin' } },
    inviting('bob', 'admin', 'first'),
    { row: 'with mail', mail: user('bob').email },
    inviting('bob', 'admin', 'second'),
    { row: 'again, wanted', call: kInvite, as: 'ada',
      body: { email: 'BOB-{{unique}}@northwind.example', role: 'member', resend: true } },
    { row: 'with mail again', mail: user('bob').email },
    signUp('bob'),
    accepting('bob', 'first'),
    inviting('bob', 'admin', 'third'),
    { row: 'an admin invites an owner', call: kInvite, as: 'bob',
      body: { email: 'o@northwind.example', role: 'owner' } },
    inviting('carla', 'member', 'fourth', 'bob'),
    signUp('carla'),
    accepting('carla', 'fourth'),
    { row: 'a member invites', call: kInvite, as: 'carla',
      body: { email: 'x@northwind.example', role: 'member' } },
    signUp('eve'),
    { row: 'a stranger invites', call: kInvite, as: 'eve',
      body: { email: 'x@northwind.example', role: 'member', organizationId: '{{organization}}' } },
    { row: 'by a list', call: kInvite, as: 'ada',
      body: { email: 'list@northwind.example', role: ['member'] } },
  ],
};

const kGet = 'GET /organization/get-invitation?id=';
const kReject = 'POST /organization/reject-invitation';
const kCancel = 'POST /organization/cancel-invitation';

const answers = {
  title: 'organization invitations, read and answered',
  steps: [
    { row: 'nobody reads', call: `${kGet}nope` },
    { row: 'nobody reads nothing', call: 'GET /organization/get-invitation' },
    { row: 'nobody lists', call: 'GET /organization/list-invitations' },
    { row: 'nobody lists their own', call: 'GET /organization/list-user-invitations' },
    { row: 'nobody rejects', call: kReject, body: { invitationId: 'nope' } },
    { row: 'nobody cancels', call: kCancel, body: { invitationId: 'nope' } },
    signUp('ada'),
    { row: 'no organization is active', call: 'GET /organization/list-invitations', as: 'ada' },
    create,
    signUp('bob'),
    signUp('carla'),
    signUp('eve'),
    { row: 'none yet', call: 'GET /organization/list-invitations', as: 'ada' },
    inviting('bob', 'admin', 'first'),
    { row: 'read', call: `${kGet}{{first}}`, as: 'bob' },
    { row: 'read by another', call: `${kGet}{{first}}`, as: 'carla' },
    { row: 'read by the inviter', call: `${kGet}{{first}}`, as: 'ada' },
    { row: 'an unknown one', call: `${kGet}nope`, as: 'bob' },
    { row: 'none', call: 'GET /organization/get-invitation', as: 'bob' },
    { row: 'rejected by another', call: kReject, as: 'carla',
      body: { invitationId: '{{first}}' } },
    { row: 'accepted by another', call: kAccept, as: 'carla',
      body: { invitationId: '{{first}}' } },
    { row: 'unconfirmed people do not list theirs', as: 'bob',
      call: 'GET /organization/list-user-invitations' },
    { row: 'nor by an address', as: 'bob',
      call: 'GET /organization/list-user-invitations?email=x@northwind.example' },
    { row: 'Bob’s mail', mail: user('bob').email },
    { row: 'rejected', call: kReject, as: 'bob', body: { invitationId: '{{first}}' } },
    { row: 'twice', call: kReject, as: 'bob', body: { invitationId: '{{first}}' } },
    { row: 'accepted too late', call: kAccept, as: 'bob', body: { invitationId: '{{first}}' } },
    { row: 'read no more', call: `${kGet}{{first}}`, as: 'bob' },
    { row: 'reject an unknown one', call: kReject, as: 'bob', body: { invitationId: 'nope' } },
    { row: 'reject nothing', call: kReject, as: 'bob', body: {} },
    inviting('bob', 'admin', 'second'),
    inviting('carla', 'owner', 'third'),
    { row: 'all of them', call: 'GET /organization/list-invitations', as: 'ada' },
    { row: 'of another', call: 'GET /organization/list-invitations?organizationId=nope',
      as: 'ada' },
    accepting('bob', 'second'),
    { row: 'an admin sees no owners to be', call: 'GET /organization/list-invitations',
      as: 'bob' },
    { row: 'cancel nothing', call: kCancel, as: 'ada', body: {} },
    { row: 'cancel an unknown one', call: kCancel, as: 'ada', body: { invitationId: 'nope' } },
    { row: 'cancelled by a stranger', call: kCancel, as: 'eve',
      body: { invitationId: '{{third}}' } },
    { row: 'cancelled by an admin', call: kCancel, as: 'bob',
      body: { invitationId: '{{third}}' } },
    { row: 'cancelled twice', call: kCancel, as: 'ada', body: { invitationId: '{{third}}' } },
    { row: 'accepted too late', call: kAccept, as: 'carla',
      body: { invitationId: '{{third}}' } },
    inviting('carla', 'member', 'fourth'),
    accepting('carla', 'fourth'),
    inviting('eve', 'member', 'fifth'),
    { row: 'cancelled by a member', call: kCancel, as: 'carla',
      body: { invitationId: '{{fifth}}' } },
    { row: 'a member lists', call: 'GET /organization/list-invitations', as: 'carla' },
    { row: 'a stranger lists', as: 'eve',
      call: 'GET /organization/list-invitations?organizationId={{organization}}' },
    { row: 'cancel an accepted one', call: kCancel, as: 'ada',
      body: { invitationId: '{{second}}' } },
    { row: 'wrong types', call: kCancel, as: 'ada', body: { invitationId: 5 } },
    { row: 'GET cancel', call: 'GET /organization/cancel-invitation', as: 'ada' },
  ],
};

const own = {
  title: 'organization/list-user-invitations',
  steps: [
    signUp('ada'),
    create,
    signUp('bob'),
    { row: 'Bob’s mail', mail: user('bob').email, keep: { token: (mail) => mail.token } },
    inviting('bob', 'admin', 'first'),
    { row: 'Bob confirms his address', call: 'GET /verify-email?token={{token}}', as: 'bob' },
    { row: 'his', call: 'GET /organization/list-user-invitations', as: 'bob' },
    { row: 'none after all', call: kReject, as: 'bob', body: { invitationId: '{{first}}' } },
    { row: 'and the list is empty', call: 'GET /organization/list-user-invitations', as: 'bob' },
    inviting('bob', 'member', 'second'),
    { row: 'the inviter is alone', call: 'GET /organization/list-user-invitations', as: 'ada' },
    { row: 'his again', call: 'GET /organization/list-user-invitations', as: 'bob' },
  ],
};

export const kInvitations = [invite, errors, answers, own];
