// <file-sender>: sends its form's file with progress that can be cancelled. Without scripts the form does it alone.
class FileSender extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form?.addEventListener("submit", (event) => this.send(event));
  }

  send(event) {
    event.preventDefault();
    const request = new XMLHttpRequest();
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    const told = Object.assign(document.createElement("p"), { role: "status", className: "small" });
    const cancel = Object.assign(document.createElement("button"), { type: "button", className: "button button-small", textContent: this.dataset.wordsCancel });
    bar.setAttribute("aria-label", this.dataset.wordsSending);
    const place = document.createElement("div");
    place.className = "stack stack-s";
    place.append(bar, told, cancel);
    this.form.after(place);
    this.form.hidden = true;
    const back = (words) => {
      this.form.hidden = false;
      place.replaceChildren(told);
      told.textContent = words;
    };
    cancel.addEventListener("click", () => request.abort());
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = (100 * loaded) / total;
      told.textContent = loaded < total ? `${this.dataset.wordsSending} ${Math.round(bar.value)} %` : this.dataset.wordsLooking;
    });
    request.addEventListener("load", () => window.location.reload());
    request.addEventListener("error", () => back(this.dataset.wordsLost));
    request.addEventListener("abort", () => back(""));
    request.open("POST", this.form.action);
    request.send(new FormData(this.form));
  }
}
customElements.define("file-sender", FileSender);
