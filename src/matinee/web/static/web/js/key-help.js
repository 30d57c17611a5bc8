// <key-help>: `/` searches, `?` lists the keys, and anything with data-key="x" or data-key="g p" is pressed by those keys.
const PAUSE_MS = 1200;

class KeyHelp extends HTMLElement {
  connectedCallback() {
    this.typed = [];
    this.listener = (event) => this.press(event);
    document.addEventListener("keydown", this.listener);
    for (const button of document.querySelectorAll("[data-open-keys]")) {
      button.hidden = false;
      button.addEventListener("click", () => this.open());
    }
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listener);
  }

  press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const now = Date.now();
    this.typed = [...this.typed.filter(({ at }) => now - at < PAUSE_MS), { key: event.key, at: now }].slice(-2);
    const keys = this.typed.map(({ key }) => key);
    const done = this.run(keys.join(" ")) || this.run(event.key);
    if (!done) return;
    this.typed = [];
    event.preventDefault();
  }

  run(keys) {
    if (keys === "?") return this.open();
    if (keys === "/") return this.search();
    const target = document.querySelector(`[data-key="${CSS.escape(keys)}"]`);
    if (!target) return false;
    if (target.matches("input, select, textarea, [tabindex]")) target.focus();
    else target.click();
    return true;
  }

  search() {
    const box = document.querySelector('main input[type="search"], input[type="search"]');
    box?.focus();
    box?.select();
    return Boolean(box);
  }

  open() {
    this.dialog ??= this.build();
    this.dialog.showModal();
    return true;
  }

  build() {
    const words = this.dataset;
    const dialog = element("dialog", { className: "stack", ariaLabel: words.title });
    const list = element("dl", { className: "facts" });
    const rows = [["?", words.help], ["/", words.search]];
    for (const target of document.querySelectorAll("[data-key]")) {
      rows.push([target.dataset.key, target.dataset.keyWords ?? target.textContent.trim()]);
    }
    for (const [keys, text] of rows) list.append(row(keys, text));
    const close = element("button", { className: "button", textContent: words.close, autofocus: true });
    const form = element("form", { method: "dialog" });
    form.append(close);
    dialog.append(element("h2", { textContent: words.title }), list, form);
    this.append(dialog);
    return dialog;
  }
}

const element = (name, values) => Object.assign(document.createElement(name), values);

const isTyping = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"));

function row(keys, text) {
  const group = element("div", {});
  const term = element("dt", {});
  for (const key of keys.split(" ")) term.append(element("kbd", { textContent: key }), " ");
  group.append(term, element("dd", { textContent: text }));
  return group;
}

customElements.define("key-help", KeyHelp);
