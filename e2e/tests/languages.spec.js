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

test('one language is downloaded, and another when it is chosen', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(...(request.url().match(/portal-text-../) || [])));
  await page.goto(`${places.guichet}/portal/elsewhere#/?lang=en`);
  await expect(page.getByRole('searchbox')).toHaveAccessibleName('Search the help');
  expect(asked).toEqual(['portal-text-en']);
  await page.getByRole('button', { name: 'Language and appearance' }).click();
  await page.getByRole('radio', { name: 'Deutsch' }).check();
  await expect(page.getByRole('searchbox')).toHaveAccessibleName('Hilfe durchsuchen');
  expect(asked).toEqual(['portal-text-en', 'portal-text-de']);
});

test.describe('offline', () => {
  test.use({ allowed: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/ });

  test('a language that was used is there, and one that cannot be had is told quietly', async ({ page, context }) => {
    await page.goto(`${places.guichet}/portal/elsewhere#/?lang=en`);
    const box = page.getByRole('searchbox');
    const menu = page.locator('#settings');
    const english = menu.getByRole('radio', { name: 'English' });
    await page.getByRole('button', { name: 'Language and appearance' }).click();
    await menu.getByRole('radio', { name: 'Français' }).check();
    await expect(box).toHaveAccessibleName('Rechercher dans l’aide');
    await context.setOffline(true);
    await english.check();
    await expect(box).toHaveAccessibleName('Search the help');
    await menu.getByRole('radio', { name: 'Deutsch' }).click();
    await expect(menu.locator('.silent')).toHaveText('Deutsch could not be loaded. Try again in a moment.');
    await expect(page.getByRole('status')).toHaveText('Deutsch could not be loaded. Try again in a moment.');
    await expect(english).toBeChecked();
    await expect(box).toHaveAccessibleName('Search the help');
    await context.setOffline(false);
    await menu.getByRole('radio', { name: 'Deutsch' }).check();
    await expect(box).toHaveAccessibleName('Hilfe durchsuchen');
    await expect(menu.locator('.silent')).toBeHidden();
  });
});

test.describe('with a browser whose languages we do not speak', () => {
  test.use({ locale: 'ja-JP' });

  test('the site’s own language decides, and English where that is not ours either', async ({ page }) => {
    let lang = 'fr';
    await page.route('**/portal/elsewhere', async (route) => {
      const page = await (await route.fetch()).text();
      await route.fulfill({ contentType: 'text/html', body: page.replace(/<html lang="..">/, `<html lang="${lang}">`) });
    });
    await page.goto(`${places.guichet}/portal/elsewhere`);
    await expect(page.getByRole('searchbox')).toHaveAccessibleName('Rechercher dans l’aide');
    lang = 'eo';
    await page.reload();
    await expect(page.getByRole('searchbox')).toHaveAccessibleName('Search the help');
  });
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

test('in a category, another language leads to the start, where its categories are', async ({ page }) => {
  await page.goto(`${places.guichet}/portal/demo#/?lang=en`);
  await page.locator('a.row[href*="/category/"]').first().click();
  await expect(page).toHaveURL(/#\/category\//);
  await page.getByRole('button', { name: 'Language and appearance' }).click();
  await page.getByRole('radio', { name: 'Français' }).check();
  await expect(page.getByRole('searchbox')).toHaveAccessibleName('Rechercher dans l’aide');
  await expect(page).not.toHaveURL(/category/);
});
