// Added to pages by `digestgen serve`; not part of any output. Receives changes from the server, updates
// the page in place, and shows the errors of the site.
//
// Why in place: reloading would lose the scroll position, the focus and open <details>. The new page is
// parsed, and its tree is compared with the tree on the screen; only what differs is changed.
(() => {
  "use strict";
  const own = document.currentScript;
  const page = own.dataset.page;
  let build = own.dataset.build;

  // Attributes that other scripts or the reader have set, such as `open` of <details>, are kept when the
  // page changes. Attributes from the HTML itself are not recorded.
  const userAttributes = new WeakMap();
  const added = new WeakSet();
  let isParsed = false;
  const note = (records) => {
    for (const { type, target, attributeName, addedNodes } of records) {
      if (type === "childList") { if (isParsed) addedNodes.forEach((node) => added.add(node)); continue; }
      if (!userAttributes.has(target)) userAttributes.set(target, new Set());
      userAttributes.get(target).add(attributeName);
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  document.addEventListener("DOMContentLoaded", () => { note(observer.takeRecords()); isParsed = true; });

  const pathOf = (href) => {
    try {
      const url = new URL(href, location.href);
      return url.origin === location.origin ? url.pathname : null;
    } catch { return null; }
  };

  // --- updating the page in place ---

  const key = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return `${node.nodeType}`;
    if (node.id) return `${node.nodeName}#${node.id}`;
    return `${node.nodeName} ${node.querySelector("a[href]")?.getAttribute("href") ?? ""}`;
  };
  const isOurs = (node) => node === overlay || added.has(node);

  function morph(live, next) {
    if (live.nodeType !== Node.ELEMENT_NODE) {
      if (live.nodeValue !== next.nodeValue) live.nodeValue = next.nodeValue;
      return;
    }
    if (live === own) return;
    const keep = userAttributes.get(live);
    for (const { name, value } of next.attributes) {
      if (keep?.has(name) || live.swappedFrom === value) continue;
      if (live.getAttribute(name) !== value) live.setAttribute(name, value);
    }
    for (const { name } of [...live.attributes]) {
      if (!keep?.has(name) && !next.hasAttribute(name)) live.removeAttribute(name);
    }
    morphChildren(live, next);
  }

  // Children are matched by id or by the entry that they link to, then by element name. So an element that is
  // open or has the focus is kept when others are added or removed.
  function morphChildren(live, next) {
    const target = [...next.childNodes];
    const free = new Set([...live.childNodes].filter((node) => !isOurs(node)));
    const match = new Map();
    const pair = (of) => {
      const byKey = new Map();
      for (const node of free) byKey.set(of(node), [...(byKey.get(of(node)) ?? []), node]);
      for (const node of target) {
        if (match.has(node)) continue;
        const found = byKey.get(of(node))?.shift();
        if (!found) continue;
        match.set(node, found);
        free.delete(found);
      }
    };
    pair(key);
    pair((node) => node.nodeName);
    for (const node of free) node.remove();
    let place = live.firstChild;
    for (const node of target) {
      while (place && isOurs(place)) place = place.nextSibling;
      const found = match.get(node);
      if (!found) live.insertBefore(document.importNode(node, true), place);
      else if (found === place) { morph(found, node); place = place.nextSibling; }
      else { live.insertBefore(found, place); morph(found, node); }
    }
  }

  const scripts = (root) => [...root.querySelectorAll("script")]
    .filter((script) => !script.src.includes("/.digestgen/"))
    .map((script) => `${script.getAttribute("src")} ${script.type} ${script.textContent}`).join("\n");

  async function updatePage() {
    const reply = await fetch(location.href, { cache: "no-store" });
    const next = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (scripts(next) !== scripts(document)) return location.reload();
    const focused = document.activeElement;
    note(observer.takeRecords());
    morph(document.documentElement, next.documentElement);
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
    observer.takeRecords();
  }

  // --- files that a page uses ---

  const fresh = (address) => {
    const url = new URL(address, location.href);
    url.searchParams.set("build", build);
    return url.href;
  };

  // The new style sheet is loaded before the old one is removed, so the page is never shown without one.
  function swapSheet(link) {
    const next = link.cloneNode();
    next.swappedFrom = link.swappedFrom ?? link.getAttribute("href");
    next.href = fresh(link.href);
    next.addEventListener("load", () => { link.remove(); observer.takeRecords(); });
    next.addEventListener("error", () => { next.remove(); observer.takeRecords(); });
    link.after(next);
    observer.takeRecords();
  }

  function swapImage(image) {
    image.swappedFrom ??= image.getAttribute("src");
    image.src = fresh(image.src);
    observer.takeRecords();
  }

  async function apply(changed) {
    const is = (address) => address !== null && changed.has(address);
    const handled = new Set();
    const sheets = [...document.querySelectorAll('link[rel~="stylesheet"][href]')].filter((link) => is(pathOf(link.href)));
    const images = [...document.querySelectorAll("img[src]:not([srcset])")].filter((image) => is(pathOf(image.src)));
    sheets.forEach((link) => handled.add(pathOf(link.href)));
    images.forEach((image) => handled.add(pathOf(image.src)));
    const here = [pathOf(location.href), page, pathOf(`${location.pathname}/`)];
    here.forEach((address) => handled.add(address));
    // Changes of scripts, fonts, frames and files used by style sheets need a reload of the page.
    const used = performance.getEntriesByType("resource").map(({ name }) => pathOf(name));
    if (used.some((address) => is(address) && !handled.has(address))) return location.reload();
    note(observer.takeRecords());
    sheets.forEach(swapSheet);
    images.forEach(swapImage);
    if (here.some(is)) await updatePage();
  }

  // --- errors of the site ---

  let overlay = null;
  const style = `:host { all: initial; position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 2rem;
    background: rgb(20 20 24 / 0.94); color: #eee; font: 14px/1.5 ui-monospace, monospace; }
    h1 { font: 600 1.1rem/1.4 system-ui, sans-serif; color: #ff8080; margin: 0 0 1rem; }
    pre { margin: 0 0 1.5rem; white-space: pre; overflow-x: auto; tab-size: 4; }
    p { font: 14px/1.5 system-ui, sans-serif; color: #bbb; }`;

  // Everything is inserted as text, never as markup.
  function show(errors) {
    overlay?.remove();
    overlay = null;
    if (errors.length === 0) return;
    overlay = document.createElement("digestgen-errors");
    overlay.setAttribute("role", "alert");
    const root = overlay.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const add = (name, text) => { root.append(Object.assign(document.createElement(name), { textContent: text })); };
    add("h1", errors.length === 1 ? "1 error" : `${errors.length} errors`);
    errors.forEach((error) => add("pre", error));
    add("p", "The page below is from the last successful build. This message disappears when the errors are fixed.");
    document.documentElement.append(overlay);
  }

  // --- the events ---

  let source = null;
  let work = Promise.resolve();

  async function receive(message) {
    const { build: newest, changed, errors } = JSON.parse(message);
    if (newest !== build) {
      // The server does not know this page's build, because it was restarted.
      if (changed === null) return location.reload();
      build = newest;
      await apply(new Set(changed));
    }
    show(errors);
    document.documentElement.dispatchEvent(new CustomEvent("digestgen:shown", { bubbles: true, detail: build }));
  }

  // Browsers limit the number of connections to a server, so a hidden page closes its connection. It gets the
  // changes that it has missed when it is visible again.
  function connect() {
    if (document.visibilityState === "hidden" || (source && source.readyState !== EventSource.CLOSED)) return;
    source = new EventSource(`/.digestgen/events?since=${build}`);
    source.onmessage = ({ data }) => { work = work.then(() => receive(data)).catch((error) => console.warn(error)); };
    // The browser would reconnect with the old URL, which contains an old build.
    source.onerror = () => { disconnect(); setTimeout(connect, 300); };
  }
  function disconnect() {
    source?.close();
    source = null;
  }
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", () => setTimeout(connect));
})();
