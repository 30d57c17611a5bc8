// <table-bulk>: around a form with a table of check boxes: one box for all, shift for a range, a count of what is chosen.
class TableBulk extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.pick(event));
    this.addEventListener("change", () => this.count());
    this.count();
  }

  boxes() {
    return [...this.querySelectorAll('tbody input[type="checkbox"]')];
  }

  pick(event) {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const boxes = this.boxes();
    if (box.matches("[data-all]")) for (const other of boxes) other.checked = box.checked;
    const [from, to] = [boxes.indexOf(this.last), boxes.indexOf(box)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) for (const other of boxes.slice(from, to + 1)) other.checked = box.checked;
    this.last = box;
    this.count();
  }

  count() {
    const boxes = this.boxes();
    const chosen = boxes.filter((box) => box.checked).length;
    const all = this.querySelector("[data-all]");
    if (all) {
      all.checked = boxes.length > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    for (const place of this.querySelectorAll("[data-chosen]")) place.textContent = String(chosen);
    for (const button of this.querySelectorAll("[data-needs-choice]")) button.disabled = chosen === 0;
  }
}
customElements.define("table-bulk", TableBulk);
