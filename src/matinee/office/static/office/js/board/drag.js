// Dragging with mouse, pen and finger: a card follows the pointer, a line says where it would go, edges scroll.
const FAR_PX = 5;
const LONG_PRESS_MS = 350;
const EDGE_PX = 72;
const STEP_PX = 14;
const DWELL_MS = 220; // at an edge, before it scrolls: who only passes it does not mean it
const CONTROLS = "a, button, input, select, textarea, summary, label";

export class Drag {
  constructor(element, { films, drop, start, end }) {
    Object.assign(this, { element, films, drop, start, end });
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("dragstart", (event) => event.preventDefault());
    element.addEventListener("touchmove", (event) => this.isOn && event.preventDefault(), { passive: false });
    element.addEventListener("contextmenu", (event) => (this.isOn || this.pressing) && this.isTouch && event.preventDefault());
    this.move = this.move.bind(this);
    this.up = this.up.bind(this);
    this.frame = this.frame.bind(this);
    this.key = (event) => event.key === "Escape" && this.finish(false);
  }

  down(event) {
    const card = event.target.closest?.(".film[data-film]");
    if (!card || event.button !== 0 || this.isOn || event.target.closest(CONTROLS)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    this.finish(false);
    this.isTouch = event.pointerType === "touch";
    this.card = card;
    [this.x, this.y] = [this.fromX, this.fromY] = [event.clientX, event.clientY];
    this.pressing = this.isTouch ? setTimeout(() => this.lift(), LONG_PRESS_MS) : 0;
    document.addEventListener("pointermove", this.move);
    document.addEventListener("pointerup", this.up);
    document.addEventListener("pointercancel", this.up);
  }

  move(event) {
    [this.x, this.y] = [event.clientX, event.clientY];
    const far = Math.hypot(this.x - this.fromX, this.y - this.fromY) > FAR_PX;
    if (this.isOn) event.preventDefault();
    else if (far && this.isTouch) this.finish(false); // a finger that scrolls
    else if (far) this.lift();
  }

  lift() {
    const films = this.films(this.card);
    if (!films.length || !this.card.isConnected) return this.finish(false);
    this.isOn = true;
    this.held = films;
    const box = this.card.getBoundingClientRect();
    this.ghost = this.card.cloneNode(true);
    this.ghost.removeAttribute("id");
    this.ghost.classList.add("film-ghost");
    this.ghost.setAttribute("aria-hidden", "true");
    if (films.length > 1) this.ghost.dataset.count = films.length;
    this.ghost.style.width = `${Math.min(box.width, 320)}px`;
    [this.offX, this.offY] = [Math.min(this.fromX - box.left, 300), Math.min(this.fromY - box.top, 120)];
    document.body.append(this.ghost);
    this.element.classList.add("is-dragging");
    for (const film of films) document.getElementById(`film-${film}`)?.classList.add("is-lifted");
    document.addEventListener("keydown", this.key);
    getSelection()?.removeAllRanges();
    this.start(films);
    this.asked = requestAnimationFrame(this.frame);
  }

  frame() {
    if (!this.isOn) return;
    this.ghost.style.transform = `translate(${this.x - this.offX}px, ${this.y - this.offY}px)`;
    this.point();
    this.scroll();
    this.asked = requestAnimationFrame(this.frame);
  }

  // Where the pointer is: a list with the card to go before, the pool, or a program of the jump list.
  point() {
    if (this.x === this.seenX && this.y === this.seenY && this.place) return;
    [this.seenX, this.seenY] = [this.x, this.y];
    const target = document.elementFromPoint(this.x, this.y);
    const zone = target?.closest?.("[data-program], [data-pool], pool-panel, [data-jump]");
    const place = zone && this.element.contains(zone) ? this.placeIn(zone) : null;
    if (place?.key === this.place?.key) return;
    this.clear();
    this.place = place;
    if (!place) return;
    place.zone.classList.add("drop-here");
    place.before?.classList.add("drop-before");
    if (!place.before) place.last?.classList.add("drop-after");
  }

  placeIn(zone) {
    if (zone.dataset.jump) return { zone, program: zone.dataset.jump, key: `jump ${zone.dataset.jump}` };
    if (!zone.dataset.program) return { zone, isPool: true, key: "pool" };
    const cards = [...zone.querySelectorAll("[data-cards] > .film")].filter((card) => !this.held.includes(card.dataset.film));
    const isRow = zone.dataset.program === "bench" && !matchMedia("(width < 40rem)").matches;
    const before = cards.find((card) => {
      const box = card.getBoundingClientRect();
      return isRow ? this.y < box.bottom && this.x < box.left + box.width / 2 : this.y < box.top + box.height / 2;
    });
    return { zone, program: zone.dataset.program, before, last: cards.at(-1), key: `${zone.dataset.program} ${before?.dataset.film ?? ""}` };
  }

  scroll() {
    const room = this.element.querySelector("[data-columns-here]");
    const steps = this.steps(room.getBoundingClientRect());
    if (!steps.some(Boolean)) return (this.atEdge = 0);
    this.atEdge ||= performance.now();
    if (performance.now() - this.atEdge < DWELL_MS) return null;
    const [page, across, down] = steps;
    scrollBy(0, page * STEP_PX);
    room.scrollBy(across * STEP_PX, down * STEP_PX);
    this.seenX = null; // what is under the pointer has moved
    return null;
  }

  // How the page and the columns scroll where the pointer is: -1, 0 or 1 each.
  steps(box) {
    const near = (at, edge) => Math.abs(at - edge) < EDGE_PX / 2;
    const isOver = this.x > box.left && this.x < box.right && this.y > box.top && this.y < box.bottom;
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const page = this.y < EDGE_PX ? -1 : this.y > innerHeight - EDGE_PX ? 1 : 0;
    const across = near(this.x, right) ? 1 : near(this.x, left) ? -1 : 0;
    const down = !isOver ? 0 : this.y < box.top + EDGE_PX ? -1 : this.y > Math.min(box.bottom, innerHeight) - EDGE_PX ? 1 : 0;
    return [page, across, down];
  }

  up(event) {
    const isDrop = event.type === "pointerup" && this.isOn;
    if (isDrop) {
      [this.x, this.y, this.seenX] = [event.clientX, event.clientY, null];
      this.point();
      // The click that follows a drag is not a click.
      addEventListener("click", stop, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", stop, { capture: true }), 50);
    }
    this.finish(isDrop);
  }

  finish(isDrop) {
    clearTimeout(this.pressing);
    this.pressing = 0;
    document.removeEventListener("pointermove", this.move);
    document.removeEventListener("pointerup", this.up);
    document.removeEventListener("pointercancel", this.up);
    document.removeEventListener("keydown", this.key);
    if (!this.isOn) return;
    const { place, held } = this;
    this.isOn = false;
    cancelAnimationFrame(this.asked);
    this.ghost.remove();
    this.clear();
    this.place = null;
    this.element.classList.remove("is-dragging");
    for (const card of document.querySelectorAll(".is-lifted")) card.classList.remove("is-lifted");
    if (isDrop && place) this.drop(held, place);
    this.end();
  }

  clear() {
    for (const name of ["drop-here", "drop-before", "drop-after"]) {
      for (const one of this.element.querySelectorAll(`.${name}`)) one.classList.remove(name);
    }
  }
}

function stop(event) {
  event.stopPropagation();
  event.preventDefault();
}
