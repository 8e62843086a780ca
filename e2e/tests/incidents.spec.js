// Known problems: announced at the desk, joined in the portal, told to all at once, closed for each.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, places, test } from '../fixtures.js';
import { Agent, Customer, agents, file, unique } from '../people.js';

async function agentIn(browser, path = '') {
  const agent = new Agent(await (await browser.newContext()).newPage(), agents.ana);
  await agent.signIn(path);
  return agent;
}

/** Announces a problem from the list; the demo's site reads English and French. */
async function announce({ page }, title) {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Problems' }).click();
  await page.getByRole('link', { name: 'Announce a problem' }).click();
  await page.getByRole('button', { name: 'Announce to customers' }).click();
  await expect(page.getByText('Title and text are needed in English.')).toBeVisible();
  await page.getByLabel('Topic').selectOption({ label: 'A return or a faulty item' });
  await page.getByLabel('Title in English').fill(title);
  await page.getByLabel('Text in English').fill('Labels **cannot be printed** since noon.');
  await page.getByLabel('Title in French').fill(`${title} (fr)`);
  await page.getByLabel('Text in French').fill('Les étiquettes ne s’impriment plus depuis midi.');
  await page.getByRole('button', { name: 'Announce to customers' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
}

async function say({ page }, text, button) {
  await page.getByLabel('Update or solution in English').fill(text);
  await page.getByRole('button', { name: button }).click();
  if (button !== 'Post update') await page.getByRole('dialog').getByRole('button', { name: button }).click();
  await expect(page.getByLabel('Update or solution in English')).toHaveCount(button === 'Post update' ? 1 : 0);
  await expect(page.locator('.incident-updates')).toContainText(text);
}

test('a problem is announced, joined, told of and solved for everybody at once', async ({ page, browser }) => {
  test.slow();
  const ana = await agentIn(browser);
  const title = unique('Return labels are empty');
  await announce(ana, title);

  await page.goto(`${places.guichet}/portal/demo`);
  await page.locator('.known').getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByText('cannot be printed')).toBeVisible();
  await page.getByRole('button', { name: 'I have this too' }).click();
  await expect(page.getByText(`Part of a known problem: ${title}`).first()).toBeVisible();

  await say(ana, 'The printer service is being restarted.', 'Post update');
  await expect(page.getByText('The printer service is being restarted.')).toBeVisible();
  await expect(ana.page.getByText('1 ticket', { exact: true })).toBeVisible();

  await say(ana, 'Load the page again: labels print.', 'Close with this solution');
  await expect(page.getByText('Load the page again: labels print.')).toBeVisible();
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByText('Closed').first()).toBeVisible();

  await page.goto(`${places.guichet}/portal/demo#/`);
  await page.reload();
  await expect(page.getByRole('searchbox')).toBeVisible();
  await expect(page.getByRole('link', { name: title })).toHaveCount(0);
});

test('the form of the topic concerned tells of it, and the subject finds it before any article', async ({ page, browser }) => {
  const ana = await agentIn(browser);
  const title = unique('Wobbling shelves');
  await announce(ana, title);
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  await customer.begin('A return or a faulty item');
  await expect(page.locator('.known').getByRole('link', { name: title })).toBeVisible();
  await page.goto(`${places.guichet}/portal/demo#/new/order`);
  await expect(page.getByLabel('Subject')).toBeVisible();
  await expect(page.locator('.known').getByRole('link', { name: title })).toHaveCount(0);
  await page.getByLabel('Subject').fill('My shelves are uneven');
  await expect(page.locator('.suggested a.row').first()).toContainText(`Known problem: ${title}`);
});

test('joining while offline is sent once the network is back, and joining again shows the same request', async ({ page, context }) => {
  test.slow();
  await page.goto(`${places.guichet}/portal/demo`);
  await page.getByRole('link', { name: 'Some cards are refused at checkout' }).click();
  const join = page.getByRole('button', { name: 'I have this too' });
  await expect(join).toBeVisible();
  await context.setOffline(true);
  await join.click();
  await expect(page.getByText('Waiting for the network; it will be sent by itself.')).toBeVisible();
  await context.setOffline(false);
  const told = page.getByText('Part of a known problem: Some cards are refused at checkout');
  await expect(told.first()).toBeVisible({ timeout: 30_000 });
  const address = page.url();
  await page.goto(`${places.guichet}/portal/demo#/`);
  await page.reload();
  await page.getByRole('link', { name: 'Some cards are refused at checkout' }).click();
  await join.click();
  await expect(told.first()).toBeVisible();
  expect(page.url()).toBe(address);
});

