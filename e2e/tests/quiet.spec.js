// What a page pays for the widget: nothing stored, one small script before intent, little until it is of use.
import { expect, places, test } from '../fixtures.js';

const stored = async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
});
const nothing = { cookies: '', local: 0, session: 0, databases: 0, caches: 0, workers: 0 };

test('before intent a page loads one script and no more', async ({ page, widget }) => {
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(places.demo, { waitUntil: 'networkidle' });
  await expect(widget.launcher).toBeVisible();
  const fromElsewhere = requests.filter((url) => !url.startsWith('data:') && !url.startsWith(places.demo));
  expect(fromElsewhere).toEqual([`${places.guichet}/guichet.js`]);
  await expect(widget.iframe).toHaveCount(0);
  expect(await page.evaluate(stored)).toEqual(nothing);
});

for (const [intent, show] of Object.entries({
  'the pointer on the launcher': (widget) => widget.launcher.hover(),
  'the focus on the launcher': (widget) => widget.launcher.focus(),
})) {
  test(`${intent} loads the portal, unseen and out of reach`, async ({ page, widget }) => {
    await page.goto(places.demo);
    await show(widget);
    await expect.poll(() => widget.command('info')).toMatchObject({ ready: true, open: false });
    await expect(widget.panel).toBeHidden();
    await widget.launcher.focus();
    await page.keyboard.press('Tab');
    expect(await (await widget.inside()).evaluate(() => document.hasFocus())).toBe(false);
  });
}

test('nothing is stored on either origin, not even after reading', async ({ page, widget, context }) => {
  await page.goto(places.demo);
  await widget.open();
  await page.keyboard.type('delivery');
  await widget.results.first().click();
  await expect(widget.heading).toBeFocused();
  await widget.portal.getByRole('button', { name: 'Yes' }).click();
  await expect(widget.portal.getByText('Thank you')).toBeVisible();
  expect(await page.evaluate(stored)).toEqual(nothing);
  expect(await (await widget.inside()).evaluate(stored)).toEqual(nothing);
  expect(await context.cookies([places.demo, places.guichet])).toEqual([]);
});

test('the bytes transferred stay within the budgets', async ({ page, widget, context }) => {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const transfers = new Map();
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const encoding = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-encoding');
    // What has come so far are the headers.
    const head = response.encodedDataLength;
    transfers.set(requestId, { url: response.url, encoding: encoding?.[1] || 'none', head, body: 0, whole: 0 });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const transfer = transfers.get(requestId);
    if (transfer) Object.assign(transfer, { whole: encodedDataLength, body: encodedDataLength - transfer.head });
  });
  const ours = () => [...transfers.values()].filter(({ url }) => url.startsWith(places.guichet));
  const sum = (part) => ours().reduce((total, transfer) => total + transfer[part], 0);

  await page.goto(places.demo, { waitUntil: 'networkidle' });
  await expect(widget.launcher).toBeVisible();
  expect(ours()).toHaveLength(1);
  expect(ours()[0].encoding).toBe('br');
  const before = { body: sum('body'), whole: sum('whole') };
  expect(before.body).toBeGreaterThan(0);
  expect(before.body).toBeLessThanOrEqual(4096);

  await widget.open();
  await page.waitForLoadState('networkidle');
  const usable = { body: sum('body'), whole: sum('whole') };
  for (const { url, encoding, body, whole } of ours()) {
    console.log(`${String(body).padStart(7)} B body, ${String(whole).padStart(7)} B with headers, ${encoding}: ${url}`);
  }
  console.log(`before intent ${before.body} B (with headers ${before.whole}), budget 4096`);
  console.log(`until usable  ${usable.body} B (with headers ${usable.whole}), budget 130000`);
  expect(usable.body).toBeGreaterThan(before.body);
  expect(usable.body).toBeLessThanOrEqual(130_000);

  // Opening it again costs nothing.
  await page.keyboard.press('Escape');
  await widget.open();
  await page.waitForLoadState('networkidle');
  expect(sum('body')).toBe(usable.body);
});
