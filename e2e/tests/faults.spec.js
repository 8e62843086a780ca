// What customers see when the network or the server is away, and how it heals.
import { expect, places, test } from '../fixtures.js';

test.describe('offline', () => {
  test.use({ allowed: /ERR_INTERNET_DISCONNECTED/ });

  test('the portal says so, keeps what was typed, and goes on by itself', async ({ page, widget, context }) => {
    await page.goto(places.demo);
    await widget.open();
    await context.setOffline(true);
    await expect(widget.portal.getByText('You are offline').first()).toBeVisible();
    await page.keyboard.type('refund');
    await expect(widget.portal.getByText('This loads by itself when the connection is back')).toBeVisible();
    await expect(widget.searchBox).toHaveValue('refund');
    await context.setOffline(false);
    await expect(widget.results.first()).toBeVisible();
    await expect(widget.portal.locator('.offline')).toHaveCount(0);
  });
});

test.describe('a server in trouble', () => {
  test.use({ allowed: /status of 50[03]|ERR_CONNECTION_REFUSED|ERR_FAILED/ });

  for (const [what, answer] of [
    ['an error', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' })],
    ['nonsense', (route) => route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>Oops</h1>' })],
    ['nothing', (route) => route.abort('connectionrefused')],
  ]) {
    test(`answers a search with ${what}: said in words, kept, and tried again`, async ({ page, widget }) => {
      await page.goto(places.demo);
      await widget.open();
      await page.route('**/api/v1/**', answer);
      // All at once, so that there is one search to fail.
      await widget.searchBox.fill('refund');
      await expect(widget.portal.getByText('The server could not answer').first()).toBeVisible();
      await expect(widget.searchBox).toHaveValue('refund');
      await page.unroute('**/api/v1/**');
      await widget.portal.getByRole('button', { name: 'Try again' }).first().click();
      await expect(widget.results.first()).toBeVisible();
      await expect(widget.searchBox).toBeFocused();
    });
  }

  test('an article that is tried again has the focus on its heading', async ({ page, widget }) => {
    await page.goto(`${places.host}/plain?lang=en`);
    await widget.open();
    await page.route('**/articles/track-order?*', (route) => route.abort('connectionrefused'));
    await widget.command('open', '/article/track-order');
    await expect(widget.heading).toHaveText('This could not be loaded');
    await page.unroute('**/articles/track-order?*');
    await widget.portal.getByRole('button', { name: 'Try again' }).press('Enter');
    await expect(widget.heading).toHaveText('Where is my order?');
    await expect(widget.heading).toBeFocused();
  });

  test('a vote that did not arrive is kept, and sent again', async ({ page, widget }) => {
    await page.goto(`${places.host}/plain?lang=en`);
    await expect(widget.launcher).toBeVisible();
    await widget.command('open', '/article/track-order');
    await widget.portal.getByRole('button', { name: 'No' }).click();
    await widget.portal.getByRole('textbox').fill('A picture');
    await page.route('**/votes', (route) => route.abort('connectionrefused'));
    await widget.portal.getByRole('button', { name: 'Send' }).click();
    await expect(widget.portal.getByRole('alert')).toHaveText('Your answer has not been sent. It is kept here.');
    await expect(widget.portal.getByRole('textbox')).toHaveValue('A picture');
    await page.unroute('**/votes');
    await widget.portal.getByRole('button', { name: 'Try again' }).click();
    await expect(widget.portal.getByText('Thank you')).toBeVisible();
  });

  test('a portal that does not come is named, and comes when tried again', async ({ page, widget }) => {
    await page.clock.install();
    await page.route('**/portal/**', (route) => route.abort('connectionrefused'));
    await page.goto(`${places.host}/plain?lang=en`);
    await expect(widget.launcher).toBeVisible();
    await page.evaluate(() => {
      window.heard = [];
      guichet('on', 'error', (detail) => heard.push(detail));
    });
    await widget.launcher.focus();
    await widget.command('open', '/article/track-order');
    await page.clock.runFor(11_000);
    await expect(widget.notice.getByRole('alert')).toHaveText('This could not be loaded');
    await expect(widget.notice.getByRole('link')).toHaveAttribute('href', `${places.guichet}/portal/elsewhere`);
    expect(await page.evaluate(() => window.heard)).toEqual([{ reason: 'unreachable' }]);
    await page.unroute('**/portal/**');
    await widget.notice.getByRole('button', { name: 'Try again' }).click();
    await expect(widget.heading).toHaveText('Where is my order?');
    await expect(widget.notice).toBeHidden();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test('the launcher stays as the way out until the portal is there', async ({ page, widget }) => {
    await page.route('**/portal/**', () => {});
    await page.goto(`${places.host}/plain?lang=en`);
    await widget.launcher.tap();
    await expect(widget.panel).toBeVisible();
    await widget.launcher.tap();
    await expect(widget.panel).toBeHidden();
  });
});

test.describe('a page whose policy forbids the frame', () => {
  test.use({ allowed: /frame-src|default-src|ERR_BLOCKED_BY_CSP/ });

  test('offers the portal in a tab of its own', async ({ page, widget, context }) => {
    await page.clock.install();
    await page.goto(`${places.host}/frameless`);
    await expect(widget.launcher).toBeVisible();
    await widget.launcher.click();
    await page.clock.runFor(11_000);
    const opened = context.waitForEvent('page');
    await widget.notice.getByRole('link').click();
    await expect((await opened).getByRole('searchbox')).toBeVisible();
    await page.bringToFront();
    await widget.launcher.press('Escape');
    await expect(widget.panel).toBeHidden();
  });
});

test.describe(() => {
  test.use({ allowed: /status of 429/ });

  test('a search that comes too often is told in words, keeps what was typed, and works again', async ({ page }) => {
    let refuses = true;
    await page.route('**/search?**', (route) =>
      refuses
        ? route.fulfill({ status: 429, headers: { 'retry-after': '60' }, contentType: 'application/problem+json', body: '{"status":429,"code":"too_many","title":"","detail":""}' })
        : route.continue(),
    );
    await page.goto(`${places.guichet}/portal/demo`);
    await page.getByRole('searchbox').fill('refund');
    await expect(page.getByText('Much was asked for in a short time.')).toBeVisible();
    await expect(page.getByRole('searchbox')).toHaveValue('refund');
    refuses = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.locator('.results a.row').first()).toBeVisible();
  });
});