test('an open portal hears of a problem, of its new title and of its end without a reload', async ({ page, browser }) => {
  test.slow();
  await page.clock.install();
  await page.goto(`${places.guichet}/portal/demo`);
  await page.getByRole('searchbox').fill('par');
  const ana = await agentIn(browser);
  const title = unique('Lamps flicker');
  await announce(ana, title);
  const there = page.locator('.known').getByRole('link', { name: title });
  await page.getByRole('searchbox').fill('');
  await expect(page.getByRole('heading', { name: 'Most helpful' })).toBeVisible();
  await expect(there).toHaveCount(0);
  // Nobody without a request has a stream: the page asks now and then while it is looked at.
  await page.bringToFront();
  // In small steps: the page's patience with an answer is measured by the same clock.
  await expect(async () => {
    await page.clock.runFor(5_000);
    await expect(there).toBeVisible({ timeout: 300 });
  }).toPass({ intervals: [0], timeout: 60_000 });
  await expect(page.getByRole('status').filter({ hasText: `Known problem: ${title}` })).toHaveCount(1);
  await expect(page.getByRole('searchbox')).toBeFocused();

  await there.click();
  await page.getByText('say who you are').click();
  await page.getByLabel('Description').fill('Mine flicker in blue.');
  await page.getByRole('button', { name: 'I have this too' }).click();
  await expect(page.getByText('Mine flicker in blue.')).toBeVisible();

  // Who has a request hears at once.
  await page.goto(`${places.guichet}/portal/demo#/`);
  await expect(there).toBeVisible();
  await ana.page.getByRole('button', { name: 'Edit', exact: true }).click();
  await ana.page.getByLabel('Title in English').fill(`${title}, mostly at night`);
  await ana.page.getByRole('button', { name: 'Save the change' }).click();
  await expect(ana.page.getByRole('heading', { name: `${title}, mostly at night` })).toBeVisible();
  await expect(page.locator('.known').getByRole('link', { name: `${title}, mostly at night` })).toBeVisible();
  await say(ana, 'The voltage is steady again.', 'Close with this solution');
  await expect(there).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: `Solved problem: ${title}` })).toHaveCount(1);
});

test('two agents change the words of a problem: the second keeps their text and sees what there is', async ({ page, browser }) => {
  test.slow();
  const ana = await agentIn(browser);
  const title = unique('Drawers stick');
  await announce(ana, title);
  const tom = await agentIn(browser, new URL(ana.page.url()).hash);
  // What is announced is read as customers read it.
  await expect(tom.page.locator('.written-text strong').first()).toHaveText('cannot be printed');
  for (const { page: desk } of [ana, tom]) {
    await desk.getByRole('button', { name: 'Edit', exact: true }).click();
    await expect(desk.getByLabel('Text in English')).toHaveValue('Labels **cannot be printed** since noon.');
  }
  await ana.page.getByLabel('Text in English').fill('Drawers stick when it is humid.');
  await ana.page.getByRole('button', { name: 'Save the change' }).click();
  await expect(ana.page.getByText('changed title or text')).toBeVisible();
  await tom.page.getByLabel('Text in English').fill('Drawers stick in the rain.');
  await tom.page.getByRole('button', { name: 'Save the change' }).click();
  await expect(tom.page.getByText('Somebody has changed this meanwhile.')).toBeVisible();
  await expect(tom.page.locator('.incident-now')).toContainText('Drawers stick when it is humid.');
  await expect(tom.page.getByLabel('Text in English')).toHaveValue('Drawers stick in the rain.');
  await tom.page.getByRole('button', { name: 'Save the change' }).click();
  await expect(tom.page.locator('.written-text').first()).toHaveText('Drawers stick in the rain.');
  await expect(tom.page.getByText('changed title or text')).toHaveCount(2);
  await tom.page.getByText('What it said before').last().click();
  await expect(tom.page.locator('.incident-edits li').last()).toContainText('cannot be printed since noon');
  await page.close();
});

