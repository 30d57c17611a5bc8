// <site-search index base>: looks through the festival's own index; the page that holds it needs no server.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const MOST = 60;

class SiteSearch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector("input");
    this.count = this.querySelector(".search-count");
    this.list = this.querySelector(".found");
    this.kinds = [...this.querySelector("template").content.children].map((el) => [el.dataset.kind, el.textContent]);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.look();
    });
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("focus", () => this.rows(), { once: true });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) this.input.value = asked;
    else if (this.hasAttribute("guess")) this.input.value = guessed(location.pathname);
    if (this.input.value) this.look({ isGuess: !asked });
  }

  async rows() {
    this.index ??= fetch(this.getAttribute("index"))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then(({ rows }) => rows.map((row) => ({ row, title: fold(row[1]), more: fold(`${row[2]} ${row[4]}`) })));
    return this.index;
  }

  async look({ isGuess = false } = {}) {
    const words = fold(this.input.value).split(/[\s,.;:·/-]+/u).filter(Boolean);
    let known;
    try {
      known = await this.rows();
    } catch {
      this.index = undefined;
      this.count.textContent = isGuess ? "" : this.count.dataset.broken;
      return;
    }
    let found = words.length ? ranked(known, words, matches) : [];
    const isClose = words.length > 0 && !found.length;
    if (isClose) found = ranked(known, words, resembles);
    if (!isGuess && !this.hasAttribute("guess")) this.remember();
    this.say(words, found, isClose, isGuess);
    this.draw(found.slice(0, MOST));
  }

  say(words, found, isClose, isGuess) {
    const { none, close, one, many } = this.count.dataset;
    if (!words.length || (isGuess && !found.length)) this.count.textContent = "";
    else if (!found.length) this.count.textContent = none;
    else if (isClose) this.count.textContent = close;
    else this.count.textContent = found.length === 1 ? one : many.replace("{n}", found.length);
  }

  remember() {
    const asked = this.input.value.trim();
    history.replaceState(null, "", asked ? `?q=${encodeURIComponent(asked)}` : location.pathname);
  }

  draw(found) {
    this.list.replaceChildren(
      ...this.kinds.flatMap(([kind, name]) => {
        const rows = found.filter(({ row }) => row[0] === kind);
        return rows.length ? [this.group(name, rows)] : [];
      }),
    );
    this.classList.toggle("has-found", found.length > 0);
  }

  group(name, rows) {
    const section = document.createElement("section");
    section.append(element("h2", name));
    const list = element("ul");
    list.className = "found-list";
    for (const { row } of rows) {
      const link = element("a");
      link.href = this.getAttribute("base") + row[3];
      const title = element("span");
      title.className = "found-title";
      title.append(element("bdi", row[1]));
      link.append(title);
      if (row[2]) {
        const line = element("span");
        line.className = "muted small";
        line.append(element("bdi", row[2]));
        link.append(line);
      }
      const item = element("li");
      item.append(link);
      list.append(item);
    }
    section.append(list);
    return section;
  }
}

function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

// The last part of the address that was not found, as words.
function guessed(path) {
  const parts = path.split("/").filter((part) => part && !/^[\d-]+$/.test(part));
  return (parts.at(-1) ?? "").replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
}

// Every word must be found: at the start of the title, of a word in it, within it, or elsewhere in the row.
function matches({ title, more }, words) {
  let sum = 0;
  for (const word of words) {
    if (title === word) sum += 12;
    else if (title.startsWith(word)) sum += 8;
    else if (` ${title}`.includes(` ${word}`)) sum += 6;
    else if (title.includes(word)) sum += 3;
    else if (` ${more}`.includes(` ${word}`)) sum += 2;
    else if (more.includes(word)) sum += 1;
    else return 0;
  }
  return sum;
}

// Where nothing is called so: some word of the title or the line is one letter away, or most words fit.
function resembles({ title, more }, words) {
  const parts = `${title} ${more}`.split(/[\s,.·-]+/u);
  const fits = words.filter((word) => parts.some((part) => isNear(part, word)));
  return fits.length && fits.length * 2 >= words.length ? fits.length : 0;
}

function isNear(part, word) {
  if (part === word) return true;
  if (word.length < 4 || Math.abs(part.length - word.length) > 1) return false;
  let start = 0;
  while (start < word.length && part[start] === word[start]) start += 1;
  let end = 0;
  const most = Math.min(part.length, word.length) - start;
  while (end < most && part.at(-1 - end) === word.at(-1 - end)) end += 1;
  const left = Math.max(part.length, word.length) - start - end;
  return left <= 1 || (left === 2 && part.length === word.length && part[start] === word[start + 1]);
}

function ranked(known, words, weigh) {
  return known
    .map((entry) => ({ ...entry, weight: weigh(entry, words) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
}

customElements.define("site-search", SiteSearch);
