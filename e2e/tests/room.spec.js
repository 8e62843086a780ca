// The desk where there is little room: low windows, pages enlarged to 400%, phones, long names.
import { expect, test } from '../fixtures.js';
import { Agent, agents, file, unique } from '../people.js';

// Whoever is not signed in yet asks the server whether they are.
test.use({ allowed: /status of 401/ });

async function deskAt(browser, viewport, path, more = {}) {
  const page = await (await browser.newContext({ viewport, ...more })).newPage();
  await new Agent(page, agents.tom).signIn(path);
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
