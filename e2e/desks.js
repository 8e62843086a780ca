// A desk with a server of its own, in front of as many tickets as wanted; for tests and benches of many.
import { Server } from './nodes.js';

/** Starts the demo with `more` tickets besides its own; gives its address, and what ends it. */
export async function desk(more) {
  const server = await Server.at();
  await server.demo('--more', String(more));
  return { origin: server.origin, end: () => server.end() };
}

/** Signs an agent of the demo in. */
export async function enter(page, origin, path = '#/queue/all') {
  await page.goto(`${origin}/desk${path}`);
  await page.getByLabel('Email').fill('tom@tamblin.example');
  await page.getByLabel('Password').fill('guichet-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('a.ticket-row').first().waitFor();
}
