"use strict";
// Everything here is an addition: without it the page is read, its terms are links to the table below.
(() => {
  const root = document.documentElement;
  const text = document.getElementById("text");
  const make = (tag, attributes, ...content) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...content);
    return node;
  };
  const store = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* a page need not remember */ } },
  };

  const words = document.getElementById("hint").dataset;

  // Light, dark, or as the system is.
  const themeButton = document.getElementById("theme");
  const themes = ["auto", "light", "dark"];
  const setTheme = (theme) => {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    themeButton.value = theme;
    themeButton.textContent = words[theme];
    store.set("bilingual-theme", theme);
  };
  setTheme(themes.includes(store.get("bilingual-theme")) ? store.get("bilingual-theme") : "auto");
  themeButton.addEventListener("click", () => {
    setTheme(themes[(themes.indexOf(themeButton.value) + 1) % themes.length]);
  });

  // Words that translate each other. A row's words become elements when it comes near the window.
  const partners = new WeakMap(); // row: [start of a source word, start of its target word] …
  const wrapWords = (cell, words) => {
    const starts = [...words.keys()].sort((a, b) => a - b);
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    let offset = 0, next = 0;
    for (const node of nodes) {
      const value = node.data, end = offset + value.length, parts = [];
      let done = 0;
      for (; next < starts.length && starts[next] < end; next++) {
        const start = starts[next];
        const from = Math.max(start - offset, done);
        const to = Math.min(start + words.get(start) - offset, value.length);
        if (to > from) {
          parts.push(value.slice(done, from), make("span", { class: "w", "data-w": start }, value.slice(from, to)));
          done = to;
        }
        if (start + words.get(start) > end) break; // it goes on in the next node
      }
      if (parts.length) node.replaceWith(...parts, value.slice(done));
      offset = end;
    }
  };
  const cells = (row) => [row.querySelector(":scope > .a"), row.querySelector(":scope > .b")];
  const wire = (row) => {
    if (partners.has(row)) return;
    const pairs = [], words = [new Map(), new Map()];
    const numbers = (row.dataset.l || "").split(" ").map(Number);
    for (let i = 0, source = 0, target = 0; i + 3 < numbers.length; i += 4) {
      source += numbers[i];
      target += numbers[i + 2];
      words[0].set(source, numbers[i + 1]);
      words[1].set(target, numbers[i + 3]);
      pairs.push([source, target]);
    }
    partners.set(row, pairs);
    if (pairs.length) cells(row).forEach((cell, side) => wrapWords(cell, words[side]));
    if (hiding) cover(row);
  };

  let hiding = false; // whether translations are
  let lit = [];
  const light = (node) => {
    for (const word of lit) word.classList.remove("lit");
    lit = [];
    const row = node && node.closest(".r");
    if (!row) return [];
    const sides = cells(row);
    const side = sides[0] && sides[0].contains(node) ? 0 : 1;
    // Nothing is given away of a translation that is hidden.
    if (hiding && !row.classList.contains("open")) return [];
    const own = node.matches(".w") ? [node] : [...node.querySelectorAll(".w")];
    const starts = new Set(own.map((word) => +word.dataset.w));
    const theirs = new Set(partners.get(row)?.filter((pair) => starts.has(pair[side])).map((pair) => pair[1 - side]));
    const words = (cell, wanted) => [...cell.querySelectorAll(".w")].filter((word) => wanted.has(+word.dataset.w));
    if (!theirs.size) return [];
    const found = words(sides[1 - side], theirs);
    lit = [...words(sides[side], starts), ...found];
    for (const word of lit) word.classList.add("lit");
    return found;
  };
  const said = make("div", { class: "sr", "aria-live": "polite" });
  const say = (words) => {
    const cell = words.length ? words[0].closest("[lang]") : null;
    if (cell) said.lang = cell.lang;
    said.textContent = words.map((word) => word.textContent).join(" ");
  };

  // What a term means, beside it: by pointer, by touch, by keyboard.
  const tip = make("div", { id: "tip", role: "tooltip", popover: "manual" });
  let shown = null, pinned = false, timer = 0;
  const hideTip = () => {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    if (tip.hidePopover) tip.hidePopover(); else tip.remove();
    shown = null;
    pinned = false;
  };
  const showTip = (term) => {
    clearTimeout(timer);
    if (shown === term) return;
    hideTip();
    const row = document.getElementById(term.hash.slice(1));
    if (!row) return;
    const copy = (cell, ...tags) => [...row.querySelectorAll(cell)].map((found) => {
      const p = make(tags[0] || "p", { lang: found.lang || found.closest("[lang]").lang, class: found.className });
      p.append(...[...found.childNodes].map((child) => child.cloneNode(true)));
      return p;
    });
    tip.replaceChildren(...copy(".name"), ...copy(".eq > p"), ...copy(".def > p:not(.amiss)"));
    if (term.matches(".x")) {
      tip.append(make("p", { class: "amiss", lang: root.lang },
        cells(term.closest(".r"))[1]?.contains(term) ? words.wrong : words.otherwise));
    }
    if (!tip.isConnected) text.append(tip);
    if (tip.showPopover) tip.showPopover();
    const box = [...term.getClientRects()][0], size = tip.getBoundingClientRect(), gap = 8;
    const left = Math.min(Math.max(box.left, 12), root.clientWidth - size.width - 12);
    const below = box.bottom + gap + size.height < innerHeight;
    tip.style.left = Math.max(left, 12) + "px";
    tip.style.top = (below ? box.bottom + gap : Math.max(box.top - gap - size.height, 8)) + "px";
    term.setAttribute("aria-describedby", "tip");
    shown = term;
  };
  const later = (action, wait) => { clearTimeout(timer); timer = setTimeout(action, wait); };

  const wordOf = (event) => (event.target instanceof Element ? event.target.closest(".w, .t") : null);
  text.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || tip.contains(event.target)) return;
    const word = wordOf(event), term = word && word.closest(".t");
    light(term || word);
    if (term && !pinned) later(() => showTip(term), 160);
  });
  text.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch" || tip.contains(event.target) || (event.relatedTarget && text.contains(event.relatedTarget)
        && event.relatedTarget.closest?.(".w, .t") === wordOf(event))) return;
    light(null);
    if (!pinned) later(hideTip, 220);
  });
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", () => { if (!pinned) later(hideTip, 220); });
  // On the text itself, because a telephone's Safari tells nobody further out of a tap on a plain word.
  text.addEventListener("click", (event) => {
    const word = wordOf(event), term = word && word.closest(".t");
    if (term && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      if (shown === term && pinned) hideTip();
      else { showTip(term); pinned = true; }
    } else if (!tip.contains(event.target)) hideTip();
    light(term || word);
  });
  document.addEventListener("click", (event) => {
    if (text.contains(event.target)) return;
    hideTip();
    light(null);
  });
  text.addEventListener("focusin", (event) => {
    const word = wordOf(event);
    if (!word || word !== event.target || !word.matches(":focus-visible")) return;
    say(light(word));
    if (word.matches(".t")) showTip(word);
  });
  text.addEventListener("focusout", () => { light(null); if (!pinned) hideTip(); });
  addEventListener("scroll", () => { if (shown) hideTip(); }, { passive: true });

  // One stop of the Tab key among the words; arrows go on from there.
  let stop = null;
  const setStop = (word) => {
    if (stop && stop !== word) stop.removeAttribute("tabindex");
    stop = word.matches(".t") ? null : word;
    if (stop) stop.tabIndex = 0;
  };
  const items = (cell) => (cell ? [...cell.querySelectorAll(".w, .t")].filter((word) => word.matches(".t") || !word.closest(".t")) : []);
  const rows = [...text.querySelectorAll(".r")];
  const go = (from, key) => {
    const row = from.closest(".r"), sides = cells(row);
    const side = sides[0] && sides[0].contains(from) ? 0 : 1;
    const forward = key === "ArrowRight" || key === "ArrowDown", along = key === "ArrowRight" || key === "ArrowLeft";
    const own = items(sides[side]), at = own.indexOf(from);
    if (along && own[at + (forward ? 1 : -1)]) return own[at + (forward ? 1 : -1)];
    for (let number = rows.indexOf(row); (number += forward ? 1 : -1), rows[number];) {
      wire(rows[number]);
      const found = items(cells(rows[number])[side]);
      if (found.length) return along ? found[forward ? 0 : found.length - 1] : found[Math.min(at, found.length - 1)];
    }
    return null;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { hideTip(); light(null); return; }
    const word = event.target;
    if (!event.key.startsWith("Arrow") || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey
        || !(word instanceof Element) || !word.matches(".w, .t") || !text.contains(word)) return;
    const next = go(word, event.key);
    if (!next) return;
    event.preventDefault();
    setStop(next);
    next.focus();
  });

  // Reading without the translation, which is shown a sentence at a time.
  const hideButton = document.getElementById("hide");
  const covered = new WeakSet();
  const cover = (row) => {
    const cell = cells(row)[1];
    if (covered.has(row) || !cell || !cell.lang || cell.matches(".none")) return;
    covered.add(row);
    const button = make("button", { type: "button", class: "show" }, words.show);
    button.addEventListener("click", () => {
      row.classList.add("open");
      cell.tabIndex = -1;
      cell.focus({ preventScroll: true });
    });
    cell.before(button);
  };
  hideButton.addEventListener("click", () => {
    hiding = !hiding;
    hideTip();
    hideButton.setAttribute("aria-pressed", hiding);
    root.classList.toggle("hide", hiding);
    for (const row of rows) {
      if (!hiding) row.classList.remove("open");
      else if (partners.has(row)) cover(row);
    }
  });

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      entry.target.querySelectorAll(".r").forEach(wire);
      const first = stop ? null : text.querySelector(".w:not(.t .w)");
      if (first) setStop(first);
    }
  }, { rootMargin: "400px 0px" });
  text.querySelectorAll(".p").forEach((part) => near.observe(part));
  document.body.append(said);
  document.getElementById("tools").hidden = false;
  document.getElementById("hint").hidden = false;
})();
