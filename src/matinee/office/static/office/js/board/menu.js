// What can be done with a film or a program, as a dialog: for fingers, and for whoever does not know the keys.
import { BENCH, whereIs } from "./model.js";

export class Menu {
  constructor(desk) {
    this.desk = desk;
    desk.element.addEventListener("click", (event) => this.click(event));
  }

  click(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const film = event.target.closest("[data-menu]");
    const program = event.target.closest("[data-program-menu]");
    if (!film && !program) return;
    event.preventDefault();
    if (film) this.film(film.closest(".film"));
    else this.program(program.closest("[data-program]").dataset.program, program.href);
  }

  film(card, focus = "") {
    const { desk } = this;
    const { words, board } = desk;
    const films = desk.chosen(card);
    const film = card.dataset.film;
    const where = whereIs(board, film);
    const mark = board.marks[film] ?? {};
    const isPlaced = where && where !== BENCH;
    const parts = [this.target(films, where)];
    const row = element("p", { className: "row" });
    if (isPlaced) {
      row.append(this.deed(mark.is_locked ? words.unlock : words.lock, { op: "lock", films, on: !mark.is_locked }, "l"));
      row.append(this.deed(mark.is_place_locked ? words.unlockPlace : words.lockPlace, { op: "lock_place", films, on: !mark.is_place_locked }, "L"));
    }
    if (where !== BENCH) row.append(this.deed(words.toBench, { op: "bench", films }, "b"));
    if (where) row.append(this.deed(words.toPool, { op: "pool", films }, "Delete"));
    parts.push(row, this.note({ films: [film] }, board.notes[`film:${film}`] ?? "", focus));
    return this.open(desk.named(films), parts, card);
  }

  program(code, address) {
    const { board, words } = this.desk;
    const isLocked = board.locked.has(code);
    const at = board.day.indexOf(code);
    const title = element("input", { value: board.titles[code], maxLength: 160 });
    const rename = element("form", { className: "row" });
    const save = element("button", { className: "button", textContent: words.rename });
    rename.append(labelled(words.title, title), save);
    rename.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act({ op: "rename_program", program: code, title: title.value });
    });
    const row = element("p", { className: "row" });
    row.append(this.deed(isLocked ? words.unlockProgram : words.lockProgram, { op: "lock_program", program: code, on: !isLocked }));
    if (at > 0) row.append(this.deed(words.earlier, { op: "move_program", program: code, to: at }));
    if (at < board.day.length - 1) row.append(this.deed(words.later, { op: "move_program", program: code, to: at + 2 }));
    row.append(this.deed(words.remove, { op: "remove_program", program: code }));
    row.append(element("a", { className: "button button-quiet", href: address, textContent: words.change }));
    const parts = [rename, row, this.note({ program: code }, board.notes[`program:${code}`] ?? "")];
    this.open(board.titles[code], parts, this.desk.drawing.column(code)?.querySelector("[data-program-menu]"));
  }

  // A program, and the place in it.
  target(films, where) {
    const { board, words } = this.desk;
    const form = element("form", { className: "row" });
    const program = element("select", {});
    for (const code of board.day) {
      const option = element("option", { value: code, textContent: board.titles[code], disabled: board.locked.has(code) });
      option.selected = code === (board.day.includes(where) ? where : this.desk.focused);
      program.append(option);
    }
    const place = element("input", { type: "number", min: 1, max: 99, className: "most" });
    form.append(labelled(words.toProgram, program), labelled(words.atPlace, place), element("button", { className: "button button-main", textContent: words.move }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const order = board.films[program.value]?.filter((film) => !films.includes(film)) ?? [];
      this.act({ op: "place", films, program: program.value, before: place.value ? order[place.value - 1] ?? "" : "" });
    });
    return form;
  }

  note(on, text, focus) {
    const { words } = this.desk;
    const form = element("form", { className: "stack stack-s" });
    const area = element("textarea", { value: text, maxLength: 400, rows: 2, autofocus: focus === "note" });
    form.append(labelled(words.note, area), element("button", { className: "button", textContent: words.keepNote }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.act({ op: "note", ...on, text: area.value.trim().replace(/\s+/g, " ") });
    });
    return form;
  }

  deed(text, move, key = "") {
    const button = element("button", { className: "button", type: "button", textContent: text });
    if (key) button.append(" ", element("kbd", { textContent: key }));
    button.addEventListener("click", () => this.act(move));
    return button;
  }

  act(move) {
    this.dialog.close();
    this.desk.send(move);
  }

  open(title, parts, from) {
    this.dialog?.remove();
    this.dialog = element("dialog", { className: "board-menu stack" });
    this.dialog.setAttribute("aria-label", title);
    const close = element("form", { method: "dialog" });
    close.append(element("button", { className: "button button-quiet", textContent: this.desk.words.close }));
    this.dialog.append(element("h2", { textContent: title }), ...parts, close);
    this.desk.element.append(this.dialog);
    const film = from?.dataset?.film;
    this.dialog.addEventListener("close", () => (film ? this.desk.drawing.card(film) : from)?.focus());
    this.dialog.showModal();
    this.dialog.querySelector("[autofocus]")?.focus();
  }
}

const element = (name, values) => Object.assign(document.createElement(name), values);

function labelled(text, field) {
  const label = element("label", { className: "labelled" });
  label.append(element("span", { textContent: text }), field);
  return label;
}
