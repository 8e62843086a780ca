// The server under test: one process on SQLite, or with GUICHET_NODES that many on one PostgreSQL, and each request goes to any of them.
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { Agent, createServer as createHttp, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const binary = process.env.GUICHET_BIN || fileURLToPath(new URL('../target/debug/guichet', import.meta.url));
export const run = promisify(execFile);
/** How long a start may take in milliseconds: a demo may have thousands of tickets to make first. */
const PATIENCE = 240_000;
const count = Number(process.env.GUICHET_NODES || 1);

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

async function ready(url, server, log) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (server.exitCode !== null) throw new Error(`the server ended before it was ready:\n${await readFile(log)}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} was not ready in time`);
}

/** The URL of a new database on the PostgreSQL of the tests. */
export async function newDatabase() {
  const server = new URL(process.env.GUICHET_E2E_POSTGRES);
  const name = `guichet_e2e_${randomUUID().replaceAll('-', '')}`;
  await run('psql', ['--quiet', '--command', `create database ${name}`, server.href]);
  server.pathname = `/${name}`;
  return server.href;
}

/** A server that has not started yet: where it keeps its data, and where it will be. */
export class Server {
  static async at(database) {
    const server = new Server();
    server.folder = await mkdtemp(join(tmpdir(), 'guichet-e2e-'));
    const url = database || (count > 1 && (await newDatabase()));
    /** What each command needs to find the data. */
    server.data = ['--data-dir', server.folder, ...(url ? ['--database-url', url] : [])];
    server.port = await freePort();
    server.hostPort = await freePort();
    server.processes = [];
    return server;
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the demo. */
  demo(...options) {
    const host = ['--host-listen', `127.0.0.1:${this.hostPort}`];
    return this.start(['--limits', 'off'], 'demo', ...host, ...options);
  }

  /** Starts with what there is. */
  serve(...options) {
    return this.start(options, 'serve');
  }

  /** The first node may fill the database, the others come to it. */
  async start(options, ...first) {
    try {
      if (count === 1) return await this.spawn(this.port, ...first, ...options);
      const shared = ['--public-url', this.origin, ...options];
      const ports = [await freePort()];
      await this.spawn(ports[0], ...first, ...shared);
      while (ports.length < count) {
        ports.push(await freePort());
        await this.spawn(ports.at(-1), 'serve', ...shared);
      }
      this.front = await front(this.port, ports);
    } catch (error) {
      await this.end();
      throw error;
    }
  }

  async spawn(port, ...words) {
    const path = join(this.folder, `server-${port}.log`);
    const log = await open(path, 'w');
    const options = ['--listen', `127.0.0.1:${port}`, ...this.data];
    const process = spawn(binary, [...words, ...options], { stdio: ['ignore', log.fd, log.fd] });
    this.processes.push({ process, log, path, origin: `http://127.0.0.1:${port}` });
    await ready(`http://127.0.0.1:${port}/health/ready`, process, path);
  }

  /** Where each node is. */
  get nodes() {
    return this.processes.map(({ origin }) => origin);
  }

  /** What the node that started last has said. */
  said() {
    return readFile(this.processes.at(-1).path, 'utf8');
  }

  async end() {
    this.front?.closeAllConnections();
    this.front?.close();
    for (const { process, log } of this.processes) {
      const ended = process.exitCode === null && new Promise((resolve) => process.once('exit', resolve));
      process.kill('SIGTERM');
      await ended;
      await log.close();
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Stands before the nodes and gives each request to any of them; nobody sticks to one. */
function front(port, nodes) {
  const agent = new Agent({ keepAlive: true });
  const server = createHttp((incoming, outgoing) => {
    const node = nodes[Math.floor(Math.random() * nodes.length)];
    const { method, url: path, rawHeaders: headers } = incoming;
    const onward = request({ host: '127.0.0.1', port: node, method, path, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.rawHeaders);
      outgoing.flushHeaders();
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  server.requestTimeout = 0;
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });
}
