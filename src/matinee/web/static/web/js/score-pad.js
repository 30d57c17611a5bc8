// <score-pad>: a row of radio buttons that number keys set (0 is ten) and arrows move along.
class ScorePad extends HTMLElement {
  connectedCallback() {
    this.addEventListener("focus", () => (this.querySelector("input:checked") ?? this.querySelector("input"))?.focus());
    this.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
      const value = event.key === "0" ? "10" : event.key;
      const button = this.querySelector(`input[value="${value}"]`);
      if (!button) return;
      event.preventDefault();
      button.checked = true;
      button.focus();
      button.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
customElements.define("score-pad", ScorePad);
