// <time-grid>: the grid of an edition, moved by mouse, touch and keys, shared by everybody who looks at it.
import { Clock } from "./grid/clock.js";
import { Dialogs } from "./grid/dialogs.js";
import { Drag } from "./grid/drag.js";
import { Drawing, make } from "./grid/draw.js";
import { Keys } from "./grid/keys.js";
import { fill, inWords, trouble, worst } from "./grid/rules.js";
import { Side } from "./grid/side.js";
import { Sync } from "./grid/sync.js";

class TimeGrid extends HTMLElement {
  connectedCallback() {
    const given = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.words = given.words;
    this.clock = new Clock(given.zone, document.documentElement.lang);
    this.piece = (name) => this.querySelector(`[data-part="${name}"]`);
    for (const name of ["canvas", "tray"]) this[name] = this.piece(name);
    this.scroller = this.piece("scroll");
    this.read(given);
    for (const node of this.querySelectorAll("[data-enhanced]")) node.hidden = false;
    this.drawing = new Drawing(this);
    this.keys = new Keys(this);
    this.drag = new Drag(this);
    this.dialogs = new Dialogs(this);
    this.side = new Side(this);
    this.sync = new Sync(this);
    this.zoom(Number(localStorage.getItem("grid-zoom")) || 1.5);
    this.show(new URL(location.href).searchParams.get("day"));
    this.side.draw();
    this.sync.start();
    this.addEventListener("focusin", (event) => this.rove(event.target.closest("[data-card]")));
    this.classList.add("is-ready");
  }

  disconnectedCallback() {
    this.sync?.stop();
  }

  read(given) {
    const cards = new Map(given.cards.map((card) => [card.id, card]));
    this.state = { ...given, cards };
    this.grade();
  }

  // Which level each card shows follows from the list of findings; returns the cards whose level is another one now.
  grade() {
    const levels = new Map();
    for (const finding of this.state.findings) {
      for (const id of finding.cards) levels.set(id, worst([{ level: levels.get(id) ?? finding.level }, finding]));
    }
    const changed = [...this.state.cards.values()].filter((card) => (card.level ?? "") !== (levels.get(card.id) ?? ""));
    for (const card of changed) card.level = levels.get(card.id) ?? "";
    return changed;
  }

  zoom(px) {
    this.px = px;
    this.style.setProperty("--px", `${px}px`);
    this.scroller.classList.toggle("is-small", px < 1.2);
  }

  show(key) {
    const { days } = this.state;
    const one = days.find((day) => day.key === key) ?? days.find((day) => day.key === this.dataset.day) ?? days[0];
    this.day = key === "all" ? "all" : one?.key;
    this.drawing.days(key === "all" ? days.map((day) => day.key) : [this.day]);
    this.side.tabs();
    this.side.list();
    this.rove();
  }

  showCard(card) {
    const day = this.state.days.find((one) => one.from <= card.at && card.at < one.to);
    if (day && !this.drawing.nodes.has(card.id)) this.show(day.key);
    this.focusCard(card);
  }

  cardOf(node) {
    if (node.dataset.card) return this.state.cards.get(node.dataset.card);
    return this.state.tray.find((one) => one.program === node.dataset.program);
  }

  // One stop for the tab key: the card that was last looked at.
  rove(node) {
    const stop = node ?? this.canvas.querySelector('[data-card][tabindex="0"]') ?? this.canvas.querySelector("[data-card]");
    for (const other of this.canvas.querySelectorAll('[data-card][tabindex="0"]')) if (other !== stop) other.tabIndex = -1;
    if (stop && this.canvas.contains(stop)) stop.tabIndex = 0;
  }

