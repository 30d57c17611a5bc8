// The festival without a connection: what was seen, the next days, the search and the schedule. SITE stands above this.
const CACHE = `matinee ${SITE.base}`;
const PATIENCE_MS = 4000;
const MOST_KEPT = 400;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.allSettled(SITE.first.map((path) => cache.add(path)))).then(() => skipWaiting()));
});

addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(SITE.root)) return;
  event.respondWith(url.pathname.startsWith(`${SITE.root}files/`) ? lasting(request) : fresh(request, url));
});

// A file named by its content never changes: what is here is right.
async function lasting(request) {
  return (await caches.match(request)) ?? keep(request, await fetch(request));
}

// Pages are asked for anew; what was seen last stands in where no answer comes.
async function fresh(request, url) {
  const known = caches.match(request, { ignoreSearch: url.pathname === `${SITE.base}search/` });
  const asked = fetch(request).then((answer) => keep(request, answer));
  asked.catch(() => null);
  try {
    return await Promise.race([asked, patience(known)]);
  } catch {
    return (await known) ?? (request.mode === "navigate" ? caches.match(`${SITE.base}offline.html`) : Response.error());
  }
}

async function patience(known) {
  await new Promise((done) => setTimeout(done, PATIENCE_MS));
  return (await known) ?? new Promise(() => {});
}

async function keep(request, answer) {
  if (answer.ok && answer.type === "basic") {
    const copy = answer.clone();
    caches.open(CACHE).then((cache) => cache.put(request, copy)).catch(() => null);
  }
  return answer;
}

// The oldest go first where too much was kept.
async function tidy() {
  const cache = await caches.open(CACHE);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_KEPT)).map((request) => cache.delete(request)));
}
