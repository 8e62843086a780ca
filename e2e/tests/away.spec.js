// The database is away: the portal says what works, keeps what is written, and sends it once by itself.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../fixtures.js';
import { Line } from '../line.js';
import { Server, newDatabase } from '../nodes.js';
import { Agent, Customer, agents, unique } from '../people.js';

test.skip(!process.env.GUICHET_E2E_POSTGRES, 'there is no PostgreSQL to take away');
test.use({ allowed: /status of 503|ERR_INCOMPLETE|ERR_CONNECTION|ERR_NETWORK|ERR_ABORTED/ });
test.describe.configure({ mode: 'serial' });
test.slow();

let line;
let server;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  line = await Line.to(await newDatabase());
  server = await Server.at(line.url);
  await server.demo();
});

test.afterAll(async () => {
  await server?.end();
  await line?.cut();
});

const away = 'Nothing can be stored here at the moment. Search and articles still work.';

/** What the nodes say of themselves, where all say the same. */
async function ready() {
  const answers = server.nodes.map((node) => fetch(`${node}/health/ready`));
  const said = new Set((await Promise.all(answers)).map(({ status }) => status));
  return said.size === 1 ? [...said][0] : 0;
}

async function cut() {
  await line.cut();
  await expect.poll(ready).toBe(503);
}

async function mend() {
  await line.mend();
  await expect.poll(ready, { timeout: 30_000 }).toBe(204);
}

async function expectNoViolation(page) {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => `${target}`)])).toEqual([]);
}

/** What the desk knows of tickets with this subject. */
async function filed(page, subject) {
  return page.evaluate(async (subject) => {
    const get = (path) => fetch(`/api/v1/desk/${path}`).then((answer) => answer.json());
    const { tickets } = await get(`tickets?q=${encodeURIComponent(subject)}`);
    return Promise.all(tickets.map(({ id }) => get(`tickets/${id}`)));
  }, subject);
}

async function atTheDesk(browser) {
  const context = await browser.newContext();
  const agent = new Agent(await context.newPage(), agents.tom, server.origin);
  await agent.signIn();
  return agent;
}

test('a customer searches, reads and writes while it is away, and the request is filed once when it is back', async ({ page, browser }) => {
  // Each node goes on with what it has read itself.
  for (const node of server.nodes) {
    await page.goto(`${node}/portal/demo`);
    await page.getByRole('link', { name: 'Where is my order?' }).click();
    await expect(page.getByRole('heading', { name: 'Where is my order?' })).toBeVisible();
  }
  await cut();

  await page.goto(`${server.origin}/portal/demo`);
  await page.getByRole('searchbox').fill('refund');
  await expect(page.locator('.results a.row').first()).toBeVisible();
  await page.getByRole('searchbox').fill('where is my order');
  await page.locator('.results a.row', { hasText: 'Where is my order?' }).click();
  await expect(page.getByRole('heading', { name: 'Where is my order?' })).toBeVisible();

  // From the article back to where the sections are.
  await page.goto(`${server.origin}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique('Written while it is away');
  await customer.begin();
  await customer.write(subject, 'Each word of this is kept.');
  const file = { name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('14.90') };
  await page.locator('input[type=file]').setInputFiles(file);
  await customer.check();
  await customer.send();
  await expect(page.getByRole('heading', { name: 'Not sent yet' })).toBeVisible();
  await expect(page.getByText(away)).toBeVisible();
  await expect(page.getByText('Your text and your files are kept in this browser')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Search the help' })).toBeVisible();
  await expectNoViolation(page);

  // Nobody is asked to do anything: the same page, left as it is.
  await mend();
  await expect(page.getByRole('heading', { name: /We have your request/ })).toBeVisible({ timeout: 40_000 });
  const { page: desk } = await atTheDesk(browser);
  await expect.poll(async () => (await filed(desk, subject))[0]?.events.length, { timeout: 20_000 }).toBe(2);
  const threads = await filed(desk, subject);
  expect(threads.length).toBe(1);
  expect(JSON.stringify(threads[0].events[0].what.body)).toContain('Each word of this is kept.');
  expect(threads[0].events[1].what.file).toMatchObject({ name: 'receipt.txt', size: 5 });
  await desk.context().close();
});

test('a reply that is written while it is away arrives once, and the stream comes back by itself', async ({ page, browser }) => {
  await page.goto(`${server.origin}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique('Answered later');
  await customer.file(subject);
  const tom = await atTheDesk(browser);
  await tom.open(subject);
  await cut();

  await page.getByLabel('Your reply').fill('And it is blue.');
  await page.getByRole('button', { name: 'Send reply' }).click();
  const said = page.getByRole('alert').filter({ hasText: away });
  await expect(said).toContainText('Your text and your files are kept in this browser', { timeout: 20_000 });
  await expect(page.getByText('And it is blue.')).toBeVisible();
  await tom.page.locator('.composer textarea').fill('An answer meanwhile.');
  await tom.page.getByRole('button', { name: 'Send reply' }).click();
  const trouble = tom.page.getByRole('alert').filter({ hasText: 'Nothing can be stored at the moment.' });
  await expect(trouble).toBeVisible({ timeout: 20_000 });
  await expect(tom.page.locator('.composer textarea')).toHaveValue('An answer meanwhile.');
  await expectNoViolation(page);

  await mend();
  await expect(said).toHaveCount(0, { timeout: 40_000 });
  await expect(page.getByText('And it is blue.')).toHaveCount(1);
  // Both have missed what happened meanwhile, and neither asks for it.
  await expect(tom.page.getByText('And it is blue.').first()).toBeVisible({ timeout: 40_000 });
  await tom.page.locator('.composer textarea').fill('It is on its way.');
  await tom.page.getByRole('button', { name: 'Send reply' }).click();
  // The customer has written since Tom began, so the desk asks first.
  await tom.page.getByRole('button', { name: 'Send anyway' }).click();
  await expect(tom.page.locator('.composer textarea')).toHaveValue('');
  await expect(page.getByText('It is on its way.')).toHaveCount(1, { timeout: 40_000 });
  const [thread] = await filed(tom.page, subject);
  const replies = thread.events.filter(({ what }) => JSON.stringify(what).includes('And it is blue.'));
  expect(replies.length).toBe(1);
  await tom.page.context().close();
});
