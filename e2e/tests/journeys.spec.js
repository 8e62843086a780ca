// From a question on a page to its answer: by keyboard, by touch, from a button of the page, by address.
import { expect, parts, places, test } from '../fixtures.js';

const isFocused = (locator) => locator.evaluate((element) => element.getRootNode().activeElement === element);

test('by keyboard alone, from page load to the right article and back', async ({ page, widget }) => {
  await page.goto(places.demo);
  await expect(widget.launcher).toBeVisible();
  for (let tabs = 0; tabs < 60 && !(await isFocused(widget.launcher)); tabs++) await page.keyboard.press('Tab');
  await expect(widget.launcher).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(widget.searchBox).toBeFocused();
  await page.keyboard.type('forgot my pasword');
  await expect(widget.results.first()).toContainText('I forgot my password');
  await page.keyboard.press('ArrowDown');
  await expect(widget.results.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(widget.heading).toHaveText('I forgot my password, what should I do?');
  await expect(widget.heading).toBeFocused();

  await widget.portal.getByRole('button', { name: 'Back' }).press('Enter');
  await expect(widget.searchBox).toHaveValue('forgot my pasword');
  await expect(widget.results.first()).toBeFocused();
});

test('the Tab key stays in the panel, Escape closes it, and the focus is where it was', async ({ page, widget }) => {
  await page.goto(places.demo);
  await widget.launcher.press('Enter');
  await expect(widget.searchBox).toBeFocused();
  const inside = await widget.inside();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let press = 0; press < 25; press++) {
      await page.keyboard.press(key);
      expect(await page.evaluate(() => document.activeElement.localName)).toBe('guichet-launcher');
      expect(await inside.evaluate(() => document.hasFocus() && document.activeElement !== document.body)).toBe(true);
    }
  }
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  await expect(widget.launcher).toBeFocused();
  await expect(widget.launcher).toHaveAttribute('aria-expanded', 'false');

  await page.keyboard.press('Tab');
  expect(await inside.evaluate(() => document.hasFocus())).toBe(false);
});

test('Escape first empties the search box, then closes the panel', async ({ page, widget }) => {
  await page.goto(places.demo);
  await widget.open();
  await page.keyboard.type('refund');
  await expect(widget.results.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(widget.searchBox).toHaveValue('');
  await expect(widget.panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
});

test('a button of the page opens an article, and has the focus again afterwards', async ({ page, widget }) => {
  await page.goto(places.demo);
  await expect(widget.launcher).toBeVisible();
  const button = page.getByRole('button', { name: 'Returns' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(widget.heading).toHaveText('What is your refund policy?');
  await expect(widget.heading).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  await expect(button).toBeFocused();

  // The portal runs by now; another article takes the place of the first.
  await page.getByRole('button', { name: 'Payment' }).click();
  await expect(widget.heading).toHaveText('Which payment methods do you accept?');
  await expect(widget.heading).toBeFocused();
});

test('the focus is left alone when the visitor has moved on', async ({ page, widget }) => {
  await page.goto(`${places.host}/plain?lang=en`);
  await widget.open();
  await page.locator('#own').click();
  await widget.command('close');
  await expect(widget.panel).toBeHidden();
  await expect(page.locator('#own')).toBeFocused();
});

test('a customer says whether an article helped, and what was missing', async ({ page, widget }) => {
  await page.goto(`${places.host}/plain?lang=en`);
  await expect(widget.launcher).toBeVisible();
  await widget.command('open', '/article/track-order');
  await widget.portal.getByRole('button', { name: 'Yes' }).click();
  await expect(widget.portal.getByText('Thank you')).toBeVisible();

  await widget.command('open', '/article/cancel-order');
  await expect(widget.heading).toHaveText('How do I cancel an order?');
  await widget.portal.getByRole('button', { name: 'No' }).click();
  await expect(widget.portal.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('How long it takes');
  await widget.portal.getByRole('button', { name: 'Send' }).click();
  await expect(widget.portal.getByText('Thank you')).toBeVisible();
});

test('each view has an address of its own', async ({ page }) => {
  const portal = parts(page);
  const at = (view) => `${places.guichet}/portal/demo#${view}`;
  await page.goto(at('/article/track-order'));
  await expect(portal.heading).toHaveText('Where is my order?');
  await page.goto(at('/search/cancel%20an%20order'));
  await expect(portal.searchBox).toHaveValue('cancel an order');
  await expect(portal.results.first()).toContainText('cancel an order');
  await portal.results.first().click();
  await expect(portal.heading).toHaveText('How do I cancel an order?');
  await expect(page).toHaveURL(at('/article/cancel-order'));
  await page.goBack();
  await expect(portal.searchBox).toHaveValue('cancel an order');
  await page.goto(at('/category/Invoices'));
  await expect(portal.heading).toHaveText('Invoices');
  await expect(page.getByRole('link', { name: 'Where can I see my invoices?' })).toBeVisible();
});

test.describe('an address of an article that is gone', () => {
  test.use({ allowed: /status of 404 .*\/articles\// });

  test('says so and leads home', async ({ page }) => {
    await page.goto(`${places.guichet}/portal/demo#/article/no-such-article`);
    await expect(page.getByRole('heading', { name: 'This article is not here' })).toBeVisible();
    await page.getByRole('link', { name: 'Go to the start' }).click();
    await expect(parts(page).searchBox).toBeFocused();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test('by touch, from page load to the right article and back', async ({ page, widget }) => {
    await page.goto(places.demo);
    await widget.launcher.tap();
    await expect(widget.searchBox).toBeVisible();
    expect(await widget.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 780 });
    await expect(widget.launcher).toBeHidden();

    await widget.searchBox.tap();
    await page.keyboard.type('get my money back');
    await widget.results.filter({ hasText: 'return an item' }).tap();
    await expect(widget.heading).toHaveText('How do I return an item and ask for a refund?');
    await widget.portal.getByRole('button', { name: 'Back' }).tap();
    await expect(widget.searchBox).toHaveValue('get my money back');
    await widget.portal.getByRole('button', { name: 'Close', exact: true }).tap();
    await expect(widget.panel).toBeHidden();
    await expect(widget.launcher).toBeVisible();
  });

  test('its Back button goes back in the portal, then closes it, and the page stays where it was', async ({ page, widget }) => {
    await page.goto(places.demo);
    const address = page.url();
    await widget.launcher.tap();
    await widget.searchBox.tap();
    await page.keyboard.type('get my money back');
    await widget.results.filter({ hasText: 'return an item' }).tap();
    await expect(widget.heading).toHaveText('How do I return an item and ask for a refund?');
    await page.evaluate(() => history.back());
    await expect(widget.searchBox).toHaveValue('get my money back');
    await page.evaluate(() => history.back());
    await expect(widget.panel).toBeHidden();
    expect(page.url()).toBe(address);
    await widget.launcher.tap();
    await widget.portal.getByRole('button', { name: 'Close', exact: true }).tap();
    await expect(widget.panel).toBeHidden();
    await expect.poll(() => page.evaluate(() => Object.hasOwn(history.state || {}, 'guichet'))).toBe(false);
  });

  test('nothing is wider than the screen', async ({ page, widget }) => {
    await page.goto(places.demo);
    await widget.launcher.tap();
    await expect(widget.searchBox).toBeVisible();
    const overflows = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    expect(await page.evaluate(overflows)).toBe(false);
    expect(await (await widget.inside()).evaluate(overflows)).toBe(false);
  });
});
