// Drawing: one block a day, auditoriums across, a card for every showing. Places are custom properties that the style sheet
// turns into pixels, so that zooming changes one number and a redraw touches only the cards that changed.
import { fill, minutes, takenFrom, takenUntil } from "./rules.js";

export const make = (name, className = "", text = "") => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
};

const place = (node, at, length) => {
  node.style.setProperty("--at", at);
  node.style.setProperty("--for", length);
  return node;
};

export class Drawing {
  constructor(grid) {
    this.grid = grid;
    this.nodes = new Map();
  }

  get px() {
    return this.grid.px;
  }

  // The shown days from scratch; afterwards cards come and go one by one.
  days(keys) {
    const { state } = this.grid;
    this.nodes.clear();
    this.shown = state.days.filter((day) => keys.includes(day.key));
    this.rooms = state.rooms.filter((room) => this.isUsed(room));
    const canvas = this.grid.canvas;
    canvas.style.setProperty("--rooms", this.rooms.length);
    canvas.replaceChildren(this.heads(), ...this.shown.map((day) => this.day(day)));
    for (const card of state.cards.values()) this.card(card);
  }

  // Twenty auditoriums are many: those that are closed and empty on the shown days are left out.
  isUsed(room) {
    if (this.grid.state.rooms.length < 9) return true;
    const isOpen = room.open.some(([opens, closes]) => this.shown.some((day) => opens < day.to && day.from < closes));
    return isOpen || [...this.grid.state.cards.values()].some((card) => card.room === room.id && this.dayOf(card.at));
  }

  heads() {
    const row = make("div", "tg-heads");
    row.append(make("div", "tg-corner", this.grid.clock.zoned(this.shown[0]?.from ?? 0).split(" ").at(-1)));
    let venue = "";
    for (const room of this.rooms) {
      const head = make("div", room.venue === venue ? "tg-head" : "tg-head tg-venue");
      head.append(make("span", "muted small", room.venue === venue ? "" : room.venue), make("strong", "", room.name));
      head.append(make("span", "muted small", room.note));
      row.append(head);
      venue = room.venue;
    }
    return row;
  }

  day(day) {
    const block = make("section", "tg-day");
    block.setAttribute("aria-label", day.label);
    block.dataset.day = day.key;
    block.style.setProperty("--long", day.to - day.from);
    if (this.shown.length > 1) block.append(make("h3", "tg-dayname", day.label));
    const body = make("div", "tg-body");
    body.append(this.axis(day), ...this.rooms.map((room) => this.column(day, room)));
    block.append(body);
    return block;
  }

  axis(day) {
    const axis = make("div", "tg-axis");
    axis.setAttribute("aria-hidden", "true");
    for (const [minute, words] of day.marks) axis.append(place(make("span", "", words), minute - day.from, 0));
    return axis;
  }

  column(day, room) {
    const column = make("div", "tg-column");
    column.dataset.room = room.id;
    column.setAttribute("role", "group");
    column.setAttribute("aria-label", `${room.name}, ${room.venue}`);
    for (const [opens, closes] of room.open) {
      const [from, to] = [Math.max(opens, day.from), Math.min(closes, day.to)];
      if (from < to) column.append(place(make("div", "tg-open"), from - day.from, to - from));
    }
    return column;
  }

  dayOf(at) {
    return this.shown.find((day) => day.from <= at && at < day.to);
  }

  columnOf(card) {
    const day = this.dayOf(takenFrom(card)) ?? this.dayOf(card.at);
    const column = day && this.grid.canvas.querySelector(`[data-day="${day.key}"] [data-room="${CSS.escape(card.room)}"]`);
    return [day, column];
  }

  // Draw a card anew, or take its drawing away where it is not in the shown days.
  card(card) {
    const before = this.nodes.get(card.id);
    const [day, column] = this.columnOf(card);
    if (!column) {
      before?.remove();
      this.nodes.delete(card.id);
      return null;
    }
    const node = this.body(card, day);
    if (before) {
      node.tabIndex = before.tabIndex;
      const had = document.activeElement === before;
      before.replaceWith(node);
      if (node.parentElement !== column) column.append(node);
      if (had) node.focus({ preventScroll: true });
    } else column.append(node);
    this.nodes.set(card.id, node);
    return node;
  }

