// Every page of the settings, for those who cannot see it or look at it on a small phone.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '../fixtures.js';
import { it } from '../fresh.js';

/** No violation, and nothing wider than the window. */
async function clean(page, what) {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [what, id, ...nodes.map(({ target }) => String(target))])).toEqual([]);
  const wide = await page.evaluate(() => {
    const inner = document.querySelector('.settings-page');
    return [document.documentElement, ...(inner ? [inner] : [])].some((one) => one.scrollWidth > one.clientWidth);
  });
  expect([what, wide]).toEqual([what, false]);
}

/** The pages, and what is on each. */
const PAGES = [
  ['sites', 'Élan Vélo'],
  ['sites/new', 'Create site'],
  ['site/elan-velo', 'Add a topic'],
  ['agents', 'Mira Okafor'],
  ['agents/new', 'Create account'],
  ['teams', 'No teams yet.'],
  ['teams/elan-velo/new', 'Create team'],
  ['log', 'Mira Okafor signed in.'],
];

for (const colorScheme of ['light', 'dark']) {
  it.describe(`in ${colorScheme}, on a small phone`, () => {
    it.use({ colorScheme, viewport: { width: 360, height: 740 } });

    it('the first start has no violation', async ({ fresh, page }) => {
      await page.goto(fresh.link);
      await expect(page.getByLabel('Full name')).toBeVisible();
      await clean(page, 'first start');
    });

    it('the tag has no violation', async ({ fresh, page }) => {
      await fresh.setUp(page);
      await clean(page, 'tag');
    });

    for (const [path, mark] of PAGES) {
      it(`${path} has no violation`, async ({ fresh, page }) => {
        await fresh.setUp(page);
        await page.goto(fresh.settings(path));
        await expect(page.locator('#content').getByText(mark).first()).toBeVisible();
        await clean(page, path);
      });
    }

    it('a site with fields at fault has no violation', async ({ fresh, page }) => {
      await fresh.setUp(page);
      await page.goto(fresh.settings('site/elan-velo'));
      await page.getByRole('button', { name: 'Add a topic' }).click();
      await page.getByRole('button', { name: 'Add a question' }).click();
      await clean(page, 'site with a topic');
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByText(/Nothing is saved yet\. Correct this and save again: Topic 1: Name, /)).toBeVisible();
      await clean(page, 'site with fields at fault');
    });

    it('an account has no violation', async ({ fresh, page }) => {
      await fresh.setUp(page);
      await page.goto(fresh.settings('agents'));
      await page.getByRole('link', { name: /Mira Okafor/ }).click();
      await expect(page.getByRole('heading', { name: 'End account' })).toBeVisible();
      await clean(page, 'an account');
    });

    it('the pages of a link to set a password have no violation', async ({ fresh, page }) => {
      await fresh.setUp(page);
      await page.goto(fresh.settings('agents'));
      await page.getByRole('link', { name: /Mira Okafor/ }).click();
      await page.getByRole('button', { name: 'Make a link' }).click();
      const link = page.getByLabel('Link', { exact: true });
      await expect(link).toBeVisible();
      await clean(page, 'an account with a link');
      const address = await link.inputValue();
      await page.goto('about:blank');
      await page.goto(address);
      await expect(page.getByLabel('New password')).toBeVisible();
      await clean(page, 'setting a password');
    });
  });
}