  focusCard(card) {
    const node = card && this.drawing.nodes.get(card.id);
    if (!node) return;
    node.focus();
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  lifted(card) {
    this.classList.add("is-holding");
    this.drawing.shade(card);
  }

  settled() {
    this.classList.remove("is-holding");
    this.drawing.unshade();
    this.drawing.unghost();
  }

  hover(card, spot, lead = "") {
    if (!spot) {
      this.drawing.unghost();
      return "";
    }
    const found = trouble(this.state, card, spot.room, spot.at);
    const ghost = this.drawing.ghost(card, spot.room, spot.at);
    const room = this.state.rooms.find((one) => one.id === spot.room);
    const here = fill(this.words.here, { time: this.clock.time(spot.at), room: room?.name ?? "" });
    const text = [here, inWords(found, this.words, this.clock)].filter(Boolean).join(". ");
    if (ghost) {
      ghost.className = `tg-ghost level-${worst(found)}`;
      ghost.replaceChildren(make("span", "", this.keys.held ? text : ""));
      if (this.keys.held) ghost.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    this.say([lead, text].filter(Boolean).join(". "));
    return text;
  }

  say(text) {
    this.piece("live").textContent = text;
  }

  put(card, spot, isNew) {
    if (!isNew && card.room === spot.room && card.at === spot.at) return this.focusCard(card);
    if (isNew) {
      const guess = { ...card, id: `new-${card.program}`, room: spot.room, at: spot.at, locked: true, level: "" };
      this.state.cards.set(guess.id, guess);
      this.drawing.card(guess);
      return this.send({ op: "place", program: card.program, room: spot.room, at: spot.at });
    }
    Object.assign(card, { room: spot.room, at: spot.at });
    this.drawing.card(card);
    this.focusCard(card);
    return this.send({ op: "move", card: card.id, room: spot.room, at: spot.at });
  }

  takeOff(card) {
    if (card.locked) return this.say(this.words.isLocked);
    return this.send({ op: "remove", card: card.id });
  }

  open(card) {
    this.dialogs.card(card);
  }

  add(room, at) {
    this.dialogs.add(room, at);
  }

  async send(move) {
    this.side.waiting(true);
    const { status, data } = await this.sync.send(move);
    this.side.waiting(false);
    if (!data) return this.side.refused({ message: this.words.failed });
    this.take(data);
    if (status === 200) this.side.said(data.said, data.made ?? move.card);
    else this.side.refused(data, data.may_force ? { ...move, force: true } : null);
    if (data.made) this.focusCard(this.state.cards.get(data.made));
    return status === 200;
  }

  // What has changed, by oneself or by others: whole states replace everything, others only what they name.
  take(data) {
    if (data.version !== undefined) document.body.dispatchEvent(new CustomEvent("grid-changed"));
    if (data.version < this.state.version) return undefined; // asked before the last move was answered
    if (data.whole) return this.renew(data);
    for (const id of [...this.state.cards.keys()].filter((one) => one.startsWith("new-"))) this.forget(id);
    if (data.version === undefined) return undefined;
    for (const id of data.gone ?? []) this.forget(id);
    for (const card of data.cards ?? []) this.know(card);
    for (const name of ["version", "undo", "redo"]) if (name in data) this.state[name] = data[name];
    this.redraw([...this.grade(), ...(data.cards ?? [])]);
    this.sync.look();
    for (const [id, who] of Object.entries(data.by ?? {})) this.side.tag(this.drawing.nodes.get(id), who);
    this.rove();
    this.side.draw();
    return undefined;
  }

  know(card) {
    const { room, at } = this.state.cards.get(card.id) ?? card;
    this.state.cards.set(card.id, this.sync.holds(card.id) ? Object.assign(card, { room, at }) : card);
  }

  renew(data) {
    const focused = document.activeElement?.dataset?.card;
    this.read({ ...this.state, ...data });
    this.show(this.day);
    this.side.draw();
    if (focused) this.focusCard(this.state.cards.get(focused));
  }

  // Findings, tray and people, which come a little after the cards.
  stand(data) {
    for (const name of ["findings", "tray", "people", "programs"]) this.state[name] = data[name];
    this.redraw(this.grade());
    this.rove();
    this.side.draw();
    this.side.warn();
  }

  redraw(cards) {
    const inHand = this.keys.held?.card.id ?? this.drag.hand?.card.id;
    for (const card of new Set(cards)) if (card.id !== inHand) this.drawing.card(card);
  }

  // Whoever stood on a card that goes is put on the next one, so that the keys go on.
  forget(id) {
    const had = document.activeElement === this.drawing.nodes.get(id);
    this.state.cards.delete(id);
    this.drawing.gone(id);
    this.rove();
    if (had) (this.canvas.querySelector('[data-card][tabindex="0"]') ?? this.scroller).focus({ preventScroll: true });
  }

  offline(isOff) {
    this.piece("offline").hidden = !isOff;
  }
}
customElements.define("time-grid", TimeGrid);
