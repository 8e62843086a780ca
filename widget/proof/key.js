// PBKDF2 with SHA-256 for browsers that keep their own from pages that came without TLS: the same key,
// some five times as slow. No secret passes through here.

const primes = [];
for (let number = 2; primes.length < 64; number++) {
  if (primes.every((prime) => number % prime)) primes.push(number);
}
/** The first 32 bits behind the point. */
const fraction = (root) => ((root % 1) * 2 ** 32) | 0;
const CONSTANTS = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

const words = new Int32Array(64);
const turn = (word, by) => (word >>> by) | (word << (32 - by));

/** The state after a block of sixteen words, written into `into`. */
function compress(state, block, into) {
  words.set(block);
  for (let at = 16; at < 64; at++) {
    const early = words[at - 15];
    const late = words[at - 2];
    words[at] =
      words[at - 16] +
      (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) +
      words[at - 7] +
      (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let at = 0; at < 64; at++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + CONSTANTS[at] + words[at]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  into[0] = state[0] + a;
  into[1] = state[1] + b;
  into[2] = state[2] + c;
  into[3] = state[3] + d;
  into[4] = state[4] + e;
  into[5] = state[5] + f;
  into[6] = state[6] + g;
  into[7] = state[7] + h;
}

/** The last block of a message after one other block: the words of `bytes`, their end, their number. */
function lastBlock(bytes) {
  const block = new DataView(new ArrayBuffer(64));
  bytes.forEach((byte, at) => block.setUint8(at, byte));
  block.setUint8(bytes.length, 128);
  block.setUint32(60, (64 + bytes.length) * 8);
  return Int32Array.from({ length: 16 }, (_, at) => block.getInt32(at * 4));
}

/** The state after the password, which has at most 64 bytes, mixed with `pad`. */
function keyed(password, pad) {
  const block = new DataView(new ArrayBuffer(64));
  for (let at = 0; at < 64; at++) block.setUint8(at, (password[at] ?? 0) ^ pad);
  const state = new Int32Array(8);
  compress(
    START,
    Int32Array.from({ length: 16 }, (_, at) => block.getInt32(at * 4)),
    state,
  );
  return state;
}

/** A key of 32 bytes. */
export function deriveKey(password, salt, rounds) {
  const [inner, outer] = [keyed(password, 0x36), keyed(password, 0x5c)];
  const key = new Int32Array(8);
  // What is hashed from the second time on has 32 bytes: only the first eight words change.
  const block = lastBlock(new Uint8Array(32));
  let message = lastBlock([...salt, 0, 0, 0, 1]);
  for (let round = 0; round < rounds; round++) {
    compress(inner, message, block);
    compress(outer, block, block);
    message = block;
    for (let at = 0; at < 8; at++) key[at] ^= block[at];
  }
  const bytes = new DataView(new ArrayBuffer(32));
  key.forEach((word, at) => bytes.setInt32(at * 4, word));
  return new Uint8Array(bytes.buffer);
}
