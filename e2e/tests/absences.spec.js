// An agent goes away: customers read who has their request, colleagues are not handed what nobody would read.
// A server of their own, as an agent who is away would be missed by the other tests.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, places, test } from '../fixtures.js';
import { Agent, Customer, agents, unique } from '../people.js';
import { Server } from '../nodes.js';

test.describe.configure({ mode: 'serial' });

let server, shared;

test.beforeAll(async () => {
  server = await Server.at();
  await server.demo();
  shared = process.env.E2E_GUICHET;
  process.env.E2E_GUICHET = server.origin;
});

test.afterAll(async () => {
  process.env.E2E_GUICHET = shared;
  await server?.end();
});

async function agentIn(browser, who, path) {
  const context = await browser.newContext({ locale: 'en-GB' });
  const agent = new Agent(await context.newPage(), who);
  await agent.signIn(path);
  return agent;
}

async function menu(agent) {
  await agent.page.getByLabel(`Signed in as ${agent.who.name}`).click();
}

test('a customer reads at once who has the request of somebody who goes, and who is back', async ({ page, browser }) => {
  test.slow();
  await page.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(page);
  const subject = unique('While you are away');
  await customer.file(subject);
  const tom = await agentIn(browser, agents.tom);
  const ana = await agentIn(browser, agents.ana);
  await tom.open(subject);
  await tom.take();
  await expect(page.getByText('Tom has your request now').first()).toBeVisible();

  await menu(tom);
  await tom.page.getByRole('button', { name: 'I am away' }).click();
  const dialog = tom.page.getByRole('dialog');
  await expect(dialog.getByLabel('Until', { exact: true })).toBeFocused();
  await dialog.getByRole('button', { name: 'I am away' }).click();
  await expect(dialog.getByText('Choose when it ends, or tick “Until further notice”.')).toBeVisible();
  await dialog.getByLabel('Until further notice').check();
  await dialog.getByRole('combobox', { name: 'Cover' }).selectOption({ label: 'Ana Silva' });
  await expect(dialog.getByText('Away from now until further notice.')).toBeVisible();
  await dialog.getByRole('button', { name: 'I am away' }).click();
  await expect(dialog).toBeHidden();

  await expect(page.getByText('Tom is away. Ana has your request now.').first()).toBeVisible();
  await expect(page.locator('.person-name')).toHaveText('Ana');
  await customer.reply('Are you there?');
  await ana.page.goto(`${places.guichet}/desk#/queue/mine`);
  await expect(ana.page.getByRole('link', { name: subject })).toBeVisible();

  // A colleague who would hand something to Tom is offered his cover.
  const mira = await agentIn(browser, agents.mira);
  await mira.open('Do you ship to Iceland?');
  await mira.page.getByRole('button', { name: /^(Hand over|Assign)$/ }).click();
  const handover = mira.page.getByRole('dialog');
  await expect(handover.getByText('away until further notice, Ana Silva covers')).toBeVisible();
  await handover.getByRole('radio', { name: /Tom Abel/ }).check();
  await expect(handover.getByText('Tom Abel is away and cannot take this ticket now.')).toBeVisible();
  await handover.getByRole('button', { name: 'Hand over to Ana Silva instead' }).click();
  await expect(handover.getByRole('radio', { name: /^Ana Silva/ })).toBeChecked();
  await handover.getByRole('button', { name: 'Cancel' }).click();

  const notNow = tom.page.getByText('You are away. Come back before you take tickets.');
  await tom.page.getByRole('button', { name: 'Take next' }).click();
  await expect(notNow).toBeVisible();
  await menu(tom);
  await tom.page.getByRole('button', { name: 'I am back' }).click();
  await expect(notNow).toBeHidden();
  await expect(page.getByText('Your request moved from Ana to Tom. Reason: Tom is back.').first()).toBeVisible();
});

