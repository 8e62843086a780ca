// A category longer than one answer of the server: shown page by page, with the focus where reading goes on.
import { expect, places, test } from '../fixtures.js';

/** Answers for a category of 250 articles, in pages as the server makes them; tells what was asked. */
async function longCategory(page) {
  const asked = [];
  await page.route('**/articles?*category=*', (route) => {
    const { searchParams } = new URL(route.request().url());
    const [limit, after] = [Number(searchParams.get('limit')), searchParams.get('after')];
    asked.push([limit, after]);
    const first = after ? Number(after.slice(2)) + 1 : 0;
    const last = Math.min(first + limit, 250);
    const articles = [];
    for (let n = first; n < last; n++) {
      const id = `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
      articles.push({ id, slug: `a-${n}`, lang: 'en', title: `Article ${n}`, category: 'Long' });
    }
    return route.fulfill({ json: { articles, ...(last < 250 && { next: `a-${last - 1}` }) } });
  });
  return asked;
}

const at = () => `${places.guichet}/portal/demo#/category/Long?lang=en`;

test('further articles come below those that are there, and the first of them has the focus', async ({ page }) => {
  const asked = await longCategory(page);
  await page.goto(at());
  const rows = page.locator('a.row');
  const more = page.getByRole('button', { name: 'Show more' });
  await expect(rows).toHaveCount(100);
  await more.press('Enter');
  await expect(rows).toHaveCount(200);
  await expect(rows.nth(100)).toBeFocused();
  await more.press('Enter');
  await expect(rows).toHaveCount(250);
  await expect(rows.nth(200)).toHaveText('Article 200');
  await expect(rows.nth(200)).toBeFocused();
  await expect(more).toHaveCount(0);
  expect(asked).toEqual([[100, null], [100, 'a-99'], [100, 'a-199']]);
});

test.describe('a server in trouble', () => {
  test.use({ allowed: /ERR_CONNECTION_REFUSED/ });

  test('keeps the articles that are there, and goes on from them when tried again', async ({ page }) => {
    await longCategory(page);
    await page.goto(at());
    const rows = page.locator('a.row');
    await expect(rows).toHaveCount(100);
    const refuse = (route) => route.abort('connectionrefused');
    await page.route('**/articles?*after=*', refuse);
    await page.getByRole('button', { name: 'Show more' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'This could not be loaded' })).toBeFocused();
    await expect(rows).toHaveCount(100);
    await page.unroute('**/articles?*after=*', refuse);
    await page.getByRole('button', { name: 'Try again' }).press('Enter');
    await expect(rows).toHaveCount(200);
    await expect(rows.nth(100)).toBeFocused();
  });
});
