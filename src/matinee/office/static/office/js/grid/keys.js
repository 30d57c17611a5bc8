// The whole grid by keys: arrows walk from card to card; space takes one into the hand, arrows move it, enter puts it down.
import { earliest, firstPlace, takenFrom } from "./rules.js";

const WALK = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const HALF_HOUR = 30;

export class Keys {
  constructor(grid) {
    this.grid = grid;
    grid.addEventListener("keydown", (event) => this.press(event));
    // Some browsers press a button when the space key comes up: here space takes and puts, it does not press.
    grid.addEventListener("keyup", (event) => event.key === " " && event.target.matches("[data-card], [data-program]") && event.preventDefault());
    grid.addEventListener("focusout", (event) => this.held && !grid.contains(event.relatedTarget) && event.relatedTarget && this.cancel());
  }

  press(event) {
    const word = this.undoing(event);
    if (word) return this.done(event, () => this.grid.send({ op: word }));
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog")) return;
    if (event.key === "Escape" && this.grid.drag.hand) return this.done(event, () => this.grid.drag.drop(false));
    const node = event.target.closest("[data-card], [data-program]");
    if (!node) return;
    if (this.held) this.carry(event);
    else this.walk(event, node);
  }

  undoing(event) {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, textarea, select")) return "";
    const key = event.key.toLowerCase();
    if (key === "y" || (key === "z" && event.shiftKey)) return "redo";
    return key === "z" ? "undo" : "";
  }

  done(event, act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  walk(event, node) {
    const card = this.grid.cardOf(node);
    const isNew = "program" in node.dataset;
    if (event.key === " ") return this.done(event, () => this.take(card, isNew));
    if (event.key === "Enter" && isNew) return this.done(event, () => this.take(card, true));
    if (isNew || !card) return;
    if (event.key === "Enter") return this.done(event, () => this.grid.open(card));
    if (event.key === "l") return this.done(event, () => this.grid.send({ op: "lock", card: card.id, on: !card.locked }));
    if (event.key === "Delete" || event.key === "Backspace") return this.done(event, () => this.grid.takeOff(card));
    if (event.key === "a") return this.done(event, () => this.grid.add(card.room, card.at - card.before + card.parts.reduce((sum, [, n]) => sum + n, 0)));
    const way = WALK[event.key];
    if (way) this.done(event, () => this.step(card, way));
  }

  // The next card in the same auditorium, or the nearest one in time in an auditorium beside it.
  step(card, [across, down]) {
    const { rooms, nodes } = this.grid.drawing;
    const shown = [...nodes.keys()].map((id) => this.grid.state.cards.get(id)).filter(Boolean);
    const here = rooms.findIndex((room) => room.id === card.room);
    if (down) {
      const inRoom = shown.filter((one) => one.room === card.room).sort((a, b) => a.at - b.at);
      return this.grid.focusCard(inRoom[inRoom.indexOf(card) + down]);
    }
    for (let index = here + across; rooms[index]; index += across) {
      const there = shown.filter((one) => one.room === rooms[index].id);
      there.sort((a, b) => Math.abs(a.at - card.at) - Math.abs(b.at - card.at));
      if (there.length) return this.grid.focusCard(there[0]);
    }
    return undefined;
  }

  take(card, isNew) {
    const { drawing, state, words } = this.grid;
    if (!card) return;
    if (card.locked) return this.grid.say(words.isLocked);
    if (!drawing.rooms.length) return;
    const [day] = drawing.shown;
    const spot = isNew ? firstPlace(state, card, drawing.rooms, day.from, day.to) : { room: card.room, at: card.at };
    this.held = { card, isNew, spot };
    drawing.nodes.get(card.id)?.classList.add("is-lifted");
    this.grid.lifted(card);
    this.grid.hover(card, spot, words.taken_up);
  }

  carry(event) {
    const step = event.shiftKey ? HALF_HOUR : this.grid.state.step;
    if (event.key === "Escape") return this.done(event, () => this.cancel());
    if (event.key === "Enter" || event.key === " ") return this.done(event, () => this.put());
    if (event.key === "Tab") return this.done(event, () => this.grid.say(this.grid.words.carrying));
    if (event.key === "ArrowUp") return this.done(event, () => this.shift(0, -step));
    if (event.key === "ArrowDown") return this.done(event, () => this.shift(0, step));
    if (event.key === "PageUp" || event.key === "PageDown") return this.done(event, () => this.nextDay(event.key === "PageDown" ? 1 : -1));
    if (event.key === "ArrowLeft") return this.done(event, () => this.shift(-1, 0));
    if (event.key === "ArrowRight") return this.done(event, () => this.shift(1, 0));
    return undefined;
  }

  shift(across, down) {
    const { rooms, shown } = this.grid.drawing;
    const { card, spot } = this.held;
    const index = Math.max(0, rooms.findIndex((room) => room.id === spot.room)) + across;
    const at = spot.at + down;
    const isIn = shown.some((day) => day.from <= takenFrom(card, at) && at < day.to);
    if (!rooms[index] || !isIn) return this.grid.say(this.grid.words.edge);
    this.held.spot = { room: rooms[index].id, at };
    return this.grid.hover(card, this.held.spot);
  }

  // With more days on the page a card can go over the night in one step.
  nextDay(way) {
    const { card, spot } = this.held;
    const { shown } = this.grid.drawing;
    const here = shown.findIndex((day) => day.from <= spot.at && spot.at < day.to);
    const day = shown[here + way];
    if (!day) return this.grid.say(this.grid.words.edge);
    const at = Math.min(Math.max(spot.at + day.from - shown[here].from, earliest(card, day.from, this.grid.state.step)), day.to - this.grid.state.step);
    this.held.spot = { room: spot.room, at };
    return this.grid.hover(card, this.held.spot);
  }

  put() {
    const { card, spot, isNew } = this.held;
    this.end();
    this.grid.put(card, spot, isNew);
  }

  cancel() {
    if (!this.held) return;
    this.end();
    this.grid.say(this.grid.words.cancelled);
  }

  end() {
    const { card } = this.held;
    this.held = null;
    this.grid.drawing.nodes.get(card.id)?.classList.remove("is-lifted");
    this.grid.settled(card);
  }
}
