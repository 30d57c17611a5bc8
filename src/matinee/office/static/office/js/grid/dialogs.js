// Two dialogs: everything about one card, and something new in an empty place. Their words and fields stand in the page.
import { make } from "./draw.js";
import { firstPlace, minutes, presentUntil, takenFrom } from "./rules.js";

export class Dialogs {
  constructor(grid) {
    this.grid = grid;
    this.about = grid.piece("card-dialog");
    this.fresh = grid.piece("add-dialog");
    grid.canvas.addEventListener("click", (event) => this.clicked(event));
    grid.tray.addEventListener("click", (event) => this.wait(event.target.closest("[data-program]")));
    grid.piece("add").addEventListener("click", () => this.addSomewhere());
    for (const dialog of [this.about, this.fresh]) {
      dialog.addEventListener("click", (event) => event.target.closest("[data-close]") && dialog.close());
      this.rooms(dialog.querySelector("[name=room]"));
    }
    this.about.querySelector("form").addEventListener("submit", (event) => this.move(event));
    this.about.addEventListener("click", (event) => this.act(event.target.closest("[data-act]")?.dataset.act));
    this.fresh.querySelector("form").addEventListener("submit", (event) => this.make(event));
    this.fresh.querySelector("[name=what]").addEventListener("change", () => this.fit());
  }

  rooms(select) {
    select.replaceChildren(...this.grid.state.rooms.map((room) => new Option(`${room.name}, ${room.venue}`, room.id)));
  }

  clicked(event) {
    const node = event.target.closest("[data-card]");
    if (node) return this.card(this.grid.cardOf(node));
    const column = event.target.closest(".tg-column");
    if (!column) return undefined;
    const day = this.grid.state.days.find((one) => one.key === column.closest("[data-day]").dataset.day);
    const { step } = this.grid.state;
    const from = (event.clientY - column.getBoundingClientRect().top) / this.grid.px;
    return this.add(column.dataset.room, day.from + Math.floor(from / step / 3) * step * 3);
  }

  // A tap on a waiting program asks where to, with the first free place filled in.
  wait(node) {
    const { drawing, state } = this.grid;
    const card = node && this.grid.cardOf(node);
    if (!card || !drawing.rooms.length) return;
    const [day] = drawing.shown;
    const { room, at } = firstPlace(state, card, drawing.rooms, day.from, day.to);
    this.add(room, at, card.program);
  }

  card(card) {
    if (!card || card.id.startsWith("new-")) return;
    this.shown = card.id;
    const { clock, words, state } = this.grid;
    const dialog = this.about;
    dialog.querySelector("h2").textContent = card.title;
    const room = state.rooms.find((one) => one.id === card.room);
    const facts = [
      `${clock.day(card.at)}–${clock.time(presentUntil(card))}, ${room?.name ?? ""}, ${room?.venue ?? ""}`,
      card.parts.filter(([, n]) => n).map(([name, n]) => `${words.parts[name] ?? name} ${n}`).join(" · "),
      card.films.map(([title]) => title).join(" · "),
      card.people.map((id) => state.people[id]?.name).filter(Boolean).join(", "),
    ];
    const found = state.findings.filter((one) => one.cards.includes(card.id));
    dialog.querySelector("[data-facts]").replaceChildren(
      ...facts.filter(Boolean).map((text) => make("p", "small", text)),
      ...found.map((one) => make("p", `small tg-finding level-${one.level}`, `${words.levels[one.level]}: ${one.text}`)),
    );
    this.set(dialog, card.room, card.at);
    dialog.querySelector("form .button-main").disabled = card.locked;
    dialog.querySelector("[data-act=lock]").textContent = card.locked ? words.unlock : words.lock;
    dialog.querySelector("[data-act=fit]").hidden = card.kind !== "screening";
    dialog.querySelector("[data-act=again]").hidden = card.kind !== "screening";
    const page = dialog.querySelector("[data-page]");
    page.hidden = !card.href;
    if (card.href) page.href = card.href;
    dialog.showModal();
  }

  set(dialog, room, at) {
    const [date, time] = this.grid.clock.inputs(at);
    Object.entries({ room, date, time }).forEach(([name, value]) => (dialog.querySelector(`[name=${name}]`).value = value));
    dialog.dataset.near = at;
  }

  asked(dialog) {
    const value = (name) => dialog.querySelector(`[name=${name}]`)?.value ?? "";
    const at = this.grid.clock.minute(value("date"), value("time"), Number(dialog.dataset.near));
    return { room: value("room"), at, value };
  }

  move(event) {
    event.preventDefault();
    const { room, at } = this.asked(this.about);
    this.about.close();
    this.grid.send({ op: "move", card: this.shown, room, at }).then(() => {
      const card = this.grid.state.cards.get(this.shown);
      if (card) this.grid.showCard(card);
    });
  }

  act(what) {
    const card = this.grid.state.cards.get(this.shown);
    if (!what || !card) return;
    this.about.close();
    if (what === "lock") this.grid.send({ op: "lock", card: card.id, on: !card.locked });
    if (what === "fit") this.grid.send({ op: "fit", card: card.id });
    if (what === "off") this.grid.takeOff(card);
    if (what === "again") this.add(card.room, takenFrom(card) + minutes(card), card.program);
  }

  addSomewhere() {
    const { drawing, state } = this.grid;
    const day = drawing.shown[0];
    const room = drawing.rooms[0] ?? state.rooms[0];
    const opens = room?.open.find(([from]) => day && day.from <= from && from < day.to)?.[0];
    this.add(room?.id ?? "", opens ?? day?.from ?? 0);
  }

  add(room, at, program = "") {
    const { state, words } = this.grid;
    const select = this.fresh.querySelector("[name=what]");
    const events = Object.entries(words.kinds).map(([kind, text]) => new Option(text, `event ${kind}`));
    const programs = make("optgroup");
    programs.label = words.programs;
    programs.append(...state.programs.map(([code, title]) => new Option(title, `program ${code}`)));
    select.replaceChildren(...events, ...(state.programs.length ? [programs] : []));
    if (program) select.value = `program ${program}`;
    this.set(this.fresh, room, Math.ceil(at / state.step) * state.step);
    this.fit();
    this.fresh.showModal();
  }

  // A program brings its own title and minutes; an event is given them.
  fit() {
    const isEvent = this.fresh.querySelector("[name=what]").value.startsWith("event");
    for (const node of this.fresh.querySelectorAll("[data-of-event]")) node.hidden = !isEvent;
    this.fresh.querySelector("[name=title]").required = isEvent;
    this.fresh.querySelector("[name=minutes]").disabled = !isEvent;
  }

  make(event) {
    event.preventDefault();
    const { room, at, value } = this.asked(this.fresh);
    const [kind, name] = value("what").split(" ");
    this.fresh.close();
    if (kind === "program") this.grid.send({ op: "place", program: name, room, at });
    else this.grid.send({ op: "event", kind: name, title: value("title"), minutes: Number(value("minutes")), room, at });
  }
}