  gone(id) {
    this.nodes.get(id)?.remove();
    this.nodes.delete(id);
  }

  body(card, day) {
    const node = place(make("button", `tg-card is-${card.kind}`), takenFrom(card) - day.from, minutes(card));
    node.type = "button";
    node.tabIndex = -1;
    node.dataset.card = card.id;
    if (card.accent) node.dataset.accent = card.accent;
    if (card.level) node.classList.add(`level-${card.level}`);
    if (card.locked) node.classList.add("is-locked");
    node.append(...this.parts(card), this.words(card));
    node.setAttribute("aria-label", this.label(card));
    return node;
  }

  parts(card) {
    let at = 0;
    return card.parts.filter(([, length]) => length).map(([name, length]) => {
      const part = place(make("span", `tg-part tg-${name}`), at, length);
      if (length >= 15 && !["films", "event"].includes(name)) part.textContent = `${this.grid.words.parts[name] ?? name} ${length}`;
      if (name === "films") part.append(...this.films(card, length));
      at += length;
      return part;
    });
  }

  // The reel turned on its end: as many segments as films, each as tall as it is long.
  films(card, length) {
    const whole = card.films.reduce((sum, [, seconds]) => sum + seconds, 0);
    let at = 0;
    return whole ? card.films.slice(0, -1).map(([, seconds]) => {
      at += (seconds / whole) * length;
      return place(make("i", "tg-cut"), at.toFixed(2), 0);
    }) : [];
  }

  words(card) {
    const { clock, words } = this.grid;
    const text = place(make("span", "tg-words"), card.before, 0);
    const time = make("span", "tg-time", clock.time(card.at));
    const mark = card.level ? make("span", "tg-mark", words.levels[card.level]) : "";
    if (card.locked) time.append(make("span", "tg-lock", words.locked));
    text.append(time, make("span", "tg-title", card.title), make("span", "tg-sub", card.sub), mark);
    return text;
  }

  label(card) {
    const { clock, words, state } = this.grid;
    const room = state.rooms.find((one) => one.id === card.room);
    const said = [card.title, fill(words.here, { time: clock.day(card.at), room: room?.name ?? "" }), card.sub];
    if (card.locked) said.push(words.locked);
    if (card.level) said.push(words.levels[card.level]);
    return said.filter(Boolean).join(", ");
  }

  // While a card is in the hand: when its people cannot, and where they are already.
  shade(card) {
    for (const [day, block] of this.blocks()) {
      for (const id of card.people) {
        const person = this.grid.state.people[id];
        for (const [from, to, isHard] of person?.away ?? []) this.band(day, block, from, to, isHard ? "tg-away" : "tg-rather", person.name);
        for (const other of this.grid.state.cards.values()) {
          if (other.id !== card.id && other.people.includes(id)) this.nodes.get(other.id)?.classList.add("is-theirs");
        }
      }
    }
  }

  band(day, block, from, to, className, name) {
    const [a, b] = [Math.max(from, day.from), Math.min(to, day.to)];
    if (a >= b) return;
    const band = place(make("div", `tg-band ${className}`), a - day.from, b - a);
    band.append(make("span", "", fill(this.grid.words.awayBand, { name })));
    block.append(band);
  }

  unshade() {
    for (const band of this.grid.canvas.querySelectorAll(".tg-band")) band.remove();
    for (const node of this.grid.canvas.querySelectorAll(".is-theirs")) node.classList.remove("is-theirs");
  }

  blocks() {
    return this.shown.map((day) => [day, this.grid.canvas.querySelector(`[data-day="${day.key}"] .tg-body`)]);
  }

  // Where a card would land: an outline of its own, moved by two custom properties.
  ghost(card, room, at) {
    this.shape ??= make("div", "tg-ghost");
    const [day, column] = this.columnOf({ ...card, room, at });
    if (!column) return this.shape.remove();
    place(this.shape, takenFrom(card, at) - day.from, takenUntil(card) - takenFrom(card));
    if (this.shape.parentElement !== column) column.append(this.shape);
    return this.shape;
  }

  unghost() {
    this.shape?.remove();
    this.shape = null;
  }
}
