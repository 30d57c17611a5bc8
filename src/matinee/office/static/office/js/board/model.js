// The board as plain values and what a person may do with it; the server has the last word.
export const BENCH = "bench";

export function boardOf(news) {
  const board = { day: [], titles: {}, films: { [BENCH]: [...news.bench] }, locked: new Set(), marks: news.marks, notes: news.notes };
  for (const { code, title, films, is_locked: isLocked } of news.programs) {
    board.day.push(code);
    board.titles[code] = title;
    board.films[code] = [...films];
    if (isLocked) board.locked.add(code);
  }
  return board;
}

export const whereIs = (board, film) => Object.keys(board.films).find((where) => board.films[where].includes(film)) ?? "";

// The lists that cards are in, from left to right: the bench, then the programs of the day.
export const places = (board) => [BENCH, ...board.day];

// The board after a move, or the name of what is in the way.
export function perform(board, move) {
  const films = move.films ?? [];
  const refused = refusal(board, move, films);
  if (refused) return { refused };
  const next = { ...board, films: Object.fromEntries(Object.entries(board.films).map(([where, codes]) => [where, [...codes]])) };
  const deeds = {
    place: () => put(next, films, move.program, move),
    bench: () => put(next, films, BENCH, move),
    pool: () => take(next, films),
    order: () => (next.films[move.program] = [...films]),
    lock: () => (next.marks = marked(next.marks, films, { is_locked: move.on !== false })),
    lock_place: () => (next.marks = marked(next.marks, films, { is_place_locked: move.on !== false })),
    lock_program: () => (next.locked = toggled(next.locked, move.program, move.on !== false)),
    note: () => (next.notes = noted(next.notes, films.length ? `film:${films[0]}` : `program:${move.program}`, move.text)),
  };
  deeds[move.op]?.();
  for (const where of Object.keys(next.films)) next.films[where] = inTheirPlaces(board, where, next.films[where]);
  return { board: next };
}

function refusal(board, move, films) {
  if (move.program && !(move.program in board.films)) return "gone";
  if (["place", "order"].includes(move.op) && board.locked.has(move.program)) return "program";
  if (!["place", "bench", "pool"].includes(move.op)) return "";
  for (const film of films) {
    const where = whereIs(board, film);
    const leaves = move.op !== "place" || where !== move.program;
    if (leaves && board.locked.has(where)) return "program";
    if (leaves && board.marks[film]?.is_locked) return "film";
    if (board.marks[film]?.is_place_locked) return "place";
  }
  return "";
}

function take(board, films) {
  for (const where of Object.keys(board.films)) board.films[where] = board.films[where].filter((film) => !films.includes(film));
}

function put(board, films, where, { before, after }) {
  take(board, films);
  const order = board.films[where];
  const at = order.includes(before) ? order.indexOf(before) : order.includes(after) ? order.indexOf(after) + 1 : order.length;
  order.splice(at, 0, ...films);
}

function marked(marks, films, mark) {
  const next = { ...marks };
  for (const film of films) next[film] = { is_locked: false, is_place_locked: false, ...marks[film], ...mark };
  return next;
}

function toggled(locked, program, on) {
  const next = new Set(locked);
  if (on) next.add(program);
  else next.delete(program);
  return next;
}

function noted(notes, key, text) {
  const next = { ...notes, [key]: text };
  if (!text) delete next[key];
  return next;
}

// Films that keep their place: an opener opens, a closer closes, the others flow around them.
function inTheirPlaces(board, where, films) {
  const before = board.films[where] ?? [];
  const pinned = before.filter((film) => films.includes(film) && board.marks[film]?.is_place_locked);
  if (!pinned.length || String(films) === String(before)) return films;
  const slots = films.map(() => null);
  for (const film of pinned) {
    const at = before.indexOf(film);
    const fromEnd = before.length - 1 - at;
    const wanted = at <= fromEnd ? at : films.length - 1 - fromEnd;
    const free = slots.map((one, n) => (one === null ? n : -1)).filter((n) => n >= 0);
    slots[free.reduce((best, n) => (Math.abs(n - wanted) < Math.abs(best - wanted) ? n : best))] = film;
  }
  const rest = films.filter((film) => !pinned.includes(film));
  return slots.map((film) => film ?? rest.shift());
}
