// Starts, once for all tests, the server with its demo and two more origins for host pages; stops them at the end.
import { fileURLToPath } from 'node:url';
import { serveHosts } from './hosts.js';
import { Server, binary, freePort, run } from './nodes.js';

export default async function setup() {
  const server = await Server.at();
  const [host, stranger] = [await freePort(), await freePort()];
  const origin = (port) => `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    E2E_GUICHET: server.origin,
    E2E_DEMO: origin(server.hostPort),
    E2E_HOST: origin(host),
    E2E_STRANGER: origin(stranger),
  });

  // The site of the host pages in hosts.js; the demo brings its own.
  const languages = ['--language', 'en', '--language', 'fr'];
  const site = ['site', 'create', '--key', 'elsewhere', '--name', 'Elsewhere', '--origin', origin(host)];
  await run(binary, [...site, ...languages, ...server.data]);
  const articles = fileURLToPath(new URL('../server/demo/articles', import.meta.url));
  await run(binary, ['articles', 'import', '--site', 'elsewhere', articles, ...server.data]);

  const hosts = [await serveHosts(host), await serveHosts(stranger)];
  await server.demo();

  return async () => {
    for (const one of hosts) {
      one.closeAllConnections();
      one.close();
    }
    await server.end();
  };
}
