// <lineup-board>: the pool, the bench and the programs; moves show at once and are merged with everybody else's.
import { Drag } from "./board/drag.js";
import { Drawing } from "./board/draw.js";
import { Keys } from "./board/keys.js";
import { Menu } from "./board/menu.js";
import { perform, whereIs } from "./board/model.js";
import { Refresh } from "./board/refresh.js";
import { Sync } from "./board/sync.js";

const TAG_MS = 5000;
const json = (id) => JSON.parse(document.getElementById(id).textContent);

class LineupBoard extends HTMLElement {
  connectedCallback() {
    this.element = this;
    this.words = json("board-words");
    this.said = this.querySelector(".board-desk > [data-said]");
    this.drawing = new Drawing(this, this.words);
    this.sync = new Sync(this, json("board-news"), this);
    this.menu = new Menu(this);
    this.keys = new Keys(this);
    this.refresh = new Refresh(this, this.drawing, () => this.isHeld, () => this.drawing.draw(this.board));
    this.drag = new Drag(this, {
      films: (card) => this.chosen(card),
      drop: (films, place) => this.drop(films, place),
      start: (films) => this.say(this.words.grabbed.replace("{film}", this.named(films))),
      end: () => this.redraw(),
    });
    this.addEventListener("pool:place", (event) => this.fromPool(event));
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("focusin", (event) => (this.focused = event.target.closest(".column")?.dataset.program ?? this.focused));
    this.wire();
  }

  disconnectedCallback() {
    this.sync.stop();
    this.keys.stop();
  }

