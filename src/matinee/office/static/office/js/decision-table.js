// <decision-table>: j and k (or the arrows) move from film to film; space ticks, as everywhere.
class DecisionTable extends HTMLElement {
  connectedCallback() {
    this.listener = (event) => this.press(event);
    document.addEventListener("keydown", this.listener);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listener);
  }

  press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const inBox = event.target instanceof HTMLInputElement && event.target.type === "checkbox";
    if (!inBox && event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    const step = { j: 1, k: -1, ArrowDown: inBox ? 1 : 0, ArrowUp: inBox ? -1 : 0 }[event.key];
    if (!step) return;
    const boxes = [...this.querySelectorAll('tbody input[type="checkbox"]')];
    const here = boxes.indexOf(document.activeElement);
    const next = boxes[here < 0 ? (step > 0 ? 0 : boxes.length - 1) : Math.min(boxes.length - 1, Math.max(0, here + step))];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.closest("tr").scrollIntoView({ block: "nearest" });
  }
}
customElements.define("decision-table", DecisionTable);
