// Working together on a ticket: who is there, what came meanwhile, mentions, followers, guests.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, places, test } from '../fixtures.js';
import { Agent, Customer, agents, unique } from '../people.js';

async function filed(page, words) {
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique(words);
  await customer.file(subject);
  return { customer, subject };
}

async function agentOn(browser, who, subject) {
  const context = await browser.newContext({ locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] });
  const agent = new Agent(await context.newPage(), who);
  await agent.signIn();
  await agent.open(subject);
  return agent;
}

/** Asks a guest to the open ticket; gives the link. */
async function invite({ page }, name, may) {
  await page.getByRole('button', { name: 'Invite a guest' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Name/).fill(name);
  await dialog.getByRole('radio', { name: new RegExp(may) }).check();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  return link;
}

async function expectNoViolation(page) {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`)])).toEqual([]);
}

test('two agents on one ticket see each other read and answer', async ({ page, browser }) => {
  test.slow();
  const { subject } = await filed(page, 'The lamp flickers');
  const ana = await agentOn(browser, agents.ana, subject);
  const tom = await agentOn(browser, agents.tom, subject);
  const head = ana.page.locator('.ticket-head');
  await expect(head.getByText('Tom Abel is reading this')).toBeAttached();
  await expect(tom.page.locator('.ticket-head').getByText('Ana Silva is reading this')).toBeAttached();
  await expect(ana.page.locator('.ticket-row', { hasText: subject }).getByText('Tom Abel is reading this')).toBeAttached();

  await tom.page.locator('.composer textarea').pressSequentially('Hello');
  await expect(ana.page.locator('.answering')).toHaveText('Tom Abel is answering');
  await tom.page.locator('.composer textarea').fill('');
  await expect(ana.page.locator('.answering')).toHaveText('');

  // A note is nobody's answer, and no customer hears of it.
  await tom.page.getByRole('button', { name: 'Internal note' }).click();
  await tom.page.locator('.composer textarea').pressSequentially('Third time');
  await expect(head.getByText('Tom Abel is reading this')).toBeAttached();
  await expect(page.getByText('Tom is writing')).toHaveCount(0);
  await tom.page.goto(`${places.guichet}/desk#/queue/all`);
  await expect(head.getByText(/Tom Abel is/)).toHaveCount(0);
});

test('a text over a newer one is asked about first, and not lost', async ({ page, browser }) => {
  test.slow();
  const { subject } = await filed(page, 'The clock is slow');
  const ana = await agentOn(browser, agents.ana, subject);
  const tom = await agentOn(browser, agents.tom, subject);
  const field = tom.page.locator('.composer textarea');
  await field.fill('It needs a new battery.');
  await ana.reply('A new clock is on its way.');
  const errors = [];
  tom.page.on('pageerror', (error) => errors.push(String(error)));
  await tom.page.getByRole('button', { name: 'Send reply' }).click();
  await expect(tom.page.getByText('Ana Silva answered while you were writing.')).toBeVisible();
  await expect(tom.page.locator('.bubble', { hasText: 'A new clock is on its way.' })).toBeVisible();
  await expect(tom.page.getByRole('button', { name: 'Keep writing' })).toBeFocused();
  await tom.page.getByRole('button', { name: 'Keep writing' }).press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('It needs a new battery.');

  await ana.note('Not the battery.');
  await field.fill('Or a new battery.');
  await ana.note('Really not.');
  await tom.page.getByRole('button', { name: 'Send reply' }).click();
  await expect(tom.page.getByText('Ana Silva wrote a note while you were writing.')).toBeVisible();
  await tom.page.getByRole('button', { name: 'Send anyway' }).click();
  await expect(field).toHaveValue('');
  await expect(page.getByText('Or a new battery.')).toBeVisible();
  expect(errors).toEqual([]);
});

