// Starts, once for all tests, the server with its demo and two more origins for host pages; stops them at the end.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serveHosts } from './hosts.js';

const here = fileURLToPath(new URL('.', import.meta.url));
export const binary = process.env.GUICHET_BIN || join(here, '../target/debug/guichet');
export const run = promisify(execFile);

/** A port that nobody listens on right now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export async function ready(url, server, log) {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    if (server.exitCode !== null) throw new Error(`the server ended before it was ready:\n${await readFile(log)}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} was not ready within a minute`);
}

export default async function setup() {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-e2e-'));
  const [api, demo, host, stranger] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const origin = (port) => `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    E2E_GUICHET: origin(api),
    E2E_DEMO: origin(demo),
    E2E_HOST: origin(host),
    E2E_STRANGER: origin(stranger),
  });

  // The site of the host pages in hosts.js; the demo brings its own.
  const data = ['--data-dir', folder];
  const languages = ['--language', 'en', '--language', 'fr'];
  const site = ['site', 'create', '--key', 'elsewhere', '--name', 'Elsewhere', '--origin', origin(host)];
  await run(binary, [...site, ...languages, ...data]);
  await run(binary, ['articles', 'import', '--site', 'elsewhere', join(here, '../server/demo/articles'), ...data]);

  const lines = join(folder, 'server.log');
  const log = await open(lines, 'w');
  const listen = ['--listen', `127.0.0.1:${api}`, '--host-listen', `127.0.0.1:${demo}`];
  const server = spawn(binary, ['demo', '--limits', 'off', ...listen, ...data], { stdio: ['ignore', log.fd, log.fd] });
  const hosts = [await serveHosts(host), await serveHosts(stranger)];
  await ready(`${origin(api)}/health/ready`, server, lines);

  return async () => {
    for (const one of hosts) {
      one.closeAllConnections();
      one.close();
    }
    const ended = server.exitCode === null && new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    await log.close();
    await rm(folder, { recursive: true, force: true });
  };
}
