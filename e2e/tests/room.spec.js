// The desk where there is little room: low windows, pages enlarged to 400%, phones, long names.
import { expect, places, test } from '../fixtures.js';
import { Agent, agents, file, unique } from '../people.js';

// Whoever is not signed in yet asks the server whether they are.
test.use({ allowed: /status of 401/ });

async function deskAt(browser, viewport, path, more = {}) {
  const page = await (await browser.newContext({ viewport, ...more })).newPage();
  await new Agent(page, agents.tom).signIn(path);
  return page;
}

/** The desk of an agent of two sites: what the server says of who is signed in is told twice. */
async function deskOfTwoSites(browser, viewport, locale) {
  const page = await (await browser.newContext({ viewport, locale })).newPage();
  await page.route('**/api/v1/desk/session', async (route) => {
    const answer = await route.fetch();
    if (!answer.ok()) return route.fulfill({ response: answer });
    const me = await answer.json();
    me.sites.push({ ...me.sites[0], key: 'trade', name: 'Tamblin Wholesale and Trade' });
    return route.fulfill({ response: answer, json: me });
  });
  await page.goto(`${places.guichet}/desk#/queue/all`);
  await page.locator('input[type=email]').fill(agents.tom.email);
  await page.locator('input[type=password]').fill('guichet-demo');
  await page.keyboard.press('Enter');
  await expect(page.locator('a.ticket-row').first()).toBeVisible();
  return page;
}

for (const [name, viewport] of [
  ['enlarged to 400%', { width: 320, height: 256 }],
  ['on a phone on its side', { width: 844, height: 390 }],
]) {
  test(`${name}, all of a queue and of a ticket is reached by scrolling`, async ({ browser, request }) => {
    const subject = unique('In a low window');
    const { id } = await file(request, subject);
    const page = await deskAt(browser, viewport, '#/queue/all');
    await page.getByRole('searchbox', { name: 'Search tickets' }).fill(subject);
    const row = page.getByRole('link', { name: subject });
    await expect(row).toBeVisible();
    await row.focus();
    await expect(row).toBeInViewport({ ratio: 1 });
    await row.press('Enter');
    await expect(page.getByRole('heading', { name: subject })).toBeInViewport();
    const ticket = page.locator('.ticket');
    // As a wheel or a finger scrolls: the column as a whole.
    await ticket.evaluate((column) => (column.scrollTop = column.scrollHeight));
    const send = page.getByRole('button', { name: 'Send reply' });
    await expect(send).toBeInViewport({ ratio: 1 });
    await page.locator('.bubble').scrollIntoViewIfNeeded();
    await expect(page.locator('.bubble')).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    await page.context().close();
  });
}

const long = 'Nina-Marie Constantinopolous-Featherstonehaugh of Hohenlohe';

test('on a phone a long name makes no page wider, and a dialog is whole', async ({ browser, request }) => {
  const subject = unique('Held by somebody');
  const { id } = await file(request, subject);
  const page = await deskAt(browser, { width: 360, height: 740 }, '#/queue/all');
  await page.request.post(`${places.guichet}/api/v1/desk/tickets/${id}/take`, { data: {} });
  await page.route(`**/api/v1/desk/tickets/${id}`, async (route) => {
    const answer = await route.fetch();
    const thread = await answer.json();
    thread.ticket.assignee.name = long;
    await route.fulfill({ response: answer, json: thread });
  });
  await page.goto(`${places.guichet}/desk#/ticket/${id}`);
  await expect(page.locator('.holder')).toContainText(long);
  await expect(page.locator('.holder .presence')).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 });
  await page.context().close();
});

for (const [locale, filter] of [['fr-FR', 'Non clôturées'], ['de-DE', 'Offene']]) {
  test(`with several sites all that narrows the queue down is in sight and readable, in ${locale}`, async ({ browser }) => {
    const page = await deskOfTwoSites(browser, { width: 360, height: 740 }, locale);
    for (const width of [360, 1100]) {
      await page.setViewportSize({ width, height: 740 });
      for (const control of await page.locator(':is(.views, .filters, .next-line) :is(a, summary, select, input, button)').all()) {
        if (await control.isVisible()) await expect(control, await control.textContent()).toBeInViewport({ ratio: 1 });
      }
      const select = page.locator('.filter-row select').first();
      expect(await select.evaluate((select) => select.selectedOptions[0].text)).toBe(filter);
      const room = await select.evaluate((select) => {
        const text = document.createElement('span');
        text.textContent = select.selectedOptions[0].text;
        text.style.font = getComputedStyle(select).font;
        document.body.append(text);
        const needed = text.getBoundingClientRect().width;
        text.remove();
        return select.clientWidth - 34 - needed;
      });
      expect(room).toBeGreaterThanOrEqual(0);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1100);
    await page.context().close();
  });
}

test('a row with many marks keeps the customer’s name, and one that is put off says until when', async ({ browser, request }) => {
  const words = unique('Rows with marks');
  const { id } = await file(request, words);
  const page = await deskAt(browser, { width: 1100, height: 740 }, '#/queue/all');
  const change = (data) => page.request.patch(`${places.guichet}/api/v1/desk/tickets/${id}`, { data });
  await page.request.post(`${places.guichet}/api/v1/desk/tickets/${id}/handover`, { data: { reason: 'escalation', level: 3 } });
  await change({ priority: 'urgent', status: 'waiting' });
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(words);
  const row = page.getByRole('link', { name: words });
  const customer = row.locator('.ticket-customer');
  await expect(row).toContainText('Level 3');
  await expect(customer).toHaveText('Nadia Stern');
  expect(await customer.evaluate((name) => name.scrollWidth - name.clientWidth)).toBeLessThanOrEqual(0);
  await change({ snoozed_until: new Date(Date.now() + 48 * 3_600_000).toISOString() });
  await page.goto(`${places.guichet}/desk#/queue/snoozed`);
  await expect(row.locator('.ticket-when')).toHaveText(/^back \d+ \w+, \d\d:\d\d$/);
  await page.context().close();
});

test.describe('in forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('the open ticket, the page and the bubbles are marked by edges', async ({ page, request }) => {
    const subject = unique('In few colours');
    await file(request, subject);
    const tom = new Agent(page, agents.tom);
    await tom.signIn();
    await tom.open(subject);
    await expect(page.locator('.bubble')).toHaveCSS('border-top-width', '1px');
    const seen = (selector, pseudo, property) =>
      page.locator(selector).first().evaluate((one, [pseudo, property]) => getComputedStyle(one, pseudo)[property], [pseudo, property]);
    expect(await seen('.ticket-row[aria-current]', '::before', 'borderLeftWidth')).toBe('4px');
    expect(await seen('.view[aria-current]', null, 'outlineStyle')).toBe('solid');
    const [mark, paper] = [await seen('.bar-page[aria-current]', '::after', 'backgroundColor'), await seen('.bar', null, 'backgroundColor')];
    expect(mark).not.toBe(paper);
  });
});
