// What a place would mean, told while a card is dragged; the server's own checks follow after the drop.
export const minutes = (card) => card.parts.reduce((sum, [, length]) => sum + length, 0);
export const takenFrom = (card, at = card.at) => at - card.before;
export const takenUntil = (card, at = card.at) => takenFrom(card, at) + minutes(card);
const partMinutes = (card, name) => card.parts.find(([part]) => part === name)?.[1] ?? 0;
// People are there from the announced start until the Q&A is over.
export const presentUntil = (card, at = card.at) => takenUntil(card, at) - partMinutes(card, "turnaround") - partMinutes(card, "clearing");

const meet = (a, b, c, d) => a < d && c < b;

export function trouble(state, card, room, at) {
  return [...roomTrouble(state, card, room, at), ...peopleTrouble(state, card, at)];
}

function roomTrouble(state, card, room, at) {
  const found = [];
  const from = takenFrom(card, at);
  const until = takenUntil(card, at);
  const empty = until - partMinutes(card, "turnaround");
  const hours = state.rooms.find((one) => one.id === room)?.open ?? [];
  if (!hours.some(([opens, closes]) => opens <= from && empty <= closes)) found.push({ level: "forbids", kind: "closed" });
  for (const other of state.cards.values()) {
    if (other.id === card.id || other.room !== room) continue;
    if (meet(from, until, takenFrom(other), takenUntil(other))) found.push({ level: "forbids", kind: "taken", other });
  }
  return found;
}

function peopleTrouble(state, card, at) {
  const found = [];
  const until = presentUntil(card, at);
  for (const id of card.people) {
    const person = state.people[id];
    for (const [from, to, isHard] of person?.away ?? []) {
      if (meet(at, until, from, to)) found.push({ level: isHard ? "forbids" : "warns", kind: isHard ? "away" : "rather", person });
    }
    for (const other of state.cards.values()) {
      if (other.id === card.id || !other.people.includes(id)) continue;
      if (meet(at, until, other.at, presentUntil(other))) found.push({ level: "forbids", kind: "twice", person, other });
    }
  }
  return found;
}

// The earliest announced start of a card that begins after a moment, on the grid of five minutes.
export const earliest = (card, from, step) => Math.ceil((from + card.before) / step) * step;

// A place for a card that comes from the tray: the first in the shown day without trouble, else where the day begins.
export function firstPlace(state, card, rooms, from, until) {
  const first = earliest(card, from, state.step);
  for (let at = first; at < until; at += state.step) {
    for (const room of rooms) if (!trouble(state, card, room.id, at).length) return { room: room.id, at };
  }
  return { room: rooms[0]?.id, at: first };
}

export function inWords(found, words, clock) {
  const said = found.map(({ kind, other, person }) => {
    if (kind === "closed") return words.closed;
    if (kind === "taken") return fill(words.taken, { title: other.title, until: clock.time(takenUntil(other)) });
    if (kind === "away" || kind === "rather") return fill(words[kind], { name: person.name });
    return fill(words.twice, { name: person.name, title: other.title });
  });
  return [...new Set(said)].join(" ");
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const RANK = { forbids: 3, blocks_release: 2, warns: 1, informs: 0 };
export const worst = (found) => found.reduce((level, one) => (level && RANK[level] >= RANK[one.level] ? level : one.level), "");
