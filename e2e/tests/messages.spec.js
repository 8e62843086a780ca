// Messages between windows: only the portal is heard by the page, and only the page by the portal.
import { expect, places, test } from '../fixtures.js';

for (const [who, origin] of [
  ['another frame of the page', () => places.host],
  ['a frame of another origin', () => places.stranger],
]) {
  test(`a hundred messages from ${who} change nothing`, async ({ page, widget }) => {
    await page.goto(`${places.host}/plain?lang=en`);
    await widget.open();
    await page.evaluate((address) => {
      window.heard = [];
      for (const name of ['ready', 'open', 'close', 'search', 'article:viewed', 'article:voted', 'error']) {
        guichet('on', name, () => heard.push(name));
        addEventListener(`guichet:${name}`, () => heard.push(`guichet:${name}`));
      }
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
      return new Promise((resolve) => (frame.onload = resolve)).then(() => {
        const done = new Promise((resolve) =>
          addEventListener('message', (event) => event.data === 'shouted' && resolve()),
        );
        frame.contentWindow.postMessage('shout', '*');
        return done;
      });
    }, `${origin()}/shouting`);

    expect(await page.evaluate(() => window.heard)).toEqual([]);
    expect(await widget.command('info')).toMatchObject({ open: true, ready: true });
    // The portal has heard all of it by the time that it answers its own page.
    await widget.command('open', '/article/track-order');
    await expect(widget.heading).toHaveText('Where is my order?');
    await widget.portal.getByRole('button', { name: 'Back' }).click();
    await expect(widget.searchBox).toBeVisible();
    await expect(widget.portal.getByRole('button', { name: 'Back' })).toHaveCount(0);
  });
}

test('events that a script makes up are not believed', async ({ page, widget }) => {
  await page.goto(`${places.host}/plain?lang=en`);
  await widget.open();
  await page.evaluate((origin) => {
    const source = document.querySelector('guichet-launcher').shadowRoot.querySelector('iframe').contentWindow;
    for (let time = 0; time < 100; time++) {
      dispatchEvent(new MessageEvent('message', { data: { guichet: 'close' }, origin, source }));
    }
  }, places.guichet);
  expect(await widget.command('info')).toMatchObject({ open: true });
});

test('the portal on a page of its own hears nobody', async ({ page, context }) => {
  await page.goto(`${places.guichet}/portal/elsewhere`);
  await expect(page.getByRole('searchbox')).toBeVisible();
  const opener = await context.newPage();
  await opener.goto(`${places.host}/plain?lang=en`);
  const popup = context.waitForEvent('page');
  await opener.evaluate((address) => void (window.opened = window.open(address)), `${places.guichet}/portal/elsewhere`);
  const portal = await popup;
  await expect(portal.getByRole('searchbox')).toBeVisible();
  await opener.evaluate(() => {
    for (let time = 0; time < 100; time++) {
      window.opened.postMessage({ guichet: 'init', open: true }, '*');
      window.opened.postMessage({ guichet: 'open', view: '/article/track-order' }, '*');
    }
  });
  await portal.getByRole('searchbox').fill('cancel');
  await expect(portal.locator('.results a.row').first()).toBeVisible();
});
