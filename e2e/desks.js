// A desk with a server of its own, in front of as many tickets as wanted; for tests and benches of many.
import { spawn } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary, freePort, ready } from './setup.js';

/** Starts the demo with `more` tickets besides its own; gives its address, and what ends it. */
export async function desk(more) {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-many-'));
  const origin = `http://127.0.0.1:${await freePort()}`;
  const hosts = `127.0.0.1:${await freePort()}`;
  const listen = ['--listen', new URL(origin).host, '--host-listen', hosts, '--data-dir', folder];
  const lines = join(folder, 'server.log');
  const log = await open(lines, 'w');
  const options = ['demo', '--limits', 'off', '--more', String(more), ...listen];
  const server = spawn(binary, options, { stdio: ['ignore', log.fd, log.fd] });
  const end = async () => {
    const ended = server.exitCode === null && new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    await log.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(`${origin}/health/ready`, server, lines);
  } catch (error) {
    await end();
    throw error;
  }
  return { origin, end };
}

/** Signs an agent of the demo in. */
export async function enter(page, origin, path = '#/queue/all') {
  await page.goto(`${origin}/desk${path}`);
  await page.getByLabel('Email').fill('tom@tamblin.example');
  await page.getByLabel('Password').fill('guichet-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('a.ticket-row').first().waitFor();
}
