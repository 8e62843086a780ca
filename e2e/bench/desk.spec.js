// The desk in front of ten thousand tickets beside the same desk in front of a few, in turn: what is printed
// are times of both and their ratio, which a busy machine changes little.
import { expect, test } from '@playwright/test';
import { desk, enter } from '../desks.js';

const MANY = 10_000;
const ROUNDS = 15;

/** Waits for an answer of the queue that `act` asks for, and for its rows to stand. */
async function shown(page, act) {
  const answer = page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/desk/tickets'));
  await act();
  await answer;
  await page.waitForFunction(() => !document.querySelector('.queue-body')?.hasAttribute('aria-busy'));
}

const acts = {
  'open the desk': async (page) => {
    await page.reload();
    await page.locator('a.ticket-row').first().waitFor();
  },
  'switch the view': (page, round) =>
    shown(page, () => page.evaluate((view) => (location.hash = view), ['#/queue/all', '#/queue/unassigned'][round % 2])),
  'choose a status': (page, round) =>
    shown(page, () => page.getByRole('combobox', { name: 'Status' }).selectOption({ index: round % 3 })),
  'choose an order': (page, round) =>
    shown(page, () => page.getByRole('combobox', { name: 'Order' }).selectOption({ index: (round + 1) % 4 })),
  // The pause after the last key is in both.
  search: (page, round) => shown(page, () => page.locator('#queue-search').fill(`chair ${round}`)),
};

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

test('the desk in front of many tickets', async ({ browser }) => {
  const desks = [];
  try {
    for (const more of [0, MANY]) desks.push(await desk(more));
    const pages = [];
    for (const { origin } of desks) {
      const page = await (await browser.newContext()).newPage();
      await enter(page, origin);
      pages.push(page);
    }
    const lines = [];
    for (const [name, act] of Object.entries(acts)) {
      const times = [[], []];
      for (let round = 1; round <= ROUNDS; round += 1) {
        for (const [which, page] of pages.entries()) {
          await page.bringToFront();
          const start = performance.now();
          await act(page, round);
          times[which].push(performance.now() - start);
        }
      }
      const [few, many] = times.map(median);
      lines.push(`| ${name} | ${few.toFixed(0)} | ${many.toFixed(0)} | ${(many / few).toFixed(2)} |`);
    }
    const total = await pages[0].locator('a.ticket-row').count();
    expect(total).toBeLessThan(50);
    const head = `| median of ${ROUNDS}, ms | the demo's own tickets | and ${MANY} more | ratio |`;
    console.log(['', head, '|---|---:|---:|---:|', ...lines, ''].join('\n'));
  } finally {
    for (const one of desks) await one.end();
  }
});
