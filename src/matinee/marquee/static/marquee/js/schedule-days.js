// The days of a schedule as they stand on the page: entries in order, what overlaps, what a plan left out.
import { filled, part, slot } from "./parts.js";

const DAY_STARTS_H = 4; // a late show belongs to its evening
const HOUR = 3_600_000;

export function drawDays(holder, section, data, { entries, left, lost, isShared }) {
  const zone = data.edition.time_zone;
  const words = wording(zone);
  const days = new Map();
  for (const row of entries) {
    const day = words.day(Date.parse(row.showing.starts_at) - DAY_STARTS_H * HOUR);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  const board = section.querySelector(".mine-days");
  for (const [day, rows] of days) {
    const piece = part(holder, "day");
    slot(piece, "day", day).hidden = days.size === 1 && day === data.edition.when; // it stands above already
    piece.querySelector("ol").append(...rows.map((row) => entry(holder, data, row, words, isShared)));
    board.append(piece);
  }
  if (left.length) board.append(leftOut(holder, data, left));
  if (lost.length) {
    const piece = part(holder, "lost");
    slot(piece, "lost", { titles: lost.join(", ") });
    board.append(piece);
  }
}

function wording(timeZone) {
  const language = document.documentElement.lang || undefined;
  const clock = new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone });
  const short = new Intl.DateTimeFormat(language, { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZone });
  return { time: (at) => clock.format(new Date(at)), day: (at) => date.format(at), short: (at) => short.format(new Date(at)) };
}

function entry(holder, data, { program, films, showing, clash }, words, isShared) {
  const piece = part(holder, "entry");
  const venue = data.venues[showing.venue];
  piece.dataset.accent = program.accent;
  slot(piece, "time", words.time(showing.starts_at));
  slot(piece, "until", { time: words.time(showing.ends_at) });
  slot(piece, "title", program.title).href = holder.base + program.href;
  const wanted = slot(piece, "for", { films: films.map((film) => film.title).join(", ") });
  wanted.hidden = !films.length;
  slot(piece, "place", [showing.room, venue.name].filter(Boolean).join(", "));
  const line = piece.querySelector('[data-slot="clash"]');
  line.textContent = clash ? filled(line.dataset[clash.kind], clash) : "";
  line.hidden = !clash;
  piece.classList.toggle("has-clash", Boolean(clash));
  const drop = piece.querySelector('[data-do="drop"]');
  slot(drop, "drop", { title: program.title });
  Object.assign(drop.dataset, { program: program.slug, key: `drop ${program.slug}` });
  drop.hidden = isShared;
  if (!isShared) choices(piece, program, showing, words);
  return piece;
}

function choices(piece, program, showing, words) {
  const open = program.showings.filter((row) => row.state === "scheduled");
  if (open.length < 2) return;
  const select = piece.querySelector("select");
  Object.assign(select.dataset, { program: program.slug, key: `pick ${program.slug}` });
  select.append(...open.map((row) => new Option(`${words.short(row.starts_at)}, ${row.room}`, row.code, false, row.code === showing.code)));
  piece.querySelector('[data-slot="choice"]').hidden = false;
}

function leftOut(holder, data, left) {
  const piece = part(holder, "left");
  for (const { program, why } of left) {
    const row = part(holder, "left-entry");
    slot(row, "title", program.title);
    const place = row.querySelector('[data-slot="why"]');
    const others = why.map((slug) => data.programs.find((one) => one.slug === slug)?.title).filter(Boolean);
    place.textContent = others.length ? filled(place.dataset.words, { others: others.join(", ") }) : "";
    row.querySelector("button").dataset.program = program.slug;
    piece.querySelector("ul").append(row);
  }
  return piece;
}
