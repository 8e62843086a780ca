// One at a time among all tabs of a browser, by its own locks.

/**
 * Waits for a lock, and gives what lets go of it. A signal may end the wait. Where a browser has no locks,
 * each tab is on its own: what is sent carries a key, and what is heard twice is applied once.
 */
export const lock = (name, signal) =>
  new Promise((grant, refuse) => {
    if (!navigator.locks) return grant(() => {});
    // The browser holds the lock until the promise that this gives is kept.
    const hold = () => new Promise(grant);
    navigator.locks.request(name, { signal }, hold).catch(refuse);
  });
