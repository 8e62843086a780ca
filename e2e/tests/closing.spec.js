// What an agent is told before it is too late, and what can be taken back: turns, drafts, closing, tickets handed over.
import { expect, places, test } from '../fixtures.js';
import { Agent, agents, Customer, file, unique } from '../people.js';

// Whoever is not signed in yet asks the server whether they are.
test.use({ allowed: /status of 401/ });

async function begin(page, path) {
  const tom = new Agent(page, agents.tom);
  await tom.signIn(path);
  return tom;
}

const area = (page) => page.locator('#composer-text');
const status = (page) => page.locator('.ticket-meta .status');

test('whose turn it will be is said before a reply is sent, and is the customer’s where that is chosen', async ({ page, browser }) => {
  const subject = unique('A photograph, please');
  const customer = new Customer(page);
  await page.goto(`${places.guichet}/portal/demo`);
  await customer.file(subject);
  const desk = await (await browser.newContext()).newPage();
  const tom = await begin(desk);
  await tom.open(subject);
  await tom.take();
  await expect(desk.getByText('Afterwards it is our turn.')).toBeVisible();
  await tom.reply('One moment.');
  await expect(page.getByText('It is our turn').first()).toBeVisible();

  await area(desk).fill('Could you send a photograph?');
  await desk.getByLabel('Wait for the customer').check();
  await expect(desk.getByText('Afterwards it is the customer’s turn.')).toBeVisible();
  await desk.getByRole('button', { name: 'Send reply' }).click();
  await expect(status(desk)).toHaveText('Waiting for customer');
  await expect(page.getByText('It is your turn').first()).toBeVisible();
  await customer.reply('Here it is.');
  // It was for that reply alone.
  await expect(desk.getByText('Afterwards it is our turn.')).toBeVisible();
  await expect(desk.getByLabel('Wait for the customer')).not.toBeChecked();
});

test('whoever answers a ticket that nobody has takes it, and is told so before', async ({ page, browser }) => {
  const subject = unique('Nobody yet');
  const customer = new Customer(page);
  await page.goto(`${places.guichet}/portal/demo`);
  await customer.file(subject);
  const desk = await (await browser.newContext()).newPage();
  const tom = await begin(desk);
  await tom.open(subject);
  await expect(desk.getByText('It becomes your ticket.')).toBeVisible();
  await tom.note('Nobody takes it with a note.');
  await expect(desk.getByRole('button', { name: 'Take', exact: true })).toBeVisible();
  await tom.reply('It left this morning.');
  await expect(desk.locator('.ticket-meta')).toContainText('Tom Abel');
  await expect(desk.getByText('It becomes your ticket.')).toBeHidden();
  await expect(page.getByText('Tom has your request now').first()).toBeVisible();
});

test('nothing is sent where nothing is written, and Escape leads from the text to the keys', async ({ page, request }) => {
  const { id } = await file(request, unique('Where the keys go'));
  await begin(page, `#/ticket/${id}`);
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByText('There is nothing to send yet. Write something first.')).toBeVisible();
  await expect(area(page)).toBeFocused();
  await page.keyboard.type('Half a sentence');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'Internal note' })).toHaveAttribute('aria-pressed', 'true');
  await expect(area(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect(area(page)).toHaveValue('Half a sentence');
});

test('a ticket that nobody has answered, or with words that were not sent, is closed only when that is meant', async ({ page, request }) => {
  const { id, number } = await file(request, unique('Closed too early'));
  const tom = await begin(page, `#/ticket/${id}`);
  await area(page).fill('Half a sentence');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: `Close #${number}?` });
  await expect(dialog).toContainText('Nobody has answered yet.');
  await expect(dialog).toContainText('Your text has not been sent.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(status(page)).toHaveText('New');

  await tom.reply('Answered.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(page.getByText(`#${number} is closed.`)).toBeVisible();
  await expect(status(page)).toHaveText('Closed');
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(status(page)).toHaveText('In progress');
});

