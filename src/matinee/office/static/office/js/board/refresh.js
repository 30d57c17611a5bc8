// What only the server can draw: findings, facts of cards, columns of programs that are new. Fetched a moment after a change.
import { BENCH } from "./model.js";

const PAUSE_MS = 250;

export class Refresh {
  constructor(element, drawing, isHeld, after) {
    this.element = element;
    this.drawing = drawing;
    this.isHeld = isHeld;
    this.after = after;
    this.wanted = new Set();
  }

  ask(programs) {
    for (const program of programs) if (program) this.wanted.add(program);
    clearTimeout(this.timer);
    if (this.wanted.size) this.timer = setTimeout(() => this.fetch(), PAUSE_MS);
  }

  async fetch() {
    if (this.isHeld()) return this.ask([]);
    const wanted = [...this.wanted].slice(0, 60);
    for (const program of wanted) this.wanted.delete(program);
    const asked = new URLSearchParams(wanted.map((program) => ["program", program]));
    const answer = await fetch(`${this.element.dataset.columns}?${asked}`).catch(() => null);
    if (!answer?.ok) return;
    const page = document.createElement("template");
    page.innerHTML = await answer.text();
    if (this.isHeld()) return this.ask(wanted);
    for (const column of page.content.querySelectorAll(".column")) this.replace(column);
    for (const holder of page.content.querySelectorAll("template[data-card]")) this.swap(holder.content.querySelector(".film"), BENCH);
    this.after();
  }

  replace(fresh) {
    const old = this.drawing.column(fresh.dataset.program);
    const cards = [...fresh.querySelectorAll("[data-cards] > .film")];
    if (!old) {
      for (const card of cards) if (this.drawing.card(card.dataset.film)) card.remove();
      this.element.querySelector("[data-columns-here]").append(fresh);
      this.addJump(fresh);
      return;
    }
    for (const part of [".column-head", ".column-told"]) {
      const [was, is] = [old.querySelector(part), fresh.querySelector(part)];
      if (was.contains(document.activeElement)) continue;
      was.replaceWith(is);
    }
    for (const name of ["data-least", "data-most", "data-limit", "data-accent"]) {
      if (fresh.hasAttribute(name)) old.setAttribute(name, fresh.getAttribute(name));
      else old.removeAttribute(name);
    }
    old.reelOf = undefined;
    for (const card of cards) this.swap(card, fresh.dataset.program);
  }

  // A card is drawn anew in the place of the old one, with the focus and the choice that it had.
  swap(fresh, where) {
    const old = this.drawing.card(fresh.dataset.film);
    if (!old) return this.drawing.list(where)?.append(fresh);
    if (!old.closest("[data-cards]")) return null;
    const hasFocus = old === document.activeElement;
    if (old.contains(document.activeElement) && !hasFocus) return null;
    fresh.tabIndex = old.tabIndex;
    for (const name of ["is-chosen", "is-told"]) fresh.classList.toggle(name, old.classList.contains(name));
    if (old.dataset.by) fresh.dataset.by = old.dataset.by;
    if (fresh.isEqualNode(old)) return null;
    old.replaceWith(fresh);
    if (hasFocus) fresh.focus({ preventScroll: true });
    return null;
  }

  addJump(column) {
    const link = document.createElement("a");
    const number = Object.assign(document.createElement("span"), { className: "num" });
    const clock = Object.assign(document.createElement("span"), { className: "num muted" });
    link.href = `#${column.id}`;
    link.dataset.jump = column.dataset.program;
    clock.dataset.clock = "";
    link.append(number, ` ${column.getAttribute("aria-label")} `, clock);
    this.element.querySelector(".jump").append(link);
  }
}