  wire() {
    for (const [name, op] of [["undo", "undo"], ["redo", "redo"]]) {
      const button = this.querySelector(`[data-${name}]`);
      button.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.send({ op });
      });
    }
    const fold = this.querySelector("[data-fold]");
    fold.hidden = false;
    fold.addEventListener("click", () => fold.setAttribute("aria-pressed", String(this.classList.toggle("is-folded"))));
    for (const list of this.querySelectorAll("[data-cards]")) list.querySelector(".film")?.setAttribute("tabindex", "0");
    const here = location.hash.startsWith("#film-") && document.getElementById(location.hash.slice(1));
    if (here && this.contains(here)) here.focus();
  }

  get board() {
    return this.sync.board;
  }

  get isHeld() {
    return Boolean(this.drag?.isOn || this.keys?.held || this.sync.waiting.length || this.menu.dialog?.open);
  }

  // The cards that are meant: those chosen together, in their order on the board, or the one alone.
  chosen(card) {
    const films = [...this.querySelectorAll(".film.is-chosen[data-film]")].map((one) => one.dataset.film);
    return films.includes(card.dataset.film) ? films : [card.dataset.film];
  }

  choose(card) {
    if (card) card.classList.toggle("is-chosen");
    else for (const one of this.querySelectorAll(".film.is-chosen")) one.classList.remove("is-chosen");
    const n = this.querySelectorAll(".film.is-chosen").length;
    if (card || n) this.say(this.words.chosen.replace("{n}", n));
    return Boolean(card || n);
  }

  click(event) {
    const card = event.target.closest(".film[data-film]");
    if (!card || event.target.closest("a, button, input, select, textarea, summary, label")) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return this.choose(card);
    if (!card.classList.contains("is-chosen")) this.choose(null);
    return card.focus();
  }

  drop(films, place) {
    if (place.isPool) {
      const placed = films.filter((film) => whereIs(this.board, film));
      if (placed.length) this.send({ op: "pool", films: placed });
    } else if (place.program === "bench") this.send({ op: "bench", films, before: place.before?.dataset.film ?? "" });
    else this.send({ op: "place", films, program: place.program, before: place.before?.dataset.film ?? "" });
  }

  fromPool(event) {
    event.preventDefault();
    const { film, program } = event.detail;
    this.send({ op: "place", films: [film], program });
  }

  // Show a move at once and send it; what is refused here is not sent.
  send(move) {
    const { refused } = perform(this.board, move);
    if (refused) return this.told(this.words[`refused_${refused}`] ?? this.words.refused, "warn");
    this.choose(null);
    this.sync.send(move);
    return this.redraw();
  }

  blocked(films) {
    const board = this.board;
    const where = whereIs(board, films[0]);
    if (board.locked.has(where)) return this.words.refused_program;
    return films.some((film) => board.marks[film]?.is_place_locked) ? this.words.refused_place : "";
  }

  redraw() {
    if (this.keys?.held || this.drag?.isOn) return;
    this.refresh.ask(this.drawing.draw(this.board));
    const { undo, redo } = this.sync.last;
    for (const [name, words] of [["undo", undo], ["redo", redo]]) {
      const button = this.querySelector(`[data-${name}]`);
      button.disabled = !words;
      button.title = words;
    }
    for (const field of document.querySelectorAll("main input[name=version]")) field.value = this.sync.version;
  }

  done(move, news) {
    this.changed(news);
    if (["undo", "redo"].includes(move.op)) this.told(news.log[0]?.words ?? "");
  }

  // The board differs from what it was: draw it, name who did what, ask for what only the server knows.
  changed(news) {
    this.redraw();
    const foreign = news.log.filter((one) => one.tab !== this.sync.tab);
    for (const one of foreign) for (const film of one.films) this.tag(film, one.who);
    if (foreign.length) this.told(`${foreign[0].who}: ${foreign[0].words}`);
    const films = new Set(news.log.flatMap((one) => one.films));
    const programs = this.board.day.filter((code) => this.sizes?.[code] !== this.board.films[code].join() || this.board.films[code].some((film) => films.has(film)));
    this.sizes = Object.fromEntries(this.board.day.map((code) => [code, this.board.films[code].join()]));
    const hasNew = this.board.films.bench.some((film) => !this.drawing.card(film));
    this.refresh.ask([...programs, ...(hasNew ? ["bench"] : [])]);
    document.dispatchEvent(new CustomEvent("board:changed", { detail: { films: [...films], programs, version: news.version } }));
  }

  refused(move, news) {
    this.redraw();
    const again = news.may_force && { text: this.words.anyway, deed: () => this.send(move) };
    this.told(news.error ?? this.words.refused, "bad", again);
  }

  present(people) {
    this.querySelector("[data-people]").textContent = people.length ? this.words.here.replace("{people}", people.join(", ")) : "";
  }

  lost(isLost) {
    if (Boolean(this.isLost) === isLost) return;
    this.isLost = isLost;
    this.classList.toggle("is-lost", isLost);
    this.told(isLost ? this.words.lost : this.words.found, isLost ? "warn" : "");
  }

  tag(film, who) {
    const card = this.drawing.card(film);
    if (!card) return;
    card.dataset.by = who;
    setTimeout(() => delete this.drawing.card(film)?.dataset.by, TAG_MS);
  }

  named(films) {
    const first = this.drawing.title(films[0]);
    return films.length > 1 ? this.words.several.replace("{film}", first).replace("{n}", films.length - 1) : `“${first}”`;
  }

  say(words) {
    this.said.textContent = words;
  }

  // A line at the foot of the board that goes by itself, but for one that asks something.
  told(text, kind = "", again = null) {
    this.line?.remove();
    if (!text) return;
    this.line = Object.assign(document.createElement("div"), { className: `board-told notice ${kind && `notice-${kind}`}` });
    this.line.append(Object.assign(document.createElement("span"), { textContent: text }));
    const button = (words, deed) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "button button-small", textContent: words });
      made.addEventListener("click", () => {
        this.line.remove();
        deed();
      });
      this.line.append(made);
    };
    if (again) button(again.text, again.deed);
    if (again || kind) button(this.words.close, () => {});
    this.append(this.line);
    this.say(text);
    const line = this.line;
    if (!again) setTimeout(() => line.remove(), kind ? 9000 : 4000);
  }
}
customElements.define("lineup-board", LineupBoard);
