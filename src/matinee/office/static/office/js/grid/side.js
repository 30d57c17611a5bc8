// Everything around the grid: the tray of what waits, the findings, undo and redo, the days, and what is said.
import { make } from "./draw.js";
import { fill, minutes } from "./rules.js";

const TAG_MS = 6000;
const LEVELS = ["forbids", "blocks_release", "warns", "informs"];

export class Side {
  constructor(grid) {
    this.grid = grid;
    grid.piece("undo").addEventListener("click", () => grid.send({ op: "undo" }));
    grid.piece("redo").addEventListener("click", () => grid.send({ op: "redo" }));
    grid.piece("zoom").addEventListener("change", (event) => this.zoomed(Number(event.target.value)));
    grid.piece("days")?.addEventListener("click", (event) => this.turn(event));
    grid.piece("findings").addEventListener("click", (event) => this.jump(event));
    addEventListener("popstate", () => grid.isConnected && grid.show(new URL(location.href).searchParams.get("day")));
    grid.piece("zoom").value = localStorage.getItem("grid-zoom") ?? "1.5";
  }

  zoomed(px) {
    localStorage.setItem("grid-zoom", String(px));
    this.grid.zoom(px);
  }

  turn(event) {
    const link = event.target.closest("a[data-day]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    this.grid.show(link.dataset.day);
  }

  tabs() {
    for (const link of this.grid.querySelectorAll("a[data-day]")) {
      if (link.dataset.day === this.grid.day) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  // The list under the grid holds the shown day; it is fetched anew for another one.
  list() {
    const day = document.querySelector("[data-list] > [name=day]");
    if (!day || day.value === this.grid.day) return;
    day.value = this.grid.day;
    document.body.dispatchEvent(new CustomEvent("grid-changed"));
  }

  draw() {
    this.tray();
    this.findings();
    for (const word of ["undo", "redo"]) {
      const button = this.grid.piece(word);
      const text = this.grid.state[word];
      button.disabled = !text;
      button.title = text || "";
    }
  }

  tray() {
    const { state, words, tray } = this.grid;
    const held = this.grid.drag.hand?.isNew || this.grid.keys.held?.isNew;
    if (held) return;
    const focused = document.activeElement?.dataset?.program;
    const list = make("ul", "tg-waiting");
    for (const one of state.tray) list.append(this.waiter(one, words));
    tray.replaceChildren(state.tray.length ? list : make("p", "muted", state.cards.size ? words.trayEmpty : words.trayNone));
    if (focused) tray.querySelector(`[data-program="${focused}"]`)?.focus();
  }

  waiter(one, words) {
    const item = make("li");
    const button = make("button", "tg-wait");
    button.type = "button";
    button.dataset.program = one.program;
    if (one.accent) button.dataset.accent = one.accent;
    const left = fill(words.left, { placed: one.placed, wanted: one.wanted });
    button.append(make("strong", "serif", one.title), make("span", "muted small", `${fill(words.lasts, { n: minutes(one) })} · ${left}`));
    item.append(button);
    return item;
  }

  findings() {
    const { state, words } = this.grid;
    const list = this.grid.piece("findings");
    const sorted = [...state.findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
    list.replaceChildren(...sorted.map((finding) => this.finding(finding, words)));
    this.grid.piece("nothing-found").hidden = sorted.length > 0;
    const counts = LEVELS.map((level) => [level, sorted.filter((one) => one.level === level).length]).filter(([, n]) => n);
    this.grid.piece("counts").replaceChildren(...counts.map(([level, n]) => make("span", `badge level-${level}`, `${words.levels[level]} ${n}`)));
  }

  finding(finding, words) {
    const item = make("li", `tg-finding level-${finding.level}`);
    item.append(make("span", "badge", words.levels[finding.level]));
    const text = make(finding.cards.length ? "button" : "span", "tg-jump", finding.text);
    if (finding.cards.length) Object.assign(text, { type: "button" }).dataset.jump = finding.cards.join(" ");
    item.append(text);
    return item;
  }

  // Pressing again goes on to the next card that the finding is about.
  jump(event) {
    const button = event.target.closest("[data-jump]");
    if (!button) return;
    const ids = button.dataset.jump.split(" ").filter((id) => this.grid.state.cards.has(id));
    const turn = Number(button.dataset.turn ?? 0);
    button.dataset.turn = turn + 1;
    if (ids.length) this.grid.showCard(this.grid.state.cards.get(ids[turn % ids.length]));
  }

  tag(node, who) {
    if (!node) return;
    node.querySelector(".tg-tag")?.remove();
    const tag = make("span", "tg-tag", who);
    node.append(tag);
    setTimeout(() => tag.remove(), TAG_MS);
    this.grid.say(fill(this.grid.words.byOther, { who, title: node.querySelector(".tg-title")?.textContent ?? "" }));
  }

  waiting(isWaiting) {
    this.grid.classList.toggle("is-sending", isWaiting);
  }

  said(text, id) {
    this.grid.piece("refused").hidden = true;
    if (!text) return;
    this.about = { text, id };
    this.grid.piece("said").textContent = text;
    this.grid.say(text);
  }

  // What the last move has brought about, once the findings are there.
  warn() {
    if (!this.about) return;
    const { text, id } = this.about;
    this.about = null;
    const found = this.grid.state.findings.filter((one) => one.cards.includes(id) && one.level !== "informs");
    if (found.length) this.grid.say([text, ...found.map((one) => one.text)].join(". "));
  }

  refused(data, again = null) {
    const box = this.grid.piece("refused");
    box.hidden = false;
    box.querySelector("p").textContent = data.message ?? this.grid.words.failed;
    const button = box.querySelector("[data-part=force]");
    button.hidden = !again;
    button.onclick = () => again && this.grid.send(again);
    this.grid.piece("said").textContent = "";
  }
}
