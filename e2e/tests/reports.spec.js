// The report of a day: read, stepped through with the keyboard, and led on from to the tickets behind a figure.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, places, test } from '../fixtures.js';
import { Agent, Customer, agents, unique } from '../people.js';

async function anaIn(browser, path = '#/reports', options = {}) {
  const ana = new Agent(await (await browser.newContext({ locale: 'en-GB', ...options })).newPage(), agents.ana);
  await ana.signIn(path);
  return ana;
}

const figure = (page, name) => page.locator('.report-figures li').filter({ hasText: name });
const count = async (page, name) => Number(await figure(page, name).locator('.figure-count').textContent());

test('what a customer writes is in the report of the day, and a figure leads to the tickets behind it', async ({ page, browser }) => {
  const { page: desk } = await anaIn(browser);
  await expect(figure(desk, 'Came in')).toBeVisible();
  const before = await count(desk, 'Came in');
  await page.goto(`${places.guichet}/portal/demo`);
  const subject = unique('What is new today');
  await new Customer(page).file(subject);
  await desk.reload();
  await expect(figure(desk, 'Came in')).toBeVisible();
  // Other tests file as well.
  expect(await count(desk, 'Came in')).toBeGreaterThan(before);
  await figure(desk, 'Came in').getByRole('link').click();
  await expect(desk.getByRole('link', { name: subject })).toBeVisible();
});

test('days are reached and stepped through with the keyboard alone', async ({ browser }) => {
  const { page } = await anaIn(browser, '');
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.locator('body').press('d');
  const title = page.getByRole('heading', { level: 1 });
  await expect(page.locator('.report-eyebrow')).toHaveText('Report of the day');
  await expect(figure(page, 'Open now')).toBeVisible();
  const today = await title.textContent();
  const next = page.getByRole('link', { name: 'The day after' });
  await expect(next).toHaveAttribute('aria-disabled', 'true');

  const before = page.getByRole('link', { name: 'The day before' });
  await before.focus();
  await page.keyboard.press('Enter');
  await expect(figure(page, 'Open at the end')).toBeVisible();
  await expect(title).not.toHaveText(today);
  await expect(before).toBeFocused();
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(title).toHaveText(today);

  // A day long before the first ticket says so, and the way back is one link.
  await page.goto(`${places.guichet}/desk#/reports/2024-02-29`);
  await expect(page.getByText('A quiet day')).toBeVisible();
  await expect(title).toHaveText('Thursday, 29 February 2024');
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(title).toHaveText(today);
});

test('the hours stand in a table behind their chart', async ({ browser }) => {
  const { page } = await anaIn(browser);
  await page.getByRole('link', { name: 'The day before' }).click();
  await expect(figure(page, 'Open at the end')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Most between \d\d:00 and \d\d:00: \d+ message/ })).toBeVisible();
  const table = page.getByRole('table').filter({ hasText: 'New requests' });
  await expect(table).toBeHidden();
  await page.getByRole('button', { name: 'Show as a table' }).press('Enter');
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hide the table' })).toHaveAttribute('aria-expanded', 'true');
});

for (const colorScheme of ['light', 'dark']) {
  test(`in ${colorScheme}, no day has a violation, nor is it wider than a small phone`, async ({ browser }) => {
    const { page } = await anaIn(browser, '#/reports', { colorScheme, viewport: { width: 360, height: 740 } });
    for (const path of ['#/reports', '#/reports/2024-02-29']) {
      await page.goto(`${places.guichet}/desk${path}`);
      await expect(page.locator('.report-figures')).toBeVisible();
      await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => `${target}`)])).toEqual([]);
      const wide = await page.evaluate(() =>
        [document.documentElement, document.querySelector('.reports-page')].map((one) => one.scrollWidth > one.clientWidth),
      );
      expect(wide).toEqual([false, false]);
    }
  });
}