test('what comes while the agent is asked about a newer message is asked about too', async ({ page, browser }) => {
  test.slow();
  const { customer, subject } = await filed(page, 'The bell rings twice');
  const tom = await agentOn(browser, agents.tom, subject);
  const field = tom.page.locator('.composer textarea');
  await field.fill('Take the battery out.');
  await customer.reply('It stopped.');
  await expect(tom.page.locator('.bubble', { hasText: 'It stopped.' })).toBeVisible();
  await tom.page.getByRole('button', { name: 'Send reply' }).click();
  const asked = tom.page.locator('.newer');
  await expect(asked).toContainText('The customer wrote while you were writing. It is in the timeline above.');
  await tom.page.getByRole('button', { name: 'Send anyway' }).focus();
  await customer.reply('No, it rings again.');
  await expect(asked).toContainText('All 2 entries are in the timeline above.');
  // Whoever was about to agree agrees to what they have read.
  await expect(tom.page.getByRole('button', { name: 'Keep writing' })).toBeFocused();

  // Where what came was not heard of, it is asked about after the fact.
  const stored = async (text) => {
    const answer = page.waitForResponse((response) => response.url().endsWith('/messages') && response.ok());
    await customer.reply(text);
    await answer;
  };
  await tom.page.route('**/desk/stream', (route) => route.abort());
  await tom.page.reload();
  await expect(tom.page.locator('.bubble', { hasText: 'No, it rings again.' })).toBeVisible();
  await tom.page.getByRole('button', { name: 'Send reply' }).click();
  await expect(field).toHaveValue('');
  await field.fill('Or leave it in.');
  await stored('Really?');
  await tom.page.getByRole('button', { name: 'Send reply' }).click();
  await expect(asked).toContainText('The customer wrote while you were writing.');
  await stored('Hello?');
  await tom.page.getByRole('button', { name: 'Send anyway' }).click();
  await expect(asked).toContainText('The customer wrote while you were writing.');
  await expect(tom.page.locator('.bubble', { hasText: 'Hello?' })).toBeVisible();
  await expect(field).toHaveValue('Or leave it in.');
  await tom.page.getByRole('button', { name: 'Send anyway' }).click();
  await expect(field).toHaveValue('');
  await expect(page.getByText('Or leave it in.')).toBeVisible();
});

test('a colleague is mentioned by keyboard, hears of it, and follows from then on', async ({ page, browser }) => {
  test.slow();
  const { subject } = await filed(page, 'The chair creaks');
  const tom = await agentOn(browser, agents.tom, subject);
  const context = await browser.newContext({ locale: 'en-GB' });
  const mira = new Agent(await context.newPage(), agents.mira);
  await mira.signIn('#/queue/mine');
  await expect(mira.page.getByRole('button', { name: /^Mentions/ })).toBeVisible();

  await tom.page.getByRole('button', { name: 'Internal note' }).click();
  const field = tom.page.locator('.composer textarea');
  await field.pressSequentially('A look, @ok');
  await expect(tom.page.getByRole('option', { name: 'Mira Okafor' })).toHaveAttribute('aria-selected', 'true');
  await expectNoViolation(tom.page);
  await field.press('Enter');
  await expect(field).toHaveValue('A look, @Mira Okafor ');
  await field.press('Control+Enter');
  await expect(tom.page.locator('.bubble strong', { hasText: '@Mira Okafor' })).toBeVisible();
  await expect(tom.page.locator('#context').getByText('Mira Okafor').first()).toBeVisible();

  await mira.page.getByRole('button', { name: /^Mentions, \d+ unread/ }).click();
  const row = mira.page.getByRole('dialog').getByRole('link', { name: subject });
  await expect(row).toContainText('Unread');
  await expectNoViolation(mira.page);
  await row.click();
  await expect(mira.page.getByRole('heading', { name: subject })).toBeVisible();
  await mira.page.getByRole('button', { name: /^Mentions/ }).click();
  await expect(mira.page.getByRole('dialog').getByRole('link', { name: subject })).not.toContainText('Unread');
  await mira.page.keyboard.press('Escape');
  await mira.page.getByRole('button', { name: 'Stop following' }).click();
  await expect(mira.page.getByRole('button', { name: 'Follow', exact: true })).toBeFocused();
});

test('of one link that is open too often the oldest page waits until somebody turns to it', async ({ page, browser }) => {
  test.slow();
  const { customer, subject } = await filed(page, 'Four who watch');
  const tom = await agentOn(browser, agents.tom, subject);
  const link = await invite(tom, 'Max Weber', 'Advise internally');
  const context = await browser.newContext({ locale: 'en-GB' });
  const pages = [];
  const streams = [0, 0, 0, 0];
  for (const place of streams.keys()) {
    const guest = await context.newPage();
    guest.on('request', (request) => {
      if (request.url().endsWith('/guest/stream')) streams[place] += 1;
    });
    await guest.goto(link);
    await expect(guest.getByRole('heading', { name: subject })).toBeVisible();
    await expect.poll(() => streams[place]).toBe(1);
    pages.push(guest);
  }
  // Longer than it takes a page to come back after a cut.
  await page.waitForTimeout(2_500);
  expect(streams).toEqual([1, 1, 1, 1]);
  await customer.reply('Is anybody there?');
  await expect(pages[3].getByText('Is anybody there?')).toBeVisible();
  await pages[0].evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(pages[0].getByText('Is anybody there?')).toBeVisible();
  expect(streams[0]).toBe(2);
  await context.close();
});

