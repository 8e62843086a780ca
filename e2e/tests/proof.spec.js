// Proof of work: a site to which many tickets come asks the browser to compute, and the customer just waits a little.
import { expect, test } from '../fixtures.js';
import { Customer, unique } from '../people.js';
import { Server, binary, run } from '../nodes.js';

const short = 'Many people are writing just now.';
let guichet;
let server;

/** A server of its own, whose site has had its one ticket of this hour. */
test.beforeAll(async () => {
  server = await Server.at();
  guichet = server.origin;
  await run(binary, ['site', 'create', '--key', 'busy', '--name', 'Busy', '--origin', guichet, ...server.data]);
  await server.serve('--proof-after', '1');
  const answer = await send(crypto.randomUUID());
  expect(answer.status).toBe(201);
});

test.afterAll(() => server?.end());

/** Files a ticket by the API alone. */
function send(key) {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  const body = JSON.stringify({ subject: 'The first', body: 'Of this hour.' });
  return fetch(`${guichet}/api/v1/sites/busy/tickets`, { method: 'POST', headers, body });
}

/** Writes a ticket in the portal, a page of its own here, and sends it. */
async function sends(page, subject) {
  await page.goto(`${guichet}/portal/busy`);
  const customer = new Customer(page);
  const sections = page.getByRole('navigation', { name: 'Sections' });
  await sections.getByRole('link', { name: 'New request' }).click();
  await customer.write(subject);
  await customer.check();
  await customer.send();
}

/** What the portal has asked for beside its own files. */
function asked(page) {
  const urls = [];
  page.on('request', (request) => urls.push(new URL(request.url()).pathname));
  return (name) => urls.filter((path) => name.test(path)).length;
}

const sent = (page) => page.getByRole('heading', { name: /We have your request: #\d+/ });

// A refusal that the browser writes into its console by itself.
test.use({ allowed: /status of 428/ });

test('a busy site: the browser computes by itself, the ticket arrives once and nothing is refused', async ({ page }) => {
  const refused = [];
  await page.exposeFunction('refused', (what) => refused.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.refused(violatedDirective));
  });
  const count = asked(page);
  const subject = unique('Where is it');
  await sends(page, subject);
  await expect(sent(page)).toBeVisible();
  expect(count(/^\/assets\/proof-/)).toBe(1);
  expect(count(/\/tickets$/)).toBeGreaterThanOrEqual(2);
  expect(refused).toEqual([]);
  await page.goto(`${guichet}/portal/busy#/tickets`);
  await expect(page.getByText(subject)).toHaveCount(1);
});

test('what the customer reads meanwhile, and a page that is closed in the middle goes on when it is back', async ({ page }) => {
  const hold = '**/assets/proof-*.js';
  // The worker never comes: as if the computing took for ever.
  await page.route(hold, () => {});
  const subject = unique('Closed meanwhile');
  await sends(page, subject);
  await expect(page.getByText(short)).toBeVisible();
  await expect(page.getByText('Your text and your files are kept in this browser')).toBeVisible();
  await page.goto('about:blank');
  await page.unroute(hold);
  await page.goto(`${guichet}/portal/busy#/tickets`);
  await expect(page.getByRole('link', { name: subject })).toBeVisible();
  await expect(page.getByText(subject)).toHaveCount(1);
});

test('a page without the browser’s own cryptography computes all the same', async ({ page }) => {
  await page.route('**/assets/proof-*.js', async (route) => {
    const response = await route.fetch();
    const body = `Object.defineProperty(crypto, 'subtle', { value: undefined });${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await sends(page, unique('Without TLS'));
  await expect(page.getByText(short)).toBeVisible();
  await expect(sent(page)).toBeVisible({ timeout: 45_000 });
});

test('a worker that cannot be loaded is tried again later, and the text is kept', async ({ page }) => {
  await page.clock.install();
  await page.route('**/assets/proof-*.js', (route) => route.abort());
  await sends(page, unique('Later'));
  await expect(page.getByText('it will be sent by itself')).toBeVisible();
  await page.unroute('**/assets/proof-*.js');
  await page.clock.runFor(11_000);
  await expect(sent(page)).toBeVisible();
});
