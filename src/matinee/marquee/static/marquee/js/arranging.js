// From stars to a schedule: which programs are wanted, which of their showings, and what stands in each other's way.
const WALK_M_PER_MIN = 75;
const DETOUR = 1.3; // streets are not straight
const SAME_HOUSE_MIN = 5;
const MINUTE = 60_000;

// Returns {entries, left, lost}: what is seen, what a plan left out, and stars whose program is gone.
export function arrange(data, kept) {
  const { wants, lost } = wanted(data, kept);
  const left = wants
    .filter(({ program }) => program.slug in kept.left)
    .map((want) => ({ ...want, why: kept.left[want.program.slug] }));
  const seen = wants.filter(({ program }) => !(program.slug in kept.left));
  const entries = [];
  for (const want of [...seen].sort((one, other) => going(one.program).length - going(other.program).length)) {
    const showing = chosen(want.program, kept.picks[want.program.slug], entries);
    if (showing) entries.push({ ...want, showing });
    else lost.push(want.program.title);
  }
  entries.sort((one, other) => Date.parse(one.showing.starts_at) - Date.parse(other.showing.starts_at));
  return { entries: clashes(entries, data.venues), left, lost };
}

export const going = (program) => program.showings.filter((row) => row.state === "scheduled");

function wanted(data, kept) {
  const { stars } = kept;
  const found = new Map();
  const lost = [];
  const want = (program) => found.get(program.slug) ?? found.set(program.slug, { program, films: [] }).get(program.slug);
  for (const star of stars.filter((one) => one.startsWith("p/"))) {
    const program = data.programs.find((row) => row.slug === star.slice(2));
    if (program) want(program);
    else lost.push(named(star));
  }
  for (const star of stars.filter((one) => one.startsWith("f/"))) {
    const slug = star.slice(2);
    const shown = data.programs.filter((row) => row.films.some((film) => film.slug === slug));
    const planned = shown.find((row) => row.slug in kept.picks && !(row.slug in kept.left));
    const program = planned ?? shown.find((row) => found.has(row.slug)) ?? shown.find((row) => going(row).length) ?? shown[0];
    if (program) want(program).films.push(program.films.find((film) => film.slug === slug));
    else lost.push(named(star));
  }
  return { wants: [...found.values()], lost };
}

const named = (star) => star.slice(2).replaceAll("-", " ");

function chosen(program, code, taken) {
  const open = going(program);
  const picked = program.showings.find((row) => row.code === code);
  return picked ?? open.find((row) => !taken.some((other) => overlap(other.showing, row) > 0)) ?? open[0] ?? program.showings[0];
}

// Minutes that two showings overlap; negative is the time between them.
export function overlap(one, other) {
  const starts = Math.max(Date.parse(one.starts_at), Date.parse(other.starts_at));
  return Math.round((Math.min(Date.parse(one.ends_at), Date.parse(other.ends_at)) - starts) / MINUTE);
}

function clashes(entries, venues) {
  return entries.map((entry, place) => {
    if (entry.showing.state !== "scheduled") return { ...entry, clash: { kind: "off" } };
    for (const before of entries.slice(0, place).reverse()) {
      if (before.showing.state !== "scheduled") continue;
      const minutes = overlap(before.showing, entry.showing);
      const walk = walking(before.showing, entry.showing, venues);
      const other = before.program.title;
      if (minutes > 0) return { ...entry, clash: { kind: "over", other, n: minutes } };
      if (-minutes < walk) return { ...entry, clash: { kind: "far", other, n: -minutes, walk } };
    }
    return { ...entry, clash: null };
  });
}

// Minutes on foot from one house to another, by the sphere; 0 where it is not known.
export function walking(one, other, venues) {
  if (one.venue === other.venue) return one.room === other.room ? 0 : SAME_HOUSE_MIN;
  const [a, b] = [venues[one.venue], venues[other.venue]];
  if ([a?.latitude, a?.longitude, b?.latitude, b?.longitude].some((value) => typeof value !== "number")) return 0;
  const rad = Math.PI / 180;
  const high = Math.sin(((b.latitude - a.latitude) * rad) / 2) ** 2;
  const wide = Math.sin(((b.longitude - a.longitude) * rad) / 2) ** 2;
  const metres = 12_742_000 * Math.asin(Math.sqrt(high + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * wide));
  return Math.ceil((metres * DETOUR) / WALK_M_PER_MIN);
}
