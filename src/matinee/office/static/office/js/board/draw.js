// The board in the page: cards at their places, reels, clocks and marks at once, and what the server draws a moment later.
import { BENCH, whereIs } from "./model.js";

const SVG = "http://www.w3.org/2000/svg";

export class Drawing {
  constructor(element, words) {
    this.element = element;
    this.words = words;
    this.gap = Number(element.dataset.gap);
    this.opening = Number(element.dataset.opening);
  }

  card(film) {
    return document.getElementById(`film-${film}`);
  }

  list(where) {
    return this.element.querySelector(`[data-program="${CSS.escape(where)}"] > [data-cards]`);
  }

  column(where) {
    return this.element.querySelector(`[data-program="${CSS.escape(where)}"]`);
  }

  cardsOf(where) {
    return [...(this.list(where)?.querySelectorAll(":scope > .film") ?? [])];
  }

  // Put every card where the board says; return the programs that the page cannot draw by itself.
  draw(board) {
    const held = document.activeElement?.closest?.(".film")?.dataset.film;
    const unknown = new Set();
    for (const where of [BENCH, ...board.day]) {
      const list = this.list(where);
      if (!list) unknown.add(where);
      else for (const film of this.arrange(list, board.films[where])) unknown.add(film && where);
    }
    this.returnTo(board);
    this.order(board);
    for (const where of board.day) this.measure(board, where);
    for (const where of [BENCH, ...board.day]) for (const film of board.films[where]) this.mark(board, film);
    if (held && document.activeElement?.closest?.(".film")?.dataset.film !== held) this.card(held)?.focus({ preventScroll: true });
    return [...unknown];
  }

  arrange(list, films) {
    const missing = [];
    let at = list.firstElementChild;
    for (const film of films) {
      const card = this.card(film);
      if (!card) {
        missing.push(film);
        continue;
      }
      if (card === at) at = at.nextElementSibling;
      else list.insertBefore(card, at);
      if ("place" in card.dataset) this.settle(card);
    }
    list.querySelector(":scope > .film-none").hidden = films.length > 0;
    return missing;
  }

  // A card that came from the pool loses the pool's buttons.
  settle(card) {
    delete card.dataset.place;
    card.querySelector(".tools-place")?.remove();
  }

  // Cards that are in no list any more go back to the head of the pool.
  returnTo(board) {
    const pool = this.element.querySelector("[data-pool]");
    for (const card of this.element.querySelectorAll("[data-cards] > .film")) {
      if (whereIs(board, card.dataset.film)) continue;
      card.dataset.place = "";
      card.classList.remove("is-locked", "is-place-locked");
      if (pool) pool.prepend(card);
      else card.remove();
    }
  }

  order(board) {
    const here = this.element.querySelector("[data-columns-here]");
    const jump = this.element.querySelector(".jump");
    for (const column of here.querySelectorAll(":scope > .column")) {
      if (!board.day.includes(column.dataset.program)) column.remove();
    }
    for (const link of jump.querySelectorAll("[data-jump]")) if (!board.day.includes(link.dataset.jump)) link.remove();
    board.day.forEach((code, n) => {
      const column = this.column(code);
      if (column && here.children[n] !== column) here.insertBefore(column, here.children[n] ?? null);
      const link = jump.querySelector(`[data-jump="${CSS.escape(code)}"]`);
      if (!link) return;
      if (jump.children[n] !== link) jump.insertBefore(link, jump.children[n] ?? null);
      link.firstElementChild.textContent = n + 1;
    });
  }

  seconds(film) {
    return Number(this.card(film)?.dataset.seconds ?? 0);
  }

  clock(board, where) {
    const films = board.films[where];
    return films.length ? films.reduce((sum, film) => sum + this.seconds(film) + this.gap, this.opening) : 0;
  }

  measure(board, where) {
    const column = this.column(where);
    if (!column) return;
    const seconds = this.clock(board, where);
    const told = this.told(column, seconds);
    const gauge = column.querySelector(".gauge");
    if (gauge) {
      gauge.className = `gauge gauge-${told.state}`;
      gauge.querySelector("span").replaceChildren(`${timecode(seconds)} `, Object.assign(document.createElement("b"), { textContent: told.words }));
      gauge.querySelector(".fill").setAttribute("width", `${Math.min(100, (100 * seconds) / (column.dataset.limit * 1.1))}%`);
    }
    column.querySelector("[data-title]").textContent = board.titles[where];
    column.toggleAttribute("data-locked", board.locked.has(where));
    this.note(column, board.notes[`program:${where}`]);
    const clock = this.element.querySelector(`[data-jump="${CSS.escape(where)}"] [data-clock]`);
    if (clock) clock.textContent = timecode(seconds);
    this.reel(column, board.films[where]);
  }

  told(column, seconds) {
    const { least, most, limit } = column.dataset;
    const up = (part) => String(Math.ceil(part / 60));
    if (seconds > limit) return { state: "over", words: this.words.over.replace("{n}", up(seconds - limit)) };
    if (seconds > most) return { state: "warn", words: this.words.warn.replace("{n}", up(seconds - most)) };
    if (seconds < least) return { state: "short", words: this.words.short.replace("{n}", up(least - seconds)) };
    return { state: "good", words: this.words.inside };
  }

  reel(column, films) {
    const key = films.join(" ");
    const bar = column.querySelector("[data-reel] svg.reel-bar");
    if (!bar || column.reelOf === key) return;
    column.reelOf = key;
    const total = films.reduce((sum, film) => sum + this.seconds(film), 0) || 1;
    let start = 0;
    bar.replaceChildren(
      ...films.map((film, n) => {
        const part = (100 * this.seconds(film)) / total;
        const title = this.title(film);
        const group = svg("g", { class: `reel-seg film${n % 2 ? " odd" : ""}`, role: "listitem" });
        const link = svg("a", { href: `#film-${film}`, "aria-label": title });
        const box = svg("svg", { x: `${start}%`, width: `${part}%`, height: "100%" });
        const name = svg("title", {});
        name.textContent = title;
        box.append(name, svg("rect", { width: "100%", height: "100%" }));
        link.append(box);
        group.append(link);
        start += part;
        return group;
      }),
    );
  }

  title(film) {
    return this.card(film)?.querySelector(".film-title")?.textContent.trim() ?? film;
  }

  mark(board, film) {
    const card = this.card(film);
    if (!card) return;
    card.classList.toggle("is-locked", Boolean(board.marks[film]?.is_locked));
    card.classList.toggle("is-place-locked", Boolean(board.marks[film]?.is_place_locked));
    this.note(card, board.notes[`film:${film}`]);
  }

  note(holder, text) {
    const line = holder.querySelector(":scope > [data-note], :scope > .column-told > [data-note]");
    if (!line || line.textContent === (text ?? "")) return;
    line.textContent = text ?? "";
    line.hidden = !text;
  }
}

export function timecode(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

function svg(name, values) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(values)) node.setAttribute(key, value);
  return node;
}
