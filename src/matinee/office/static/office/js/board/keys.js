// The board by keyboard: arrows walk and, with a card in hand, carry; everything the mouse can do has a key.
import { BENCH, perform, places, whereIs } from "./model.js";

export class Keys {
  constructor(desk) {
    this.desk = desk;
    desk.element.addEventListener("keydown", (event) => this.press(event));
    desk.element.addEventListener("focusin", (event) => this.enter(event));
    this.global = (event) => this.turn(event);
    document.addEventListener("keydown", this.global);
  }

  stop() {
    document.removeEventListener("keydown", this.global);
  }

  // Undo and redo work wherever one is, but for text that is being typed.
  turn(event) {
    const key = event.key.toLowerCase();
    const isTyping = event.target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping || !["z", "y"].includes(key)) return;
    event.preventDefault();
    this.cancel();
    this.desk.send({ op: key === "y" || event.shiftKey ? "redo" : "undo" });
  }

  press(event) {
    const card = event.target.matches?.(".film[data-film]") ? event.target : null;
    if (!card || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds = this.held ? this.carrying() : this.walking(card);
    const deed = deeds[event.key];
    if (!deed) {
      if (this.held && event.key !== "Tab") event.preventDefault();
      return;
    }
    if (deed() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }

  walking(card) {
    const { desk } = this;
    const films = () => desk.chosen(card);
    const isPlaced = !("place" in card.dataset);
    const mark = (op, name) => () => isPlaced && desk.send({ op, films: films(), on: !desk.board.marks[card.dataset.film]?.[name] });
    const everywhere = {
      " ": () => this.grab(card),
      b: () => this.away({ op: "bench", films: films() }, card),
      x: () => desk.choose(card),
      n: () => desk.menu.film(card, "note"),
      m: () => desk.menu.film(card),
      Escape: () => desk.choose(null),
    };
    if (!isPlaced) return { ...everywhere, ArrowRight: () => this.step(card, 1, 0), Escape: () => desk.choose(null) || false };
    return {
      ...everywhere,
      ArrowUp: () => this.step(card, 0, -1),
      ArrowDown: () => this.step(card, 0, 1),
      ArrowLeft: () => this.step(card, -1, 0),
      ArrowRight: () => this.step(card, 1, 0),
      Home: () => this.go(desk.drawing.cardsOf(whereIs(desk.board, card.dataset.film))[0]),
      End: () => this.go(desk.drawing.cardsOf(whereIs(desk.board, card.dataset.film)).at(-1)),
      Enter: () => desk.menu.film(card),
      l: mark("lock", "is_locked"),
      L: mark("lock_place", "is_place_locked"),
      Delete: () => this.away({ op: "pool", films: films() }, card),
      Backspace: () => this.away({ op: "pool", films: films() }, card),
    };
  }

  carrying() {
    return {
      ArrowUp: () => this.carry(0, -1),
      ArrowDown: () => this.carry(0, 1),
      ArrowLeft: () => this.carry(-1, 0),
      ArrowRight: () => this.carry(1, 0),
      Enter: () => this.put(),
      " ": () => this.put(),
      Escape: () => this.cancel(),
    };
  }

  // The next card up or down, or the nearest one in the next list that has any.
  step(card, across, down) {
    const { board, drawing } = this.desk;
    const lists = places(board);
    const where = whereIs(board, card.dataset.film);
    const at = drawing.cardsOf(where).indexOf(card);
    if (down) return this.go(drawing.cardsOf(where)[at + down]);
    for (let n = lists.indexOf(where) + across; n >= 0 && n < lists.length; n += across) {
      const cards = drawing.cardsOf(lists[n]);
      if (cards.length) return this.go(cards[Math.min(Math.max(at, 0), cards.length - 1)]);
    }
    if (across < 0) this.go(this.desk.element.querySelector("[data-pool] .film:not([hidden])"));
    return true;
  }

  go(card) {
    card?.focus();
    card?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  // A film that leaves lets the focus go to its neighbour, so that one can go on.
  away(move, card) {
    const next = [card.nextElementSibling, card.previousElementSibling].find((one) => one?.matches(".film:not([hidden])"));
    this.desk.send(move);
    if (next) next.focus();
  }

  grab(card) {
    const films = this.desk.chosen(card);
    const refused = this.desk.blocked(films);
    if (refused) return this.desk.say(refused);
    this.held = { films, film: card.dataset.film, before: this.desk.board };
    this.preview = this.desk.board;
    this.move = null;
    for (const film of films) this.desk.drawing.card(film)?.classList.add("is-grabbed");
    return this.desk.say(`${this.desk.words.grabbed.replace("{film}", this.desk.named(films))} ${this.where()}`);
  }

  carry(across, down) {
    const { films, film } = this.held;
    const lists = places(this.preview);
    const where = whereIs(this.preview, film);
    const rest = (this.preview.films[where] ?? []).filter((one) => !films.includes(one));
    const at = (this.preview.films[where] ?? []).slice(0, Math.max(0, (this.preview.films[where] ?? []).indexOf(films[0]))).filter((one) => !films.includes(one)).length;
    if (down && where) {
      const to = at + down;
      if (to >= 0 && to <= rest.length) this.try(where, rest, to);
      return;
    }
    for (let n = lists.indexOf(where) + (across || down); n >= 0 && n < lists.length; n += across || down) {
      const order = this.preview.films[lists[n]];
      if (this.try(lists[n], order, where ? Math.min(at, order.length) : order.length)) return;
    }
    this.desk.say(this.desk.words.edge);
  }

  try(where, order, at) {
    const move = { op: where === BENCH ? "bench" : "place", program: where === BENCH ? "" : where, films: this.held.films, before: order[at] ?? "", after: order[at - 1] ?? "" };
    const { board } = perform(this.held.before, move);
    if (!board) return false;
    this.preview = board;
    this.move = move;
    this.desk.drawing.draw(board);
    const card = this.desk.drawing.card(this.held.film);
    for (const film of this.held.films) this.desk.drawing.card(film)?.classList.add("is-grabbed");
    this.go(card);
    this.desk.say(this.where());
    return true;
  }

  where() {
    const { desk } = this;
    const where = whereIs(this.preview, this.held.film);
    if (!where) return desk.words.inPool;
    const order = this.preview.films[where];
    const says = { place: order.indexOf(this.held.film) + 1, of: order.length, program: where === BENCH ? desk.words.bench : this.preview.titles[where] };
    const clock = where === BENCH ? "" : desk.drawing.column(where)?.querySelector(".gauge span")?.textContent ?? "";
    return `${desk.words.place.replace("{place}", says.place).replace("{of}", says.of).replace("{program}", says.program)} ${clock}`;
  }

  put() {
    const { move } = this;
    const { film } = this.held;
    this.release();
    if (move) this.desk.send(move);
    else this.desk.redraw();
    this.go(this.desk.drawing.card(film));
    this.desk.say(this.desk.words.dropped);
  }

  cancel() {
    if (!this.held) return;
    const { film } = this.held;
    this.release();
    this.desk.redraw();
    this.go(this.desk.drawing.card(film));
    this.desk.say(this.desk.words.cancelled);
  }

  release() {
    for (const card of document.querySelectorAll(".is-grabbed")) card.classList.remove("is-grabbed");
    this.held = null;
  }

  // One card of each list can be reached by Tab: the one that was there last.
  enter(event) {
    const card = event.target.matches?.("[data-cards] > .film") ? event.target : null;
    if (!card) return;
    for (const other of card.parentElement.querySelectorAll(':scope > .film[tabindex="0"]')) other.tabIndex = -1;
    card.tabIndex = 0;
  }
}
