// What the tables do not say of an operation: bodies that no schema tells, who shows that a request
// is a good one when that is not the owner, and why an operation names nothing that is somebody's.

import { join, must, kApi, signUp, unique } from '../lib/target.mjs';

/** Operations that name nothing which could be somebody else's, by the reason. */
export const kWithout = {
  'tells the caller of the caller, or of the organization of the credential': ['listSessions',
    'getToken', 'listAccounts', 'listOwnOrganizations', 'getActiveMember', 'getCurrentUser',
    'getInteractionSummary', 'getInteractionSettings', 'getProductSynonyms'],
  'changes the caller, or the organization of the credential': ['revokeSessions',
    'revokeOtherSessions', 'authUpdateUser', 'changePassword', 'verifyPassword', 'changeEmail',
    'authDeleteUser', 'updateInteractionSettings', 'putProductSynonyms', 'rescoreBots',
    'embedProducts'],
  'makes something for the organization of the credential': ['createOrganization',
    'createWriteKey', 'importInteractions', 'importProducts', 'createCrawlerJob',
    'createCrawlerJobByItself', 'createProduct'],
  'makes another organization of the caller’s': ['createOrganizationAsOwner'],
  'tells whether a short name is free, as it must': ['checkOrganizationSlug'],
  'acts by a token of a mail to the caller: replay.test.mjs': ['authDeleteUserCallback'],
};

const kPassword = 'correct horse battery';

/** Bodies that a schema does not tell. References are put into them. */
export const kBodies = {
  authDeleteUser: () => ({ password: kPassword }),
  authUpdateOrganization: () => ({ data: { name: 'Renamed' } }),
  authUpdateUser: () => ({ name: 'Renamed' }),
  changePassword: () => ({ currentPassword: kPassword, newPassword: kPassword }),
  createApiKey: () => ({ name: 'another' }),
  createCrawlerJob: ({ shop }) => ({ sourceType: 'url', sourceValue: `${shop}/`, maxPages: 1 }),
  createCrawlerJobByItself: ({ shop }) =>
    ({ sourceType: 'url', sourceValue: `${shop}/`, maxPages: 1 }),
  hasPermission: () => ({ permissions: { member: ['create'] } }),
  inviteOrganizationMember: () =>
    ({ email: `${unique()}@northwind.example`, role: 'member' }),
  updateOrganizationMember: () => ({ role: 'admin' }),
  updateUserPermissions: () => ({ interactions: { enabled: true } }),
  updateUserPreferences: () => ({ locale: 'de' }),
  inviteMember: () => ({ email: `${unique()}@northwind.example`, role: 'member' }),
  updateApiKey: () => ({ name: 'renamed' }),
  updateMemberRole: () => ({ role: 'admin' }),
};

/** They end or turn what they are called with: an owner of its own shows that they work. */
export const kSpends = ['revokeSessions', 'revokeOtherSessions', 'changePassword', 'authDeleteUser',
  'changeEmail', 'createOrganization', 'setActiveOrganization', 'authDeleteOrganization',
  'deleteOrganization'];

/** What their {id} names must be the caller: nobody else, whatever the role. */
export const kPersonal = ['updateUserProfile', 'uploadProfilePicture', 'getUserPreferences',
  'updateUserPreferences'];
/** Refused to admins: only owners may. */
export const kForOwners = ['deleteOrganization'];
/** Whoever may do it is not there afterwards: organizations/writes.http. */
export const kLeaves = ['leaveOwnOrganization'];

/** Who succeeds in the owner's place; null when nobody does here, for the reason beside it. */
export const kControls = {
  acceptInvitation: invited('invitationId'),
  rejectInvitation: invited('invitationId'),
  getInvitation: invited('id'),
  // A session may name no user, not even its own.
  createApiKey: ({ operation, stage, send }) => send(operation, {}, { cookie: stage.ada.cookie }),
  async leaveOrganization({ operation, stage, send }) {
    const { cookie } = await join(stage.target, stage.ada, 'member');
    return send(operation, { organizationId: stage.ada.organization.id }, { cookie });
  },
  async leaveOwnOrganization({ operation, stage, send }) {
    const { key } = await join(stage.target, stage.ada, 'member');
    return send(operation, { id: stage.ada.organization.id }, { key });
  },
  // Takes a form: users/profile.http.
  uploadProfilePicture: null,
  // Its token is in a mail: replay.test.mjs.
  authDeleteUserCallback: null,
  // Nobody may name an address, and one's own must be confirmed: access/invitations.http.
  listUserInvitations: null,
};

/** Only whom an invitation names may read and answer it. */
function invited(name) {
  return async ({ operation, stage: { target, ada }, send }) => {
    const { email, cookie } = await signUp(target);
    const { data } = await must(target, 'POST', `${kApi}/auth/organization/invite-member`,
      { cookie: ada.cookie, body: { email, role: 'member', organizationId: ada.organization.id } });
    return send(operation, { [name]: data.id }, { cookie });
  };
}
