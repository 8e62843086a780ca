// The host pages of the tests, friendly and hostile: each is a name, its headers and its HTML.
import { createServer } from 'node:http';

const guichet = () => process.env.E2E_GUICHET;
const tag = (more = 'async') => `<script src="${guichet()}/guichet.js" data-site="elsewhere" ${more}></script>`;
const content = `<main><h1>A page</h1><p><button id="own">A button of the page</button> <a href="#end">A link</a></p></main>`;
const page = (head, { html = 'lang="en"', body = content } = {}) =>
  `<!doctype html><html ${html}><head><meta charset="utf-8"><title>A host page</title>${head}</head><body>${body}</body></html>`;

/** The strictest policy that the README documents. */
export const strictPolicy = () =>
  [
    "default-src 'none'",
    `script-src ${guichet()}`,
    `frame-src ${guichet()}`,
    "style-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** Breaks what scripts are made of, before ours runs. */
const pollution = `
  for (const name of ['get', 'set', 'value', 'mode', 'view', 'detail', 'delegatesFocus', 'guichet', 'attributes', 'bubbles', 'once', 'signal', 'open', 'extra']) {
    Object.prototype[name] = 'polluted';
  }
  const fail = (what) => () => { throw new Error(what + ' is not what it was'); };
  for (const name of ['push', 'pop', 'shift', 'unshift', 'splice', 'slice', 'concat', 'forEach', 'map', 'filter', 'find', 'findIndex', 'some', 'every', 'reduce', 'indexOf', 'includes', 'join', 'flat', 'at']) {
    Array.prototype[name] = fail('Array.prototype.' + name);
  }
  JSON.parse = fail('JSON.parse');
  JSON.stringify = fail('JSON.stringify');
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (!/^(message|DOMContentLoaded)$/.test(type)) throw new Error('addEventListener refuses ' + type);
    return listen.call(this, type, listener, options);
  };`;

/** Listens in each way that there is, and writes down what it hears. */
const listening = `
  const hear = (what) => () => { document.documentElement.dataset.heard = (document.documentElement.dataset.heard || '') + what + ' '; };
  const off = hear('off');
  guichet('on', 'open', hear('on'));
  guichet('once', 'open', hear('once'));
  guichet('on', 'open', off);
  guichet('off', 'open', off);`;

const hostileStyle = `
  html { font-size: 60px; line-height: 3; letter-spacing: 1em; text-transform: uppercase; }
  * { all: unset !important; color: red !important; direction: rtl !important; }
  html > *, guichet-launcher { display: none !important; opacity: 0 !important; transform: scale(4) !important; pointer-events: none !important; }
  html > head, html > body { display: block !important; opacity: 1 !important; transform: none !important; pointer-events: auto !important; }
  button, iframe, div, svg { width: 3px !important; height: 3px !important; visibility: hidden !important; }`;

const pages = {
  plain: ({ lang, more }) => ({ body: page(tag(`async ${more || ''}`), { html: lang ? `lang="${lang}"` : '' }) }),
  strict: () => ({ headers: { 'content-security-policy': strictPolicy() }, body: page(tag()) }),
  isolated: () => ({
    headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
    body: page(tag()),
  }),
  frameless: () => ({
    headers: { 'content-security-policy': `default-src 'none'; script-src ${guichet()}; style-src 'none'` },
    body: page(tag()),
  }),
  hostile: () => ({
    body: page(`<style>${hostileStyle}</style><script>${pollution}</script>${tag('')}<script>${listening}</script>`, { html: 'lang="en" dir="rtl"' }),
  }),
  head: () => ({ body: page(tag('')) }),
  twice: () => ({ body: page(tag('') + tag('async') + tag('defer data-side="left"')) }),
  deferred: () => ({ body: page(tag('defer')) }),
  queue: () => ({
    body: page(
      `<script>window.guichet = window.guichet || function () { (guichet.q = guichet.q || []).push(arguments) };
       window.heard = []; guichet('on', 'open', () => heard.push('open')); guichet('open', '/article/track-order');</script>${tag()}`,
    ),
  }),
  late: () => ({
    body: page(
      `<script>addEventListener('load', () => {
        const script = document.createElement('script');
        script.src = '${guichet()}/guichet.js';
        script.dataset.site = 'elsewhere';
        document.head.append(script);
      });</script>`,
    ),
  }),
  latin: () => ({
    headers: { 'content-type': 'text/html; charset=windows-1252' },
    body: `<!doctype html><html lang="fr"><head><title>Page</title>${tag()}</head><body>${content}</body></html>`,
  }),
  // Frames the portal itself, without the loader.
  frames: () => ({ body: page('', { body: `${content}<iframe src="${guichet()}/portal/elsewhere" title="Portal"></iframe>` }) }),
  // A frame that shouts at the page and at the portal in it.
  shouting: () => ({ body: page(`<script>${shouting}</script>`) }),
};

/** Says hostile things to its parent and to the parent's frames, a hundred times, then says that it has. */
const shouting = `
  const view = '/article/cancel-order';
  const things = [
    { guichet: 'hello' }, { guichet: 'ready' }, { guichet: 'close' }, { guichet: 'init', open: true },
    { guichet: 'open', view }, { guichet: 'event', name: 'search', detail: { query: 'x' } },
    { guichet: 'event', name: '__proto__', detail: {} }, { guichet: { toString: 1 } }, 'close', null, 7, [],
    { __proto__: null, guichet: 'close' }, { guichet: 'destroy' }, '{"guichet":"close"}',
  ];
  addEventListener('message', (event) => {
    if (event.data !== 'shout') return;
    for (let at = 0; at < 100; at++) {
      parent.postMessage(things[at % things.length], '*');
      for (let frame = 0; frame < parent.frames.length; frame++) {
        if (parent.frames[frame] !== window) parent.frames[frame].postMessage(things[at % things.length], '*');
      }
    }
    parent.postMessage('shouted', '*');
  });`;

/** Serves the pages by their names on a port. */
export function serveHosts(port) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://host');
    const make = pages[url.pathname.slice(1)];
    const { headers = {}, body = '' } = make ? make(Object.fromEntries(url.searchParams)) : {};
    response.writeHead(make ? 200 : 204, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(headers['content-type'] ? Buffer.from(body, 'latin1') : body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });
}
