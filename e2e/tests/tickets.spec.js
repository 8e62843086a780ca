// A ticket from the first word to the verdict, with the customer and the desk side by side.
import { expect, places, test } from '../fixtures.js';
import { Agent, Customer, agents, unique } from '../people.js';

const portal = () => `${places.guichet}/portal/demo`;

async function customerOn(page) {
  await page.goto(portal());
  return new Customer(page);
}

async function agentIn(browser, who) {
  const context = await browser.newContext({ locale: 'en-GB' });
  const agent = new Agent(await context.newPage(), who);
  await agent.signIn();
  return agent;
}

test('every step of a ticket appears in the other window by itself', async ({ page, browser }) => {
  test.slow();
  const customer = await customerOn(page);
  const [tom, ana] = [await agentIn(browser, agents.tom), await agentIn(browser, agents.ana)];
  const subject = unique('My lamp is late');

  await tom.page.getByRole('link', { name: /^Unassigned/ }).click();
  // Other tests file as well, and a page of the queue has fifty rows: what is new stands on top.
  await tom.page.getByLabel('Order').selectOption({ label: 'Newest' });
  const number = await customer.file(subject);
  await expect(page.getByText('Nobody has taken it yet')).toBeVisible();
  await expect(tom.page.getByRole('link', { name: subject })).toBeVisible();

  await tom.open(subject);
  await tom.take();
  await expect(page.getByText('Tom has your request now').first()).toBeVisible();
  await expect(page.getByText('Here now').first()).toBeVisible();

  await tom.page.locator('.composer textarea').pressSequentially('Hello');
  await expect(page.getByText('Tom is writing')).toBeVisible();
  await tom.reply('Hello, I am looking into it.');
  await expect(page.getByText('Hello, I am looking into it.')).toBeVisible();
  await tom.note('Third time this week.');

  await tom.handOver(agents.ana, 'Knows more about it', 'Ana can send a new one today.');
  await expect(page.getByText('Your request moved from Tom to Ana').first()).toBeVisible();
  await expect(page.getByText('Ana can send a new one today.').first()).toBeVisible();

  await ana.open(subject);
  await expect(ana.page.getByText('Third time this week.')).toBeVisible();
  await page.getByLabel('Your reply').pressSequentially('Thank');
  await expect(ana.page.getByText('The customer is writing')).toBeVisible();
  await customer.reply('Thank you both.');
  await expect(ana.page.getByText('Thank you both.')).toBeVisible();

  await ana.propose('A new lamp is on its way.');
  await expect(page.getByText('A new lamp is on its way.')).toBeVisible();
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await page.getByLabel('What is still wrong?').fill('It went to the old address.');
  await page.getByRole('button', { name: /^Send/ }).first().click();
  await expect(ana.page.getByText('said that the solution did not help')).toBeVisible();
  await expect(ana.page.getByText('It went to the old address.')).toBeVisible();

  await ana.propose('I have redirected it.');
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(ana.page.getByText('said that the solution helped')).toBeVisible();

  await page.getByRole('radio', { name: 'Good', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Send rating' }).click();
  await expect(page.getByText('Thank you for your rating.')).toBeVisible();
  await expect(ana.page.getByText(/rated this 4 out of 5/)).toBeVisible();

  await customer.reply('It is broken.');
  await expect(ana.page.getByText('It is broken.')).toBeVisible();
  await page.getByRole('link', { name: 'Back' }).or(page.getByRole('button', { name: 'Back' })).first().click();
  await expect(page.getByText(`#${number}`).first()).toBeVisible();
  // What is internal is nowhere in the customer's window.
  expect(await page.content()).not.toContain('Third time this week.');
});

test('a form that lacks something says so beside each field and loses nothing', async ({ page }) => {
  const customer = await customerOn(page);
  await customer.begin('A return or a faulty item');
  await page.getByLabel('Description').fill('One leg is shorter.');
  await page.getByLabel('Your email').fill('not an address');
  await page.getByRole('button', { name: 'Check and send' }).click();
  await expect(page.locator('p.wrong', { hasText: 'Not ready to send yet.' })).toBeVisible();
  await expect(page.getByRole('status')).toContainText('Not ready to send yet.');
  await expect(page.getByLabel('Order number')).toBeFocused();
  await expect(page.getByLabel('Order number')).toHaveAccessibleDescription('Fill in “Order number”.');
  await expect(page.getByLabel('Subject')).toHaveAccessibleDescription(/Fill in “Subject”/);
  await expect(page.getByLabel('Your email')).toHaveAccessibleDescription(/Enter an address/);
  await expect(page.getByLabel('Description')).toHaveValue('One leg is shorter.');
});

test('articles are suggested while the subject is typed, and reading one keeps the draft', async ({ page }) => {
  const customer = await customerOn(page);
  await customer.begin();
  await page.getByLabel('Subject').pressSequentially('Where is my order');
  const suggestion = page.getByRole('link', { name: 'Where is my order?' });
  await expect(suggestion).toBeVisible();
  await suggestion.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Where is my order?' })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Subject')).toHaveValue('Where is my order');
});

