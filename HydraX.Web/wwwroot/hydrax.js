// What a page does without asking the server: the theme, ticking clocks, dialogs, popovers, walking the calendar.
(() => {
  'use strict';
  const root = document.documentElement;
  const light = matchMedia('(prefers-color-scheme: light)');

  // Theme. The choice is a cookie, so that the server paints the first byte right; without one the device decides.
  const shownTheme = () => root.dataset.theme ?? (light.matches ? 'light' : 'dark');
  const paintBrowser = () => {
    const meta = document.querySelector('meta[name="theme-color"]');
    if (meta) meta.content = getComputedStyle(document.body).backgroundColor;
  };
  const chooseTheme = theme => {
    const secure = location.protocol === 'https:' ? '; secure' : '';
    const chosen = theme === 'dark' || theme === 'light';
    if (chosen) root.dataset.theme = theme; else delete root.dataset.theme;
    document.cookie = `hydrax-theme=${chosen ? theme : ''}; path=/; max-age=${chosen ? 31536000 : 0}; samesite=lax${secure}`;
    paintBrowser();
  };
  // Inside Telegram the chat's own background says which theme fits; it arrives in the fragment of the first address.
  const telegram = new URLSearchParams(location.hash.slice(1)).get('tgWebAppThemeParams');
  if (telegram && !root.dataset.theme) {
    try {
      const [r, g, b] = JSON.parse(telegram).bg_color.match(/[0-9a-f]{2}/gi).map(x => parseInt(x, 16));
      chooseTheme(r * 0.299 + g * 0.587 + b * 0.114 > 128 ? 'light' : 'dark');
    } catch { /* Telegram sent no colour we can read: the device decides. */ }
  }
  light.addEventListener('change', paintBrowser);
  paintBrowser();

  // When a circuit takes over the head, Blazor takes the title out and writes it again a round trip later; a page is never without one.
  let title = document.title;
  new MutationObserver(() => {
    const titles = document.head.getElementsByTagName('title');
    const kept = document.head.querySelector('title[data-kept]');
    if (titles.length === 0) {
      const stand = document.createElement('title');
      stand.dataset.kept = '';
      stand.textContent = title;
      document.head.append(stand);
    } else if (kept && titles.length > 1) kept.remove();
    else title = document.title;
  }).observe(document.head, { childList: true });

  // Clocks. The server writes its own time beside each deadline. A page can only be late, never early, so the largest
  // difference seen between the server's clock and ours is the truest one; a rehearsal clock moves forward and so wins too.
  let ahead = -Infinity;
  const serverNow = () => Date.now() + (ahead === -Infinity ? 0 : ahead);
  const pad = n => String(n).padStart(2, '0');
  const clockText = s => {
    const [h, m, rest] = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
    return h > 0 ? `${h}:${pad(m)}:${pad(rest)}` : `${pad(m)}:${pad(rest)}`;
  };
  const wordsText = s => {
    const [d, h, m] = [Math.floor(s / 86400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60];
    if (d > 0) return `${d} d ${h} h`;
    if (h > 0) return `${h} h ${m} min`;
    return m > 0 ? `${m} min` : `${s} s`;
  };
  const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  // Only the text node's data changes: the element stays the one that Blazor drew.
  const write = (element, text) => {
    if (!element.firstChild) element.textContent = text;
    else if (element.firstChild.data !== text) element.firstChild.data = text;
  };
  const announced = { 600: '10 minutes left', 300: '5 minutes left', 60: '1 minute left', 0: 'Time is up' };

  const tickCountdown = element => {
    const left = Math.max(0, Math.round((Number(element.dataset.until) - serverNow()) / 1000));
    write(element.querySelector('[data-left]'), element.dataset.countdown === 'words' ? wordsText(left) : clockText(left));
    if (element.lastLeft === left) return;
    const before = element.lastLeft;
    element.lastLeft = left;
    if (before === undefined) return;
    const crossed = Object.keys(announced).map(Number).find(mark => before > mark && left <= mark);
    if (crossed !== undefined) element.querySelector('[data-announce]').textContent = announced[crossed];
    if (left === 0) element.dispatchEvent(new CustomEvent('elapsed', { bubbles: true }));
  };
  const tick = () => {
    document.querySelectorAll('[data-now]').forEach(e => { ahead = Math.max(ahead, Number(e.dataset.now) - Date.now()); });
    document.querySelectorAll('[data-countdown]').forEach(tickCountdown);
    document.querySelectorAll('[data-clock]').forEach(element => {
      const now = new Date(serverNow());
      write(element.querySelector('[data-day]'), `${days[now.getUTCDay()]} ${now.getUTCDate()} ${months[now.getUTCMonth()]}`);
      write(element.querySelector('[data-time]'), `${pad(now.getUTCHours())}:${pad(now.getUTCMinutes())}`);
    });
    setTimeout(tick, 1000 - serverNow() % 1000);
  };
  tick();

  // The Mini App's way in: what Telegram signed stands behind the address; the server checks it and answers with a session.
  const door = document.querySelector('[data-mini-app]');
  const signed = new URLSearchParams(location.hash.slice(1)).get('tgWebAppData');
  if (door && signed) {
    fetch('/account/telegram/mini-app', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ initData: signed, isFramed: window.top !== window.self }) })
      .then(async response => {
        const said = await response.json();
        if (!response.ok) return write(door, said.detail);
        if (window.top === window.self) return location.replace(said.url);
        // Telegram in a browser shows the app in a frame, where no session of ours holds.
        const tab = document.querySelector('[data-mini-app-tab]');
        write(door, 'Telegram in a browser shows this page in a frame, where nobody stays signed in. Open it in a tab of its own; the link works once, for ten minutes.');
        tab.querySelector('a').href = said.url;
        tab.hidden = false;
      })
      .catch(() => write(door, 'The connection was lost. Close the app and open it again.'));
  }

  // A popover opens under its button, inside the window. The events of popovers do not bubble, hence the capture.
  document.addEventListener('toggle', event => {
    const pop = event.target;
    if (!(pop instanceof HTMLElement) || !pop.classList.contains('explain-pop') || event.newState !== 'open') return;
    const button = document.querySelector(`[popovertarget="${pop.id}"]`).getBoundingClientRect();
    const box = pop.getBoundingClientRect();
    const margin = 16;
    const below = button.bottom + 6;
    const fits = below + box.height <= innerHeight - margin;
    pop.style.left = `${scrollX + Math.max(margin, Math.min(button.right - box.width, innerWidth - box.width - margin))}px`;
    pop.style.top = `${scrollY + (fits ? below : Math.max(margin, button.top - 6 - box.height))}px`;
  }, true);

  // The calendar is one stop for the Tab key; arrows walk it, and the line below it says the day's figures.
  const sayDay = cell => {
    const line = cell.closest('[data-heat]').querySelector('[data-heat-says]');
    if (line) write(line, cell.ariaLabel);
  };
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener('keydown', event => {
    const cell = event.target instanceof HTMLElement ? event.target.closest('[data-heat] tbody td[aria-label]') : null;
    const step = steps[event.key];
    if (!cell || !step) return;
    const rows = [...cell.closest('tbody').rows];
    const next = rows[rows.indexOf(cell.parentElement) + step[0]]?.cells[cell.cellIndex + step[1]];
    event.preventDefault();
    if (!next?.ariaLabel) return;
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  for (const kind of ['focusin', 'pointerover']) {
    document.addEventListener(kind, event => {
      const cell = event.target instanceof HTMLElement ? event.target.closest('[data-heat] tbody td[aria-label]') : null;
      if (cell) sayDay(cell);
    });
  }

  document.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target.closest('[data-theme-switch], [data-theme-choice], [data-reload], .me-sheet a') : null;
    if (!target) return;
    if (target.matches('[data-theme-switch]')) chooseTheme(shownTheme() === 'light' ? 'dark' : 'light');
    else if (target.matches('[data-theme-choice]')) chooseTheme(target.dataset.themeChoice);
    else if (target.matches('[data-reload]')) location.reload();
    else target.closest('.me-sheet').hidePopover();
  });

  // Passkeys. The form's button asks the server for a question and the browser's authenticator for the answer, which goes back in the form.
  document.addEventListener('submit', async event => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    const field = form?.querySelector('input[name="Typed.Passkey"]');
    if (!form?.dataset.passkey || !field || field.value) return;
    event.preventDefault();
    event.stopPropagation();
    const says = form.querySelector('[data-passkey-says]');
    const isNew = form.dataset.passkey === 'create';
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
      write(says, 'This browser knows no passkeys. Use another way, or a newer browser.');
      return;
    }
    try {
      const asked = await fetch(form.dataset.ask, { method: 'POST', headers: { RequestVerificationToken: form.querySelector('input[name="__RequestVerificationToken"]').value } });
      if (!asked.ok) {
        write(says, asked.status === 429 ? 'Too many tries. Wait a minute, then try again.' : 'The server did not ask for a passkey. Load the page again.');
        return;
      }
      const question = await asked.json();
      const answer = isNew
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
      field.value = JSON.stringify(answer);
      form.requestSubmit();
    } catch (error) {
      write(says, error.name === 'InvalidStateError' ? 'This device holds a passkey for your account already.' : 'No passkey was given. Nothing was changed.');
    }
  }, true);
  for (const button of document.querySelectorAll('form[data-passkey] button[disabled]')) button.disabled = false;

  // For components. A modal dialog of the browser traps the focus and closes on Escape by itself.
  window.hydrax = {
    isSeen: () => document.visibilityState === "visible",
    openDialog: dialog => { if (!dialog.open) dialog.showModal(); },
    closeDialog: dialog => dialog.close(),
    copy: text => navigator.clipboard.writeText(text),
  };
  window.Blazor?.registerCustomEventType('elapsed', { createEventArgs: () => ({}) });
})();
