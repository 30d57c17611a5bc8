// <now-playing data-on data-soon>: marks the act that plays now, the one about to begin, and what is over.
const SOON_MIN = 60;

class NowPlaying extends HTMLElement {
  connectedCallback() {
    this.mark();
    this.timer = setInterval(() => this.mark(), 30_000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  mark(now = Date.now()) {
    for (const act of this.querySelectorAll("[data-starts]:not([data-off])")) {
      const starts = Date.parse(act.dataset.starts);
      const isOn = starts <= now && now < Date.parse(act.dataset.ends);
      const minutes = Math.ceil((starts - now) / 60_000);
      const isSoon = minutes > 0 && minutes <= SOON_MIN;
      act.classList.toggle("act-now", isOn);
      this.say(act, isOn ? this.dataset.on : isSoon ? this.dataset.soon.replace("{n}", minutes) : "");
    }
  }

  say(act, words) {
    let badge = act.querySelector(".now-badge");
    if (badge?.textContent === words || (!badge && !words)) return;
    if (!words) return badge.remove();
    if (!badge) {
      badge = document.createElement("span");
      badge.className = "badge badge-accent now-badge";
      act.querySelector(".figure")?.after(badge);
    }
    badge.textContent = words;
  }
}

customElements.define("now-playing", NowPlaying);
