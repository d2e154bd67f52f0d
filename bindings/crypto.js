// Cryptography of the platform: node:crypto, synchronous where it is cheap.

import { createCipheriv, createDecipheriv, createHash, createHmac, createPrivateKey,
  createPublicKey, generateKeyPairSync, scryptSync, sign, verify } from 'node:crypto';

const decoder = new TextDecoder();
const kScryptMemoryBytes = 64 * 1024 * 1024;

// Node takes raw Ed25519 keys only inside their DER wrapping (RFC 8410).
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
/** The last key is kept: to unwrap it takes twice as long as to sign with it. */
let lastPrivate;
const privateKey = (raw) => {
  const key = Buffer.concat([privatePrefix, raw]);
  if (!lastPrivate?.der.equals(key)) {
    lastPrivate = { der: key, key: createPrivateKey({ key, format: 'der', type: 'pkcs8' }) };
  }
  return lastPrivate.key;
};
const publicKey = (raw) => createPublicKey({ key: Buffer.concat([publicPrefix, raw]),
  format: 'der', type: 'spki' });

export const crypto = {
  /** Payload: base64 password, base64 salt, n, r, p, bytes, one a line. Answer: the key. */
  async 'crypto.scrypt'(_state, _binding, payload) {
    const [password, salt, n, r, p, bytes] = decoder.decode(payload).split('\n');
    // Lets the requests that came meanwhile run first: the hash holds the whole process up.
    await new Promise((turn) => setTimeout(turn, 0));
    return scryptSync(Buffer.from(password, 'base64'), Buffer.from(salt, 'base64'), Number(bytes),
      { N: Number(n), r: Number(r), p: Number(p), maxmem: kScryptMemoryBytes });
  },
};

/** Synchronous imports; see shared/host/imports.h. */
export const cryptoFunctions = (instance) => {
  const bytes = (pointer, length) => instance.bytes(pointer, length);
  return {
    sha256: (data, length, out) =>
      bytes(out, 32).set(createHash('sha256').update(bytes(data, length)).digest()),
    hmac_sha256: (key, keyLength, data, length, out) =>
      bytes(out, 32).set(createHmac('sha256', bytes(key, keyLength)).update(bytes(data, length))
        .digest()),
    ed25519_generate: (privateOut, publicOut) => {
      const pair = generateKeyPairSync('ed25519');
      const raw = (key, type) => key.export({ format: 'der', type }).subarray(-32);
      bytes(privateOut, 32).set(raw(pair.privateKey, 'pkcs8'));
      bytes(publicOut, 32).set(raw(pair.publicKey, 'spki'));
    },
    ed25519_sign: (key, data, length, out) =>
      bytes(out, 64).set(sign(null, bytes(data, length), privateKey(bytes(key, 32)))),
    ed25519_verify: (key, data, length, signature) => {
      try {
        return Number(verify(null, bytes(data, length), publicKey(bytes(key, 32)),
          bytes(signature, 64)));
      } catch { return 0; }
    },
    aes_gcm_seal: (key, nonce, data, length, out) => {
      const cipher = createCipheriv('aes-256-gcm', bytes(key, 32), bytes(nonce, 12));
      const sealed = Buffer.concat([cipher.update(bytes(data, length)), cipher.final(),
        cipher.getAuthTag()]);
      bytes(out, sealed.length).set(sealed);
    },
    aes_gcm_open: (key, nonce, data, length, out) => {
      const cipher = createDecipheriv('aes-256-gcm', bytes(key, 32), bytes(nonce, 12));
      cipher.setAuthTag(bytes(data + length - 16, 16));
      try {
        const opened = Buffer.concat([cipher.update(bytes(data, length - 16)), cipher.final()]);
        bytes(out, opened.length).set(opened);
        return 1;
      } catch { return 0; }
    },
    nfkc: (text, length) => instance.give(instance.text(text, length).normalize('NFKC')),
  };
};