test('what was searched and read travels with the request, and the customer sees it', async ({ page, browser }) => {
  const customer = await customerOn(page);
  await page.getByRole('searchbox').fill('refund');
  await page.locator('.results a.row').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.goto(`${portal()}#/`);
  const subject = unique('Money back');
  await customer.begin();
  await customer.write(subject);
  await customer.check();
  await page.getByText('Sent along').click();
  await expect(page.getByText('refund', { exact: true })).toBeVisible();
  await customer.send();
  await expect(page.getByRole('heading', { name: /We have your request/ })).toBeVisible();
  const tom = await agentIn(browser, agents.tom);
  await tom.open(subject);
  await expect(tom.page.getByText('refund', { exact: true })).toBeVisible();
});

test('files travel both ways, pictures are shown, and a page that runs scripts is refused', async ({ page, browser }) => {
  const customer = await customerOn(page);
  const subject = unique('A scratch');
  await customer.begin();
  await customer.write(subject);
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await page.locator('input[type=file]').setInputFiles([
    { name: 'scratch.png', mimeType: 'image/png', buffer: pixel },
    { name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('Lamp, 49 euros') },
    { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') },
  ]);
  await expect(page.getByText(/page\.html was left out/)).toBeVisible();
  await customer.check();
  await expect(page.getByText('scratch.png')).toBeVisible();
  await customer.send();
  await page.getByRole('link', { name: 'Follow your request' }).click();
  await expect(page.getByText('receipt.txt').first()).toBeVisible();
  const tom = await agentIn(browser, agents.tom);
  await tom.open(subject);
  await expect(tom.page.getByText('scratch.png').first()).toBeVisible();
  const saved = tom.page.waitForEvent('download');
  await tom.page.getByRole('button', { name: /receipt.txt/ }).or(tom.page.getByRole('link', { name: /receipt.txt/ })).first().click();
  expect((await saved).suggestedFilename()).toBe('receipt.txt');
});

test.describe('with a file that is not what its name says', () => {
  test.use({ allowed: /status of 415/ });

  test('a reply arrives with its good files, and the refused one is named with the reason', async ({ page }) => {
    const customer = await customerOn(page);
    await customer.file(unique('Three files'));
    const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.locator('input[type=file]').setInputFiles([file('first.txt', 'one'), file('odd.txt', 'a\0b'), file('last.txt', 'two')]);
    await customer.reply('All three.');
    await expect(page.locator('.timeline').first()).toContainText('first.txt');
    await expect(page.locator('.timeline').first()).toContainText('last.txt');
    const left = page.locator('.pending li.bubble');
    await expect(left).toHaveCount(1);
    await expect(left).toContainText('odd.txt');
    await expect(left).toContainText('this kind of file is not taken');
    await expect(left).not.toContainText('first.txt');
    await left.getByRole('button', { name: 'Discard' }).click();
    await expect(left).toHaveCount(0);
  });
});

test('a reply that is too long is told beside its field, and kept', async ({ page }) => {
  const customer = await customerOn(page);
  await customer.file(unique('A long story'));
  const field = page.getByLabel('Your reply');
  const told = page.getByRole('alert').filter({ hasText: 'Use at most 20,000 characters.' });
  await field.fill('a'.repeat(20_001));
  await expect(told).toBeVisible();
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(field).toHaveValue('a'.repeat(20_001));
  await field.press('Backspace');
  await expect(told).toBeHidden();
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(field).toHaveValue('');
  await expect(page.locator('.bubble.mine')).toHaveCount(2);
});

test('nothing is stored before the first request is sent, and then the browser keeps its key alone', async ({ page, context }) => {
  const customer = await customerOn(page);
  await customer.begin();
  await customer.write(unique('Nothing yet'));
  await customer.check();
  const stored = () => page.evaluate(async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]);
  expect(await stored()).toEqual(['', 0, 0, 0]);
  await customer.send();
  await expect(page.getByRole('heading', { name: /We have your request/ })).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
  expect(await context.cookies(places.guichet)).toEqual([]);
});

