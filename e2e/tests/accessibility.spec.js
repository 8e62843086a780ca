// No axe violation in any state, in light and in dark; names, announcements, motion, contrast, print.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, parts, places, test } from '../fixtures.js';

async function expectNoViolation(page) {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`)])).toEqual([]);
}

for (const colorScheme of ['light', 'dark']) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, allowed: /status of 404 .*\/articles\/none/ });

    for (const [state, view, mark] of [
      ['home', '/', (page) => page.getByRole('link', { name: 'Where is my order?' })],
      ['results', '/search/refund', (page) => parts(page).results.first()],
      ['no result', '/search/zzxqwv', (page) => page.getByRole('heading', { name: 'Nothing found' })],
      ['an article', '/article/delivery-options', (page) => page.getByRole('heading', { level: 1, name: 'What are the delivery options?' })],
      ['a category', '/category/Orders', (page) => page.getByRole('heading', { level: 1, name: 'Orders' })],
      ['a missing article', '/article/none', (page) => page.getByRole('heading', { name: 'This article is not here' })],
    ]) {
      test(`${state} has no violation`, async ({ page }) => {
        await page.goto(`${places.guichet}/portal/demo#${view}`);
        await expect(mark(page)).toBeVisible();
        await expectNoViolation(page);
      });
    }

    test('the host page has no violation, with the panel closed and open', async ({ page, widget }) => {
      await page.goto(places.demo);
      await expect(widget.launcher).toBeVisible();
      await expectNoViolation(page);
      await widget.open();
      await expect(widget.portal.getByRole('link', { name: 'Where is my order?' })).toBeVisible();
      await expectNoViolation(page);
    });

    test('the empty loading state and its failure have no violation', async ({ page, widget }) => {
      await page.clock.install();
      await page.route('**/portal/**', () => {});
      await page.goto(places.demo);
      await widget.launcher.click();
      await expect(widget.panel).toBeVisible();
      await page.clock.runFor(11_000);
      await expect(widget.notice.getByRole('alert')).toBeVisible();
      await expectNoViolation(page);
    });
  });
}

test('the launcher is a button that says what it opens', async ({ page, widget }) => {
  await page.goto(places.demo);
  await expect(widget.launcher).toHaveRole('button');
  await expect(widget.launcher).toHaveAccessibleName('Help');
  await expect(widget.launcher).toHaveAttribute('aria-haspopup', 'dialog');
  await expect(widget.launcher).toHaveAttribute('aria-expanded', 'false');
  await widget.open();
  await expect(widget.launcher).toHaveAttribute('aria-expanded', 'true');
  await expect(widget.panel).toHaveAccessibleName('Help');
  await expect(widget.iframe).toHaveAttribute('title', 'Help');
});

test('the number of results is said to screen readers', async ({ page, widget }) => {
  await page.goto(places.demo);
  await widget.open();
  await page.keyboard.type('refund');
  await expect(widget.results.first()).toBeVisible();
  const count = await widget.results.count();
  await expect(widget.portal.locator('[aria-live], [role=status]').first()).toContainText(`${count} result`);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves', async ({ page, widget }) => {
    await page.goto(places.demo);
    await widget.open();
    // One of them moves nothing: it keeps a second click away from what has just appeared.
    const moving = () =>
      document.getAnimations().filter((it) => it.playState === 'running' && it.animationName !== 'settle').length;
    expect(await page.evaluate(moving)).toBe(0);
    await expect(widget.panel).toHaveCSS('transition-property', 'none');
    expect(await (await widget.inside()).evaluate(moving)).toBe(0);
  });
});

test.describe('in forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('the launcher has an edge', async ({ page, widget }) => {
    await page.goto(places.demo);
    await expect(widget.launcher).toHaveCSS('border-top-width', '1px');
    const [border, paper] = await widget.launcher.evaluate((element) => {
      const style = getComputedStyle(element);
      return [style.borderTopColor, style.backgroundColor];
    });
    expect(border).not.toBe(paper);
  });
});

test('on paper there is no launcher', async ({ page, widget }) => {
  await page.goto(places.demo);
  await expect(widget.launcher).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(widget.launcher).toBeHidden();
});
