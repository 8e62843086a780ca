// A server of its own that nobody has set up yet, for tests of the settings.
import { createServer } from 'node:http';
import { expect, test } from './fixtures.js';
import { Server } from './nodes.js';

/** A server that nobody has set up, and a website that knows nothing of it yet. */
export class Fresh {
  async start() {
    this.page = '';
    this.website = createServer((_, response) => {
      // The strictest policy on referrers that a website can have.
      response.writeHead(200, { 'content-type': 'text/html', 'referrer-policy': 'no-referrer' });
      response.end(this.page);
    });
    await new Promise((resolve) => this.website.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${this.website.address().port}`;
    this.server = await Server.at();
    await this.server.serve('--limits', 'off');
    [this.link] = (await this.server.said()).match(/http\S+first-run\/\S+/);
    this.guichet = this.server.origin;
  }

  async stop() {
    this.website.closeAllConnections();
    this.website.close();
    await this.server.end();
  }

  settings(path) {
    return `${this.guichet}/desk#/settings/${path}`;
  }

  /** Fills in the first page and sends it. */
  async setUp(page) {
    await page.goto(this.link);
    await page.getByLabel('Full name').fill('Mira Okafor');
    await page.getByLabel('Email').fill('mira@shop.example');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByLabel('Name', { exact: true }).fill('Élan Vélo');
    await page.getByLabel('Addresses of the website').fill(this.origin);
    await page.getByRole('button', { name: 'Set up' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'On your website' })).toBeVisible();
  }
}

export const it = test.extend({
  // Who is not signed in yet is told so by a 401, and fields at fault by a 422, which the console notes.
  allowed: /status of (401|404|409|422)/,
  fresh: async ({}, use) => {
    const fresh = new Fresh();
    await fresh.start();
    await use(fresh);
    await fresh.stop();
  },
});

/** Makes accounts the short way; gives their ids by name. */
export async function make(page, ...names) {
  return page.evaluate(async (names) => {
    const ids = {};
    for (const name of names) {
      const email = `${name.split(' ')[0].toLowerCase()}@shop.example`;
      const body = JSON.stringify({ name, email, role: 'agent', level: 1, sites: [{ site: 'elan-velo' }] });
      const headers = { 'content-type': 'application/json' };
      const made = await fetch('/api/v1/desk/accounts', { method: 'POST', headers, body });
      ids[name] = (await made.json()).id;
    }
    return ids;
  }, names);
}
