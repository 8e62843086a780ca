// The queue keeps its rows, the focus and the reader's place, whatever is asked for and whatever happens meanwhile.
import { expect, places, test } from '../fixtures.js';
import { Agent, agents, file, unique } from '../people.js';

// Whoever is not signed in yet asks the server whether they are.
test.use({ allowed: /status of 401/ });

const rows = (page) => page.locator('a.ticket-row');
const body = (page) => page.locator('.queue-body');

/** Finds tickets by their words. */
async function find(page, words) {
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(words);
  await expect(page.getByRole('searchbox', { name: 'Search tickets' })).toHaveValue(words);
}

/** Holds answers of the queue back; gives what lets them through. */
async function hold(page) {
  let held = 0;
  let go;
  const gone = new Promise((resolve) => (go = resolve));
  await page.route((url) => url.pathname.endsWith('/desk/tickets'), async (route) => {
    held += 1;
    await gone;
    await route.continue();
  });
  return { some: () => expect.poll(() => held).toBeGreaterThan(0), go };
}

test('a row that a search finds again is the same row, and keeps the focus', async ({ page, request }) => {
  const words = unique('Found twice');
  for (const nth of ['first', 'second', 'third']) await file(request, `${words} ${nth}`);
  await new Agent(page, agents.tom).signIn('#/queue/all');
  await find(page, words);
  await expect(rows(page)).toHaveCount(3);
  const second = rows(page).filter({ hasText: 'second' });
  await second.evaluate((row) => (row.dataset.same = 'yes'));
  const answers = await hold(page);
  await find(page, `${words} second`);
  await second.focus();
  await answers.some();
  // Nothing is torn down while the answer is on its way.
  await expect(body(page)).toHaveAttribute('aria-busy', 'true');
  await expect(rows(page)).toHaveCount(3);
  await expect(second).toBeFocused();
  answers.go();
  await expect(rows(page)).toHaveCount(1);
  await expect(body(page)).not.toHaveAttribute('aria-busy');
  await expect(second).toBeFocused();
  await expect(second).toHaveAttribute('data-same', 'yes');
});

test('when the row with the focus leaves the queue, the next one has it', async ({ page, request }) => {
  const words = unique('One leaves');
  const ids = [];
  for (const nth of ['first', 'second', 'third']) ids.push((await file(request, `${words} ${nth}`)).id);
  await new Agent(page, agents.tom).signIn('#/queue/all');
  await find(page, words);
  await page.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'Newest' });
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toContainText('third');
  await rows(page).nth(1).focus();
  const closed = await page.request.patch(`${places.guichet}/api/v1/desk/tickets/${ids[1]}`, { data: { status: 'closed' } });
  expect(closed.status()).toBe(200);
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(1)).toBeFocused();
  await expect(rows(page).nth(1)).toContainText('first');
});

test('what one follows is marked in the queue when something happens, until it is read', async ({ page, request, browser }) => {
  const subject = unique('Followed');
  const { id } = await file(request, subject);
  await new Agent(page, agents.tom).signIn('#/queue/all');
  const api = `${places.guichet}/api/v1/desk/tickets/${id}`;
  expect((await page.request.put(`${api}/follow`, { data: {} })).ok()).toBe(true);
  await find(page, subject);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).getByText('Unread')).toBeHidden();
  const context = await browser.newContext({ locale: 'en-GB' });
  const ana = new Agent(await context.newPage(), agents.ana);
  await ana.signIn();
  expect((await ana.page.request.post(`${api}/notes`, { data: { body: 'Looked at it.' } })).ok()).toBe(true);
  await expect(rows(page).getByText('Unread')).toBeVisible();
  await rows(page).click();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  await expect(rows(page).getByText('Unread')).toBeHidden();
  await context.close();
});

test('what is refused for one of many is told in the agent’s language', async ({ browser, request }) => {
  const subject = unique('Refused');
  const { id } = await file(request, subject);
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(`${places.guichet}/desk#/queue/all`);
  await page.locator('#email').fill(agents.tom.email);
  await page.locator('#password').fill('guichet-demo');
  await page.locator('#password').press('Enter');
  await expect(rows(page).first()).toBeVisible();
  await page.locator('#queue-search').fill(subject);
  await expect(rows(page)).toHaveCount(1);
  await rows(page).focus();
  await page.keyboard.press('x');
  const other = new Agent(await (await browser.newContext({ locale: 'en-GB' })).newPage(), agents.ana);
  await other.signIn();
  expect((await other.page.request.post(`${places.guichet}/api/v1/desk/tickets/${id}/take`, { data: {} })).ok()).toBe(true);
  await page.keyboard.press('t');
  await expect(page.getByRole('alert').filter({ hasText: 'Quelqu’un d’autre s’en occupe déjà.' })).toBeVisible();
  await context.close();
  await other.page.context().close();
});

test('a page is turned again and again by one key, and left as it was by opening a ticket', async ({ page, request }) => {
  const words = unique('Many pages');
  await Promise.all(Array.from({ length: 101 }, (_, nth) => file(request, `${words} ${nth}`)));
  await new Agent(page, agents.tom).signIn('#/queue/all');
  await find(page, words);
  await expect(page.getByText('1–50 of 101')).toBeVisible();
  await page.getByRole('button', { name: 'Next page' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('51–100 of 101')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('101–101 of 101')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next page' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Next page' })).toHaveAttribute('aria-disabled', 'true');
  await rows(page).first().click();
  await expect(page).toHaveURL(/ticket/);
  await page.goto(`${places.guichet}/desk#/queue/all`);
  await expect(page.getByText('101–101 of 101')).toBeVisible();
});

