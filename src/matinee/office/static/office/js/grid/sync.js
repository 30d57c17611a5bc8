// Moves go to the server one after another, each under a name of its own so that a repeated one is done once; what others do
// comes by asking what has changed since the version that is shown.
const ASK_MS = 1500;
const LOOK_MS = 250;
const AGAIN_MS = [500, 1000, 2000, 4000, 8000];

const name = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class Sync {
  constructor(grid) {
    this.grid = grid;
    this.queue = [];
    this.token = grid.querySelector("input[name=csrfmiddlewaretoken]").value;
  }

  start() {
    this.timer = setInterval(() => this.ask(), ASK_MS);
    this.seen = () => document.visibilityState === "visible" && this.ask();
    document.addEventListener("visibilitychange", this.seen);
    this.leave = (event) => this.queue.length && event.preventDefault();
    addEventListener("beforeunload", this.leave);
  }

  stop() {
    clearInterval(this.timer);
    clearTimeout(this.rest);
    document.removeEventListener("visibilitychange", this.seen);
    removeEventListener("beforeunload", this.leave);
  }

  // Resolves with the answer's JSON and status once the server has said yes or no; a broken line is tried again.
  send(move) {
    return new Promise((resolve) => {
      this.queue.push({ move: { ...move, id: name() }, resolve });
      if (this.queue.length === 1) this.next();
    });
  }

  // Is a later place of this card still on its way? Then an answer about an earlier one does not take it back.
  holds(id) {
    return this.queue.some(({ move }) => move.card === id && move.op === "move");
  }

  async next() {
    const job = this.queue[0];
    if (!job) return;
    // The base is the version at sending: the answer to one's own last move has been taken in by then.
    const body = JSON.stringify({ ...job.move, base: this.grid.state.version });
    const answer = await this.post(body);
    this.queue.shift();
    job.resolve(answer);
    setTimeout(() => this.next());
  }

  async post(body) {
    for (let turn = 0; ; turn += 1) {
      try {
        const response = await fetch(this.grid.dataset.do, {
          method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        });
        if (response.status < 500 || turn > AGAIN_MS.length) {
          this.grid.offline(false);
          const isOurs = response.headers.get("Content-Type")?.startsWith("application/json");
          return { status: response.status, data: isOurs ? await response.json() : null };
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
      this.grid.offline(true);
      await new Promise((wake) => setTimeout(wake, AGAIN_MS[Math.min(turn, AGAIN_MS.length - 1)]));
    }
  }

  // What follows from all cards together is asked for once the hand rests.
  look(pause = LOOK_MS) {
    clearTimeout(this.rest);
    this.rest = setTimeout(async () => {
      const response = await fetch(this.grid.dataset.findings).catch(() => null);
      if (response?.status === 200 && !this.queue.length) this.grid.stand(await response.json());
      else this.look(ASK_MS);
    }, pause);
  }

  async ask() {
    if (document.visibilityState !== "visible" || this.queue.length || this.isAsking) return;
    this.isAsking = true;
    try {
      const response = await fetch(`${this.grid.dataset.state}?since=${this.grid.state.version}`);
      if (response.status === 200 && !this.queue.length) this.grid.take(await response.json());
      if (response.status !== 200 && response.status !== 204) this.grid.offline(response.status >= 500);
      else this.grid.offline(false);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.grid.offline(true);
    } finally {
      this.isAsking = false;
    }
  }
}