test('a second visit finds the requests of this browser', async ({ page }) => {
  const customer = await customerOn(page);
  const subject = unique('Back again');
  await customer.file(subject);
  await page.goto(portal());
  await page.getByRole('link', { name: /My requests/ }).click();
  await expect(page.getByRole('link', { name: subject })).toBeVisible();
});

test('the host page hears of a ticket and the launcher counts what is new', async ({ page, widget, browser }) => {
  test.slow();
  await page.goto(places.demo);
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ['ticket:created', 'ticket:status', 'ticket:assigned', 'ticket:resolved', 'unread']) {
      window.guichet('on', name, (detail) => window.heard.push([name, detail]));
    }
  });
  await widget.open();
  const customer = new Customer(widget.portal, page);
  const subject = unique('On the host');
  const number = Number(await customer.file(subject));
  await widget.command('close');
  const tom = await agentIn(browser, agents.tom);
  await tom.open(subject);
  await tom.take();
  await tom.reply('Here I am.');
  const heard = (name) => page.evaluate((name) => window.heard.filter(([heard]) => heard === name).map(([, detail]) => detail), name);
  await expect.poll(() => heard('ticket:created')).toEqual([{ number }]);
  await expect.poll(() => heard('ticket:assigned')).toMatchObject([{ number, to: 'Tom' }]);
  await expect.poll(() => heard('ticket:status')).toMatchObject([{ number, from: 'new', to: 'open' }]);
  await expect.poll(async () => (await heard('unread')).at(-1)).toMatchObject({ count: 2 });
  await expect(widget.launcher).toHaveAccessibleName(/2 unread/);
  await tom.propose('It is done.');
  await widget.launcher.click();
  await widget.portal.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect.poll(() => heard('ticket:resolved')).toEqual([{ number }]);
  expect(JSON.stringify(await page.evaluate(() => window.heard))).not.toContain(subject);

  // On the next page the count is live again although nobody has shown intent.
  await widget.command('close');
  await tom.reply('One more thing.');
  await page.reload();
  await expect(widget.launcher).toHaveAccessibleName(/unread/);
});

test('a proposal says until when silence counts as a yes, and a no shows one text at a time', async ({ page, browser }) => {
  const customer = await customerOn(page);
  const ana = await agentIn(browser, agents.ana);
  const subject = unique('Does it help');
  await customer.file(subject);
  await ana.open(subject);
  await ana.propose('Turn it off and on.');
  await expect(page.getByText(/it counts as solved on \d+ \w+ \d{4}/)).toBeVisible();
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await expect(page.getByLabel('What is still wrong?')).toBeInViewport();
  await expect(page.getByLabel('Your reply')).toBeHidden();
  await page.getByLabel('What is still wrong?').fill('Still dark.');
  await page.locator('.asked').getByRole('button', { name: /^Send/ }).click();
  await expect(ana.page.getByText('Still dark.')).toBeVisible();
  await expect(page.getByLabel('Your reply')).toBeVisible();
});

test('what is read in one tab is read in the other', async ({ page, browser, context }) => {
  const customer = await customerOn(page);
  const ana = await agentIn(browser, agents.ana);
  const subject = unique('Two tabs');
  await customer.file(subject);
  const address = page.url();
  await page.goto(`${portal()}#/tickets`);
  await ana.open(subject);
  await ana.reply('Here is the news.');
  const badge = page.getByRole('navigation', { name: 'Sections' }).locator('.badge');
  await expect(badge).toContainText('unread');
  const second = await context.newPage();
  await second.goto(address);
  await expect(second.getByText('Here is the news.')).toBeVisible();
  await second.bringToFront();
  await expect(badge).toHaveCount(0);
});
