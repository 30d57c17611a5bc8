// What this visitor has starred, kept in this browser alone: {edition: {stars: [...], picks: {...}, left: {...}}}.
// A star is "p/<program>" or "f/<film>". `picks` holds the chosen showing of a program, `left` why one was left out.
const KEY = `matinee ${document.body.dataset.root ?? location.pathname}`;
const listeners = new Set();

export const nothing = () => ({ stars: [], picks: {}, left: {} });

export function all() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    return {}; // storage is closed to us, or somebody else wrote there
  }
}

export function of(edition) {
  return { ...nothing(), ...all()[edition] };
}

export function put(edition, kept) {
  const everything = all();
  if (kept.stars.length) everything[edition] = kept;
  else delete everything[edition];
  try {
    localStorage.setItem(KEY, JSON.stringify(everything));
  } catch {
    // Nothing can be kept here (a private window, a full disk): the page goes on without.
  }
  tell();
}

export function has(item) {
  const [edition, star] = cut(item);
  return of(edition).stars.includes(star);
}

export function toggle(item) {
  const [edition, star] = cut(item);
  const kept = of(edition);
  const stars = kept.stars.includes(star) ? kept.stars.filter((other) => other !== star) : [...kept.stars, star];
  put(edition, { ...kept, stars, left: {} });
}

export function count() {
  return Object.values(all()).reduce((sum, kept) => sum + (kept.stars?.length ?? 0), 0);
}

export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = () => listeners.forEach((listener) => listener());
const cut = (item) => [item.slice(0, item.indexOf("/")), item.slice(item.indexOf("/") + 1)];

addEventListener("storage", (event) => event.key === KEY && tell());

// A schedule as a link: #2026-12=p/shorts-i!CODE,f/portage
export function linkOf(edition, kept) {
  const parts = kept.stars.map((star) => {
    const code = kept.picks[star.slice(2)];
    return star.startsWith("p/") && code ? `${star}!${code}` : star;
  });
  return `#${encodeURIComponent(edition)}=${parts.join(",")}`;
}

export function readLink(hash) {
  const found = /^#([A-Za-z0-9_-]+)=([A-Za-z0-9_/,!-]+)$/.exec(decodeURIComponent(hash));
  if (!found) return null;
  const kept = nothing();
  for (const part of found[2].split(",").slice(0, 200)) {
    const [star, code] = part.split("!");
    if (!/^[pf]\/[A-Za-z0-9_-]+$/.test(star)) continue;
    kept.stars.push(star);
    if (code) kept.picks[star.slice(2)] = code;
  }
  return kept.stars.length ? { edition: found[1], kept } : null;
}
