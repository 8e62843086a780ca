// Fast hands at the desk, by keyboard alone: the palette, macros, many at once, putting off, callers.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, places, test } from '../fixtures.js';
import { Agent, agents, file, unique } from '../people.js';

// Whoever is not signed in yet asks the server whether they are.
test.use({ allowed: /status of 401/ });

/** Does a command of the palette. */
async function command(page, typed, name) {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'What would you like to do?' });
  await expect(field).toBeFocused();
  await page.keyboard.type(typed);
  await expect(page.getByRole('listbox', { name: 'Commands' }).getByRole('option', { selected: true })).toHaveText(name);
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
}

async function begin(page, path) {
  const tom = new Agent(page, agents.tom);
  await tom.signIn(path);
  return tom;
}

test('the palette opens a ticket by its number and takes it, and ? lists the same keys', async ({ page, request }) => {
  const subject = unique('A ticket to find');
  const { number } = await file(request, subject);
  await begin(page, '#/queue/all');
  await command(page, `#${number}`, `Open #${number}`);
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  await command(page, 'take', /^Take/);
  await expect(page.locator('.ticket-meta')).toContainText('Tom Abel');
  await command(page, 'prio urg', /^Set priority to urgent/);
  await expect(page.locator('.ticket-meta')).toContainText('Urgent');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog').getByRole('listitem');
  await expect(keys.filter({ hasText: 'New ticket for a caller' })).toContainText('c');
  await expect(keys.filter({ hasText: 'Merge into another ticket' })).toContainText('m');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a macro fills in its words, shows what it also does, and does it with the reply', async ({ page, request }) => {
  const subject = unique('Which order');
  const { id } = await file(request, subject);
  await begin(page, `#/ticket/${id}`);
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  await command(page, 'ask order', 'Macro: Ask for the order number');
  const area = page.locator('#composer-text');
  await expect(area).toHaveValue(/^Hello Nadia Stern,[^]*Tom, /);
  await expect(area).toBeFocused();
  await expect(page.getByText(/^Also: Waiting for the customer/)).toContainText('Add tags: order-number · Assign to me');
  await page.keyboard.press('Control+Enter');
  await expect(area).toHaveValue('');
  await expect(page.locator('.ticket-meta')).toContainText('Waiting for customer');
  await expect(page.locator('.ticket-meta')).toContainText('Tom Abel');
  await expect(page.locator('.tag')).toHaveText('order-number');
  await expect(page.getByText(/^Also:/)).toHaveCount(0);
});

test('three tickets are selected and closed at once, which can be taken back', async ({ page, request }) => {
  const words = unique('Many at once');
  const ids = [];
  for (const nth of ['first', 'second', 'third']) ids.push((await file(request, `${words} ${nth}`)).id);
  await begin(page, '#/queue/all');
  await page.request.post(`${places.guichet}/api/v1/desk/tickets/${ids[0]}/messages`, { data: { body: 'It moves again.' } });
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await expect(page.locator('a.ticket-row')).toHaveCount(3);
  await page.locator('a.ticket-row').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  await expect(page.getByRole('region', { name: 'Selected tickets' })).toContainText('3 selected');
  await command(page, 'close', /^Close/);
  const dialog = page.getByRole('dialog', { name: 'Close 3 tickets?' });
  await expect(dialog).toContainText('Nobody has answered 2 of them yet.');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Selected tickets' })).toContainText('3 selected');
  await command(page, 'close', /^Close/);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().press('Enter');
  await expect(page.getByText('3 tickets changed.')).toBeVisible();
  await expect(page.locator('a.ticket-row')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Selected tickets' })).toBeHidden();
  await page.getByRole('status').filter({ hasText: '3 tickets changed.' }).getByRole('button', { name: 'Reopen' }).click();
  await expect(page.locator('a.ticket-row')).toHaveCount(3);
});

test('tags are words of any script, and what cannot be one is said at its field and changes nothing', async ({ page, request }) => {
  const words = unique('Tagged');
  const { id } = await file(request, `${words} first`);
  await file(request, `${words} second`);
  await begin(page, '#/queue/all');
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await expect(page.locator('a.ticket-row')).toHaveCount(2);
  await page.locator('a.ticket-row').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await command(page, 'change tags', /^Change tags/);
  const dialog = page.getByRole('dialog');
  const add = dialog.getByLabel('Add tags');
  await expect(add).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(add).toHaveAccessibleDescription(/Write a tag to add, or one to remove\./);
  await page.keyboard.type('Réclamation, c++, a/b');
  await page.keyboard.press('Enter');
  await expect(add).toHaveAccessibleDescription(/“c\+\+”, “a\/b” cannot be a tag\./);
  await expect(add).toHaveAttribute('aria-invalid', 'true');
  await expect(add).toBeFocused();
  await expect(add).toHaveValue('Réclamation, c++, a/b');
  await add.fill('Réclamation, Возврат');
  await expect(add).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('2 tickets changed.')).toBeVisible();
  await page.goto(`${places.guichet}/desk#/ticket/${id}`);
  await expect(page.locator('.tag')).toHaveText(['réclamation', 'возврат']);
  const field = page.getByLabel('Add a tag');
  await field.fill('50% off');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription(/“50% off” cannot be a tag\./);
  await expect(field).toHaveValue('50% off');
  await field.fill('trop tard');
  await field.press('Enter');
  await expect(page.locator('.tag')).toHaveText(['réclamation', 'возврат', 'trop-tard']);
});

