// The commands and events that site owners program against.
import { expect, places, test } from '../fixtures.js';

test.beforeEach(async ({ page, widget }) => {
  await page.goto(`${places.host}/plain?lang=en`);
  await expect(widget.launcher).toBeVisible();
});

test('commands may come before the script', async ({ page, widget }) => {
  await page.goto(`${places.host}/queue`);
  await expect(widget.heading).toHaveText('Where is my order?');
  expect(await page.evaluate(() => window.heard)).toEqual(['open']);
});

test('open, close and toggle do what they say', async ({ widget }) => {
  await widget.command('open');
  await expect(widget.searchBox).toBeFocused();
  await widget.command('open');
  await expect(widget.panel).toBeVisible();
  await widget.command('close');
  await expect(widget.panel).toBeHidden();
  await widget.command('close');
  await widget.command('toggle');
  await expect(widget.searchBox).toBeFocused();
  await widget.command('toggle');
  await expect(widget.panel).toBeHidden();
});

test('open takes a view, and nothing but a view of the portal', async ({ page, widget }) => {
  await widget.command('open', '/search/gift%20card');
  await expect(widget.searchBox).toHaveValue('gift card');
  await expect(widget.results.first()).toContainText('gift card');
  for (const odd of ['https://example.com/', 'javascript:alert(1)', '//example.com', 7, { view: 1 }, null]) {
    await widget.command('open', odd);
  }
  expect(await page.evaluate(() => location.href)).toBe(`${places.host}/plain?lang=en`);
  expect((await widget.inside()).url()).toContain(`${places.guichet}/portal/elsewhere`);
});

test('hide leaves a launcher of the page’s own in charge, show brings ours back', async ({ widget }) => {
  await widget.command('hide');
  await expect(widget.launcher).toBeHidden();
  expect(await widget.command('info')).toMatchObject({ visible: false });
  await widget.command('open');
  await expect(widget.searchBox).toBeFocused();
  await widget.command('close');
  await expect(widget.panel).toBeHidden();
  await widget.command('show');
  await expect(widget.launcher).toBeVisible();
});

test('info tells what is the case', async ({ widget }) => {
  const still = { site: 'elsewhere', origin: places.guichet, open: false, ready: false, visible: true };
  expect(await widget.command('info')).toEqual(still);
  await widget.open();
  await expect.poll(() => widget.command('info')).toEqual({ ...still, open: true, ready: true });
});

test('every event is told, to listeners and to the window', async ({ page, widget }) => {
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ['ready', 'open', 'close', 'search', 'article:viewed', 'article:voted']) {
      guichet('on', name, (detail) => heard.push([name, detail]));
      addEventListener(`guichet:${name}`, (event) => heard.push([event.type, event.detail]));
    }
  });
  const heard = (name) => page.evaluate((name) => window.heard.filter(([one]) => one === name).map(([, detail]) => detail), name);
  await widget.open();
  await page.keyboard.type('cancel my order');
  await widget.results.filter({ hasText: 'How do I cancel an order?' }).click();
  await widget.portal.getByRole('button', { name: 'Yes' }).click();
  await expect.poll(() => heard('article:voted')).toEqual([{ slug: 'cancel-order', helpful: true }]);
  expect(await heard('guichet:article:voted')).toEqual([{ slug: 'cancel-order', helpful: true }]);
  expect(await heard('article:viewed')).toEqual([{ slug: 'cancel-order' }]);
  expect(await heard('guichet:article:viewed')).toEqual([{ slug: 'cancel-order' }]);
  const searches = await heard('search');
  expect(searches.at(-1)).toEqual({ query: 'cancel my order', results: expect.any(Number) });
  expect(await heard('guichet:search')).toEqual(searches);
  for (const name of ['ready', 'open']) {
    expect(await heard(name)).toHaveLength(1);
    expect(await heard(`guichet:${name}`)).toHaveLength(1);
  }
  expect(await heard('close')).toHaveLength(0);
  await page.keyboard.press('Escape');
  await expect.poll(() => heard('close')).toHaveLength(1);
  expect(await heard('guichet:close')).toHaveLength(1);
});

test('on returns its own undo, once is once, off stops', async ({ page, widget }) => {
  await page.evaluate(() => {
    window.heard = [];
    window.undo = guichet('on', 'open', () => heard.push('undone'));
    guichet('once', 'open', () => heard.push('once'));
    const stopped = () => heard.push('stopped');
    guichet('on', 'open', stopped);
    guichet('off', 'open', stopped);
    guichet('on', 'close', () => heard.push('close'));
  });
  await widget.command('open');
  await widget.command('close');
  expect(await page.evaluate(() => window.heard)).toEqual(['undone', 'once', 'close']);
  await page.evaluate(() => (undo(), guichet('off', 'close')));
  await widget.command('open');
  await widget.command('close');
  expect(await page.evaluate(() => window.heard)).toEqual(['undone', 'once', 'close']);
});

test('an unknown command is named in a warning and breaks nothing', async ({ page, widget }) => {
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  for (const name of ['fly', 'constructor', '__proto__', 'toString']) await widget.command(name);
  expect(warnings).toEqual(['fly', 'constructor', '__proto__', 'toString'].map((name) => `guichet: unknown command ${name}`));
  await widget.open();
});

test('destroy leaves nothing behind, and a new tag starts anew', async ({ page, widget }) => {
  await widget.open();
  await widget.command('destroy');
  await expect(page.locator('guichet-launcher')).toHaveCount(0);
  expect(await page.evaluate(() => typeof window.guichet)).toBe('undefined');
  await page.evaluate((source) => {
    const script = document.createElement('script');
    script.src = source;
    script.dataset.site = 'elsewhere';
    document.body.append(script);
  }, `${places.guichet}/guichet.js`);
  await widget.open();
});

test.describe('with a listener that fails', () => {
  test.use({ allowed: /the page’s own fault/ });

  test('the others are still called, and the page hears of its fault', async ({ page, widget }) => {
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.evaluate(() => {
      window.heard = [];
      guichet('on', 'open', () => {
        throw new Error('the page’s own fault');
      });
      guichet('on', 'open', () => heard.push('open'));
    });
    await widget.open();
    expect(await page.evaluate(() => window.heard)).toEqual(['open']);
    expect(faults).toEqual(['the page’s own fault']);
  });
});

test('label, colour and side are the site’s own', async ({ page, widget }) => {
  const more = 'data-label="Une question ?" data-colour="#ffd84d" data-side="left" data-theme="dark"';
  await page.goto(`${places.host}/plain?lang=fr&more=${encodeURIComponent(more)}`);
  await expect(widget.launcher).toHaveAccessibleName('Une question ?');
  await expect(widget.launcher).toHaveCSS('background-color', 'rgb(255, 216, 77)');
  await expect(widget.launcher).toHaveCSS('color', 'rgb(0, 0, 0)');
  expect((await widget.launcher.boundingBox()).x).toBe(20);
  await widget.open();
  expect((await widget.panel.boundingBox()).x).toBe(20);
  const background = () => getComputedStyle(document.documentElement).backgroundColor;
  expect(await (await widget.inside()).evaluate(background)).toBe('rgb(22, 24, 29)');
});
