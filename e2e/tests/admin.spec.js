// Setting the desk up: from the link of the first start to the help seen on a page, and the settings.
import { expect } from '../fixtures.js';
import { it, make } from '../fresh.js';

it('the first start ends with the help seen on a page of the website', async ({ fresh, page, context }) => {
  await page.goto(fresh.link);
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByLabel('Full name')).toBeFocused();
  await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('A password has 10 to 200 characters.')).toBeVisible();
  await fresh.setUp(page);
  expect(page.url()).not.toContain('first-run');
  await expect(page.getByText('Not seen on a page yet.')).toBeVisible();

  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: fresh.guichet });
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const tag = await page.evaluate(() => navigator.clipboard.readText());
  expect(tag).toContain('data-site="elan-velo"');

  fresh.page = `<!doctype html><html lang="en"><head><title>Shop</title></head><body>${tag}</body></html>`;
  const shop = await context.newPage();
  await shop.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
      return attach.call(this, { ...options, mode: 'open' });
    };
  });
  await shop.goto(fresh.origin);
  await shop.locator('guichet-launcher .launcher').hover();
  await page.bringToFront();
  await expect(page.getByText(`Seen on ${fresh.origin}, now.`)).toBeVisible();

  // The link is spent.
  const again = await context.browser().newContext();
  const other = await again.newPage();
  await other.goto(fresh.link);
  await expect(other.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
  await again.close();
});

it('topics are added, moved and saved with the keyboard alone', async ({ fresh, page }) => {
  await fresh.setUp(page);
  await page.goto(fresh.settings('site/elan-velo'));
  const press = async (name) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await press('Add a topic');
  await page.keyboard.type('Billing');
  await press('Add a topic');
  await page.keyboard.type('Returns');
  await press('Save changes');
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' }).first()).toBeVisible();
  await press('Move “Returns” up');
  await expect(page.getByRole('button', { name: 'Move “Returns” down' })).toBeVisible();
  await press('Save changes');
  await expect(page.getByText('Not saved yet.')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('group', { name: 'Returns' })).toBeVisible();
  const names = await page.locator('fieldset.group:not(.inner) > legend').allTextContents();
  expect(names.filter((name) => ['Billing', 'Returns'].includes(name))).toEqual(['Returns', 'Billing']);

  // Another language brings a field for it with each name, and leaves the focus alone.
  await page.getByLabel('Languages').fill('en, fr');
  await press('Save changes');
  await page.getByLabel('Name (French)').first().fill('Retours');
  await press('Save changes');
  await expect(page.getByText('Not saved yet.')).toBeHidden();

  await page.goto(fresh.settings('log'));
  await expect(page.getByText('Mira Okafor changed the site Élan Vélo.').first()).toBeVisible();
});

