// Where tickets, replies and drafts wait across pages: a database of the browser, made with the first
// ticket. In Rust it would take four times the bytes.
const TABLE = 'outbox';

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });

const use = async (site, act) => {
  const request = indexedDB.open('guichet:' + site, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
  const database = await done(request);
  try {
    return await done(act(database.transaction(TABLE, 'readwrite').objectStore(TABLE)));
  } finally {
    database.close();
  }
};

/** Keeps a value under a key; forgets what was there where it is undefined. */
export const put = (site, key, value) =>
  use(site, (table) => (value === undefined ? table.delete(key) : table.put(value, key)));

/** All values, those that other tabs have put here among them. */
export const all = (site) => use(site, (table) => table.getAll());

// What this page has kept last, or taken up: what another tab keeps under the same key is its own.
const kept = {};

/** Whether a draft is kept as it is now; of files their names tell. */
export const isKept = (key, draft) => kept[key] === JSON.stringify(draft);

/** A draft that has been taken up is kept already. */
export const takenUp = (key, draft) => {
  kept[key] = JSON.stringify(draft);
};

/** Keeps a draft, unless it is kept as it is. What cannot be kept is asked about when the page is left. */
export const keep = (site, key, draft) => {
  if (!isKept(key, draft)) put(site, key, draft).then(() => takenUp(key, draft)).catch(() => {});
};
