// <caption-editor>: rows of captions that are judged while one types, follow the video, and can be added and taken out.
// Without scripts the rows are a plain form; the server judges them the same way when they are saved.
const CLOCK = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/;

export function milliseconds(text) {
  const found = CLOCK.exec(text.trim());
  if (!found) return null;
  const [hours, minutes, seconds] = found.slice(1, 4).map((part) => Number(part || 0));
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((found[4] || "0").padEnd(3, "0"));
}

export function clock(value) {
  const whole = Math.max(0, Math.round(value));
  const pad = (number, width = 2) => String(number).padStart(width, "0");
  const [hours, minutes] = [Math.floor(whole / 3600000), Math.floor(whole / 60000) % 60];
  const rest = `${pad(Math.floor(whole / 1000) % 60)}.${pad(whole % 1000, 3)}`;
  return hours ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

class CaptionEditor extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector(".cues");
    this.form = this.querySelector("form");
    this.video = this.querySelector("video");
    this.now = this.querySelector(".caption-now");
    this.status = this.querySelector("[role=status]");
    for (const tools of this.querySelectorAll(".cue-tools")) tools.hidden = false;
    this.form.addEventListener("input", (event) => this.changed(event.target.closest(".cue")));
    this.form.addEventListener("submit", () => { this.isDirty = false; });
    this.list.addEventListener("click", (event) => this.pressed(event.target.closest("[data-do]")));
    this.video?.addEventListener("timeupdate", () => this.follow());
    window.addEventListener("beforeunload", (event) => { if (this.isDirty) event.preventDefault(); });
  }

  part(row, name) {
    return row.querySelector(`[name="${name}"]`);
  }

  span(row) {
    return ["starts", "ends"].map((name) => milliseconds(this.part(row, name).value));
  }

  changed(row) {
    this.isDirty = true;
    this.status.textContent = this.dataset.wordsUnsaved;
    for (const one of [row, row?.nextElementSibling]) if (one) this.judge(one);
  }

  judge(row) {
    const told = this.part(row, "text").value.trim() ? this.findings(row) : [];
    row.querySelector(".cue-findings").replaceChildren(...told.map(([words, isGrave]) => {
      const item = document.createElement("li");
      item.textContent = words;
      item.classList.toggle("grave", isGrave);
      return item;
    }));
    row.classList.toggle("cue-odd", told.length > 0);
  }

  findings(row) {
    const words = this.dataset;
    const [starts, ends] = this.span(row);
    if (starts === null || ends === null) return [[words.wordsClock, true]];
    if (ends <= starts) return [[words.wordsOrder, true]];
    const lines = this.part(row, "text").value.replace(/<\/?[ibu]>/g, "").split("\n").map((line) => line.trim());
    const rate = (lines.join("").length * 1000) / (ends - starts);
    const longest = Math.max(...lines.map((line) => line.length));
    const fill = (text, n, m) => text.replace("{n}", n).replace("{m}", m);
    const before = row.previousElementSibling && this.span(row.previousElementSibling)[1];
    return [
      [before > starts, words.wordsOverlap, true],
      [rate > Number(words.speed), fill(words.wordsSpeed, Math.round(rate), words.speed), false],
      [ends - starts < Number(words.least), words.wordsShort, false],
      [ends - starts > Number(words.most), words.wordsLong, false],
      [longest > Number(words.line), fill(words.wordsLine, longest, words.line), false],
    ].filter(([isSo]) => isSo).map(([, text, isGrave]) => [text, isGrave]);
  }

  pressed(button) {
    const row = button?.closest(".cue");
    if (!row) return;
    const deed = button.dataset.do;
    if (deed === "add") this.add(row);
    if (deed === "drop") this.drop(row);
    if (deed === "play") this.play(row);
    if (deed === "from" || deed === "to") {
      this.part(row, deed === "from" ? "starts" : "ends").value = clock(this.video.currentTime * 1000);
      this.changed(row);
    }
  }

  add(row) {
    const fresh = row.cloneNode(true);
    const [, ends] = this.span(row);
    const next = row.nextElementSibling && this.span(row.nextElementSibling)[0];
    this.part(fresh, "starts").value = ends === null ? "" : clock(ends);
    this.part(fresh, "ends").value = ends === null ? "" : clock(next > ends ? Math.min(next, ends + 2000) : ends + 2000);
    this.part(fresh, "text").value = "";
    fresh.querySelector(".cue-number").textContent = "+";
    fresh.classList.remove("cue-playing");
    row.after(fresh);
    this.changed(fresh);
    this.part(fresh, "text").focus();
  }

  drop(row) {
    const next = row.nextElementSibling || row.previousElementSibling;
    if (!next) return;
    row.remove();
    this.changed(next);
    this.part(next, "text").focus();
  }

  play(row) {
    const [starts] = this.span(row);
    if (starts === null) return;
    this.video.currentTime = starts / 1000;
    this.video.play();
  }

  follow() {
    const at = this.video.currentTime * 1000;
    const here = [...this.list.children].find((row) => {
      const [starts, ends] = this.span(row);
      return starts !== null && starts <= at && at < ends;
    });
    for (const row of this.list.querySelectorAll(".cue-playing")) if (row !== here) row.classList.remove("cue-playing");
    here?.classList.add("cue-playing");
    this.now.textContent = here ? this.part(here, "text").value : "";
  }
}
customElements.define("caption-editor", CaptionEditor);
