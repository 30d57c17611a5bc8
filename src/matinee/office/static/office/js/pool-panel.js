// <pool-panel>: the pool answers as one types; the address keeps what was asked; arrows walk, Enter places.
const PAUSE_MS = 120;

class PoolPanel extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form.search");
    this.results = this.querySelector("#pool-results");
    this.target = this.querySelector("#pool-target");
    this.said = this.querySelector("[data-said]");
    if (this.target) this.target.closest("p").hidden = false;
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("input", () => this.soon());
    this.results.addEventListener("click", (event) => this.click(event));
    this.addEventListener("keydown", (event) => this.press(event));
    this.focused = (event) => this.follow(event);
    this.changed = () => this.soon(1000);
    document.addEventListener("focusin", this.focused);
    document.addEventListener("board:changed", this.changed);
    this.watch();
    fetch(`${this.dataset.list}?warm`, { priority: "low" }).catch(() => null); // only a favour to the first search
  }

  disconnectedCallback() {
    document.removeEventListener("focusin", this.focused);
    document.removeEventListener("board:changed", this.changed);
    this.observer?.disconnect();
    clearTimeout(this.timer);
  }

  // What is asked: the address as it stands, with the form's own fields in it.
  asked() {
    const asked = new URLSearchParams(location.search);
    for (const name of ["q", "order", "most", "fits"]) {
      const value = this.form.elements[name]?.value.trim() ?? "";
      if (value && !(name === "order" && value === "score")) asked.set(name, value);
      else asked.delete(name);
    }
    asked.delete("page");
    return asked;
  }

  soon(pause = PAUSE_MS) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(this.asked()), pause);
  }

  submit(event) {
    event.preventDefault();
    clearTimeout(this.timer);
    this.load(this.asked());
  }

  async load(asked) {
    const page = await this.fetched(asked);
    if (page === null) return;
    if (document.querySelector(".is-dragging, .is-grabbed")) return this.soon(1000); // nothing slips from under a hand
    const open = this.results.querySelector(".facets")?.open;
    this.results.innerHTML = page;
    if (open) this.results.querySelector(".facets")?.setAttribute("open", "");
    history.replaceState(null, "", `${location.pathname}${asked.size ? `?${asked}` : ""}${location.hash}`);
    this.say(this.results.querySelector("[data-count]")?.textContent ?? "");
    this.watch();
  }

  async fetched(asked) {
    this.running?.abort();
    this.running = new AbortController();
    try {
      const answer = await fetch(`${this.dataset.list}?${asked}`, { signal: this.running.signal });
      if (answer.ok) return await answer.text();
    } catch (fault) {
      if (fault.name === "AbortError") return null;
    }
    this.say(this.dataset.wordsLost);
    return null;
  }

  // The end of the list fetches what follows when it comes into sight.
  watch() {
    this.observer?.disconnect();
    const more = this.results.querySelector("[data-more]");
    if (!more) return;
    this.observer = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.more(more), { rootMargin: "400px" });
    this.observer.observe(more);
  }

  async more(item) {
    this.observer.disconnect();
    const asked = new URLSearchParams(item.dataset.more);
    asked.set("more", "");
    const page = await this.fetched(asked);
    if (page === null || !item.isConnected) return;
    const known = new Set([...document.querySelectorAll("[data-film]")].map((card) => card.dataset.film));
    item.insertAdjacentHTML("afterend", page);
    for (let card = item.nextElementSibling; card; card = card.nextElementSibling) {
      if (known.has(card.dataset.film)) card.hidden = true; // it was placed meanwhile
    }
    const wasHere = item.contains(document.activeElement);
    const next = item.nextElementSibling;
    item.remove();
    if (wasHere) next?.focus();
    this.watch();
  }

  click(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest(".chips a, .pool-more a");
    if (!link) return;
    event.preventDefault();
    if (link.closest(".pool-more")) return this.more(link.closest("[data-more]"));
    const asked = new URLSearchParams(link.getAttribute("href").slice(1));
    if (this.form.elements.fits && !asked.has("fits")) this.form.elements.fits.value = "";
    history.replaceState(null, "", `${location.pathname}?${asked}`);
    this.hide(asked);
    this.load(this.asked()).then(() => this.form.elements.q.focus({ preventScroll: true }));
  }

  // Fields that carry chips for browsers without scripts follow the address.
  hide(asked) {
    for (const field of this.form.querySelectorAll('input[type="hidden"]')) field.remove();
    for (const [name, value] of asked) {
      if (["q", "order", "most", "fits", "page"].includes(name)) continue;
      this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
  }

  press(event) {
    const isHeld = document.querySelector(".is-grabbed");
    if (isHeld || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const cards = [...this.results.querySelectorAll(".film:not([hidden])")];
    const here = cards.indexOf(event.target);
    const isSearch = event.target === this.form.elements.q;
    if (here < 0 && !isSearch) return;
    const deeds = {
      ArrowDown: () => this.go(cards[here + 1]),
      ArrowUp: () => (isSearch ? null : this.go(cards[here - 1] ?? this.form.elements.q)),
      Enter: () => (isSearch ? this.go(cards[0]) : this.place(event.target, cards[here + 1] ?? cards[here - 1])),
      Escape: () => (isSearch ? null : this.go(this.form.elements.q)),
    };
    if (!deeds[event.key] || (isSearch && !["ArrowDown", "Enter"].includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    deeds[event.key]();
  }

  go(place) {
    if (!place) return;
    if (place.matches(".film")) {
      for (const card of this.results.querySelectorAll('.film[tabindex="0"]')) card.tabIndex = -1;
      place.tabIndex = 0;
    }
    place.focus();
  }

  // The board may take the deed over; without it the card's own form does it.
  place(card, next) {
    const program = this.target?.value;
    if (!program) return;
    const detail = { film: card.dataset.film, program, next: next?.dataset.film };
    const isFree = card.dispatchEvent(new CustomEvent("pool:place", { bubbles: true, cancelable: true, detail }));
    if (!isFree) return this.go(next ?? this.form.elements.q);
    const form = card.querySelector("form.tools-place");
    const list = form.querySelector('select[name="to"]');
    if (list) list.value = program;
    form.requestSubmit(list ? undefined : form.querySelector(`button[value="${CSS.escape(program)}"]`));
  }

  // The program one was in last is the one that Enter fills.
  follow(event) {
    const program = event.target.closest?.("[data-program]")?.dataset.program;
    const option = program && this.target?.querySelector(`option[value="${CSS.escape(program)}"]:not(:disabled)`);
    if (option) this.target.value = program;
  }

  say(words) {
    this.said.textContent = words;
  }
}
customElements.define("pool-panel", PoolPanel);
