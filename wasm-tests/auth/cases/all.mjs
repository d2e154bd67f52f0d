// Every story that both servers are told. A new one is added to its file, or as a file here.

import { kAccounts } from './accounts.mjs';
import { kApiKeys } from './api-keys.mjs';
import { kCore } from './core.mjs';
import { kInvitations } from './invitations.mjs';
import { kMail } from './mail.mjs';
import { kMembers } from './members.mjs';
import { kOrganizations } from './organizations.mjs';
import { kOrigins } from './origins.mjs';
import { kSessions } from './sessions.mjs';

export const kStories = [
  ...kCore, ...kSessions, ...kAccounts, ...kMail, ...kOrigins, ...kOrganizations,
  ...kInvitations, ...kMembers, ...kApiKeys,
];
