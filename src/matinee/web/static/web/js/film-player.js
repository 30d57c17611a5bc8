// <film-player>: keys, speed, captions, a place to go on from, and what really played; without it the browser's own player.
import { Played } from "./played.js";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
const FRAME_S = 1 / 24;
const ARROW_S = 5;
const STEP_S = 10;
const EDGE_S = 2;

class FilmPlayer extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    this.seek = this.querySelector('.player-seek input[type="range"]');
    this.told = this.querySelector("[data-told]");
    this.video.controls = false;
    this.querySelector(".player-controls").hidden = false;
    this.addEventListener("click", (event) => this.click(event));
    this.video.addEventListener("click", () => this.toggle());
    this.seek.addEventListener("input", () => this.go(Number(this.seek.value)));
    this.querySelector('[data-do="speed"]').addEventListener("change", (event) => this.speed(Number(event.target.value)));
    for (const name of ["timeupdate", "play", "pause", "volumechange", "ratechange", "loadedmetadata", "seeked"]) {
      this.video.addEventListener(name, () => this.show());
    }
    this.video.addEventListener("loadedmetadata", () => this.resume(), { once: true });
    this.video.addEventListener("error", () => this.tell(this.dataset.wordsLost), true);
    this.keys = (event) => this.press(event);
    this.jumps = (event) => this.jump(event);
    this.notes = (event) => this.note(event);
    document.addEventListener("keydown", this.keys);
    document.addEventListener("click", this.jumps);
    document.addEventListener("focusin", this.notes);
    if (this.dataset.played) this.measure();
    if (this.video.readyState >= HTMLMediaElement.HAVE_METADATA) this.resume();
    this.show();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.keys);
    document.removeEventListener("click", this.jumps);
    document.removeEventListener("focusin", this.notes);
    this.played?.stop();
  }

  measure() {
    const spans = this.dataset.spans ? this.dataset.spans.split(",").map((one) => one.split("-").map(Number)) : [];
    this.draw(spans);
    const token = document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";
    this.played = new Played(this.video, {
      address: this.dataset.played,
      session: this.dataset.session,
      token,
      tell: (kind, known) => {
        if (kind !== "measured") return this.tell(this.dataset[kind === "closed" ? "wordsClosed" : "wordsOffline"]);
        this.draw(known.spans);
        if (!known.is_declared) this.tell(this.dataset.wordsMeasured.replace("{n}", known.percent));
      },
    });
  }

  // Go on where one stopped, but never at the very end.
  resume() {
    const at = Number(this.dataset.leftAt ?? 0);
    if (this.isResumed || at < EDGE_S || at > this.length() - EDGE_S) return;
    this.isResumed = true;
    this.go(at);
    this.tell(`${this.dataset.wordsResumed} ${clock(at)}`);
  }

  click(event) {
    const button = event.target.closest("[data-do]");
    const deeds = {
      toggle: () => this.toggle(), back: () => this.move(-STEP_S), ahead: () => this.move(STEP_S),
      frame: () => this.frame(FRAME_S), frameback: () => this.frame(-FRAME_S),
      slower: () => this.faster(-1), faster: () => this.faster(1), captions: () => this.captions(),
      mute: () => (this.video.muted = !this.video.muted), full: () => this.full(),
    };
    deeds[button?.dataset.do]?.();
  }

  // Space and arrows belong to buttons, lists and fields first; the other keys are pressed through data-key.
  press(event) {
    const isFree = event.target === document.body || event.target === this.video || event.target === this;
    if (!isFree || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds = { " ": () => this.toggle(), ArrowLeft: () => this.move(-ARROW_S), ArrowRight: () => this.move(ARROW_S) };
    if (!deeds[event.key]) return;
    event.preventDefault();
    deeds[event.key]();
  }

  toggle() {
    if (this.video.paused) this.video.play().catch(() => this.tell(this.dataset.wordsLost));
    else this.video.pause();
  }

  length() {
    return Number.isFinite(this.video.duration) ? this.video.duration : Number(this.dataset.duration);
  }

  go(seconds) {
    this.video.currentTime = Math.min(Math.max(0, seconds), this.length());
    this.show();
  }

  move(seconds) {
    this.go(this.video.currentTime + seconds);
  }

  frame(seconds) {
    this.video.pause();
    this.move(seconds);
  }

  speed(value) {
    this.video.playbackRate = value;
  }

  faster(steps) {
    const at = SPEEDS.indexOf(this.video.playbackRate) + steps;
    this.speed(SPEEDS[Math.min(Math.max(0, at), SPEEDS.length - 1)]);
    this.tell(`${this.dataset.wordsSpeed} ${this.video.playbackRate}×`);
  }

  // Off, then one language after the other.
  captions() {
    const tracks = [...this.video.textTracks];
    const next = tracks.findIndex((track) => track.mode === "showing") + 1;
    tracks.forEach((track, at) => (track.mode = at === next ? "showing" : "disabled"));
    const word = this.querySelector('[data-do="captions"] [data-word]');
    word.textContent = tracks[next] ? `${this.dataset.wordsCaptions}: ${tracks[next].label}` : this.dataset.wordsOff;
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.requestFullscreen?.();
  }

  jump(event) {
    const button = event.target.closest?.("[data-jump]");
    if (button) this.go(Number(button.dataset.jump));
  }

  // A note is about this moment: the field for it is entered, and its time stands there.
  note(event) {
    if (!event.target.matches?.("[data-note-text]") || event.target.value) return;
    const at = event.target.form.querySelector("[data-note-at]");
    at.value = clock(this.video.currentTime);
  }

  show() {
    const { currentTime, paused, muted, playbackRate } = this.video;
    this.seek.max = this.length();
    if (document.activeElement !== this.seek || !paused) this.seek.value = currentTime;
    this.seek.setAttribute("aria-valuetext", `${clock(currentTime)} ${this.dataset.wordsOf} ${clock(this.length())}`);
    this.querySelector("[data-at]").textContent = clock(currentTime);
    this.querySelector('[data-do="toggle"] [data-word]').textContent = paused ? this.dataset.wordsPlay : this.dataset.wordsPause;
    this.querySelector('[data-do="mute"]').setAttribute("aria-pressed", String(muted));
    this.querySelector('[data-do="speed"]').value = String(playbackRate);
    this.toggleAttribute("playing", !paused);
  }

  draw(spans) {
    const place = this.querySelector(".player-spans");
    const scale = 1000 / Number(this.dataset.duration || 1);
    place.replaceChildren(...spans.map(([from, to]) => bar(from * scale, Math.max(1, (to - from) * scale))));
  }

  tell(words) {
    if (this.told.textContent !== words) this.told.textContent = words;
  }
}

function bar(x, width) {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x, width, y: 0, height: 4 })) rect.setAttribute(name, value);
  return rect;
}

function clock(seconds) {
  const whole = Math.floor(seconds || 0);
  const rest = `${Math.floor(whole / 60) % 60}`.padStart(whole >= 3600 ? 2 : 1, "0");
  const hours = whole >= 3600 ? `${Math.floor(whole / 3600)}:` : "";
  return `${hours}${rest}:${String(whole % 60).padStart(2, "0")}`;
}

customElements.define("film-player", FilmPlayer);
