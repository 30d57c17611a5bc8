// <lineup-board>: cards are dragged, or moved with Alt and the arrow keys; every move posts the same form as the buttons do.
class LineupBoard extends HTMLElement {
  connectedCallback() {
    for (const card of this.querySelectorAll(".film:not(.is-locked)")) card.draggable = true;
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.hover(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("dragend", () => this.settle());
    this.addEventListener("keydown", (event) => this.press(event));
    const here = location.hash.startsWith("#film-") && document.getElementById(location.hash.slice(1));
    if (here && this.contains(here)) {
      here.tabIndex = -1;
      here.focus();
    }
  }

  lift(event) {
    this.card = event.target.closest?.(".film[draggable=true]");
    if (!this.card) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.card.querySelector(".film-title").textContent.trim());
    this.card.classList.add("dragging");
  }

  hover(event) {
    if (!this.card) return;
    const place = this.placeOf(event);
    this.clear();
    if (!place) return;
    event.preventDefault();
    (place.before ?? place.zone).classList.add(place.before ? "drop-before" : "drop-here");
  }

  drop(event) {
    const place = this.card && this.placeOf(event);
    if (!place) return;
    event.preventDefault();
    if (place.isPool) return this.post(this.card, { do: "remove" });
    const cards = [...place.zone.querySelectorAll(".film")].filter((card) => card !== this.card);
    const position = (place.before ? cards.indexOf(place.before) : cards.length) + 1;
    this.post(this.card, { do: "place" in this.card.dataset ? "place" : "move", to: place.zone.dataset.program, position });
  }

  placeOf(event) {
    const pool = event.target.closest?.("[data-pool]");
    if (pool) return "place" in this.card.dataset ? null : { zone: pool, isPool: true };
    const zone = event.target.closest?.("[data-program]");
    if (!zone) return null;
    const cards = [...zone.querySelectorAll(".film")].filter((card) => card !== this.card);
    const before = cards.find((card) => {
      const box = card.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    return { zone, before };
  }

  press(event) {
    const card = event.target.closest?.(".film");
    if (!card || !event.altKey || "place" in card.dataset) return;
    const zones = [...this.querySelectorAll("[data-program]")];
    const here = zones.findIndex((zone) => zone.contains(card));
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const what = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (what) card.querySelector(`button[value="${what}"]`)?.click();
    else if (side && zones[here + side]) this.post(card, { do: "move", to: zones[here + side].dataset.program });
    else return;
    event.preventDefault();
  }

  post(card, fields) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = this.dataset.do;
    const token = this.querySelector("input[name=csrfmiddlewaretoken]").value;
    const all = { csrfmiddlewaretoken: token, version: this.dataset.version, film: card.dataset.film, ...fields };
    for (const [name, value] of Object.entries(all)) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.submit();
  }

  settle() {
    this.card?.classList.remove("dragging");
    this.card = null;
    this.clear();
  }

  clear() {
    for (const one of this.querySelectorAll(".drop-before, .drop-here")) one.classList.remove("drop-before", "drop-here");
  }
}
customElements.define("lineup-board", LineupBoard);
