// The hash of a password, with Better Auth's parameters.

import { scrypt } from 'node:crypto';

const kOptions = { N: 16384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };

export const hash = (password) => new Promise((resolve, reject) => {
  scrypt(password, '000102030405060708090a0b0c0d0e0f', 64, kOptions,
    (error, bytes) => (error ? reject(error) : resolve(bytes)));
});
