// Solves a proof of work beside the page, which stays quick: finds the counter whose key begins as asked.
import { deriveKey } from './key.js';

const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A key by the browser's own means, which only pages that came over TLS or from this machine have. */
async function quickKey(password, salt, rounds) {
  const raw = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(how, raw, 256));
}

onmessage = async ({ data: challenge }) => {
  const { nonce, salt, cost, keyPrefix } = challenge.parameters;
  const derive = crypto.subtle ? quickKey : deriveKey;
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
  const end = new DataView(password.buffer, password.length - 4);
  for (let counter = 0; ; counter++) {
    end.setUint32(0, counter);
    const derivedKey = hex(await derive(password, bytes(salt), cost));
    if (derivedKey.startsWith(keyPrefix)) {
      return postMessage(btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } })));
    }
  }
};
