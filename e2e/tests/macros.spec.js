// Macros: written on their page, with what is wrong said at its field, and used on tickets.
import { expect, test } from '../fixtures.js';
import { Agent, agents, file, unique } from '../people.js';

// Whoever is not signed in yet asks the server whether they are; fields at fault are a 422.
test.use({ allowed: /status of (401|422)/ });

async function begin(page, path = '#/macros') {
  const tom = new Agent(page, agents.tom);
  await tom.signIn(path);
  return tom;
}

/** Keeps a macro the short way. */
function keep(page, name, macro) {
  return page.evaluate(async ([name, macro]) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ site: 'demo', name, ...macro });
    const answer = await fetch('/api/v1/desk/macros', { method: 'POST', headers, body });
    return answer.status;
  }, [name, macro]);
}

/** Inserts a macro by its name. */
async function insert(page, name) {
  await page.getByRole('button', { name: 'Macros', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${name}`) }).click();
}

test('what is wrong with a macro is said at its field, an unknown placeholder by its name', async ({ page }) => {
  await begin(page);
  await page.getByRole('button', { name: 'New macro' }).click();
  const [name, reply, tags] = [page.getByLabel('Name', { exact: true }), page.getByLabel('Reply'), page.getByLabel('Add tags')];
  await page.getByRole('button', { name: 'Save macro' }).click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Give the macro a name.');
  await expect(reply).toHaveAccessibleDescription(/Write the reply, or say below what the macro does\.$/);
  await name.fill('Ask for the order number');
  await reply.fill('Hello {custommer}, {"a": 1}');
  await tags.fill('late, c++');
  await page.getByRole('button', { name: 'Save macro' }).click();
  await expect(reply).toBeFocused();
  await expect(reply).toHaveAccessibleDescription(/\{custommer\} stands for nothing and would reach the customer as it is\.$/);
  await expect(tags).toHaveAccessibleDescription(/“c\+\+” cannot be a tag\./);
  await reply.fill('Hello {customer}, {"a": 1}');
  await tags.fill('late');
  await page.getByRole('button', { name: 'Save macro' }).click();
  // That the name is taken is known to the server alone.
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Another macro has this name. Choose another name.');
  const own = unique('Mine');
  await name.fill(own);
  await page.getByRole('button', { name: 'Save macro' }).click();
  await expect(page.getByText('Macro saved.')).toBeVisible();
  await expect(page.getByRole('button', { name: new RegExp(own) })).toHaveAttribute('aria-pressed', 'true');
});

test('a second macro adds to what the first one does, and one without a text is done by itself', async ({ page, request }) => {
  const subject = unique('Two macros');
  const { id } = await file(request, subject);
  await begin(page, `#/ticket/${id}`);
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  const names = ['First', 'Second', 'Alone'].map((name) => unique(name));
  expect(await keep(page, names[0], { body: 'One.', actions: { status: 'waiting', priority: 'high', add_tags: ['first'] } })).toBe(201);
  expect(await keep(page, names[1], { body: 'Two.', actions: { add_tags: ['second'], assign_to_me: true } })).toBe(201);
  expect(await keep(page, names[2], { actions: { priority: 'urgent', add_tags: ['alone'] } })).toBe(201);
  await insert(page, names[0]);
  await insert(page, names[1]);
  await expect(page.locator('#composer-text')).toHaveValue('One.\n\nTwo.');
  await expect(page.getByText(/^Also: /)).toHaveText('Also: Waiting for the customer · Set priority to high · Add tags: first, second · Assign to me');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('#composer-text')).toHaveValue('');
  await expect(page.locator('.tag')).toHaveText(['first', 'second']);

  await insert(page, names[2]);
  await expect(page.getByText(/^Does: /)).toHaveText('Does: Set priority to urgent · Add tags: alone');
  await expect(page.getByRole('button', { name: 'Do it now' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.tag')).toHaveText(['first', 'second', 'alone']);
  await expect(page.locator('.ticket-meta')).toContainText('Urgent');
  await expect(page.getByText(/^Does: /)).toHaveCount(0);
});

test('what is filled in of a macro stays while other pages are opened, and deleting one is asked about', async ({ page }) => {
  await begin(page);
  const name = unique('Kept');
  await page.getByRole('button', { name: 'New macro' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Reply').fill('Hello {customer}');
  await page.getByLabel('Add tags').fill('kept');
  await expect(page.getByText('Not saved yet.')).toBeVisible();
  await page.getByRole('link', { name: 'Team' }).click();
  await expect(page.getByRole('heading', { name: 'Who shares the work' })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
  await page.reload();
  await expect(page.getByLabel('Reply')).toHaveValue('Hello {customer}');
  await expect(page.getByLabel('Add tags')).toHaveValue('kept');
  await page.getByRole('button', { name: 'Save macro' }).click();
  const line = page.getByRole('button', { name: new RegExp(name) });
  await expect(line).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('Not saved yet.')).toHaveCount(0);

  // One that there is keeps its changes too, until they are saved or dropped.
  await page.getByLabel('Reply').fill('Good day {customer}');
  await page.getByRole('button', { name: 'New macro' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('');
  await line.click();
  await expect(page.getByLabel('Reply')).toHaveValue('Good day {customer}');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByLabel('Reply')).toHaveValue('Hello {customer}');

  await page.getByRole('button', { name: 'Delete macro' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete the macro “${name}”?` });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(line).toBeVisible();
  await page.getByRole('button', { name: 'Delete macro' }).click();
  await dialog.getByRole('button', { name: 'Delete macro' }).click();
  await expect(page.getByText('Macro deleted.')).toBeVisible();
  await expect(line).toHaveCount(0);
  await expect(page.getByText('Choose a macro, or write a new one.')).toBeVisible();
});
