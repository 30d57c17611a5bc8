// Dragging with pointers: a mouse lifts after four pixels, a finger after a long press. While something is in the hand nothing
// is laid out anew but the outline; the card itself follows by a transform, once a frame.

import { earliest } from "./rules.js";

const SLACK_PX = 4;
const PRESS_MS = 320;
const EDGE_PX = 48;

export class Drag {
  constructor(grid) {
    this.grid = grid;
    grid.addEventListener("pointerdown", (event) => this.down(event));
    grid.addEventListener("pointermove", (event) => this.move(event));
    grid.addEventListener("pointerup", (event) => this.up(event));
    grid.addEventListener("pointercancel", () => this.drop(false));
    grid.addEventListener("contextmenu", (event) => (this.hold || this.hand) && event.preventDefault());
    grid.addEventListener("touchmove", (event) => this.hand && event.preventDefault(), { passive: false });
    grid.addEventListener("click", (event) => this.swallow(event), true);
  }

  down(event) {
    const node = event.target.closest("[data-card], [data-program]");
    if (event.button || !node || this.hold || this.hand || this.grid.keys.held) return;
    const card = this.grid.cardOf(node);
    if (!card || card.locked) return;
    this.hold = { node, card, x: event.clientX, y: event.clientY, pointer: event.pointerId, isTouch: event.pointerType !== "mouse" };
    if (this.hold.isTouch) this.timer = setTimeout(() => this.lift(), PRESS_MS);
  }

  move(event) {
    if (this.hold && event.pointerId === this.hold.pointer) {
      const far = Math.hypot(event.clientX - this.hold.x, event.clientY - this.hold.y) > SLACK_PX * (this.hold.isTouch ? 2 : 1);
      if (far && this.hold.isTouch) this.letGo();
      else if (far) this.lift();
    }
    if (!this.hand || event.pointerId !== this.hand.pointer) return;
    this.hand.nowX = event.clientX;
    this.hand.nowY = event.clientY;
  }

  letGo() {
    clearTimeout(this.timer);
    this.hold = null;
  }

  lift() {
    const { node, card, x, y, pointer } = this.hold;
    this.letGo();
    const box = node.getBoundingClientRect();
    const isNew = "program" in node.dataset;
    const float = node.cloneNode(true);
    float.classList.add("tg-float");
    for (const name of ["data-card", "data-program"]) float.removeAttribute(name);
    float.setAttribute("aria-hidden", "true");
    float.style.width = `${box.width}px`;
    float.style.left = `${box.left}px`;
    float.style.top = `${box.top}px`;
    const hint = Object.assign(document.createElement("span"), { className: "tg-hint" });
    hint.style.top = `${(isNew ? 8 : y - box.top) + 14}px`;
    float.append(hint);
    this.grid.append(float);
    this.grid.setPointerCapture(pointer);
    const grip = isNew ? 8 : y - box.top;
    this.hand = { node, card, float, hint, pointer, isNew, x, y, nowX: x, nowY: y, grip };
    node.classList.add("is-lifted");
    this.measure();
    this.grid.lifted(card);
    this.frame();
  }

  // Every column is measured once; scrolling is added, never asked of the layout.
  measure() {
    const { scroller } = this.grid;
    const view = scroller.getBoundingClientRect();
    const shift = { left: scroller.scrollLeft - view.left, top: scroller.scrollTop - view.top };
    this.view = view;
    const days = new Map(this.grid.state.days.map((day) => [day.key, day]));
    this.columns = [...this.grid.canvas.querySelectorAll(".tg-column")].map((column) => {
      const box = column.getBoundingClientRect();
      const day = days.get(column.closest("[data-day]").dataset.day);
      return {
        room: column.dataset.room, day, left: box.left + shift.left, right: box.right + shift.left,
        top: box.top + shift.top, bottom: box.bottom + shift.top,
      };
    });
    this.tray = this.grid.tray.getBoundingClientRect();
  }

  frame() {
    if (!this.hand) return;
    const { float, x, y, nowX, nowY } = this.hand;
    // Everything is asked of the layout before anything is written, so that no frame lays out twice.
    this.scroll();
    const spot = this.spot();
    float.style.transform = `translate(${nowX - x}px, ${nowY - y}px)`;
    const name = spot ? `${spot.room} ${spot.at}` : "";
    if (name !== this.hand.name) {
      this.hand.name = name;
      this.hand.spot = spot;
      this.hand.hint.textContent = this.grid.hover(this.hand.card, spot);
    }
    requestAnimationFrame(() => this.frame());
  }

  spot() {
    const { nowX, nowY, card, grip } = this.hand;
    if (!inside(this.view, nowX, nowY)) return null;
    const x = nowX - this.view.left + this.grid.scroller.scrollLeft;
    const y = nowY - this.view.top + this.grid.scroller.scrollTop;
    const column = this.columns.find((one) => one.left <= x && x < one.right && one.top - EDGE_PX <= y && y < one.bottom + EDGE_PX);
    if (!column) return null;
    const from = (y - grip - column.top) / this.grid.px;
    const { step } = this.grid.state;
    const at = Math.round((column.day.from + from + card.before) / step) * step;
    return { room: column.room, at: Math.min(Math.max(at, earliest(card, column.day.from, step)), column.day.to - step) };
  }

  scroll() {
    const { nowX, nowY } = this.hand;
    const { scroller } = this.grid;
    const pull = (now, low, high) => (now < low + EDGE_PX ? now - low - EDGE_PX : now > high - EDGE_PX ? now - high + EDGE_PX : 0);
    if (!inside(this.view, nowX, nowY)) return;
    const [dx, dy] = [pull(nowX, this.view.left, this.view.right), pull(nowY, this.view.top, this.view.bottom)];
    if (dx || dy) scroller.scrollBy(dx / 4, dy / 4);
  }

  up(event) {
    if (this.hold) this.letGo();
    if (this.hand && event.pointerId === this.hand.pointer) this.drop(true);
  }

  drop(isMeant) {
    this.letGo();
    if (!this.hand) return;
    const { node, card, float, spot, isNew, nowX, nowY } = this.hand;
    this.hand = null;
    float.remove();
    node.classList.remove("is-lifted");
    this.grid.settled(card);
    this.moved = performance.now();
    if (!isMeant) return;
    if (spot) this.grid.put(card, spot, isNew);
    else if (!isNew && inside(this.tray, nowX, nowY)) this.grid.takeOff(card);
  }

  // The click that ends a drag opens nothing.
  swallow(event) {
    if (performance.now() - (this.moved ?? -Infinity) > 250) return;
    event.preventDefault();
    event.stopPropagation();
  }
}

const inside = (box, x, y) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