test('an answer to something else begins at its top, an update leaves the place as it is', async ({ page, request }) => {
  const words = unique('A long list');
  const filed = await Promise.all(Array.from({ length: 30 }, (_, nth) => file(request, `${words} ${nth}`)));
  const ids = filed.map(({ id }) => id);
  await new Agent(page, agents.tom).signIn('#/queue/all');
  await find(page, words);
  await expect(rows(page)).toHaveCount(30);
  await body(page).evaluate((body) => (body.scrollTop = 500));
  const read = page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/desk/tickets'));
  await page.request.post(`${places.guichet}/api/v1/desk/tickets/${ids[29]}/notes`, { data: { body: 'Looked at it.' } });
  await read;
  expect(await body(page).evaluate((body) => body.scrollTop)).toBe(500);
  await page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Any status' });
  await expect.poll(() => body(page).evaluate((body) => body.scrollTop)).toBe(0);
  await expect(rows(page)).toHaveCount(30);
});

test('after something was done to those selected, keys go on from where they stood', async ({ page, request }) => {
  const words = unique('Among many');
  for (const nth of ['first', 'second', 'third', 'fourth']) await file(request, `${words} ${nth}`);
  await new Agent(page, agents.tom).signIn('#/queue/all');
  await page.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'Newest' });
  await find(page, words);
  await expect(rows(page)).toHaveCount(4);
  await rows(page).nth(1).focus();
  await page.keyboard.press('x');
  const bulk = page.getByRole('region', { name: 'Selected tickets' });
  await bulk.getByText('Change them').press('Enter');
  await bulk.getByRole('button', { name: 'Back in progress' }).press('Enter');
  await expect(bulk).toBeHidden();
  await expect(page.getByText('1 ticket changed.')).toBeVisible();
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows(page).nth(2)).toBeFocused();
  // Also where they leave the queue.
  await page.keyboard.press('x');
  const third = await rows(page).nth(2).textContent();
  await bulk.getByText('Change them').press('Enter');
  await bulk.getByRole('button', { name: 'Close', exact: true }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().press('Enter');
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(2)).toBeFocused();
  await expect(rows(page).nth(2)).not.toHaveText(third);
});

test('what is told lies on nothing, and stays as long as somebody is at it', async ({ page, request }) => {
  const { id } = await file(request, unique('Closed and told'));
  await page.clock.install();
  const tom = new Agent(page, agents.tom);
  await tom.signIn(`#/ticket/${id}`);
  await tom.reply('Answered.');
  await page.getByText('Status', { exact: true }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const reopen = page.getByRole('button', { name: 'Reopen' });
  await reopen.focus();
  await page.clock.runFor(20_000);
  await expect(reopen).toBeFocused();
  for (const width of [1440, 1100]) {
    await page.setViewportSize({ width, height: 800 });
    const told = await page.locator('.told-box').boundingBox();
    for (const one of [page.locator('.queue-body'), page.locator('.composer')]) {
      const box = await one.boundingBox();
      expect(box.y + box.height <= told.y || box.x >= told.x + told.width, `${width}`).toBe(true);
    }
  }
  await page.locator('#ticket-title').focus();
  await page.clock.runFor(4_000);
  await expect(reopen).toBeHidden();
});

test('further views are chosen from a menu by keyboard, and nothing is shown before one is chosen', async ({ page }) => {
  await new Agent(page, agents.tom).signIn('#/queue/all');
  await expect(rows(page).first()).toBeVisible();
  const more = page.locator('.more-views');
  await more.focus();
  await page.keyboard.press('ArrowDown');
  const views = page.locator('.more-views-box').getByRole('link');
  await expect(views.first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(views.last()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(views.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await expect(views.first()).toBeFocused();
  await expect(page).toHaveURL(/#\/queue\/all$/);
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(views.last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/queue\/overdue$/);
  await expect(more).toHaveAttribute('aria-current', 'true');
  await expect(more).toContainText('Overdue');
});

test('arrow keys go along the menus of a ticket, and belong to a field in one', async ({ page, request }) => {
  const { id } = await file(request, unique('Menus by keys'));
  await new Agent(page, agents.tom).signIn(`#/ticket/${id}`);
  await page.getByText('Priority', { exact: true }).press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Urgent' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: 'Low', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('#menu-priority > summary')).toBeFocused();
  await page.locator('#menu-snooze > summary').press('ArrowUp');
  const time = page.locator('#menu-snooze input');
  await time.focus();
  await page.keyboard.press('ArrowUp');
  await expect(time).toBeFocused();
});

test('what is not found in a view is looked for among all tickets, and from the palette at once', async ({ page, request }) => {
  const subject = unique('Elsewhere');
  await file(request, subject);
  const tom = new Agent(page, agents.tom);
  await tom.signIn('#/queue/mine');
  await find(page, subject);
  await page.getByRole('button', { name: 'Search all tickets' }).click();
  await expect(rows(page).filter({ hasText: subject })).toBeVisible();
  await expect(page).toHaveURL(/#\/queue\/all$/);
  await expect(page.getByRole('searchbox', { name: 'Search tickets' })).toHaveValue(subject);
  await expect(page.getByLabel('Status').first()).toHaveValue('all');

  await page.goto(`${places.guichet}/desk#/queue/mine`);
  await find(page, '');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'What would you like to do?' }).fill(subject);
  await page.getByRole('option', { name: `Search tickets for “${subject}”` }).click();
  await expect(rows(page)).toHaveCount(1);
});