test('what is written about a problem stays while other pages are opened, until it is sent', async ({ browser }) => {
  test.slow();
  const ana = await agentIn(browser, '#/problems/new');
  const { page } = ana;
  const title = unique('Lamps flicker');
  const elsewhere = async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Team' }).click();
    await expect(page.getByRole('heading', { name: 'Who shares the work' })).toBeVisible();
  };
  await page.getByLabel('Title in English').fill(title);
  await page.getByLabel('Text in English').fill('They flicker.');
  await page.getByLabel('Text in French').fill('Elles clignotent.');
  await elsewhere();
  await page.goBack();
  await expect(page.getByLabel('Title in English')).toHaveValue(title);
  await page.reload();
  await expect(page.getByLabel('Text in French')).toHaveValue('Elles clignotent.');
  await page.getByLabel('Title in French').fill('Les lampes');
  await page.getByRole('button', { name: 'Announce to customers' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();

  await page.getByLabel('Update or solution in English').fill('We have found out why.');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Text in English').fill('They flicker at night.');
  await elsewhere();
  await page.goBack();
  await expect(page.getByLabel('Update or solution in English')).toHaveValue('We have found out why.');
  await expect(page.getByLabel('Text in English')).toHaveValue('They flicker at night.');
  await page.getByRole('button', { name: 'Save the change' }).click();
  await expect(page.locator('.written-text').first()).toHaveText('They flicker at night.');
  await page.getByRole('button', { name: 'Post update' }).click();
  await expect(page.locator('.incident-updates')).toContainText('We have found out why.');
  await elsewhere();
  await page.goBack();
  await expect(page.getByLabel('Update or solution in English')).toHaveValue('');
  await page.goto(`${places.guichet}/desk#/problems/new`);
  await expect(page.getByLabel('Title in English')).toHaveValue('');
});

test('an announcement whose answer is lost is sent again and is one problem', async ({ browser }) => {
  const ana = await agentIn(browser);
  const { page } = ana;
  const title = unique('Answers get lost');
  let lost = 0;
  await page.route('**/api/v1/desk/incidents', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Problems' }).click();
  await page.getByRole('link', { name: 'Announce a problem' }).click();
  await page.getByLabel('Title in English').fill(title);
  await page.getByLabel('Text in English').fill('Some do.');
  await page.getByRole('button', { name: 'Announce to customers' }).click();
  await expect(page.getByRole('alert')).not.toBeEmpty();
  await page.getByRole('button', { name: 'Announce to customers' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Problems' }).click();
  await expect(page.getByRole('link', { name: title })).toHaveCount(1);
});

test('an agent links a ticket to a known problem and takes it out again', async ({ page, browser }) => {
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique('My card does not work');
  await customer.file(subject);
  const ana = await agentIn(browser);
  await ana.open(subject);
  const beside = ana.page.locator('#context');
  await beside.getByLabel('Choose a known problem').selectOption({ label: 'Some cards are refused at checkout' });
  await beside.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(beside.getByRole('link', { name: 'Some cards are refused at checkout' })).toBeVisible();
  await expect(page.getByText('Part of a known problem: Some cards').first()).toBeVisible();
  await beside.getByRole('button', { name: 'Take out' }).click();
  await expect(beside.getByLabel('Choose a known problem')).toBeVisible();
});

test('a problem is closed only when that is meant, and tells first how many customers are asked', async ({ browser, request }) => {
  const ana = await agentIn(browser);
  const title = unique('Stools wobble');
  await announce(ana, title);
  const { id } = await file(request, unique('My stool wobbles'));
  const incident = new URL(ana.page.url()).hash.split('/').at(-1);
  await ana.page.request.put(`${places.guichet}/api/v1/desk/tickets/${id}/incident`, { data: { incident } });
  await ana.page.reload();
  await ana.page.getByRole('button', { name: 'Close with this solution' }).click();
  await expect(ana.page.getByText('Check these fields: Solution in English.')).toBeVisible();
  await ana.page.getByLabel('Update or solution in English').fill('Turn the screw.');
  await ana.page.getByRole('button', { name: 'Close with this solution' }).click();
  const dialog = ana.page.getByRole('dialog', { name: `Close “${title}”?` });
  await expect(dialog).toContainText('1 ticket is linked: its customer reads this solution and is asked whether it helped.');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await ana.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(ana.page.getByLabel('Update or solution in English')).toHaveValue('Turn the screw.');
  await expect(ana.page.getByRole('button', { name: 'Post update' })).toBeVisible();
});

test('several tickets become part of a known problem at once', async ({ browser, request }) => {
  const words = unique('Cards again');
  for (const nth of ['one', 'two']) await file(request, `${words} ${nth}`);
  const { page } = await agentIn(browser, '#/queue/all');
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(words);
  await expect(page.locator('a.ticket-row')).toHaveCount(2);
  await page.locator('a.ticket-row').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await page.getByText('Change them').click();
  await page.getByRole('button', { name: 'Link to a known problem' }).click();
  const dialog = page.getByRole('dialog', { name: 'Link to a known problem' });
  await expect(dialog).toContainText('2 tickets become part of it.');
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Choose a known problem');
  await dialog.getByRole('radio', { name: /^Some cards are refused at checkout/ }).check();
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByText('2 tickets changed.')).toBeVisible();
  await page.locator('a.ticket-row').first().click();
  await expect(page.locator('#context').getByRole('link', { name: 'Some cards are refused at checkout' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('no page of a known problem has a violation, at the desk on a phone neither', async ({ page, browser }) => {
      const none = async (page, there) => {
        await expect(there).toBeVisible();
        await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => `${target}`)])).toEqual([]);
      };
      await page.goto(`${places.guichet}/portal/demo`);
      await page.getByRole('link', { name: 'Some cards are refused at checkout' }).click();
      await page.getByText('say who you are').click();
      await none(page, page.getByLabel('Your email address'));
      const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 } });
      const ana = new Agent(await context.newPage(), agents.ana);
      await ana.signIn('#/problems');
      const problem = ana.page.getByRole('link', { name: 'Some cards are refused at checkout' });
      await none(ana.page, problem);
      await problem.click();
      await none(ana.page, ana.page.getByLabel('Update or solution in English'));
      await ana.page.goto(`${places.guichet}/desk#/problems/new`);
      await none(ana.page, ana.page.getByLabel('Title in English'));
      expect(await ana.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    });
  });
}
