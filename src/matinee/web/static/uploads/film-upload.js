// <film-upload>: sends a film in parts (tus 1.0.0), survives dropped lines, closed laptops and reloads.
import { Sending, known } from "./sending.js";

class FilmUpload extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector('input[type="file"]');
    this.querySelector("[data-plain]").hidden = true;
    this.build();
    this.input.addEventListener("change", () => this.choose(this.input.files[0]));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    for (const name of ["dragover", "dragleave", "drop"]) this.addEventListener(name, (event) => this.drag(event));
    this.online = () => this.sending?.wake();
    addEventListener("online", this.online);
    this.leaving = (event) => this.sending?.isMoving && event.preventDefault();
    addEventListener("beforeunload", this.leaving);
    if (known(this.dataset.create)) this.tell(this.dataset.wordsAgain);
  }

  disconnectedCallback() {
    removeEventListener("online", this.online);
    removeEventListener("beforeunload", this.leaving);
    this.sending?.pause();
  }

  build() {
    const words = this.dataset;
    this.drop = element("p", { className: "drop-hint muted", textContent: words.wordsReady });
    this.bar = element("progress", { max: 1, value: 0, hidden: true, ariaLabel: words.wordsSending });
    this.line = element("p", { className: "upload-line" });
    this.line.setAttribute("role", "status");
    this.figures = element("p", { className: "upload-figures muted num" });
    this.pauseButton = element("button", { type: "button", className: "button", hidden: true, textContent: words.wordsPause });
    this.cancelButton = element("button", { type: "button", className: "button button-quiet", hidden: true, textContent: words.wordsCancel });
    this.pauseButton.addEventListener("click", () => this.toggle());
    this.cancelButton.addEventListener("click", () => this.cancel());
    const row = element("p", { className: "form-actions" });
    row.append(this.pauseButton, this.cancelButton);
    this.form.append(this.drop, this.bar, this.line, this.figures, row);
  }

  drag(event) {
    event.preventDefault();
    this.classList.toggle("dragged", event.type === "dragover");
    if (event.type === "drop" && event.dataTransfer.files.length) this.choose(event.dataTransfer.files[0]);
  }

  choose(file) {
    if (!file) return;
    if (file.size > Number(this.dataset.most) * 1e9) return this.tell(this.dataset.wordsLarge, true);
    this.sending?.pause();
    const token = this.form.querySelector('[name="csrfmiddlewaretoken"]').value;
    this.sending = new Sending(file, this.dataset.create, token, (state) => this.show(state));
    this.sending.start();
    this.pauseButton.focus();
  }

  toggle() {
    if (this.sending.isMoving) this.sending.pause();
    else this.sending.start();
  }

  async cancel() {
    await this.sending.cancel();
    this.input.value = "";
    this.input.focus();
  }

  // state: {kind, sent, size, words, leftS, isResumed}
  show({ kind, sent, size, words, leftS, isResumed }) {
    const over = ["done", "cancelled", "refused"].includes(kind);
    this.bar.hidden = kind === "cancelled" || kind === "refused";
    this.bar.value = size ? sent / size : 0;
    this.pauseButton.hidden = this.cancelButton.hidden = over;
    this.drop.hidden = !over;
    this.input.disabled = kind === "sending" || kind === "waiting" || kind === "busy";
    this.pauseButton.textContent = kind === "paused" || kind === "away" ? this.dataset.wordsResume : this.dataset.wordsPause;
    const left = leftS ? ` · ${span(leftS)} ${this.dataset.wordsLeft}` : "";
    this.figures.textContent = this.bar.hidden ? "" : `${bytes(sent)} / ${bytes(size)} (${Math.floor((100 * sent) / size)} %)${left}`;
    const said = { sending: isResumed ? "Resumed" : "Sending", waiting: "Waiting", busy: "Busy", paused: "Paused", done: "Done", away: "Away", cancelled: "Cancelled" }[kind];
    this.tell(words ?? this.dataset[`words${said}`], kind === "refused");
    if (kind === "done") this.look();
  }

  tell(words, isTrouble = false) {
    if (this.line.textContent !== words) this.line.textContent = words;
    this.line.classList.toggle("upload-trouble", isTrouble);
  }

  // The server looks at the file now: its panel is asked for, and goes on asking by itself.
  look() {
    const place = document.getElementById("upload-state");
    if (place && window.htmx) window.htmx.ajax("GET", this.dataset.state, { target: place, swap: "outerHTML" });
  }
}

const element = (name, values) => Object.assign(document.createElement(name), values);

function bytes(count) {
  const units = ["B", "kB", "MB", "GB"];
  const step = Math.min(units.length - 1, count ? Math.floor(Math.log10(count) / 3) : 0);
  return `${(count / 1000 ** step).toFixed(step > 1 ? 1 : 0)} ${units[step]}`;
}

function span(seconds) {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

customElements.define("film-upload", FilmUpload);