it('of a site’s settings each field at fault is named at once, and the first of the page has the focus', async ({ fresh, page }) => {
  await fresh.setUp(page);
  await page.goto(fresh.settings('site/elan-velo'));
  await page.getByRole('button', { name: 'Add a topic' }).click();
  await page.getByRole('button', { name: 'Add a question' }).click();
  await page.getByLabel('urgent').fill('soon');
  await page.getByLabel('low', { exact: true }).fill('9999');
  await page.getByLabel('Always open').uncheck();
  await page.getByLabel('Time zone').fill('Europe/Paris');
  await page.getByLabel('Monday').fill('9-17');
  await page.getByLabel('Tuesday').fill('9 to 5');
  await page.getByRole('button', { name: 'Save changes' }).click();

  const topic = page.getByRole('group', { name: 'Topic 1' });
  const name = topic.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toBeInViewport();
  await expect(name).toHaveAccessibleDescription(/Fill this in\./);
  await expect(topic.getByLabel('Question', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  for (const [field, sentence] of [['urgent', 'A number of hours from 1 to 720.'], ['low', 'A number of hours from 1 to 720.'], ['Tuesday', 'Times such as 09:00–17:30']]) {
    await expect(page.getByLabel(field, { exact: true })).toHaveAccessibleDescription(new RegExp(sentence));
  }
  await expect(page.getByLabel('Monday')).not.toHaveAttribute('aria-invalid');
  await expect(page.locator('[aria-invalid=true]')).toHaveCount(5);
  const all = /Correct this and save again: Topic 1: Name, Question 1: Question, .*: urgent, .*: low, Opening hours: Tuesday\./;
  await expect(page.getByRole('alert').filter({ hasText: all })).toBeVisible();

  await name.fill('返品');
  await topic.getByLabel('Question', { exact: true }).fill('Order number');
  await page.getByLabel('urgent').fill('1');
  await page.getByLabel('low', { exact: true }).fill('');
  await page.getByLabel('Tuesday').fill('9h30–12, 13.30–17:15');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Monday')).toHaveValue('09:00–17:00');
  await expect(page.getByLabel('Tuesday')).toHaveValue('09:30–12:00, 13:30–17:15');
});

it('a new agent without a site is led to the sites, with all else that is wrong', async ({ fresh, page }) => {
  await fresh.setUp(page);
  await page.goto(fresh.settings('agents/new'));
  await page.getByLabel('Full name').fill('Zoe Lind');
  await page.getByLabel('Email').fill('zoe@shop.example');
  const site = page.getByRole('group', { name: 'Answers for' });
  await site.getByLabel('Élan Vélo').uncheck();
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(site.getByLabel('Élan Vélo')).toBeFocused();
  await expect(site.getByText('At least one site.')).toBeInViewport();
  await page.getByLabel('Email').fill('zoe');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Email')).toBeFocused();
  await expect(site.getByText('At least one site.')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Correct this and save again: Email, Answers for.');
  await site.getByLabel('Élan Vélo').check();
  await expect(site.getByText('At least one site.')).toHaveCount(0);
});

it('nothing typed is lost by leaving, nor to another admin who was first', async ({ fresh, page }) => {
  await fresh.setUp(page);
  await page.goto(fresh.settings('site/elan-velo'));
  const name = page.getByLabel('Name', { exact: true }).first();
  await name.fill('Élan');
  await page.getByRole('link', { name: 'Agents' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await expect(name).toHaveValue('Élan');

  // Somebody else saves meanwhile.
  await page.evaluate(async () => {
    const path = '/api/v1/desk/sites/elan-velo';
    const { key, seen, ...site } = await (await fetch(path)).json();
    const body = JSON.stringify({ ...site, name: 'Theirs' });
    await fetch(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
  });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Somebody else has saved changes here meanwhile.')).toBeVisible();
  await expect(name).toHaveValue('Élan');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await page.getByRole('button', { name: 'Save changes' }).click();
  await saved;
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' }).first()).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue('Élan');
});

it('an agent and a team are made, and the account is ended', async ({ fresh, page }) => {
  await fresh.setUp(page);
  await page.goto(fresh.settings('agents'));
  await page.getByRole('link', { name: 'New agent' }).click();
  await page.getByLabel('Full name').fill('Zoe Lind');
  await page.getByLabel('Email').fill('zoe');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Email')).toBeFocused();
  await page.getByLabel('Email').fill('zoe@shop.example');
  await page.getByRole('button', { name: 'Create account' }).click();
  // What comes next is there at once.
  await expect(page.getByText('The account of Zoe Lind is made.')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Make a link' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Link', { exact: true })).toBeInViewport();

  await page.goto(fresh.settings('teams'));
  await page.getByRole('link', { name: 'New team' }).click();
  await page.getByLabel('Name').fill('Workshop');
  await page.getByLabel('Zoe Lind').check();
  await page.getByRole('button', { name: 'Create team' }).click();
  await expect(page.getByRole('link', { name: /Workshop.*Members: 1/ })).toBeVisible();

  await page.goto(fresh.settings('agents'));
  await page.getByRole('link', { name: /Zoe Lind/ }).click();
  await expect(page.getByText('The account of Zoe Lind is made.')).toHaveCount(0);
  await page.getByRole('button', { name: 'End account' }).click();
  const dialog = page.getByRole('dialog', { name: 'End the account of Zoe Lind?' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'End account' }).click();
  await dialog.getByRole('button', { name: 'End account' }).click();
  await expect(page.getByText('Nobody can sign in with this account.')).toBeVisible();
});

it('the end of an account that has a ticket is refused where it was asked for, until the ticket may go back', async ({ fresh, page, request }) => {
  await fresh.setUp(page);
  const ids = await make(page, 'Zoe Lind');
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const data = { subject: 'Where is it?', body: 'It has not moved.', name: 'Nadia Stern' };
  const filed = await request.post(`${fresh.guichet}/api/v1/sites/elan-velo/tickets`, { headers, data });
  const ticket = (await filed.json()).ticket.id;
  await page.evaluate(async ([ticket, to]) => {
    const body = JSON.stringify({ to, reason: 'expertise' });
    await fetch(`/api/v1/desk/tickets/${ticket}/handover`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }, [ticket, ids['Zoe Lind']]);
  await page.goto(fresh.settings(`agent/${ids['Zoe Lind']}`));
  await page.getByRole('button', { name: 'End account' }).click();
  const dialog = page.getByRole('dialog', { name: 'End the account of Zoe Lind?' });
  await dialog.getByRole('button', { name: 'End account' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Nothing has changed. Give their open tickets back first');
  await dialog.getByLabel('Let their open ticket go back to the queue').check();
  await dialog.getByRole('button', { name: 'End account' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Nobody can sign in with this account.')).toBeVisible();
});

it('an agent changes their own password, and sign-in says what to do where it is forgotten', async ({ fresh, page, browser }) => {
  await fresh.setUp(page);
  const other = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const signIn = async (password) => {
    await other.goto(`${fresh.guichet}/desk`);
    await other.getByLabel('Email').fill('mira@shop.example');
    await other.getByLabel('Password').fill(password);
    await other.getByRole('button', { name: 'Sign in' }).click();
  };
  await signIn('correct horse battery');
  await expect(other.getByLabel('Signed in as Mira Okafor')).toBeVisible();

  await page.getByLabel('Signed in as Mira Okafor').click();
  await page.getByRole('button', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change password' });
  const [current, password] = [dialog.getByLabel('Current password'), dialog.getByLabel('New password')];
  await expect(current).toBeFocused();
  await current.fill('wrong horse');
  await password.fill('short');
  await page.keyboard.press('Enter');
  await expect(password).toHaveAccessibleDescription(/A password has 10 to 200 characters\.$/);
  await password.fill('another long word');
  await page.keyboard.press('Enter');
  await expect(current).toHaveAccessibleDescription('This is not your current password.');
  await expect(current).toBeFocused();
  await current.fill('correct horse battery');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await expect(dialog).toBeHidden();

  // Here work goes on; elsewhere the session is over.
  await page.goto(fresh.settings('agents'));
  await expect(page.getByRole('link', { name: /Mira Okafor/ })).toBeVisible();
  await other.reload();
  await expect(other.getByText('Forgotten your password? An admin makes you a link to set a new one.')).toBeVisible();
  await signIn('another long word');
  await expect(other.getByLabel('Signed in as Mira Okafor')).toBeVisible();
  await other.context().close();
});

it('a new colleague sets the password by a link, and another link replaces it when it is forgotten', async ({ fresh, page, browser }) => {
  await fresh.setUp(page);
  const ids = await make(page, 'Zoe Lind');
  await page.goto(fresh.settings(`agent/${ids['Zoe Lind']}`));
  const link = async () => {
    const before = (await page.getByLabel('Link', { exact: true }).count()) && (await page.getByLabel('Link', { exact: true }).inputValue());
    await page.getByRole('button', { name: 'Make a link' }).click();
    await expect(page.getByLabel('Link', { exact: true })).not.toHaveValue(before || '');
    return page.getByLabel('Link', { exact: true }).inputValue();
  };
  const replaced = await link();
  const first = await link();
  await expect(page.getByText('Hand it to Zoe Lind yourself.')).toBeVisible();

  const zoes = await browser.newContext({ locale: 'en-GB' });
  const zoe = await zoes.newPage();
  await zoe.goto(replaced);
  await expect(zoe.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
  await zoe.goto('about:blank');
  await zoe.goto(first);
  await expect(zoe.getByRole('heading', { name: 'Welcome, Zoe Lind' })).toBeVisible();
  await zoe.getByLabel('New password').fill('short');
  await zoe.getByRole('button', { name: 'Set password' }).click();
  await expect(zoe.getByLabel('New password')).toBeFocused();
  await expect(zoe.getByText('A password has 10 to 200 characters.')).toBeVisible();
  await zoe.getByLabel('New password').fill('correct horse battery');
  await zoe.getByRole('button', { name: 'Set password' }).click();
  await expect(zoe.getByLabel('Signed in as Zoe Lind')).toBeVisible();
  expect(zoe.url()).not.toContain('password');

  // Forgotten: another link, and with its use the first session is over.
  const second = await link();
  const elsewhere = await browser.newContext({ locale: 'en-GB' });
  const other = await elsewhere.newPage();
  await other.goto(second);
  await other.getByLabel('New password').fill('another long word');
  await other.getByRole('button', { name: 'Set password' }).click();
  await expect(other.getByLabel('Signed in as Zoe Lind')).toBeVisible();
  await zoe.reload();
  await expect(zoe.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await zoe.getByLabel('Email').fill('zoe@shop.example');
  await zoe.getByLabel('Password').fill('another long word');
  await zoe.getByRole('button', { name: 'Sign in' }).click();
  await expect(zoe.getByLabel('Signed in as Zoe Lind')).toBeVisible();
  await page.goto(fresh.settings('log'));
  await expect(page.getByText('Zoe Lind set a new password.').first()).toBeVisible();
  await expect(page.getByText('Mira Okafor made a link for Zoe Lind to set a password.').first()).toBeVisible();
  await zoes.close();
  await elsewhere.close();
});

it('who ends the account of a cover is told for whom nobody covers any more', async ({ fresh, page }) => {
  await fresh.setUp(page);
  const ids = await make(page, 'Zoe Lind', 'Max Weber');
  await page.evaluate(async ([agent, cover]) => {
    const body = JSON.stringify({ agent, cover, give_back: true });
    await fetch('/api/v1/desk/absences', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }, [ids['Max Weber'], ids['Zoe Lind']]);
  await page.goto(fresh.settings(`agent/${ids['Zoe Lind']}`));
  await page.getByRole('button', { name: 'End account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End account' }).click();
  await expect(page.getByText('Nobody covers for Max Weber any more.')).toBeVisible();
  await expect(page.getByText('Nobody can sign in with this account.')).toBeVisible();
});