test.describe(() => {
  test.use({ allowed: /status of 404/ });

  test('a guest advises by link, and the customer sees nothing of it', async ({ page, browser }) => {
    test.slow();
    const { customer, subject } = await filed(page, 'The app shows nothing');
    const tom = await agentOn(browser, agents.tom, subject);
    await tom.note('Could be the cache.');
    const link = await invite(tom, 'Max Weber', 'Advise internally');

    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 }, locale: 'en-GB' });
      const guest = await context.newPage();
      await guest.goto(link);
      await expect(guest.getByRole('heading', { name: subject })).toBeVisible();
      await expect(guest.getByText('Could be the cache.')).toBeVisible();
      await expectNoViolation(guest);
      expect(await guest.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await context.close();
    }

    const context = await browser.newContext({ locale: 'en-GB' });
    const guest = await context.newPage();
    await guest.goto(link);
    await guest.getByLabel('Write a note to the team').fill('It **is** the cache.');
    await guest.getByRole('button', { name: 'Add note' }).click();
    await expect(guest.getByLabel('Write a note to the team')).toHaveValue('');
    await expect(tom.page.locator('.message', { hasText: 'Max Weber' }).getByText('the cache.')).toBeVisible();
    await customer.reply('Any news?');
    await expect(guest.getByText('Any news?')).toBeVisible();
    await page.reload();
    await expect(page.getByText('Any news?').first()).toBeVisible();
    await expect(page.getByText('the cache')).toHaveCount(0);
    await expect(page.getByText('Max Weber')).toHaveCount(0);

    await tom.page.getByRole('button', { name: 'Withdraw the link of Max Weber' }).click();
    await expect(guest.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible();
    await guest.reload();
    await expect(guest.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible();
    await expectNoViolation(guest);
  });

  test('a guest who may writes to the customer, and reads no notes', async ({ page, browser }) => {
    test.slow();
    const { subject } = await filed(page, 'The shelf leans');
    const tom = await agentOn(browser, agents.tom, subject);
    await tom.note('Known since spring.');
    const link = await invite(tom, 'Iris Lund', 'Write to the customer');
    const context = await browser.newContext({ locale: 'en-GB' });
    const guest = await context.newPage();
    await guest.goto(link);
    await expect(guest.getByRole('heading', { name: subject })).toBeVisible();
    await expect(guest.getByText('Known since spring.')).toHaveCount(0);
    await guest.getByLabel('Write to the customer').fill('Turn the left foot.');
    await guest.getByLabel('Write to the customer').press('Control+Enter');
    await expect(page.getByText('Turn the left foot.')).toBeVisible();
    await expect(page.getByText('Iris Lund').first()).toBeVisible();
  });

  test('a guest reads a long ticket to its end and writes by keyboard alone', async ({ page, browser }) => {
    test.slow();
    const { subject } = await filed(page, 'The manual is long');
    const tom = await agentOn(browser, agents.tom, subject);
    await tom.note(Array.from({ length: 60 }, (_, nth) => `Page ${nth + 1}.`).join('\n\n'));
    const link = await invite(tom, 'Max Weber', 'Advise internally');
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 900, height: 500 } });
    const guest = await context.newPage();
    await guest.goto(link);
    await expect(guest.getByText('Page 60.')).toBeAttached();
    const area = guest.getByRole('main');
    const top = () => area.evaluate((main) => main.scrollTop);
    expect(await top()).toBe(0);
    await guest.keyboard.press('Tab');
    await expect(area).toBeFocused();
    await guest.keyboard.press('PageDown');
    await expect.poll(top).toBeGreaterThan(0);
    await guest.keyboard.press('End');
    await expect(guest.getByText('Page 60.')).toBeInViewport();
    const field = guest.getByLabel('Write a note to the team');
    await expect(field).toBeInViewport();
    await guest.keyboard.press('Tab');
    await expect(field).toBeFocused();
    await guest.keyboard.type('Read to the end.');
    await guest.keyboard.press('Control+Enter');
    await expect(tom.page.locator('.message', { hasText: 'Max Weber' }).getByText('Read to the end.')).toBeVisible();
    await context.close();
  });
});