test('the page of the team shows absences, which are planned, changed and called off', async ({ browser }) => {
  test.slow();
  const ana = await agentIn(browser, agents.ana, '#/team');
  const { page } = ana;
  await expect(page.getByRole('heading', { name: 'Who shares the work' })).toBeVisible();
  await expect(page.getByText('Nobody is away')).toBeVisible();
  await page.getByRole('button', { name: 'Plan an absence' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Who is away')).toBeFocused();
  await dialog.getByRole('button', { name: 'Save absence' }).click();
  const [from, until] = [dialog.getByLabel('From'), dialog.getByLabel('Until', { exact: true })];
  await expect(from).toBeFocused();
  await expect(from).toHaveAccessibleDescription('Choose when it begins.');
  await expect(until).toHaveAccessibleDescription(/^Choose when it ends/);
  await dialog.getByLabel('Who is away').selectOption({ label: 'Mira Okafor' });
  await expect(dialog.getByRole('combobox', { name: 'Cover' }).getByRole('option')).toHaveText(['Nobody: back to the queue', 'Ana Silva', 'Tom Abel']);
  await from.fill('2090-05-02T09:00');
  await until.fill('2090-05-01T09:00');
  await dialog.getByRole('combobox', { name: 'Cover' }).selectOption({ label: 'Tom Abel' });
  await dialog.getByRole('button', { name: 'Save absence' }).click();
  await expect(dialog.getByText('Choose an end in the future and after the beginning.')).toBeVisible();
  await until.fill('2090-05-09T09:00');
  await expect(dialog.getByText('Away from 2 May 2090, 09:00 until 9 May 2090, 09:00.')).toBeVisible();
  await expect(dialog.getByText('Tom Abel has the tickets meanwhile.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save absence' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Tom Abel covers · tickets come back')).toBeVisible();
  await page.getByRole('button', { name: 'Change: Mira Okafor' }).click();
  await expect(until).toHaveValue('2090-05-09T09:00');
  await dialog.getByRole('combobox', { name: 'Cover' }).selectOption('');
  await dialog.getByRole('button', { name: 'Save absence' }).click();
  await expect(page.getByText('tickets go to the queue · tickets come back')).toBeVisible();
  await page.getByRole('button', { name: 'Call off: Mira Okafor' }).click();
  await expect(page.getByText('Nobody is away')).toBeVisible();
});

test('covers that run in a circle are told of before the absence is saved, and on the page after', async ({ browser }) => {
  test.slow();
  const ana = await agentIn(browser, agents.ana, '#/team');
  const { page } = ana;
  const dialog = page.getByRole('dialog');
  const plan = async (who, cover, from, until) => {
    await page.getByRole('button', { name: 'Plan an absence' }).click();
    await dialog.getByLabel('Who is away').selectOption({ label: who });
    await dialog.getByLabel('From').fill(from);
    await dialog.getByLabel('Until', { exact: true }).fill(until);
    await dialog.getByRole('combobox', { name: 'Cover' }).selectOption({ label: cover });
  };
  await plan('Tom Abel', 'Ana Silva', '2090-06-05T09:00', '2090-06-12T09:00');
  await dialog.getByRole('button', { name: 'Save absence' }).click();
  await expect(dialog).toBeHidden();
  await plan('Ana Silva', 'Tom Abel', '2090-06-10T09:00', '2090-06-20T09:00');
  const both = '10 Jun 2090, 09:00 to 12 Jun 2090, 09:00';
  await expect(dialog.getByText(`Tom Abel is away too (${both}): the tickets go to the queue then.`)).toBeVisible();
  await expect(dialog.getByText(`Nobody covers for Tom Abel then (${both}): those tickets go to the queue.`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Save absence' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`Ana Silva is away too (${both}): the tickets go to the queue then.`)).toBeVisible();
  await page.getByRole('button', { name: 'Call off: Ana Silva' }).click();
  await page.getByRole('button', { name: 'Call off: Tom Abel' }).click();
  await expect(page.getByText('Nobody is away')).toBeVisible();
});

test('the most urgent ticket is one key away, and is told where nothing waits', async ({ browser }) => {
  test.slow();
  const mira = await agentIn(browser, agents.mira, '#/queue/unassigned');
  const { page } = mira;
  const next = page.getByRole('button', { name: 'Take next' });
  await expect(next).toBeVisible();
  await expect(page.locator('a.ticket-row').first()).toBeVisible();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/#\/ticket\//);
  await expect(page.getByRole('button', { name: 'Hand over' })).toBeVisible();
  for (let left = 0; left < 50 && !(await page.getByText('Nothing waits for you just now.').isVisible()); left += 1) {
    const answer = page.waitForResponse((response) => response.url().endsWith('/desk/next'));
    await next.click();
    await answer;
    await page.waitForTimeout(200);
  }
  await expect(page.getByText('Nothing waits for you just now.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1440, 360]) {
    test(`the team and the form of an absence have no axe violation in ${colorScheme} at ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({ locale: 'en-GB', colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const expectNoViolation = async () => {
        await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`)])).toEqual([]);
      };
      const tom = new Agent(page, agents.tom);
      await tom.signIn('#/team');
      await expect(page.getByRole('heading', { name: 'Who shares the work' })).toBeVisible();
      await expectNoViolation();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.getByRole('button', { name: 'Plan an absence' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoViolation();
      await context.close();
    });
  }
}
