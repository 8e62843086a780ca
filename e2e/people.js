// Those who use tickets in the tests: a customer in the portal and agents at the desk, by what they do.
import { expect, places } from './fixtures.js';

export const agents = {
  tom: { email: 'tom@tamblin.example', name: 'Tom Abel' },
  ana: { email: 'ana@tamblin.example', name: 'Ana Silva' },
  mira: { email: 'mira@tamblin.example', name: 'Mira Okafor' },
};
const password = 'guichet-demo';

/** A customer in a portal: a page of its own, or the frame in a host page. */
export class Customer {
  constructor(portal, page = portal) {
    this.portal = portal;
    this.page = page;
  }

  async begin(topic = 'Something else') {
    const sections = this.portal.getByRole('navigation', { name: 'Sections' });
    await sections.getByRole('link', { name: 'New request' }).click();
    await this.portal.getByRole('link', { name: topic }).click();
  }

  async write(subject, body = 'The parcel has not moved for days.') {
    await this.portal.getByLabel('Subject').fill(subject);
    await this.portal.getByLabel('Description').fill(body);
  }

  async check() {
    await this.portal.getByRole('button', { name: 'Check and send' }).click();
    await expect(this.portal.getByRole('heading', { name: 'Check your request' })).toBeVisible();
  }

  async send() {
    await this.portal.getByRole('button', { name: 'Send request' }).click();
  }

  /** Files a ticket and opens it; gives its number. */
  async file(subject, body) {
    await this.begin();
    await this.write(subject, body);
    await this.check();
    await this.send();
    const heading = this.portal.getByRole('heading', { name: /We have your request: #\d+/ });
    await expect(heading).toBeVisible();
    const number = (await heading.textContent()).match(/#(\d+)/)[1];
    await this.portal.getByRole('link', { name: 'Follow your request' }).click();
    await expect(this.portal.getByRole('heading', { name: subject })).toBeVisible();
    return number;
  }

  async reply(text) {
    await this.portal.getByLabel('Your reply').fill(text);
    await this.portal.getByRole('button', { name: 'Send reply' }).click();
    await expect(this.portal.getByLabel('Your reply')).toHaveValue('');
  }
}

/** Files a ticket without a browser; gives its id and its number. */
export async function file(request, subject) {
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const data = { subject, body: 'It has not moved for days.', name: 'Nadia Stern', email: 'nadia@mail.example' };
  const answer = await request.post(`${places.guichet}/api/v1/sites/demo/tickets`, { headers, data });
  expect(answer.status()).toBe(201);
  const { ticket } = await answer.json();
  return { id: ticket.id, number: ticket.number };
}

/** An agent at the desk. */
export class Agent {
  constructor(page, who, origin = places.guichet) {
    this.page = page;
    this.who = who;
    this.origin = origin;
  }

  async signIn(path = '') {
    await this.page.goto(`${this.origin}/desk${path}`);
    await this.page.getByLabel('Email').fill(this.who.email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(this.page.getByRole('navigation').first()).toBeVisible();
  }

  /** Opens a ticket from the queue of all. */
  async open(subject) {
    await this.page.goto(`${this.origin}/desk#/queue/all`);
    await this.page.getByRole('searchbox', { name: 'Search tickets' }).fill(subject);
    await this.page.getByRole('link', { name: subject }).first().click();
    await expect(this.page.getByRole('heading', { name: subject })).toBeVisible();
  }

  async take() {
    await this.page.getByRole('button', { name: 'Take', exact: true }).click();
    await expect(this.page.getByRole('button', { name: 'Take', exact: true })).toBeHidden();
  }

  async handOver(colleague, reason, note) {
    await this.page.getByRole('button', { name: /^(Hand over|Assign)$/ }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: new RegExp(colleague.name) }).check();
    await dialog.getByLabel('Reason').selectOption({ label: reason });
    if (note) await dialog.getByLabel('Note to the customer').fill(note);
    await dialog.getByRole('button', { name: /^(Hand over|Assign)$/ }).click();
    await expect(dialog).toBeHidden();
  }

  async compose(mode, text, send) {
    await this.page.getByRole('group', { name: 'What you write' }).getByRole('button', { name: mode }).click();
    await this.page.locator('.composer textarea').fill(text);
    await this.page.getByRole('button', { name: send }).click();
    await expect(this.page.locator('.composer textarea')).toHaveValue('');
  }

  reply(text) {
    return this.compose('Reply', text, 'Send reply');
  }

  note(text) {
    return this.compose('Internal note', text, 'Add note');
  }

  propose(text) {
    return this.compose('Propose solution', text, 'Send proposal');
  }
}

/** A subject that no other test has. */
export const unique = (words) => `${words} ${Math.random().toString(36).slice(2, 8)}`;