test('a ticket that is put off leaves the queue, and comes back when it is wanted', async ({ page, request }) => {
  const subject = unique('Put off');
  const { id } = await file(request, subject);
  await begin(page, `#/ticket/${id}`);
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByRole('button', { name: /^In three hours/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Put off until/ });
  await expect(dialog).toContainText('The customer was promised an update by');
  await dialog.getByRole('radio', { name: /^Leave it as it was promised/ }).check();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.locator('.ticket-meta')).toContainText('Put off until');
  await expect(page.locator('.event, .line').filter({ hasText: 'promised the next update' })).toHaveCount(0);
  await page.goto(`${places.guichet}/desk#/queue/unassigned`);
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(subject);
  await expect(page.getByRole('heading', { name: `Nothing found for “${subject}”` })).toBeVisible();
  await page.goto(`${places.guichet}/desk#/ticket/${id}`);
  await expect(page.getByRole('heading', { name: subject, exact: true })).toBeVisible();
  await command(page, 'bring back', /^Bring back now/);
  await expect(page.locator('.ticket-meta')).not.toContainText('Put off until');
});

test('a ticket is put off beyond what was promised with a new promise in the same step', async ({ page, request }) => {
  const words = unique('Promised too soon');
  const ids = [];
  for (const nth of ['one', 'two']) ids.push((await file(request, `${words} ${nth}`)).id);
  await begin(page, `#/ticket/${ids[0]}`);
  await expect(page.getByRole('heading', { name: `${words} one` })).toBeVisible();
  await command(page, 'tomorrow', /^Tomorrow at 9:00/);
  const dialog = page.getByRole('dialog', { name: /^Put off until .*09:00\?$/ });
  await expect(dialog.getByRole('radio', { name: /^Promise it by .*10:00/ })).toBeFocused();
  await dialog.getByRole('radio', { name: 'Promise it for another time' }).check();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Choose a time in the future.');
  await expect(dialog.getByRole('textbox', { name: 'Another time' })).toBeFocused();
  await dialog.getByRole('radio', { name: /^Promise it by/ }).check();
  await dialog.getByRole('button', { name: 'Put off' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.locator('.ticket-meta')).toContainText(/Next update by .*10:00.*Put off until .*09:00/);

  // Of several tickets it is told of how many.
  await page.goto(`${places.guichet}/desk#/queue/all`);
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(`${words} two`);
  await expect(page.locator('a.ticket-row')).toHaveCount(1);
  await page.getByRole('link', { name: `${words} two` }).focus();
  await page.keyboard.press('x');
  await command(page, 'tomorrow', /^Tomorrow at 9:00/);
  const many = page.getByRole('dialog', { name: 'Put 1 ticket off?' });
  await expect(many).toContainText('The customer of 1 of them was promised an update before then.');
  await many.getByRole('button', { name: 'Put off' }).press('Enter');
  await expect(page.getByText('1 ticket changed.')).toBeVisible();
});

test('a ticket for a caller is opened beside what they asked before', async ({ page, request }) => {
  const [before, now] = [unique('Asked before'), unique('Called about it')];
  const { number } = await file(request, before);
  await begin(page, '#/queue/all');
  await expect(page.locator('a.ticket-row').first()).toBeVisible();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await dialog.getByRole('searchbox', { name: 'Find the caller' }).focus();
  await page.keyboard.type(`#${number}`);
  await expect(dialog.getByRole('link', { name: new RegExp(before) })).toBeVisible();
  await dialog.getByRole('button', { name: 'It is Nadia Stern' }).press('Enter');
  await dialog.getByLabel('Subject').focus();
  await page.keyboard.type(now);
  await dialog.getByRole('button', { name: 'Open ticket' }).press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Check these fields: What it is about.');
  await expect(dialog.getByLabel('What it is about')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('c');
  await expect(dialog.getByLabel('Subject')).toHaveValue(now);
  await dialog.getByLabel('What it is about').focus();
  await page.keyboard.type('It still has not moved.');
  await dialog.getByRole('button', { name: 'Open ticket' }).press('Enter');
  await expect(page.getByRole('heading', { name: now })).toBeVisible();
  await expect(page.locator('.context').getByRole('link', { name: new RegExp(before) })).toBeVisible();
});

test('each field of a caller’s ticket says what it needs, and the first has the focus', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await begin(page, '#/queue/all');
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill('nadia@mail');
  await dialog.getByLabel('Topic').selectOption({ label: 'A payment or a refund' });
  await dialog.getByLabel('Amount in euros (optional)').fill('much');
  const subject = unique('Paid twice');
  await dialog.getByLabel('Subject').fill(subject);
  await dialog.getByRole('button', { name: 'Open ticket' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Check these fields: Email, Paid by, Amount in euros (optional), What it is about.');
  await expect(dialog.getByRole('alert')).toBeInViewport();
  const email = dialog.getByLabel('Email');
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription(/An address such as ana@shop\.example/);
  await expect(dialog.getByLabel('Paid by')).toHaveAccessibleDescription(/Choose one\./);
  await expect(dialog.getByLabel('Amount in euros')).toHaveAccessibleDescription(/Enter a number such as 12\.5\./);
  await email.fill(`${subject.replaceAll(' ', '-')}@mail.example`);
  await expect(email).not.toHaveAttribute('aria-invalid');
  await dialog.getByLabel('Paid by').selectOption({ index: 1 });
  await dialog.getByLabel('Amount in euros').fill('12.5');
  await dialog.getByLabel('What it is about').fill('The money left twice.');
  await expect(dialog.locator('[aria-invalid]')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Open ticket' }).click();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
});

test('an address that is typed and known offers whose it is, with what they asked before', async ({ page, request }) => {
  const [before, now] = [unique('Asked before'), unique('Called about it')];
  const address = `${unique('nadia').replace(' ', '.')}@mail.example`;
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const data = { subject: before, body: 'It has not moved for days.', name: 'Nadia Stern', email: address };
  expect((await request.post(`${places.guichet}/api/v1/sites/demo/tickets`, { headers, data })).status()).toBe(201);
  await begin(page, '#/queue/all');
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill(address.toUpperCase());
  await expect(dialog.getByText('This address has asked before.')).toBeVisible();
  await expect(dialog.getByRole('link', { name: new RegExp(before) })).toBeVisible();
  await dialog.locator('form').getByRole('button', { name: 'It is Nadia Stern' }).click();
  await expect(dialog.getByLabel('Email')).toHaveCount(0);
  await dialog.getByLabel('Subject').fill(now);
  await dialog.getByLabel('What it is about').fill('It still has not moved.');
  await dialog.getByRole('button', { name: 'Open ticket' }).click();
  await expect(page.getByRole('heading', { name: now })).toBeVisible();
  await expect(page.locator('.context').getByRole('link', { name: new RegExp(before) })).toBeVisible();
  await expect(page.locator('.context')).toContainText(address);
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1440, 390]) {
    test(`fast hands have no axe violation in ${colorScheme} at ${width} px`, async ({ browser, request }) => {
      const subject = unique('Accessible');
      const { id } = await file(request, subject);
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const expectNoViolation = async () => {
        await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`)])).toEqual([]);
      };
      await begin(page, `#/ticket/${id}`);
      await expect(page.getByRole('heading', { name: subject })).toBeVisible();
      for (const key of ['Control+k', 'm', 'i', 'c', '#']) {
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectNoViolation();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      await page.keyboard.press('z');
      await expectNoViolation();
      await page.goto(`${places.guichet}/desk#/macros`);
      await page.getByRole('button', { name: /^Ask for the order number/ }).click();
      await expect(page.getByLabel('Name')).toHaveValue('Ask for the order number');
      await expectNoViolation();
      await page.goto(`${places.guichet}/desk#/queue/all`);
      await expect(page.getByRole('link', { name: /^All/ })).toHaveAttribute('aria-current', 'true');
      await expect(page.locator('.queue-body')).not.toHaveAttribute('aria-busy');
      await page.locator('a.ticket-row').first().focus();
      await page.keyboard.press('x');
      await expect(page.getByRole('region', { name: 'Selected tickets' })).toBeVisible();
      await expectNoViolation();
      await context.close();
    });
  }
}
