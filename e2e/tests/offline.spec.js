// Bad networks: what was written is kept, sent once, and nothing is missed.
import { expect, places, test } from '../fixtures.js';
import { Agent, Customer, agents, unique } from '../people.js';

test.use({ allowed: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load|ERR_CONNECTION|ERR_NETWORK|ERR_INCOMPLETE|ERR_ABORTED/ });

/** How many tickets with this subject there are, as the desk sees it. */
async function filed(browser, subject) {
  const context = await browser.newContext();
  const agent = new Agent(await context.newPage(), agents.mira);
  await agent.signIn();
  const queue = await agent.page.evaluate(
    (subject) => fetch(`/api/v1/desk/tickets?q=${encodeURIComponent(subject)}`).then((answer) => answer.json()),
    subject,
  );
  const threads = await agent.page.evaluate(
    (ids) => Promise.all(ids.map((id) => fetch(`/api/v1/desk/tickets/${id}`).then((answer) => answer.json()))),
    queue.tickets.map(({ id }) => id),
  );
  await context.close();
  return threads;
}

test('a request written and sent offline is sent once when the network is back, with its files', async ({ page, widget, context, browser }) => {
  test.slow();
  await page.goto(places.demo);
  await widget.open();
  const customer = new Customer(widget.portal, page);
  const subject = unique('From the train');
  await customer.begin();
  await context.setOffline(true);
  await customer.write(subject, 'Written in a tunnel.');
  const file = { name: 'ticket.txt', mimeType: 'text/plain', buffer: Buffer.from('seat 14') };
  await widget.portal.locator('input[type=file]').setInputFiles(file);
  await customer.check();
  await customer.send();
  await expect(widget.portal.getByText('Waiting for the network; it will be sent by itself.')).toBeVisible();
  await widget.command('close');
  await context.setOffline(false);
  await expect.poll(async () => (await filed(browser, subject)).length, { timeout: 40_000 }).toBe(1);
  await expect.poll(async () => (await filed(browser, subject))[0].events.length, { timeout: 20_000 }).toBe(2);
  const [thread] = await filed(browser, subject);
  expect(JSON.stringify(thread.events[0].what.body)).toContain('Written in a tunnel.');
  expect(thread.events[1].what.file).toMatchObject({ name: 'ticket.txt', size: 7 });
  await widget.launcher.click();
  await expect(widget.portal.getByText(/We have your request/)).toBeVisible();
});

test('a request that waits survives the page, and is sent once on the next visit', async ({ page, context, browser }) => {
  test.slow();
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique('Closed too early');
  await customer.begin();
  await customer.write(subject);
  await customer.check();
  await context.setOffline(true);
  await customer.send();
  await expect(page.getByText('Waiting for the network')).toBeVisible();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`${places.guichet}/portal/demo`);
  await expect.poll(async () => (await filed(browser, subject)).length, { timeout: 30_000 }).toBe(1);
});

test('answers that get lost make no second ticket', async ({ page, browser }) => {
  test.slow();
  let lost = 0;
  await page.route('**/api/v1/sites/demo/tickets', async (route) => {
    // The server has it; its answer never arrives.
    await route.fetch();
    lost += 1;
    if (lost <= 2) return route.abort();
    return route.continue();
  });
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique('Lost answers');
  await customer.begin();
  await customer.write(subject);
  await customer.check();
  await customer.send();
  await expect(page.getByRole('heading', { name: /We have your request/ })).toBeVisible({ timeout: 45_000 });
  expect(lost).toBeGreaterThan(1);
  expect((await filed(browser, subject)).length).toBe(1);
});

test('a reply that waits survives the page with its file, is shown on the next visit and sent once', async ({ page, context, browser }) => {
  test.slow();
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique('Replied in a tunnel');
  await customer.file(subject);
  const address = page.url();
  await context.setOffline(true);
  const file = { name: 'seat.txt', mimeType: 'text/plain', buffer: Buffer.from('seat 14') };
  await page.locator('input[type=file]').setInputFiles(file);
  await customer.reply('Written without a network.');
  await expect(page.getByRole('alert')).toContainText('it will be sent by itself');
  await expect(page.getByRole('alert')).toContainText('kept in this browser, even if you close it');
  await page.close();
  await context.setOffline(false);

  // The server cannot be reached by what waits, so that it can be seen.
  const again = await context.newPage();
  await again.route('**/messages', (route) => route.abort());
  await again.goto(address);
  await expect(again.getByText('Written without a network.')).toBeVisible();
  await expect(again.getByText('seat.txt')).toBeVisible();
  await expect(again.getByRole('alert')).toContainText('We cannot be reached at the moment');
  await again.unroute('**/messages');
  await again.getByRole('button', { name: 'Try again' }).click();
  await expect(again.getByRole('alert')).toHaveCount(0);
  await expect(again.getByText('Written without a network.')).toHaveCount(1);
  await expect.poll(async () => (await filed(browser, subject))[0].events.length).toBe(3);
  const [thread] = await filed(browser, subject);
  expect(thread.events[2].what.file).toMatchObject({ name: 'seat.txt', size: 7 });
});

test('a reply whose answer is lost is there once, in another tab as well', async ({ page, context }) => {
  test.slow();
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  await customer.file(unique('An answer is lost'));
  let lost = 0;
  await page.route('**/messages', async (route) => {
    lost += 1;
    if (lost > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await customer.reply('Only once.');
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 30_000 });
  for (const tab of [page, second]) await expect(tab.getByText('Only once.')).toHaveCount(1, { timeout: 30_000 });
});

test('after a cut the stream goes on where it was, and each message is there once', async ({ page, context, browser }) => {
  test.slow();
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique('Cut off');
  await customer.file(subject);
  const desk = await browser.newContext();
  const tom = new Agent(await desk.newPage(), agents.tom);
  await tom.signIn();
  await tom.open(subject);
  for (let i = 1; i <= 4; i++) {
    await context.setOffline(true);
    await tom.reply(`Message number ${i}.`);
    await context.setOffline(false);
    await expect(page.getByText(`Message number ${i}.`)).toHaveCount(1, { timeout: 40_000 });
  }
  for (let i = 1; i <= 4; i++) await expect(page.getByText(`Message number ${i}.`)).toHaveCount(1);
});

test('two tabs of one browser share a stream', async ({ context, page }) => {
  const streams = new Set();
  context.on('request', (request) => request.url().endsWith('/api/v1/stream') && streams.add(request));
  context.on('requestfinished', (request) => streams.delete(request));
  context.on('requestfailed', (request) => streams.delete(request));
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique('Two tabs');
  await customer.file(subject);
  const second = await context.newPage();
  await second.goto(`${places.guichet}/portal/demo#/tickets`);
  await expect(second.getByRole('link', { name: subject })).toBeVisible();
  await customer.reply('From the first tab.');
  await expect(second.getByText(/You wrote/).first()).toBeVisible();
  expect(streams.size).toBe(1);
});
