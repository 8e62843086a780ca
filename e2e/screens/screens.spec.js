// Pictures of the portal and of the host page, at phone and desktop width, in light and dark.
import { expect, parts, places, test } from '../fixtures.js';

const folder = 'results/screens';
const sizes = {
  desktop: { viewport: { width: 1280, height: 860 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};
const views = {
  home: '/',
  results: '/search/refund',
  article: '/article/delivery-options',
  category: '/category/Account',
  'no-result': '/search/zzxqwv',
};

for (const [size, device] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${size} ${colorScheme}`, () => {
      test.use({ ...device, colorScheme, deviceScaleFactor: 2, contextOptions: { reducedMotion: 'reduce' } });

      test('the host page, closed and open', async ({ page, widget }) => {
        const path = (name) => `${folder}/host-${name}-${size}-${colorScheme}.png`;
        await page.goto(places.demo);
        await expect(widget.launcher).toBeVisible();
        await page.screenshot({ path: path('closed') });
        await page.screenshot({ path: path('whole'), fullPage: true });
        await widget.open();
        await expect(widget.portal.getByRole('link', { name: 'Where is my order?' })).toBeVisible();
        await page.screenshot({ path: path('open') });
        await page.keyboard.type('how do i get my money back');
        await expect(widget.results.first()).toBeVisible();
        await page.screenshot({ path: path('results') });
        await widget.results.first().click();
        await expect(widget.portal.getByRole('button', { name: 'Yes' })).toBeVisible();
        await page.screenshot({ path: path('article') });
      });

      for (const [name, view] of Object.entries(views)) {
        test(`the portal: ${name}`, async ({ page }) => {
          await page.goto(`${places.guichet}/portal/demo#${view}`);
          await expect(parts(page).heading).toBeVisible();
          await page.waitForLoadState('networkidle');
          await page.screenshot({ path: `${folder}/portal-${name}-${size}-${colorScheme}.png` });
        });
      }
    });
  }
}
