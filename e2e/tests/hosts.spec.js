// Host pages that make it hard: strict policies, hostile styles and scripts, odd ways to load the tag.
import { expect, places, test } from '../fixtures.js';

/** Collects what a policy refuses, in the page and in its frames. */
async function violations(page) {
  const found = [];
  await page.exposeFunction('refused', (what) => found.push(what));
  await page.addInitScript(() => {
    const tell = ({ violatedDirective, blockedURI }) => window.refused(`${violatedDirective} ${blockedURI}`);
    document.addEventListener('securitypolicyviolation', tell);
  });
  return found;
}

async function findsAnArticle({ page, widget }) {
  await widget.open();
  await page.keyboard.type('cancel my order');
  await widget.results.filter({ hasText: 'How do I cancel an order?' }).click();
  await expect(widget.heading).toHaveText('How do I cancel an order?');
}

for (const name of ['strict', 'isolated']) {
  test(`a ${name} host: all works and nothing is refused`, async ({ page, widget }) => {
    const refused = await violations(page);
    await page.goto(`${places.host}/${name}`);
    await findsAnArticle({ page, widget });
    const box = await widget.panel.boundingBox();
    expect(box.width).toBe(400);
    expect(refused).toEqual([]);
  });
}

test('a browser without constructed style sheets: all works on a strict host, and nothing is refused', async ({ page, widget }) => {
  const refused = await violations(page);
  await page.addInitScript(() => delete ShadowRoot.prototype.adoptedStyleSheets);
  await page.goto(`${places.host}/strict`);
  await expect(widget.launcher).toHaveCSS('position', 'fixed');
  await expect(widget.panel).toBeHidden();
  await findsAnArticle({ page, widget });
  expect((await widget.panel.boundingBox()).width).toBe(400);
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  await widget.launcher.press('Enter');
  await expect(widget.heading).toBeVisible();
  expect(refused).toEqual([]);
});

test('a hostile host: all works, and looks as it should', async ({ page, widget }) => {
  await page.goto(`${places.host}/hostile`);
  await expect(widget.launcher).toBeVisible();
  const { width, height } = page.viewportSize();
  expect(await widget.launcher.boundingBox()).toEqual({ x: width - 76, y: height - 76, width: 56, height: 56 });
  await expect(widget.launcher).toHaveCSS('background-color', 'rgb(31, 79, 216)');
  await widget.launcher.click();
  await expect(widget.searchBox).toBeFocused();
  await expect(widget.panel).toHaveCSS('opacity', '1');
  expect(await widget.panel.boundingBox()).toEqual({ x: width - 420, y: height - 88 - 616, width: 400, height: 616 });
  await expect(widget.panel).toHaveCSS('font-size', '14px');
  await expect(widget.panel).toHaveCSS('direction', 'ltr');
  await page.keyboard.type('cancel my order');
  await widget.results.filter({ hasText: 'How do I cancel an order?' }).click();
  await expect(widget.heading).toHaveText('How do I cancel an order?');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  await expect(widget.launcher).toBeFocused();
  await widget.launcher.press('Enter');
  await expect(widget.panel).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-heard', 'on once on ');
});

test('a panel that is closed the moment an article appears leaves the focus with the page', async ({ page, widget }) => {
  await page.goto(`${places.host}/plain?lang=en`);
  await widget.open();
  await page.keyboard.type('cancel my order');
  const link = widget.results.filter({ hasText: 'How do I cancel an order?' });
  await expect(link).toBeVisible();
  const inside = await widget.inside();
  await inside.evaluate(() => {
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    const observer = new MutationObserver(() => {
      if (!document.querySelector('h1')?.textContent.includes('cancel an order')) return;
      observer.disconnect();
      window.dispatchEvent(escape);
    });
    observer.observe(document, { childList: true, characterData: true, subtree: true });
  });
  await link.click();
  await expect(widget.panel).toBeHidden();
  // The frame has its turn to take the focus, which it would keep.
  await inside.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await expect(widget.launcher).toBeFocused();
});

for (const name of ['head', 'deferred', 'late', 'twice']) {
  test(`a tag loaded the ${name} way gives one launcher that works`, async ({ page, widget }) => {
    await page.goto(`${places.host}/${name}`);
    await expect(widget.launcher).toHaveCount(1);
    await findsAnArticle({ page, widget });
  });
}

test('the launcher is the last stop of the Tab key, even when its tag is the first of the head', async ({ page, widget }) => {
  await page.goto(`${places.host}/head`);
  await expect(widget.launcher).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.locator('#own')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(widget.launcher).toBeFocused();
});

test('a page that renders itself anew keeps its launcher', async ({ page, widget }) => {
  await page.goto(`${places.host}/plain?lang=en`);
  await widget.open();
  await page.evaluate(() => document.body.replaceChildren());
  await expect(widget.searchBox).toBeVisible();
  await page.evaluate(() => document.documentElement.replaceChildren(document.head, document.createElement('body')));
  await expect(widget.searchBox).toBeVisible();
  await widget.command('close');
  await findsAnArticle({ page, widget });
});

test('a page that wants the launcher gone is not fought for ever', async ({ page, widget }) => {
  await page.goto(`${places.host}/plain?lang=en`);
  await expect(widget.launcher).toBeVisible();
  const removals = await page.evaluate(async () => {
    let count = 0;
    const remove = () => {
      const launcher = document.querySelector('guichet-launcher');
      if (launcher) count++;
      launcher?.remove();
    };
    new MutationObserver(remove).observe(document.documentElement, { childList: true });
    const settled = () => new Promise((resolve) => setTimeout(resolve));
    remove();
    await settled();
    const first = count;
    // Whatever the page does later, the launcher does not come back.
    document.documentElement.append(document.createComment('later'));
    await settled();
    return [first, count];
  });
  // Once there, and back twenty times.
  expect(removals).toEqual([21, 21]);
  await expect(page.locator('guichet-launcher')).toHaveCount(0);
});

test.describe('sealed', () => {
  test.use({ sealed: true });

  test('scripts of the page do not reach into the widget', async ({ page }) => {
    await page.goto(`${places.host}/plain?lang=en`);
    await page.waitForSelector('guichet-launcher', { state: 'attached' });
    await page.evaluate(() => guichet('open'));
    expect(await page.evaluate(() => document.querySelector('guichet-launcher').shadowRoot)).toBe(null);
    expect(await page.evaluate(() => document.querySelectorAll('iframe').length)).toBe(0);
  });
});

test.describe('an origin that the site does not name', () => {
  test.use({ allowed: /frame-ancestors|Framing .* violates|ERR_BLOCKED_BY_RESPONSE/ });

  test('may not frame the portal', async ({ page }) => {
    await page.goto(`${places.stranger}/frames`);
    await expect.poll(() => page.frames()[1].url()).toMatch(/^chrome-error:/);
    await page.goto(`${places.host}/frames`);
    await expect(page.frameLocator('iframe').getByRole('searchbox')).toBeVisible();
  });
});
