// One file on its way by the tus 1.0.0 protocol: parts of a few seconds each, taken up again wherever the server stands.
const VERSION = "1.0.0";
const LEAST = 256 * 1024;
const MOST = 32 * 1024 * 1024;
const PART_S = 5;
const WAITS_S = [1, 2, 4, 8, 15, 30];

const place = (file, create) => `film-upload:${create}:${file.name}:${file.size}:${file.lastModified}`;

// Whether an unfinished upload is remembered for this address.
export function known(create) {
  return Object.keys(localStorage).some((key) => key.startsWith(`film-upload:${create}:`));
}

export function forget(file, create) {
  localStorage.removeItem(place(file, create));
}

export class Sending {
  constructor(file, create, token, tell) {
    Object.assign(this, { file, create, token, tell, sent: 0, part: 1024 * 1024, tries: 0, isMoving: false, pace: 0, isResumed: false });
  }

  async start() {
    if (this.isMoving) return;
    this.isMoving = true;
    this.say("sending");
    while (this.isMoving) {
      try {
        if (!this.at) await this.find();
        if (this.sent >= this.file.size) return this.end("done");
        await this.push();
        this.tries = 0;
        if (this.sent >= this.file.size) return this.end("done");
      } catch (fault) {
        if (!this.isMoving) return;
        if (fault instanceof Refusal && fault.isFinal) return this.end("refused", fault.message);
        if (fault instanceof Refusal && fault.status === 401) return this.stop("away");
        await this.wait(fault);
      }
    }
  }

  pause() {
    if (this.isMoving) this.stop("paused");
  }

  async cancel() {
    const address = this.at;
    this.stop("paused");
    if (address) await this.ask("DELETE", address).catch(() => null);
    this.end("cancelled");
  }

  // The line is back: do not wait any longer.
  wake() {
    this.woken?.();
  }

  stop(kind) {
    this.isMoving = false;
    this.at = null;
    this.request?.abort();
    this.woken?.();
    this.say(kind);
  }

  end(kind, words) {
    this.isMoving = false;
    forget(this.file, this.create);
    this.say(kind, words);
  }

  say(kind, words) {
    const leftS = this.pace && kind === "sending" ? (this.file.size - this.sent) / this.pace : 0;
    this.tell({ kind, words, sent: this.sent, size: this.file.size, leftS, isResumed: this.isResumed });
  }

  // Where the upload is: the one remembered for this very file, or a new one.
  async find() {
    const key = place(this.file, this.create);
    const remembered = localStorage.getItem(key);
    if (remembered) {
      const answer = await this.ask("HEAD", remembered);
      if (answer.status === 200) {
        this.at = remembered;
        this.sent = Number(answer.getResponseHeader("Upload-Offset"));
        this.isResumed = this.sent > 0;
        return this.say("sending");
      }
      if (![403, 404, 410].includes(answer.status)) throw refusalOf(answer);
      localStorage.removeItem(key);
    }
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(this.file.name)));
    const answer = await this.ask("POST", this.create, { "Upload-Length": this.file.size, "Upload-Metadata": `filename ${name}` });
    if (answer.status !== 201) throw refusalOf(answer);
    this.at = answer.getResponseHeader("Location");
    this.sent = 0;
    localStorage.setItem(key, this.at);
  }

  // Send one part; how much it is follows the line, so that a drop costs a few seconds at most.
  async push() {
    const begun = performance.now();
    const from = this.sent;
    const body = this.file.slice(from, from + this.part);
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": from };
    const answer = await this.ask("PATCH", this.at, headers, body, (loaded) => {
      this.sent = from + Math.min(loaded, body.size);
      this.say("sending");
    });
    if (answer.status !== 204) {
      this.sent = from;
      throw refusalOf(answer);
    }
    this.sent = Number(answer.getResponseHeader("Upload-Offset"));
    const seconds = Math.max(0.05, (performance.now() - begun) / 1000);
    const pace = body.size / seconds;
    this.pace = this.pace ? 0.7 * this.pace + 0.3 * pace : pace;
    this.part = Math.min(MOST, Math.max(LEAST, Math.min(this.part * 2, pace * PART_S)));
    this.say("sending");
  }

  // Wait and look again where the server stands; a line that comes back ends the wait.
  async wait(fault) {
    this.at = null;
    this.part = Math.max(LEAST, this.part / 2);
    const isBusy = fault instanceof Refusal && [423, 429].includes(fault.status);
    this.say(isBusy ? "busy" : "waiting");
    const seconds = fault.againInS || WAITS_S[Math.min(this.tries++, WAITS_S.length - 1)];
    await new Promise((done) => {
      this.woken = done;
      setTimeout(done, seconds * (800 + 400 * Math.random()));
    });
    this.woken = null;
    if (this.isMoving) this.say("sending");
  }

  ask(method, address, headers = {}, body = null, onprogress = null) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.open(method, address);
      request.setRequestHeader("Tus-Resumable", VERSION);
      request.setRequestHeader("X-CSRFToken", this.token);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      if (onprogress) request.upload.onprogress = (event) => onprogress(event.loaded);
      request.onload = () => (request.getResponseHeader("Tus-Resumable") ? resolve(request) : reject(stranger(request)));
      request.onerror = request.onabort = request.ontimeout = () => reject(new Error("line"));
      request.send(body);
    });
  }
}

class Refusal extends Error {
  constructor(status, words, againInS = 0) {
    super(words);
    Object.assign(this, { status, againInS, isFinal: [400, 403, 413, 415, 507].includes(status) || (status === 429 && !againInS) });
  }
}

const refusalOf = (answer) => new Refusal(answer.status, answer.responseText, Number(answer.getResponseHeader("Retry-After")) > 60 ? 0 : Number(answer.getResponseHeader("Retry-After")));

// Not our protocol: the sign-in page, or a proxy that is down.
function stranger(answer) {
  const isAway = answer.responseURL.includes("/accounts/") || answer.status === 403 || answer.status === 405;
  return isAway ? new Refusal(401, "") : new Error("line");
}
