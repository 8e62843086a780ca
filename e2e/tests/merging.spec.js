// Two tickets about the same: one goes on in the other.
import { expect, places, test } from '../fixtures.js';
import { Agent, agents, Customer, file, unique } from '../people.js';

// Whoever is not signed in yet asks the server whether they are.
test.use({ allowed: /status of 401/ });

test('a merge leaves a trail on both tickets and leads the customer to where it goes on', async ({ page, browser }) => {
  test.slow();
  const [one, two] = [unique('Asked twice'), unique('Asked first')];
  const portal = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await portal.goto(`${places.guichet}/portal/demo`);
  const customer = new Customer(portal);
  const first = await customer.file(two);
  await portal.goto(`${places.guichet}/portal/demo#/`);
  const second = await customer.file(one);
  const tom = new Agent(page, agents.tom);
  await tom.signIn('#/queue/all');
  await tom.open(one);
  const ana = new Agent(await (await browser.newContext({ locale: 'en-GB' })).newPage(), agents.ana);
  await ana.signIn(new URL(page.url()).hash);
  await expect(ana.page.getByRole('button', { name: 'Reply', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.locator('#composer-text').fill('Half a sentence');
  await page.keyboard.press('Escape');
  await page.locator('#ticket-title').focus();
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  // The agent goes along, with what they had begun to write.
  await expect(page.getByRole('heading', { name: two })).toBeVisible();
  await expect(page.getByText(`#${second} goes on here, in #${first}.`)).toBeVisible();
  await expect(page.locator('#composer-text')).toHaveValue('Half a sentence');
  const there = portal.getByRole('link', { name: `It goes on in request #${first}` });
  await expect(there).toBeVisible();
  await there.click();
  await expect(portal.getByRole('heading', { name: two })).toBeVisible();
  await expect(portal.getByLabel('Your reply')).toBeVisible();
  await expect(page.locator('.related').getByRole('link', { name: new RegExp(one) })).toContainText('Merged into this');
  // Who else has the merged one open is led there, and can write notes alone.
  await expect(ana.page.getByRole('button', { name: 'Add note' })).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Reply', exact: true })).toHaveCount(0);
  await ana.page.locator('.ticket-head').getByRole('link', { name: `This goes on in #${first}` }).press('Enter');
  await expect(ana.page.getByRole('heading', { name: two })).toBeVisible();
});

test('who looks for a ticket to merge with is told which there can be, and led to links', async ({ page, request }) => {
  const { id } = await file(request, unique('Asked once'));
  await new Agent(page, agents.tom).signIn(`#/ticket/${id}`);
  await page.locator('#ticket-title').focus();
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Merge into another ticket' });
  await expect(dialog).toContainText('this customer has no other');
  await expect(dialog.getByRole('button', { name: 'Link a ticket' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Link a ticket' }).getByRole('searchbox')).toBeFocused();
});
