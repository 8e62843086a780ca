// Levels by keyboard alone: up with a reason, down with a solution, into an article, to the customer.
import { expect, places, test } from '../fixtures.js';
import { Agent, Customer, agents, unique } from '../people.js';

/** Goes to something as somebody without a mouse does. */
async function tabTo(page, target, key = 'Tab') {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} was not reached with ${key}`);
}

async function press(page, target) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Opens a ticket from the queue by its words. */
async function find(page, subject) {
  await expect(page.getByRole('searchbox', { name: 'Search tickets' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(subject);
  const row = page.getByRole('link', { name: subject });
  // The list is made anew when the answer comes: whoever is on a row before that loses their place.
  await expect(page.locator('a.ticket-row')).toHaveCount(1);
  await press(page, row);
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
}

async function handOver(page, colleague, reason) {
  await press(page, page.getByRole('button', { name: /^(Hand over|Assign)$/ }));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  // Radio buttons are one stop: arrows choose among them.
  const people = dialog.getByRole('radio');
  await tabTo(page, people.first());
  const wanted = dialog.getByRole('radio', { name: new RegExp(colleague.name) });
  await page.keyboard.press('Space');
  for (let moves = 0; moves < 10 && !(await wanted.isChecked()); moves += 1) await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
  await tabTo(page, dialog.getByLabel('Reason'));
  await page.keyboard.type(reason);
  await press(page, dialog.getByRole('button', { name: /^(Hand over|Assign)$/ }));
  await expect(dialog).toBeHidden();
}

async function compose(page, mode, text) {
  await press(page, page.getByRole('group', { name: 'What you write' }).getByRole('button', { name: mode }));
  const area = page.locator('.composer textarea');
  await tabTo(page, area);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
}

test('by keyboard alone a ticket goes up, comes down with its solution, becomes an article, and closes', async ({ page, browser }) => {
  test.slow();
  const subject = unique('The scanner shows a code');
  const customer = new Customer(page);
  await page.goto(`${places.guichet}/portal/demo`);
  const number = await customer.file(subject, 'The scanner in your shop shows code 17 and stops. My order is 2026-110042.');

  const desks = {};
  for (const name of ['tom', 'ana']) {
    const desk = await (await browser.newContext()).newPage();
    await new Agent(desk, agents[name]).signIn('#/queue/all');
    desks[name] = desk;
  }
  const { tom, ana } = desks;

  // Level 1 escalates to level 2.
  await find(tom, subject);
  await press(tom, tom.getByRole('button', { name: 'Take', exact: true }));
  await expect(tom.getByRole('button', { name: 'Hand over' })).toBeVisible();
  await handOver(tom, agents.ana, 'Needs a higher');
  await expect(page.getByText('Your request moved from Tom to Ana').first()).toBeVisible();

  // Level 2 finds the solution and hands it to level 1.
  await find(ana, subject);
  await expect(ana.getByText('Level 2.', { exact: false }).first()).toBeVisible();
  await compose(ana, 'Solution for level 1', 'Code 17 means that the paper is empty. Open the lid, put a new roll in, close the lid.');
  await expect(ana.getByText('Solution to check')).toBeVisible();
  await expect(page.getByText('Reason: a solution was found, and Tom checks it').first()).toBeVisible();
  await expect(page.getByText('paper is empty')).toHaveCount(0);

  // Level 1 has its text to begin with, and cannot propose it before the articles know it; what was typed stays.
  await expect(tom.getByText('Solution to check')).toBeVisible();
  await press(tom, tom.getByRole('group', { name: 'What you write' }).getByRole('button', { name: 'Propose solution' }));
  await expect(tom.locator('.composer textarea')).toHaveValue(/^Code 17 means that the paper is empty\./);
  await compose(tom, 'Propose solution', 'Please put a new roll of paper into the scanner.');
  await expect(tom.getByText('its solution belongs in the articles first', { exact: false })).toBeVisible();
  await expect(tom.locator('.composer textarea')).toHaveValue('Please put a new roll of paper into the scanner.');
  await press(tom, tom.getByRole('button', { name: 'Draft an article' }));
  await expect(tom.getByRole('textbox', { name: /^Title/ })).toHaveValue(subject);
  const text = await tom.getByRole('textbox', { name: /^Text/ }).inputValue();
  expect(text).toContain('put a new roll in');
  expect(text).not.toContain('110042');
  // No article of the site has the category that a draft would begin with: it is to be chosen.
  await expect(tom.getByText('Take out names and order numbers before publishing.')).toBeVisible();
  const category = tom.getByRole('combobox', { name: /^Category/ });
  await press(tom, tom.getByRole('button', { name: 'Publish', exact: true }));
  await expect(tom.getByText('Choose a category, or write a new one.')).toBeVisible();
  await expect(category).toBeFocused();
  await tom.keyboard.type('Orders');
  const title = `${subject}, mended`;
  await tabTo(tom, tom.getByRole('textbox', { name: /^Title/ }), 'Shift+Tab');
  await tom.keyboard.press('End');
  await tom.keyboard.type(', mended');
  await expect(tom.locator('.preview-title')).toHaveText(title);
  await press(tom, tom.getByRole('button', { name: 'Publish', exact: true }));
  await expect(tom.getByText('Published. Customers find it now.').first()).toBeVisible();

  // Back to the ticket, the draft of the proposal still there.
  await press(tom, tom.getByRole('link', { name: `Back to ticket #${number}` }));
  await expect(tom.getByRole('heading', { name: subject })).toBeVisible();
  await expect(tom.locator('.known')).toHaveText(`Published${title}`);
  await press(tom, tom.getByRole('group', { name: 'What you write' }).getByRole('button', { name: 'Propose solution' }));
  await expect(tom.locator('.composer textarea')).toHaveValue('Please put a new roll of paper into the scanner.');
  await tabTo(tom, tom.locator('.composer textarea'));
  await tom.keyboard.press('Control+Enter');

  // The customer says that it helped.
  const yes = page.getByRole('button', { name: 'Yes, it helped' }).or(page.getByRole('button', { name: /^Yes/ })).first();
  await press(page, yes);
  await expect(tom.getByText('said that the solution helped', { exact: false }).first()).toBeVisible();

  // The next customer finds it alone.
  const next = await (await browser.newContext()).newPage();
  await next.goto(`${places.guichet}/portal/demo#/search/${encodeURIComponent('scanner shows code')}`);
  await expect(next.getByRole('link', { name: subject })).toBeVisible();
  expect(Number(number)).toBeGreaterThan(0);
});
