// What every test gets: a page that fails the test on any console error, and the widget on it by its parts.
import { test as base, expect } from '@playwright/test';

export { expect };

/** The origins that setup.js has started: Guichet's, and those of the host pages. */
export const places = {
  get guichet() {
    return process.env.E2E_GUICHET;
  },
  get demo() {
    return process.env.E2E_DEMO;
  },
  get host() {
    return process.env.E2E_HOST;
  },
  get stranger() {
    return process.env.E2E_STRANGER;
  },
};

/** The widget on a host page. */
export class Widget {
  constructor(page) {
    this.page = page;
    this.launcher = page.locator('guichet-launcher .launcher');
    this.panel = page.locator('guichet-launcher [role=dialog]');
    this.notice = page.locator('guichet-launcher .notice');
    this.iframe = page.locator('guichet-launcher iframe');
    this.portal = page.frameLocator('guichet-launcher iframe');
    Object.assign(this, parts(this.portal));
  }

  async open() {
    await this.launcher.click();
    await expect(this.searchBox).toBeFocused();
  }

  /** Runs a command in the page, as its owner would. */
  command(...words) {
    return this.page.evaluate((words) => window.guichet(...words), words);
  }

  /** The portal's frame, for what only a script in it can tell. */
  async inside() {
    return (await this.iframe.elementHandle()).contentFrame();
  }
}

/** The parts of the portal, in a frame or as a page of its own. */
export function parts(portal) {
  return {
    searchBox: portal.getByRole('searchbox'),
    results: portal.locator('.results a.row'),
    heading: portal.getByRole('heading', { level: 1 }),
  };
}

export const test = base.extend({
  /** Console errors that a test expects. */
  allowed: [/^$/, { option: true }],
  /** Tests look into the launcher's shadow root; one test asks for the closed one that visitors get. */
  sealed: [false, { option: true }],

  page: async ({ page, allowed, sealed }, use) => {
    const errors = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    if (!sealed) {
      await page.addInitScript(() => {
        const attach = Element.prototype.attachShadow;
        Element.prototype.attachShadow = function (options) {
          return attach.call(this, { ...options, mode: 'open' });
        };
      });
    }
    await use(page);
    expect(errors.filter((error) => !allowed.test(error))).toEqual([]);
  },

  widget: async ({ page }, use) => use(new Widget(page)),
});
