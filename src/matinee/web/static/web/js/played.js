// What of a film really played: spans between two places that the clock of the film passed, told every few seconds.
const BEAT_MS = 10_000;
const TRIES = 3;

export class Played {
  constructor(video, { address, session, token, tell }) {
    Object.assign(this, { video, address, session, token, tell, spans: [], last: null, refusals: 0, isClosed: false });
    for (const name of ["timeupdate", "pause", "ended"]) video.addEventListener(name, () => this.pass(name));
    video.addEventListener("seeking", () => (this.last = null));
    for (const name of ["play", "seeked"]) video.addEventListener(name, () => (this.last = video.paused ? null : video.currentTime));
    this.timer = setInterval(() => this.send(), BEAT_MS);
    this.leave = () => document.visibilityState === "hidden" && this.send(true);
    document.addEventListener("visibilitychange", this.leave);
    addEventListener("pagehide", () => this.send(true));
  }

  stop() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.leave);
    this.send(true);
  }

  // A step that is longer than playing allows was a jump, and is not counted.
  pass(name) {
    const now = this.video.currentTime;
    const most = 1.5 * this.video.playbackRate + 0.5;
    const step = this.last === null ? 0 : now - this.last;
    if (this.last !== null && step > 0 && step <= most) this.add(this.last, now);
    this.last = this.video.paused || this.video.seeking ? null : now;
    if (name !== "timeupdate") this.send();
  }

  add(from, to) {
    const end = this.spans.at(-1);
    if (end && Math.abs(end[1] - from) < 0.01) end[1] = to;
    else this.spans.push([from, to]);
  }

  async send(isLeaving = false) {
    if (this.isClosed || this.isSending || !this.spans.length) return;
    const sent = this.spans;
    this.spans = [];
    this.isSending = true;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.token);
    body.set("session", this.session);
    body.set("spans", sent.map(([from, to]) => `${from.toFixed(2)}-${to.toFixed(2)}`).join(","));
    body.set("at", this.video.currentTime.toFixed(1));
    try {
      const answer = await fetch(this.address, { method: "POST", body, keepalive: isLeaving, redirect: "error" });
      if (answer.ok) {
        this.refusals = 0;
        this.tell("measured", await answer.json());
      } else this.refused(answer.status, sent);
    } catch {
      this.spans = [...sent, ...this.spans];
      if (!isLeaving) this.tell("offline");
    }
    this.isSending = false;
  }

  // Too much for the clock is told again later; a film that is closed to us is told no more.
  refused(status, sent) {
    if (status === 404 || status === 403) {
      this.isClosed = true;
      this.tell("closed");
    } else if (++this.refusals < TRIES) this.spans = [...sent, ...this.spans];
    else this.refusals = 0;
  }
}