test('keys are about the ticket that is open: the next one is opened by j', async ({ page, request }) => {
  const words = unique('neighbours');
  for (const name of ['one', 'two', 'three']) await file(request, `${words} ${name}`);
  await begin(page, '#/queue/all');
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(words);
  const rows = page.locator('a.ticket-row');
  await expect(rows).toHaveCount(3);
  await rows.first().click();
  for (const [key, row] of [['j', 1], ['j', 2], ['k', 1]]) {
    const subject = await rows.nth(row).locator('.ticket-subject').textContent();
    await page.locator('#timeline').focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { name: subject })).toBeVisible();
    await expect(rows.nth(row)).toHaveAttribute('aria-current', 'page');
  }
});

test('what came to an agent who was away is marked when they come back, and no longer once they have read it', async ({ page, request, browser }) => {
  const subject = unique('While she slept');
  const { id } = await file(request, subject);
  const tom = await begin(page, `#/ticket/${id}`);
  await tom.handOver(agents.ana, 'Knows more about it');
  const context = await browser.newContext();
  const desk = await context.newPage();
  const ana = new Agent(desk, agents.ana);
  await ana.signIn('#/queue/mine');
  const mark = desk.getByRole('link', { name: subject }).locator('.ticket-news');
  await expect(mark).toBeVisible();
  await expect(desk.getByRole('link', { name: /^Mine.*Unread/ })).toBeVisible();
  const seen = desk.waitForResponse((answer) => answer.url().endsWith(`${id}/seen`));
  await desk.getByRole('link', { name: subject }).click();
  await seen;
  await desk.goto(`${ana.origin}/desk#/queue/mine`);
  await desk.reload();
  await expect(desk.getByRole('link', { name: subject })).toBeVisible();
  await expect(mark).toBeHidden();
  await context.close();
});

test('who is handed a ticket is told, and finds it marked until it is opened', async ({ page, request, browser }) => {
  const subject = unique('For a specialist');
  const { id, number } = await file(request, subject);
  const tom = await begin(page, `#/ticket/${id}`);
  const context = await browser.newContext();
  const desk = await context.newPage();
  const ana = new Agent(desk, agents.ana);
  await ana.signIn('#/queue/mine');
  await expect(desk.locator('a.ticket-row').first()).toBeVisible();
  await tom.handOver(agents.ana, 'Knows more about it');
  const told = `Tom Abel handed you #${number}: ${subject}`;
  await expect(desk.getByText(told)).toBeVisible();
  await expect(desk).toHaveTitle(/^\(\d+\) /);
  const mark = desk.getByRole('link', { name: subject }).locator('.ticket-news');
  await expect(mark).toBeVisible();
  await desk.getByRole('status').filter({ hasText: told }).getByRole('button', { name: 'Open' }).click();
  await expect(desk.getByRole('heading', { name: subject })).toBeVisible();
  await expect(mark).toBeHidden();
  await context.close();
});

test('of tickets that come one after another it is told how many, beside what can be taken back', async ({ page, request, browser }) => {
  test.slow();
  const words = unique('Too many at once');
  const ids = [];
  for (const nth of ['one', 'two', 'three', 'own']) ids.push((await file(request, `${words} ${nth}`)).id);
  const context = await browser.newContext();
  const desk = await context.newPage();
  const ana = new Agent(desk, agents.ana);
  await ana.signIn(`#/ticket/${ids[3]}`);
  await ana.reply('Answered.');
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('e');
  const told = desk.locator('.told-box');
  await expect(told).toHaveCount(1);
  await new Agent(page, agents.tom).signIn();
  for (const id of ids.slice(0, 3)) {
    const me = await desk.request.get(`${places.guichet}/api/v1/desk/session`);
    const data = { to: (await me.json()).id, reason: 'workload' };
    await page.request.post(`${places.guichet}/api/v1/desk/tickets/${id}/handover`, { data });
  }
  await expect(told).toHaveCount(2);
  await expect(told.last()).toContainText('3 tickets have come to you.');
  await expect(told.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await told.getByRole('button', { name: 'Show mine' }).click();
  await expect(desk).toHaveURL(/#\/queue\/mine$/);
  await expect(told).toHaveCount(1);
  await context.close();
});
