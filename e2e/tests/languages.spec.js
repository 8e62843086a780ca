// Which language the widget speaks: the page's, else the browser's, and always the one the customer chooses.
import { expect, places, test } from '../fixtures.js';

async function answersInFrench({ page, widget }) {
  await expect(widget.launcher).toHaveAccessibleName('Aide');
  await widget.open();
  await expect(widget.searchBox).toHaveAccessibleName('Rechercher dans l’aide');
  expect(await (await widget.inside()).evaluate(() => document.documentElement.lang)).toBe('fr');
  await page.keyboard.type('mot de passe oublie');
  await expect(widget.results.first()).toContainText('oublié mon mot de passe');
  await widget.results.first().click();
  await expect(widget.heading).toHaveText('J’ai oublié mon mot de passe, que faire ?'.replace('’', "'"));
}

test('a page in French has its help in French', async ({ page, widget }) => {
  await page.goto(`${places.demo}/?lang=fr`);
  await answersInFrench({ page, widget });
});

test('a page in English has its help in English', async ({ page, widget }) => {
  await page.goto(`${places.demo}/?lang=en`);
  await expect(widget.launcher).toHaveAccessibleName('Help');
  await widget.open();
  await expect(widget.searchBox).toHaveAccessibleName('Search the help');
  await page.keyboard.type('how do i cancel');
  await expect(widget.results.first()).toContainText('cancel an order');
});

test('the tag decides over the page', async ({ page, widget }) => {
  await page.goto(`${places.host}/plain?lang=en&more=data-lang%3Dfr`);
  await answersInFrench({ page, widget });
});

test('the customer decides over all', async ({ page, widget }) => {
  await page.goto(`${places.host}/plain?lang=en`);
  await widget.open();
  await widget.portal.getByRole('button', { name: 'Language and appearance' }).click();
  await widget.portal.getByRole('radio', { name: 'Français' }).check();
  await expect(widget.portal.getByRole('button', { name: 'Langue et apparence' })).toBeVisible();
  await page.keyboard.press('Escape');
  await widget.searchBox.fill('annuler ma commande');
  await expect(widget.results.first()).toContainText('annuler');
});

test.describe('with a French browser', () => {
  test.use({ locale: 'fr-FR' });

  test('a page that names no language has its help in the browser’s', async ({ page, widget }) => {
    await page.goto(`${places.host}/plain`);
    await answersInFrench({ page, widget });
  });

  test('a page in English keeps its help in English', async ({ page, widget }) => {
    await page.goto(`${places.host}/plain?lang=en`);
    await expect(widget.launcher).toHaveAccessibleName('Help');
  });
});

test('a page in another encoding than ours shows our accents', async ({ page, widget }) => {
  await page.goto(`${places.host}/latin`);
  await expect(widget.launcher).toBeVisible();
  await expect(widget.notice.getByRole('button', { includeHidden: true })).toHaveText('Réessayer');
});
