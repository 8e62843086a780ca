// Files that customers choose: what is taken, what is refused at once and why, names of any length.
import { expect, places, test } from '../fixtures.js';
import { Customer, unique } from '../people.js';

const portal = () => `${places.guichet}/portal/demo`;
const text = (name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('14.90') });
const film = { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('not a film') };

test('a file of a kind that is never taken is refused when it is chosen, and the others stay', async ({ page }) => {
  await page.goto(portal());
  const customer = new Customer(page);
  await customer.begin();
  await customer.write(unique('With files'));
  await page.locator('input[type=file]').setInputFiles([text('receipt.txt'), film, text('list.csv')]);
  await expect(page.getByText('film.mp4 was left out: only pictures')).toBeVisible();
  await expect(page.locator('.files .file')).toHaveCount(2);
  await customer.check();
  await customer.send();
  await page.getByRole('link', { name: 'Follow your request' }).click();
  await expect(page.getByText('list.csv').first()).toBeVisible();
});

test('a name of 200 letters makes nothing wider than a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(portal());
  const customer = new Customer(page);
  const isWider = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  await customer.begin();
  await customer.write(unique('Long'));
  await page.locator('input[type=file]').setInputFiles(text(`${'a'.repeat(196)}.txt`));
  await expect(page.locator('.files .file')).toHaveCount(1);
  expect(await isWider()).toBe(false);
  const remove = page.getByRole('button', { name: /^Remove/ });
  await remove.scrollIntoViewIfNeeded();
  await expect(remove).toBeInViewport({ ratio: 1 });
  await customer.check();
  expect(await isWider()).toBe(false);
  await customer.send();
  await page.getByRole('link', { name: 'Follow your request' }).click();
  await expect(page.getByText(/^aaaa/).first()).toBeVisible();
  expect(await isWider()).toBe(false);
});
