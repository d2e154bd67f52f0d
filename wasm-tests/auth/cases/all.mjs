// Every story that both servers are told. A new one is added to its file, or as a file here.

import { kApiKeys } from './api-keys.mjs';
import { kCore } from './core.mjs';
import { kInvitations } from './invitations.mjs';
import { kOrganizations } from './organizations.mjs';
import { kOrigins } from './origins.mjs';

export const kStories = [
  ...kCore, ...kOrigins, ...kOrganizations, ...kInvitations, ...kApiKeys,
];
