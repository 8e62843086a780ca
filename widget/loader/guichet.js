// The script on a site's page: the launcher, the panel with the portal in a frame, and `guichet('command', …)`.
//
// The page may be hostile: it may reset or refuse every style, and have patched what scripts are made
// of. Hence a closed shadow root, constructed style sheets, no array methods, no markup from text, and
// options without a prototype. Nothing is asked of the network and nothing is stored before a visitor
// shows intent; after that the frame does the rest, on Guichet's own origin.
import { cross, frameStyle, hostStyle, look, lostStyle, phone, speech } from './look.js';

(function () {
  const page = document;
  const tag = page.currentScript || page.querySelector('script[data-site][src*="guichet.js"]');
  const attribute = (name) => (tag && tag.getAttribute('data-' + name)) || '';
  const warn = (text) => console.warn('guichet: ' + text);
  const site = attribute('site');
  if (!site) return warn('the script tag has no data-site');
  if (typeof window.guichet !== 'function') {
    window.guichet = function () {
      const queue = (window.guichet.q = window.guichet.q || []);
      queue[queue.length] = arguments;
    };
  }
  if (window.guichet.site) return;
  window.guichet.site = site;

  const origin = new URL(tag.src).origin;
  const address = origin + '/portal/' + encodeURIComponent(site);
  const theme = /^(light|dark)$/.test(attribute('theme')) ? attribute('theme') : 'auto';
  const colour = /^#[\da-f]{6}$/i.test(attribute('colour')) ? attribute('colour') : '#1f4fd8';
  const mark = 'guichet'; // of the entry in the page's history
  const side = attribute('side') === 'left' ? 'left' : 'right';

  const { launcherStyle, panelStyle, sheet } = look(colour, side);
  let isOpen = false; // the panel is open
  let isRunning = false; // the portal has said hello
  let isLost = false; // it has not, for too long
  let view = ''; // what to show once it has
  let before; // what had the focus when the panel opened
  let isEntered = false; // on a phone: it has an entry of its own in the page's history
  let words; // of LABELS, which the build puts here: the help's name, “not loaded”, “try again”, “in a new tab”
  let box, launcher, badge, icon, panel, notice, message, frame, timer, observer;
  const listeners = new Set();

  const make = (parent, name, attributes, space = 'http://www.w3.org/1999/xhtml') => {
    const element = page.createElementNS(space, name);
    for (const key of Reflect.ownKeys(attributes)) element.setAttribute(key, attributes[key]);
    return parent.appendChild(element);
  };

  function emit(name, detail) {
    for (const entry of listeners) {
      if (entry.name !== name) continue;
      if (entry.once) listeners.delete(entry);
      try {
        entry.run(detail);
      } catch (error) {
        // The page's error handlers get it, and the other listeners still run.
        reportError(error);
      }
    }
    dispatchEvent(new CustomEvent('guichet:' + name, { __proto__: null, detail }));
  }

  function listen(name, run, once) {
    if (typeof run !== 'function') return warn('to listen takes a name and a function');
    const entry = { name, run, once };
    listeners.add(entry);
    return () => void listeners.delete(entry);
  }

  const tell = (text) => frame.contentWindow.postMessage(text, origin);

  function tellOpen() {
    tell(view ? { guichet: 'open', view } : { guichet: 'open' });
    view = '';
  }

  function draw() {
    box.className = (isOpen ? 'open ' : '') + (isRunning ? 'running' : isLost ? 'lost' : '');
    launcher.setAttribute('aria-expanded', isOpen);
    icon.setAttribute('d', isOpen ? cross : speech);
    panel.setAttribute('aria-modal', isRunning && matchMedia(phone).matches);
    panel.inert = !isOpen;
    message.textContent = isLost ? words[1] : '';
    if (!shadow.adoptedStyleSheets) {
      panel.style.cssText = panelStyle + (isOpen ? '' : 'display:none');
      notice.style.cssText = isLost ? lostStyle : 'display:none';
    }
  }

  function load() {
    if (frame) return;
    const lang = attribute('lang') || page.documentElement.lang;
    frame = make(panel, 'iframe', {
      title: words[0],
      // The page's origin and nothing else of its address, so that its owner learns that the help is seen.
      referrerpolicy: 'origin',
      // Kept from navigating this page; `allow` is left out, so that it gets none of its permissions.
      // With modals, the browser asks before text is lost that may not be stored yet.
      sandbox:
        'allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox',
      src: `${address}#${view || '/'}?${lang && `lang=${encodeURIComponent(lang)}&`}theme=${theme}`,
    });
    if (!shadow.adoptedStyleSheets) frame.style.cssText = frameStyle;
    timer = setTimeout(() => {
      isLost = true;
      draw();
      emit('error', { reason: 'unreachable' });
    }, 10000);
  }

  function unload() {
    clearTimeout(timer);
    if (frame) frame.remove();
    frame = null;
    isRunning = isLost = false;
  }

  // The phone's Back button closes what takes its whole screen. The entry has the page's own address and
  // state, so that routers of the page find what they know.
  function enter() {
    if (isEntered || !matchMedia(phone).matches) return;
    try {
      history.pushState({ __proto__: null, ...history.state, [mark]: 1 }, '');
      addEventListener('popstate', back);
      isEntered = true;
    } catch {
      // A page that lets nobody near its history has the panel without.
    }
  }

  function back() {
    if (!isEntered) return;
    isEntered = false;
    if (isRunning) tell({ guichet: 'back' });
    else close();
  }

  // Takes the entry back, unless the page has gone on meanwhile.
  function leave() {
    if (isOpen) return;
    if (isEntered && Object.hasOwn(history.state || {}, mark)) history.back();
    isEntered = false;
  }

  // False once the visitor has gone on to something else on the page: the focus is then left there.
  function isFocusOurs() {
    const now = page.activeElement;
    return !now || now === host || now === page.body || now === before;
  }

  function open(wanted) {
    if (typeof wanted === 'string') view = wanted;
    if (isLost) unload();
    load();
    const opens = !isOpen;
    const now = page.activeElement;
    if (opens) before = now && now !== host && now !== page.body ? now : launcher;
    isOpen = true;
    if (opens) enter();
    draw();
    if (isRunning) {
      tellOpen();
      frame.focus();
    }
    if (opens) emit('open');
  }

  function close() {
    if (!isOpen) return;
    const returns = isFocusOurs();
    isOpen = false;
    draw();
    if (returns) {
      const calmly = { __proto__: null, preventScroll: true };
      before.focus(calmly);
      if (page.activeElement !== before) launcher.focus(calmly);
    }
    if (isRunning) tell({ guichet: 'close' });
    setTimeout(leave);
    emit('close');
  }

  function hear(event) {
    const said = event.data;
    if (!frame || !event.isTrusted || event.source !== frame.contentWindow || event.origin !== origin) return;
    if (!said || typeof said !== 'object') return;
    if (said.guichet === 'hello') {
      clearTimeout(timer);
      const takesFocus = isOpen && isFocusOurs();
      isRunning = true;
      isLost = false;
      draw();
      tell({ guichet: 'init', open: takesFocus, shown: isOpen });
      if (view) tellOpen();
      if (takesFocus) frame.focus();
    }
    if (said.guichet === 'ready') emit('ready');
    if (said.guichet === 'close') close();
    if (said.guichet === 'stay' && isOpen) enter();
    if (said.guichet === 'event' && /^(search|unread|article:(viewed|voted)|ticket:\w+)$/.test(said.name)) {
      if (said.name === 'unread') count(said.detail.count, said.label);
      if (said.name === 'ticket:created') flag(1);
      emit(said.name, said.detail);
    }
  }

  // What the visitor has not seen, on the launcher and in its name.
  function count(unread, label) {
    badge.textContent = unread || '';
    badge.hidden = !unread;
    launcher.setAttribute('aria-label', (attribute('label') || words[0]) + (unread ? ', ' + label : ''));
  }

  // The one thing that is stored here, with the first ticket: that there is one. A page may deny it.
  function flag(set) {
    try {
      const name = 'guichet:' + site;
      return set ? localStorage.setItem(name, 1) : localStorage.getItem(name);
    } catch {}
  }

  const commands = {
    __proto__: null,
    open,
    close,
    toggle: () => (isOpen ? close() : open()),
    show: () => void (launcher.style.display = ''),
    newTicket: (topic) => open('/new' + (topic ? '/' + topic : '')),
    ticket: (id) => open('/ticket/' + id),
    hide: () => void launcher.style.setProperty('display', 'none'),
    on: (name, run) => listen(name, run),
    once: (name, run) => listen(name, run, true),
    off(name, run) {
      for (const entry of listeners) {
        if (entry.name === name && (!run || entry.run === run)) listeners.delete(entry);
      }
    },
    info: () => ({ site, origin, open: isOpen, ready: isRunning, visible: launcher.style.display !== 'none' }),
    destroy() {
      observer.disconnect();
      removeEventListener('message', hear);
      removeEventListener('popstate', back);
      unload();
      listeners.clear();
      host.remove();
      delete window.guichet;
    },
  };

  function command(name, first, second) {
    if (commands[name]) return commands[name](first, second);
    warn('unknown command ' + String(name));
  }

  const host = page.createElement('guichet-launcher');
  const shadow = host.attachShadow({ __proto__: null, mode: 'closed' });

  function build() {
    const spoken = attribute('lang') || page.documentElement.lang || navigator.language || '';
    const label = attribute('label');
    words = { __proto__: null, ...LABELS }[spoken.replace(/[-_].*/, '').toLowerCase()] || LABELS.en;
    box = make(shadow, 'div', { role: 'region', 'aria-label': label || words[0] });
    box.style.colorScheme = theme === 'auto' ? 'light dark' : theme;
    launcher = make(box, 'button', { class: 'launcher', type: 'button', 'aria-haspopup': 'dialog' });
    const space = 'http://www.w3.org/2000/svg';
    const round = { 'stroke-width': 1.75, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
    const drawn = { fill: 'none', stroke: 'currentColor', ...round, 'aria-hidden': true };
    const svg = make(launcher, 'svg', { viewBox: '0 0 24 24', width: 24, height: 24, ...drawn }, space);
    icon = make(svg, 'path', {}, space);
    badge = make(launcher, 'b', { 'aria-hidden': true, hidden: '' });
    if (label) make(launcher, 'span', { dir: 'auto' }).textContent = label;
    else launcher.setAttribute('aria-label', words[0]);
    panel = make(box, 'div', { class: 'panel', role: 'dialog', 'aria-label': label || words[0] });
    notice = make(panel, 'div', { class: 'notice' });
    make(notice, 'i', {});
    message = make(notice, 'p', { role: 'alert' });
    const again = make(notice, 'button', { type: 'button' });
    again.textContent = words[2];
    make(notice, 'a', { href: address, target: '_blank', rel: 'noopener' }).textContent = words[0] + ' ' + words[3];

    launcher.onpointerenter = launcher.onfocus = load;
    launcher.onclick = commands.toggle;
    again.onclick = () => {
      launcher.focus();
      open();
    };
    box.onkeydown = (event) => {
      if (event.key === 'Escape') close();
    };
    if (shadow.adoptedStyleSheets) {
      const styles = new CSSStyleSheet();
      styles.replaceSync(sheet);
      shadow.adoptedStyleSheets = [styles];
    } else {
      host.style.cssText = hostStyle;
      launcher.style.cssText = launcherStyle;
    }
  }

  function start() {
    build();
    draw();
    addEventListener('message', hear);
    const root = page.documentElement;
    root.appendChild(host);
    // A page that renders itself anew may drop the launcher; a frame that was moved loads again.
    // A page that drops it again and again means it.
    let returns = 20;
    observer = new MutationObserver(() => {
      if (host.parentNode === root || returns < 1) return;
      returns -= 1;
      unload();
      root.appendChild(host);
      if (isOpen) load();
      draw();
    });
    observer.observe(root, { __proto__: null, childList: true });

    // Who has filed a ticket hears of it on every page, once the page has nothing better to do.
    if (flag()) {
      const idle = () => (window.requestIdleCallback || setTimeout)(load);
      if (page.readyState === 'complete') idle();
      else addEventListener('load', idle);
    }

    const queue = window.guichet.q || [];
    window.guichet = command;
    command.site = site;
    for (let at = 0; at < queue.length; at++) {
      try {
        command(queue[at][0], queue[at][1], queue[at][2]);
      } catch (error) {
        warn(String(error));
      }
    }
  }

  // In a page that is still being read, the launcher waits to come last in the order of the Tab key.
  if (page.readyState === 'loading') page.addEventListener('DOMContentLoaded', start);
  else start();
})();
