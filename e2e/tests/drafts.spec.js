// Text that is being written: kept where something is stored already, asked about where nothing may be stored yet.
import { expect, places, test } from '../fixtures.js';
import { Customer, unique } from '../people.js';

const portal = () => `${places.guichet}/portal/demo`;

/** Goes on to another page as a visitor does; tells whether the browser asked first. */
async function leave(page, address) {
  let asked = false;
  const answer = (dialog) => {
    asked = dialog.type() === 'beforeunload';
    return dialog.accept();
  };
  page.once('dialog', answer);
  await page.goto(address);
  page.off('dialog', answer);
  return asked;
}

test('before the first request nothing is stored, so leaving with a text asks first', async ({ page }) => {
  await page.goto(portal());
  const customer = new Customer(page);
  await customer.begin();
  expect(await leave(page, `${places.host}/plain`)).toBe(false);
  await page.goto(portal());
  await customer.begin();
  await customer.write('Half a question', 'It began when');
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  expect(await leave(page, `${places.host}/plain`)).toBe(true);
});

test('a panel with a text in it asks before its host page is left, also when it is closed', async ({ page, widget }) => {
  await page.goto(places.demo);
  await widget.open();
  const customer = new Customer(widget.portal, page);
  await customer.begin();
  await customer.write('Half a question', 'It began when');
  await widget.command('close');
  expect(await leave(page, `${places.host}/plain`)).toBe(true);
});

test('whoever has sent a request finds the next one as it was left, with its files, and is asked nothing', async ({ page }) => {
  await page.goto(portal());
  const customer = new Customer(page);
  await customer.file(unique('The first'));
  await page.goto(portal());
  await customer.begin('A return or a faulty item');
  await page.getByLabel('Order number').fill('T-20911');
  await customer.write('Half a question', 'It began when');
  const file = { name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('14.90') };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForTimeout(800);
  expect(await leave(page, `${places.host}/plain`)).toBe(false);

  await page.goto(`${portal()}#/new/return`);
  await expect(page.getByLabel('Subject')).toHaveValue('Half a question');
  await expect(page.getByLabel('Description')).toHaveValue('It began when');
  await expect(page.getByLabel('Order number')).toHaveValue('T-20911');
  await expect(page.getByText('receipt.txt')).toBeVisible();
  await customer.check();
  await customer.send();
  await expect(page.getByRole('heading', { name: /We have your request/ })).toBeVisible();
  await page.goto(`${places.host}/plain`);
  await page.goto(`${portal()}#/new/return`);
  await page.waitForTimeout(500);
  await expect(page.getByLabel('Subject')).toHaveValue('');
});

test('a half written reply is back after a reload, on its own request, and gone once it is sent', async ({ page }) => {
  await page.goto(portal());
  const customer = new Customer(page);
  await customer.file(unique('One'));
  const one = page.url();
  await page.goto(portal());
  await customer.file(unique('Two'));
  await page.getByLabel('Your reply').fill('About the second');
  await page.goto(one);
  await page.getByLabel('Your reply').fill('About the first');
  await page.waitForTimeout(800);
  await page.reload();
  await expect(page.getByLabel('Your reply')).toHaveValue('About the first');
  await page.goto(`${portal()}#/tickets`);
  await page.getByRole('link', { name: /Two/ }).click();
  await expect(page.getByLabel('Your reply')).toHaveValue('About the second');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByLabel('Your reply')).toHaveValue('');
  await page.reload();
  await expect(page.getByText('About the second')).toHaveCount(1);
  await expect(page.getByLabel('Your reply')).toHaveValue('');
});

test('what one tab writes is not undone by another', async ({ page, context }) => {
  await page.goto(portal());
  const customer = new Customer(page);
  await customer.file(unique('Two tabs'));
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByLabel('Your reply')).toBeVisible();
  await page.goto(portal());
  await customer.begin();
  await customer.write('From the first tab', 'Text');
  await page.waitForTimeout(800);
  await second.getByLabel('Your reply').fill('From the second tab');
  await second.waitForTimeout(800);
  await page.reload();
  await expect(page.getByLabel('Subject')).toHaveValue('From the first tab');
});
