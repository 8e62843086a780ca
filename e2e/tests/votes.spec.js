// What becomes of a customer's answer to “Did this help?” when something comes in between.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, parts, places, test } from '../fixtures.js';

/** Collects the votes that reach the server. */
function votes(page) {
  const sent = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/votes')) sent.push(request.postDataJSON());
  });
  return sent;
}

async function beginsToSayNo(page, comment, origin = places.guichet) {
  await page.goto(`${origin}/portal/demo#/article/track-order?lang=en`);
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await page.getByRole('textbox', { name: 'What was missing?' }).fill(comment);
}

test('another language keeps the comment that is being written, and sends one vote', async ({ page }) => {
  const sent = votes(page);
  await beginsToSayNo(page, 'A picture');
  await page.getByRole('button', { name: 'Language and appearance' }).click();
  await page.getByRole('radio', { name: 'Français' }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Que manquait-il' })).toHaveValue('A picture');
  expect(sent).toEqual([]);
  await page.getByRole('button', { name: 'Envoyer la réponse' }).click();
  await expect(page.getByText('Merci.')).toBeVisible();
  expect(sent).toEqual([{ lang: 'fr', helpful: false, comment: 'A picture' }]);
});

test('another language does not ask again who has answered', async ({ page }) => {
  await page.goto(`${places.guichet}/portal/demo#/article/track-order?lang=en`);
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByText('Thank you')).toBeVisible();
  await page.getByRole('button', { name: 'Language and appearance' }).click();
  await page.getByRole('radio', { name: 'Français' }).check();
  await expect(page.getByText('Merci.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Oui' })).toHaveCount(0);
});

test('a comment that is left half written is sent as it stands', async ({ page }) => {
  const sent = votes(page);
  await beginsToSayNo(page, 'A pict');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(parts(page).searchBox).toBeFocused();
  await expect.poll(() => sent).toEqual([{ lang: 'en', helpful: false, comment: 'A pict' }]);
});

test('a page that is closed sends the answer on its way out', async ({ page }) => {
  // What a closed page sends is not told to the test, so the way to the server leads past it.
  const arrived = [];
  const way = createServer(async (request, response) => {
    if (request.method === 'POST') {
      arrived.push(JSON.parse(await text(request)));
      return response.writeHead(204).end();
    }
    const answer = await fetch(places.guichet + request.url);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((resolve) => way.listen(0, '127.0.0.1', resolve));
  await beginsToSayNo(page, 'A pict', `http://127.0.0.1:${way.address().port}`);
  await page.goto(places.demo);
  await expect.poll(() => arrived).toEqual([{ lang: 'en', helpful: false, comment: 'A pict' }]);
  way.closeAllConnections();
  way.close();
});

test('the next article is asked about anew', async ({ page }) => {
  await page.goto(`${places.guichet}/portal/demo#/article/track-order?lang=en`);
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByText('Thank you')).toBeVisible();
  await page.goto(`${places.guichet}/portal/demo#/article/cancel-order?lang=en`);
  await expect(parts(page).heading).toHaveText('How do I cancel an order?');
  await expect(page.getByRole('button', { name: 'Yes' })).toBeVisible();
});
