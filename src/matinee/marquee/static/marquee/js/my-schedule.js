// <my-schedule>: the visitor's own festival out of stars and the editions' showings; files alone are enough for it.
import { arrange } from "./arranging.js";
import { calendarOf, download } from "./calendar.js";
import { filled, part, slot } from "./parts.js";
import { drawDays } from "./schedule-days.js";
import { all, linkOf, listen, nothing, of, put, readLink } from "./stars.js";

const MOST_PLANNED = 80;

class MySchedule extends HTMLElement {
  connectedCallback() {
    this.base = this.getAttribute("root");
    this.board = this.querySelector(".mine-all");
    this.files = new Map();
    this.shared = readLink(location.hash);
    this.addEventListener("click", (event) => this.press(event.target.closest("[data-do]")));
    this.addEventListener("change", (event) => this.pick(event.target));
    addEventListener("hashchange", () => {
      this.shared = readLink(location.hash);
      this.draw();
    });
    this.stop = listen(() => this.shared || this.draw());
    this.draw();
  }

  disconnectedCallback() {
    this.stop();
  }

  showings(edition) {
    if (!this.files.has(edition)) {
      this.files.set(edition, this.read(this.getAttribute("base"), edition));
    }
    return this.files.get(edition);
  }

  // An edition may not be there in every language of the site; then it is read in the festival's own.
  async read(base, edition) {
    const answer = await fetch(`${base}${edition}/showings.json`).catch(() => null);
    if (answer?.ok) return answer.json();
    return base === this.base ? null : this.read(this.base, edition);
  }

  kept(edition) {
    return this.shared?.edition === edition ? this.shared.kept : of(edition);
  }

  async draw() {
    const wanted = this.shared ? [this.shared.edition] : Object.keys(all()).sort();
    const read = await Promise.all(wanted.map((edition) => this.showings(edition)));
    const sections = read.filter(Boolean).map((data) => this.edition(data));
    if (this.shared) sections.unshift(part(this, "shared"));
    if (!read.some(Boolean)) sections.push(part(this, "empty"));
    const held = this.querySelector(":focus")?.dataset.key;
    this.board.replaceChildren(...sections);
    if (held) this.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
    this.classList.toggle("has-stars", read.some(Boolean));
  }

  edition(data) {
    const section = part(this, "edition");
    const { slug } = data.edition;
    const kept = this.kept(slug);
    const plan = arrange(data, kept);
    section.dataset.edition = slug;
    section.dataset.accent = data.edition.accent;
    const link = slot(section, "title", data.edition.when);
    link.href = this.base + data.edition.href;
    section.querySelector('[data-do="plan"]').hidden = Boolean(this.shared) || plan.entries.length + plan.left.length < 2;
    section.querySelector('[data-do="clear"]').hidden = Boolean(this.shared);
    drawDays(this, section, data, { ...plan, isShared: Boolean(this.shared) });
    section.querySelector(".mine-said").textContent = this.said?.[slug] ?? "";
    return section;
  }

  press(button) {
    const section = button?.closest("[data-edition]");
    const doing = {
      take: () => this.take(),
      own: () => this.own(),
      plan: () => this.plan(section.dataset.edition, button),
      calendar: () => this.calendar(section.dataset.edition),
      share: () => this.share(section),
      print: () => print(),
      clear: () => put(section.dataset.edition, nothing()),
      drop: () => this.drop(section.dataset.edition, button.dataset.program),
      back: () => this.back(section.dataset.edition, button.dataset.program),
    }[button?.dataset.do];
    doing?.();
  }

  pick(select) {
    const { edition } = select.closest("[data-edition]").dataset;
    const kept = of(edition);
    put(edition, { ...kept, picks: { ...kept.picks, [select.dataset.program]: select.value } });
  }

  take() {
    const { edition, kept } = this.shared;
    const mine = of(edition);
    const stars = [...new Set([...mine.stars, ...kept.stars])];
    this.shared = null;
    history.replaceState(null, "", location.pathname);
    put(edition, { ...mine, stars, picks: { ...kept.picks, ...mine.picks }, left: {} });
  }

  own() {
    this.shared = null;
    history.replaceState(null, "", location.pathname);
    this.draw();
  }

  async drop(edition, slug) {
    const data = await this.showings(edition);
    const films = data.programs.find((row) => row.slug === slug).films.map((film) => `f/${film.slug}`);
    const kept = of(edition);
    put(edition, { ...kept, stars: kept.stars.filter((star) => star !== `p/${slug}` && !films.includes(star)) });
  }

  back(edition, slug) {
    const { [slug]: _why, ...left } = of(edition).left;
    put(edition, { ...of(edition), left });
  }

  async calendar(edition) {
    const data = await this.showings(edition);
    const { entries } = arrange(data, this.kept(edition));
    download(`${edition}.ics`, calendarOf(data, entries, this.getAttribute("festival"), this.base));
  }

  async share(section) {
    const { edition } = section.dataset;
    const url = new URL(linkOf(edition, this.kept(edition)), location.href).href;
    try {
      if (navigator.share && matchMedia("(pointer: coarse)").matches) await navigator.share({ title: document.title, url });
      else await navigator.clipboard.writeText(url);
      this.tell(section, "copied");
    } catch {
      history.replaceState(null, "", linkOf(edition, this.kept(edition))); // the address bar holds the link then
    }
  }

  tell(section, word, told = {}) {
    const line = section.querySelector(".mine-said");
    line.textContent = filled(line.dataset[word], told);
    this.said = { [section.dataset.edition]: line.textContent };
  }

  // The server's engine finds the best festival for the stars. Without it the page goes on as it is.
  async plan(edition, button) {
    const section = button.closest("[data-edition]");
    button.disabled = true;
    this.tell(section, "planning");
    const { stars } = of(edition);
    const asked = { festival: this.getAttribute("festival"), edition, stars: stars.slice(0, MOST_PLANNED) };
    try {
      const answer = await fetch(this.getAttribute("plan"), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(asked),
      });
      if (!answer.ok) throw new Error(answer.status);
      const { kept, left } = await answer.json();
      const reasons = Object.fromEntries(left.map((one) => [one.program, one.instead_of]));
      const all = kept.length + left.length;
      this.tell(section, left.length ? "planned" : "all", { kept: kept.length, all });
      const chosen = Object.fromEntries(kept.map(({ program, showing }) => [program, showing]));
      put(edition, { stars, picks: chosen, left: reasons });
    } catch {
      button.disabled = false;
      this.tell(section, "failed");
    }
  }
}

customElements.define("my-schedule", MySchedule);
