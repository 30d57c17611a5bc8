// <film-reel>: names a segment of the reel in the line below it while it is hovered or focused.
class FilmReel extends HTMLElement {
  connectedCallback() {
    this.line = this.querySelector(".reel-told");
    if (!this.line) return;
    this.summary = this.line.textContent;
    this.addEventListener("pointerover", (event) => this.tell(event.target));
    this.addEventListener("focusin", (event) => this.tell(event.target));
    this.addEventListener("pointerleave", () => this.tell(document.activeElement));
    this.addEventListener("focusout", () => this.tell(null));
    this.addEventListener("keydown", (event) => this.step(event));
  }

  tell(target) {
    const segment = this.contains(target) ? target.closest(".reel-seg") : null;
    for (const other of this.querySelectorAll(".reel-seg.told")) other.classList.remove("told");
    segment?.classList.add("told");
    this.line.textContent = segment?.querySelector("title")?.textContent ?? this.summary;
    this.line.classList.toggle("told", Boolean(segment));
  }

  // Arrow keys walk along the reel, so that a long one need not be tabbed through.
  step(event) {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    const links = [...this.querySelectorAll("a")];
    const next = links[links.indexOf(document.activeElement) + move];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
}
customElements.define("film-reel", FilmReel);
