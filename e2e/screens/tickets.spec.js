// Pictures of a ticket's life in the portal and at the desk, at phone and desktop width, in light and dark.
import { expect, places, test } from '../fixtures.js';
import { Agent, Customer, agents, unique } from '../people.js';

const folder = 'results/screens';
const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

for (const [size, device] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark']) {
    const looks = { ...device, colorScheme, deviceScaleFactor: 1, reducedMotion: 'reduce', locale: 'en-GB' };

    test(`a ticket on ${size} in ${colorScheme}`, async ({ browser }) => {
      test.slow();
      const narrow = size === 'desktop' ? { viewport: { width: 400, height: 720 } } : {};
      const page = await (await browser.newContext({ ...looks, ...narrow })).newPage();
      const shot = (name, of = page) => of.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png` });
      const customer = new Customer(page);
      await page.goto(`${places.guichet}/portal/demo#/tickets`);
      await page.waitForLoadState('networkidle');
      await shot('ticket-0-none');
      await customer.begin('A return or a faulty item');
      await page.getByRole('button', { name: 'Check and send' }).click();
      await shot('ticket-1-wrong');
      const subject = unique('The carafe leaks');
      await page.getByLabel('Order number').fill('T-20911');
      await customer.write(subject, 'A thin line of water comes out near the foot.\n\nI have used it twice.');
      await page.locator('input[type=file]').setInputFiles({ name: 'carafe.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
      await shot('ticket-2-form');
      await customer.check();
      await shot('ticket-3-review');
      await customer.send();
      await expect(page.getByRole('heading', { name: /We have your request/ })).toBeVisible();
      await shot('ticket-4-sent');
      await page.getByRole('link', { name: 'Follow your request' }).click();
      await expect(page.getByText('Nobody has taken it yet')).toBeVisible();

      const desk = await (await browser.newContext(looks)).newPage();
      const tom = new Agent(desk, agents.tom);
      await desk.goto(`${places.guichet}/desk`);
      await expect(desk.getByLabel('Password')).toBeVisible();
      await shot('desk-0-sign-in', desk);
      await tom.signIn('#/queue/all');
      await expect(desk.getByRole('link', { name: subject })).toBeVisible();
      await shot('desk-1-queue', desk);
      await tom.open(subject);
      await tom.take();
      await tom.note('Same batch as *last week*.');
      await tom.reply('Hello,\n\nthat should not happen. I have asked the workshop.');
      await desk.getByRole('button', { name: /^(Hand over|Assign)$/ }).click();
      await desk.getByRole('radio', { name: /Ana Silva/ }).check();
      await desk.getByLabel('Reason').selectOption({ label: 'Knows more about it' });
      await desk.getByLabel('Note to the customer').fill('Ana can send a new one today.');
      await shot('desk-2-handover', desk);
      await desk.getByRole('dialog').getByRole('button', { name: /^(Hand over|Assign)$/ }).click();
      await expect(page.getByText('Your request moved from Tom to Ana').first()).toBeVisible();
      await shot('ticket-5-moved');
      await tom.propose('A new carafe is on its way, and you keep the old one for flowers.');
      await expect(page.getByRole('button', { name: 'Yes', exact: true })).toBeVisible();
      await shot('ticket-6-proposed');
      await shot('desk-3-ticket', desk);
      await page.getByRole('button', { name: 'Yes', exact: true }).click();
      await expect(page.getByText('How did it go?')).toBeVisible();
      await shot('ticket-7-closed');
      await page.goto(`${places.guichet}/portal/demo#/tickets`);
      await expect(page.getByRole('link', { name: subject })).toBeVisible();
      await shot('ticket-8-list');
      await desk.goto(`${places.guichet}/desk#/articles`);
      await expect(desk.getByRole('link', { name: 'Where is my order?' })).toBeVisible();
      await shot('desk-4-articles', desk);
      await desk.getByRole('link', { name: 'Where is my order?' }).click();
      await expect(desk.getByRole('textbox', { name: /^Title/ })).toBeVisible();
      await desk.waitForTimeout(800);
      await shot('desk-5-editor', desk);
    });
  }
}
