// Mentions on a desk of several sites: a note names those who may read it, and nobody else.
import { expect } from '../fixtures.js';
import { it, make } from '../fresh.js';

it('the list of mentions offers only those who may see the site', async ({ fresh, page, request }) => {
  await fresh.setUp(page);
  await make(page, 'Zoe Lind');
  // Another site with an agent of its own; who is signed in answers for both, and knows both.
  await page.evaluate(async (origins) => {
    const send = async (path, body) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`/api/v1/desk/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    };
    await send('sites', { key: 'workshop', name: 'Workshop', origins, languages: ['en'] });
    const zach = { name: 'Zach Moss', email: 'zach@shop.example', role: 'agent', level: 1, sites: [{ site: 'workshop' }] };
    await send('accounts', zach);
  }, [fresh.origin]);
  const file = async (site) => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const data = { subject: 'The bell does not ring', body: 'Since this morning.' };
    const answer = await request.post(`${fresh.guichet}/api/v1/sites/${site}/tickets`, { headers, data });
    expect(answer.status()).toBe(201);
    return (await answer.json()).ticket.id;
  };
  for (const [site, offered] of [
    ['elan-velo', 'Zoe Lind'],
    ['workshop', 'Zach Moss'],
  ]) {
    await page.goto(`${fresh.guichet}/desk#/ticket/${await file(site)}`);
    // Who answers for which site is read when the desk opens.
    await page.reload();
    await page.getByRole('button', { name: 'Internal note' }).click();
    await page.locator('.composer textarea').pressSequentially('@');
    const list = page.getByRole('listbox', { name: 'Mention a colleague' });
    await expect(list.getByRole('option', { name: offered })).toBeVisible();
    await page.locator('.composer textarea').pressSequentially('z');
    await expect(list.getByRole('option')).toHaveText([new RegExp(offered)]);
    await page.locator('.composer textarea').fill('');
  }
});
