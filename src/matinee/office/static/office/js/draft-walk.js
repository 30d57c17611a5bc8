// <draft-walk>: one film after the other without leaving the page, the gap between them, a clock over all, notes kept at once.
class DraftWalk extends HTMLElement {
  connectedCallback() {
    this.stage = this.querySelector("#stage");
    this.clock = this.querySelector("[data-clock]");
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("submit", (event) => this.keep(event));
    this.stage.addEventListener("ended", () => this.rest(), true); // media events do not bubble
    this.stage.addEventListener("timeupdate", (event) => this.tick(event.target.currentTime), true);
    this.back = () => this.load(Number(new URLSearchParams(location.search).get("at") ?? 1), { isBack: true });
    addEventListener("popstate", this.back);
  }

  disconnectedCallback() {
    removeEventListener("popstate", this.back);
    clearInterval(this.counting);
  }

  click(event) {
    const link = event.target.closest("a[data-go], a[data-at]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.load(Number(link.dataset.go ?? link.dataset.at), { plays: true });
  }

  get film() {
    return this.stage.querySelector("[data-film-at]");
  }

  // Black and a title card, as long as the festival's gap; then the next film begins by itself.
  rest() {
    const next = this.querySelector(`a[data-at="${Number(this.film.dataset.filmAt) + 1}"]`);
    const card = this.stage.querySelector("[data-gap-card]");
    card.hidden = false;
    if (!next) return void (card.textContent = this.dataset.wordsEnd);
    let left = Number(this.dataset.gap);
    const show = () => (card.textContent = `${this.dataset.wordsNext} ${next.dataset.title} · ${left}`);
    show();
    clearInterval(this.counting);
    this.counting = setInterval(() => {
      left -= 1;
      if (left > 0) return void show();
      clearInterval(this.counting);
      this.load(Number(next.dataset.at), { plays: true });
    }, 1000);
  }

  async load(at, { plays = false, isBack = false } = {}) {
    clearInterval(this.counting);
    const asked = new URLSearchParams(location.search);
    asked.set("at", at);
    const address = `${location.pathname}?${asked}`;
    let page;
    try {
      const answer = await fetch(`${address}&stage`);
      if (!answer.ok) throw new Error(answer.statusText);
      page = await answer.text();
    } catch {
      return this.say(this.dataset.wordsLost);
    }
    this.stage.innerHTML = page;
    if (!isBack) history.pushState(null, "", address);
    for (const link of this.querySelectorAll("a[data-at]")) {
      if (Number(link.dataset.at) === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    this.tick(0);
    this.stage.querySelector("[data-title]").focus({ preventScroll: true });
    if (plays) this.stage.querySelector("video")?.play().catch(() => null); // a browser may ask for a press first
  }

  tick(seconds) {
    this.clock.textContent = clock(Number(this.film.dataset.starts) + seconds);
  }

  // A note is kept without stopping the film.
  async keep(event) {
    const form = event.target.closest("form.walk-note");
    if (!form) return;
    event.preventDefault();
    const sent = new FormData(form);
    sent.set("quiet", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent });
      if (answer.status !== 204) throw new Error(answer.statusText);
      form.querySelector("[data-saved]").textContent = "✓";
      document.activeElement?.blur();
    } catch {
      form.submit(); // the page's own way says what is wrong
    }
  }

  say(words) {
    const card = this.stage.querySelector("[data-gap-card]");
    card.hidden = false;
    card.textContent = words;
  }
}

function clock(seconds) {
  const whole = Math.floor(seconds || 0);
  const hours = whole >= 3600 ? `${Math.floor(whole / 3600)}:` : "";
  const minutes = `${Math.floor(whole / 60) % 60}`.padStart(whole >= 3600 ? 2 : 1, "0");
  return `${hours}${minutes}:${String(whole % 60).padStart(2, "0")}`;
}
customElements.define("draft-walk", DraftWalk);
