// Who can be given tickets, one or many: those who answer for the site, its teams, the queue.
import { expect } from '../fixtures.js';
import { it, make } from '../fresh.js';

/** Posts to the desk as whoever is signed in; gives the answer. */
function post(page, path, body) {
  return page.evaluate(async ([path, body]) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`/api/v1/desk/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.json();
  }, [path, body]);
}

/** A desk of two sites: Zoe answers for the first, which has a team, Max for the other one alone. */
async function desk(fresh, page) {
  await fresh.setUp(page);
  await make(page, 'Zoe Lind');
  await post(page, 'sites', { key: 'other', name: 'Other', origins: ['https://other.example'], languages: ['en'] });
  const max = { name: 'Max Weber', email: 'max@shop.example', role: 'agent', level: 1 };
  await post(page, 'accounts', { ...max, sites: [{ site: 'other' }] });
  await post(page, 'sites/elan-velo/teams', { name: 'Billing', members: [] });
}

async function file(fresh, request, subject) {
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const data = { subject, body: 'It has not moved for days.', name: 'Nadia Stern' };
  const answer = await request.post(`${fresh.guichet}/api/v1/sites/elan-velo/tickets`, { headers, data });
  expect(answer.status()).toBe(201);
  return (await answer.json()).ticket.id;
}

it('a ticket goes to who answers for its site or to a team of it, and nobody else is offered', async ({ fresh, page, request }) => {
  await desk(fresh, page);
  const ticket = await file(fresh, request, 'Where is it?');
  await page.goto(`${fresh.guichet}/desk#/ticket/${ticket}`);
  await page.reload();
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await page.getByRole('button', { name: 'Hand over' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand this ticket over' });
  await expect(dialog.getByRole('radio', { name: /Billing/ })).toBeVisible();
  await expect(dialog.getByRole('radio')).toHaveCount(3);
  await expect(dialog.getByRole('radio', { name: /Zoe Lind/ })).toBeFocused();
  await dialog.getByRole('radio', { name: /Billing/ }).check();
  await dialog.getByLabel('Note to the customer').fill('They know your invoice.');
  await expect(dialog.getByText('They know your invoice.')).toHaveCount(1);
  await dialog.getByLabel('Note to your colleague').fill('Third time this week.');
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.team-field select')).toHaveValue(/.+/);
  await expect(page.locator('.team-field option:checked')).toHaveText('Billing');
  await expect(page.locator('#timeline')).toContainText('Third time this week.');
  await expect(page.getByRole('button', { name: 'Take', exact: true })).toBeVisible();

  // What is refused is said in the dialog and nowhere behind it.
  await page.getByRole('button', { name: 'Assign' }).click();
  const assign = page.getByRole('dialog', { name: 'Assign this ticket' });
  await page.route('**/handover', (route) =>
    route.fulfill({ status: 422, json: { type: 'about:blank', title: '', status: 422, detail: '', code: 'invalid_fields', fields: [{ field: 'to', message: '' }] } }));
  await assign.getByRole('radio', { name: /Zoe Lind/ }).check();
  await assign.getByRole('button', { name: 'Assign' }).click();
  await expect(assign.getByText('This colleague does not answer for this site.')).toBeVisible();
  await expect(page.locator('.composer .trouble')).toBeEmpty();
});

it('many tickets go to who is chosen, said before and after in numbers and by name', async ({ fresh, page, request }) => {
  await desk(fresh, page);
  for (const nth of ['first', 'second']) await file(fresh, request, `The ${nth}`);
  await page.goto(`${fresh.guichet}/desk#/queue/all`);
  await page.reload();
  const rows = page.locator('a.ticket-row');
  await expect(rows).toHaveCount(2);
  const select = async () => {
    await rows.first().focus();
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+J');
    await expect(page.getByRole('region', { name: 'Selected tickets' })).toContainText('2 selected');
    await page.keyboard.press('h');
  };
  await select();
  const dialog = page.getByRole('dialog', { name: 'Give 2 tickets to somebody' });
  const [whom, reason] = [dialog.getByLabel('To whom'), dialog.getByLabel('Reason')];
  await expect(whom).toBeFocused();
  await expect(whom).toHaveValue('');
  await expect(whom.locator('option')).toHaveText(['Choose', 'Mira Okafor', 'Zoe Lind', 'Billing', 'Back to the queue']);
  await dialog.getByRole('button', { name: 'Give 2 tickets' }).click();
  await expect(whom).toHaveAccessibleDescription(/Choose to whom they go\./);
  await expect(reason).toHaveAccessibleDescription(/Choose the reason\./);
  await expect(whom).toBeFocused();
  await whom.selectOption({ label: 'Zoe Lind' });
  await reason.selectOption({ label: 'Too much to do' });
  await dialog.getByRole('button', { name: 'Give 2 tickets' }).click();
  await expect(page.getByText('2 tickets given to Zoe Lind.')).toBeVisible();
  await expect(rows.first()).toContainText('ZL');

  await select();
  await whom.selectOption({ label: 'Billing' });
  await reason.selectOption({ label: 'Too much to do' });
  await dialog.getByRole('button', { name: 'Give 2 tickets' }).click();
  await expect(page.getByText('2 tickets given to Billing.')).toBeVisible();
});
