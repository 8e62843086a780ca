// The desk in front of ten thousand tickets: what stands in the page is bounded, and updates leave nothing behind.
import { desk, enter } from '../desks.js';
import { expect, test } from '../fixtures.js';

const MANY = 10_000;
/** The rows of one page of a queue. */
const PAGE = 50;
const UPDATES = 1_000;
/** By how much the page may have grown after all: room for what the browser keeps, and for one block of the memory. */
const MARGIN = { heap: 300_000, memory: 200_000, nodes: 100, listeners: 20 };

// Whoever is not signed in yet asks the server whether they are.
test.use({ allowed: /status of 401/ });
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let server;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  server = await desk(MANY);
});
test.afterAll(() => server?.end());

const rows = (page) => page.locator('a.ticket-row');

test('a queue of ten thousand is a page of fifty rows, whichever page, view or search it is', async ({ page }) => {
  await enter(page, server.origin);
  const expectBounded = async () => {
    await expect(page.locator('.queue-body')).not.toHaveAttribute('aria-busy');
    expect(await rows(page).count()).toBeLessThanOrEqual(PAGE);
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_000);
  };
  await expect(page.getByText(/^1–50 of 10[  ,]?0\d\d$/)).toBeVisible();
  await expectBounded();
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText(/^51–100 of/)).toBeVisible();
  await expectBounded();
  await page.getByRole('link', { name: /^Unassigned/ }).click();
  await expect(page.getByText(/^1–50 of/)).toBeVisible();
  await expectBounded();
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill('voucher');
  await expect(page.getByText('1–50 of 1000')).toBeVisible();
  await expectBounded();
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill('customer-7777@');
  await expect(rows(page)).toHaveCount(1);
});

test('a thousand live updates leave nothing behind', async ({ page }) => {
  await enter(page, server.origin);
  const browser = await page.context().newCDPSession(page);
  // What the app has asked for itself, which is no part of the heap.
  const own = async () => {
    const objectGroup = 'memory';
    const { result } = await browser.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype', objectGroup });
    const { objects } = await browser.send('Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup });
    const sum = 'function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }';
    const call = { objectId: objects.objectId, functionDeclaration: sum, returnByValue: true };
    const { result: bytes } = await browser.send('Runtime.callFunctionOn', call);
    await browser.send('Runtime.releaseObjectGroup', { objectGroup });
    expect(bytes.value).toBeGreaterThan(0);
    return bytes.value;
  };
  const weigh = async () => {
    for (let pass = 0; pass < 3; pass += 1) await browser.send('HeapProfiler.collectGarbage');
    const heap = await browser.send('Runtime.getHeapUsage');
    const counted = await browser.send('Memory.getDOMCounters');
    const memory = await own();
    return { heap: heap.usedSize, memory, nodes: counted.nodes, listeners: counted.jsEventListeners };
  };
  const api = `${server.origin}/api/v1/desk/tickets`;
  const { tickets } = await (await page.request.get(`${api}?view=all&limit=${PAGE}`)).json();
  const update = async (from, to) => {
    let next = from;
    const one = async () => {
      while (next < to) {
        const nth = next++;
        const data = { priority: ['high', 'normal'][Math.floor(nth / PAGE) % 2] };
        const answer = await page.request.patch(`${api}/${tickets[nth % PAGE].id}`, { data });
        expect(answer.status()).toBe(200);
      }
    };
    await Promise.all([one(), one(), one(), one()]);
    // The last of them has arrived where a ticket that was changed after all has.
    const subject = tickets[PAGE - 1].subject;
    const data = { priority: 'urgent' };
    await page.request.patch(`${api}/${tickets[PAGE - 1].id}`, { data });
    await expect(rows(page).filter({ hasText: subject })).toContainText('Urgent');
    await page.request.patch(`${api}/${tickets[PAGE - 1].id}`, { data: { priority: 'normal' } });
    await expect(rows(page).filter({ hasText: subject }).getByText('urgent')).toHaveCount(0);
    await expect(rows(page)).toHaveCount(PAGE);
  };
  // The first ones fill caches that stay.
  await update(0, 200);
  const before = await weigh();
  await update(200, 200 + UPDATES);
  const after = await weigh();
  for (const [what, most] of Object.entries(MARGIN)) {
    expect(after[what] - before[what], `${what}: ${before[what]} before, ${after[what]} after`).toBeLessThan(most);
  }
});
