// <put-text data-into="#field">: its button puts its value into the field, on lines of its own; with data-marked, the
// words that are marked inside it are put there instead, as soon as they are marked.
class PutText extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.field = document.querySelector(this.dataset.into);
    if (!this.field) return;
    this.querySelector("button")?.addEventListener("click", (event) => this.put(event.currentTarget.value));
    if ("marked" in this.dataset) {
      for (const kind of ["mouseup", "keyup", "touchend"]) this.addEventListener(kind, () => this.take());
    }
  }

  put(text) {
    const { selectionEnd: at, value } = this.field;
    const before = value.slice(0, at).replace(/\s+$/, "");
    const after = value.slice(at).replace(/^\s+/, "");
    this.field.value = [before, text, after].filter(Boolean).join("\n\n");
    this.field.focus();
    const end = before ? before.length + 2 + text.length : text.length;
    this.field.setSelectionRange(end, end);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  take() {
    const marked = document.getSelection();
    const words = marked && this.contains(marked.anchorNode) ? marked.toString().replace(/\s+/g, " ").trim() : "";
    if (words.split(" ").length >= 3) this.field.value = words;
  }
}
customElements.define("put-text", PutText);
