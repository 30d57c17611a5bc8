// Moves go to the server one after another and at most once each; what others do comes back within about a second.
import { boardOf, perform } from "./model.js";

const POLL_MS = 1200;
const RETRY_MS = [600, 1500, 4000, 8000];

export class Sync {
  constructor(element, news, listener) {
    this.addresses = { act: element.dataset.act, state: element.dataset.state };
    this.token = element.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    this.tab = Math.random().toString(36).slice(2, 10);
    this.sent = 0;
    this.waiting = [];
    this.people = "";
    this.listener = listener;
    this.take(news);
    this.poll = this.poll.bind(this);
    this.timer = setTimeout(this.poll, 50);
    this.seen = () => document.visibilityState === "visible" && this.soon(0);
    document.addEventListener("visibilitychange", this.seen);
  }

  stop() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
  }

  // The board as the person sees it: the server's, with the moves that are still on their way.
  get board() {
    let board = this.server;
    for (const { move } of this.waiting) board = perform(board, move).board ?? board;
    return board;
  }

  take(news) {
    this.version = news.version;
    this.server = boardOf(news);
    this.last = { undo: news.undo ?? this.last?.undo ?? "", redo: news.redo ?? this.last?.redo ?? "", state: news.state };
  }

  send(move) {
    this.waiting.push({ move, id: `${this.tab}:${++this.sent}` });
    this.pump();
  }

  async pump() {
    if (this.isBusy) return;
    this.isBusy = true;
    let tries = 0;
    while (this.waiting.length) {
      const answer = await this.post(this.waiting[0]);
      if (answer === null) {
        this.listener.lost(true);
        await new Promise((done) => setTimeout(done, RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]));
        continue;
      }
      if (tries) this.listener.lost(false);
      tries = 0;
      this.answered(this.waiting.shift(), answer);
    }
    this.isBusy = false;
    this.soon();
  }

  async post({ move, id }) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
    const body = JSON.stringify({ ...move, id, base: this.version });
    try {
      const answer = await fetch(this.addresses.act, { method: "POST", headers, body, redirect: "error" });
      if (answer.status >= 500) return null;
      const news = await answer.json().catch(() => ({ error: this.listener.words.refused }));
      return { isDone: answer.ok, news };
    } catch {
      return null;
    }
  }

  answered({ move }, { isDone, news }) {
    if (news.programs) this.take(news);
    if (isDone) this.listener.done(move, news);
    else this.listener.refused(move, news);
  }

  soon(pause = POLL_MS) {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.poll, pause);
  }

  async poll() {
    if (document.visibilityState !== "visible" || this.isBusy) return this.soon();
    let pause = POLL_MS;
    try {
      const asked = new URLSearchParams({ since: this.version, people: this.people });
      const answer = await fetch(`${this.addresses.state}?${asked}`, { redirect: "error" });
      if (answer.status === 200) this.heard(await answer.json());
      else if (!answer.ok) pause = RETRY_MS.at(-1);
      this.listener.lost(false);
    } catch {
      pause = RETRY_MS.at(-1) / 2;
      this.listener.lost(true);
    }
    this.soon(pause);
  }

  heard(news) {
    this.people = news.people.join(",");
    this.listener.present(news.people);
    if (this.isBusy || news.version < this.version) return;
    const isNew = news.version > this.version;
    this.take(news);
    if (isNew) this.listener.changed(news);
  }
}
