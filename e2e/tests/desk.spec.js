// The desk: signing in, the queue, articles that are found the moment they are published.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, places, test } from '../fixtures.js';
import { Agent, agents, unique } from '../people.js';

test.describe(() => {
  test.use({ allowed: /status of 401/ });

  test('a wrong password is told in words, and what was typed stays', async ({ page }) => {
  await page.goto(`${places.guichet}/desk`);
  await page.getByLabel('Email').fill('tom@tamblin.example');
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The email address and the password do not match.')).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue('tom@tamblin.example');
});

  test('an agent signs in, finds a ticket by its words, and signs out', async ({ page }) => {
    const tom = new Agent(page, agents.tom);
    await tom.signIn();
    await tom.open('Do you ship to Iceland?');
    await expect(page.getByText('not verified')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Do you ship to Iceland?' })).toBeVisible();
    await page.goto(`${places.guichet}/desk#/queue/all`);
    await page.getByLabel('Signed in as Tom Abel').click();
    await page.getByRole('button', { name: 'Sign out' }).or(page.getByRole('menuitem', { name: 'Sign out' })).click();
    await expect(page.getByLabel('Password')).toBeVisible();
  });

  test('an article is previewed while it is written, found once published, gone once it is not', async ({ page, browser }) => {
    test.slow();
    const ana = new Agent(page, agents.ana);
    await ana.signIn('#/articles/new');
    const word = unique('zeppelin').replace(' ', '');
    await page.getByRole('textbox', { name: /^Title/ }).fill(`About the ${word}`);
    await page.getByRole('combobox', { name: /^Category/ }).or(page.getByRole('textbox', { name: /^Category/ })).fill('Orders');
    await page.getByRole('textbox', { name: /^Address/ }).fill(word);
    await page.getByRole('textbox', { name: /^Text/ }).fill('It **flies**.');
    await expect(page.locator('strong', { hasText: 'flies' })).toBeVisible();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('Published. Customers find it now.').first()).toBeVisible();
    const customer = await (await browser.newContext()).newPage();
    await customer.goto(`${places.guichet}/portal/demo#/search/${word}`);
    await expect(customer.getByRole('link', { name: `About the ${word}` })).toBeVisible();
    await page.getByRole('button', { name: 'Unpublish' }).click();
    await expect(page.getByText('Saved. Customers do not see it.').first()).toBeVisible();
    await customer.reload();
    await expect(customer.getByRole('link', { name: `About the ${word}` })).toHaveCount(0);
  });

  test('an article that lacks something is not saved, and each field says what it needs', async ({ page }) => {
    await new Agent(page, agents.ana).signIn('#/articles/new');
    const title = page.getByRole('textbox', { name: /^Title/ });
    const slug = page.getByRole('textbox', { name: /^Address/ });
    await slug.fill('Not an address');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByRole('alert')).toHaveText('Check these fields: Title, Category, Address, Text.');
    await expect(title).toBeFocused();
    await expect(title).toHaveAccessibleDescription('Give the article a title of at most 200 characters.');
    await expect(slug).toHaveAccessibleDescription('Use lower-case letters, digits and hyphens only.');
    await expect(page.locator('[aria-invalid=true]')).toHaveCount(4);
    // What is mended is no longer marked.
    await title.fill('About parcels');
    await expect(title).not.toHaveAttribute('aria-invalid');
    await expect(page.locator('[aria-invalid=true]')).toHaveCount(3);
  });

  test('a handover to nobody says so where people are chosen; a person chosen suggests the reason', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 600 });
    const tom = new Agent(page, agents.tom);
    await tom.signIn();
    await tom.open('Do you ship to Iceland?');
    await page.getByRole('button', { name: 'Assign' }).click();
    const dialog = page.getByRole('dialog', { name: 'Assign this ticket' });
    await expect(dialog.getByRole('radio').first()).toBeFocused();
    await dialog.getByLabel('Note to your colleague').fill('See the map.');
    await expect(dialog.getByText('The customer will read')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Assign' }).click();
    await expect(dialog.getByText('Choose who gets this ticket.')).toBeInViewport();
    await expect(dialog.getByRole('heading', { name: 'Assign this ticket' })).toBeInViewport();
    await expect(dialog.getByRole('radio').first()).toBeFocused();

    const reason = dialog.getByLabel('Reason');
    await dialog.getByRole('radio', { name: /Mira/ }).check();
    await expect(dialog.getByText('Choose who gets this ticket.')).toHaveCount(0);
    await expect(reason).toHaveValue('escalation');
    await expect(dialog.getByLabel('To level')).toHaveValue('3');
    await expect(dialog.getByText('The customer will read')).toHaveCount(1);
    await dialog.getByRole('radio', { name: /Tom/ }).check();
    await expect(reason).toHaveValue('expertise');
    // What the agent has chosen stays.
    await reason.selectOption({ label: 'Too much to do' });
    await dialog.getByRole('radio', { name: /Mira/ }).check();
    await expect(reason).toHaveValue('workload');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1440, 390]) {
      test(`the desk has no axe violation in ${colorScheme} at ${width} px`, async ({ browser }) => {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        const expectNoViolation = async () => {
          await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`)])).toEqual([]);
        };
        await page.goto(`${places.guichet}/desk`);
        await expect(page.getByLabel('Password')).toBeVisible();
        await expectNoViolation();
        const tom = new Agent(page, agents.tom);
        await tom.signIn('#/queue/all');
        await expect(page.getByRole('link', { name: 'Do you ship to Iceland?' })).toBeVisible();
        await expectNoViolation();
        await page.getByRole('link', { name: 'The chair wobbles' }).first().click();
        await expect(page.getByRole('heading', { name: 'The chair wobbles' })).toBeVisible();
        await expectNoViolation();
        await page.goto(`${places.guichet}/desk#/articles`);
        await expect(page.getByRole('link', { name: 'Where is my order?' })).toBeVisible();
        await expectNoViolation();
        await page.goto(`${places.guichet}/desk#/articles/new`);
        await expect(page.getByLabel('Title')).toBeVisible();
        await expectNoViolation();
        await context.close();
      });
    }
  }
});
