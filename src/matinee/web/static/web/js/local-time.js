// <local-time zone yours>: adds the viewer's own time where it differs from the festival's.
class LocalTime extends HTMLElement {
  connectedCallback() {
    const moment = new Date(this.querySelector("time")?.dateTime ?? "");
    const zone = this.getAttribute("zone");
    if (Number.isNaN(moment.getTime()) || !zone || this.querySelector(".yours")) return;
    if (wallClock(moment, zone) === wallClock(moment, here)) return;
    const sameDay = wallDay(moment, zone) === wallDay(moment, here);
    const style = sameDay ? { timeStyle: "short" } : { weekday: "short", hour: "numeric", minute: "2-digit" };
    const words = formatter(document.documentElement.lang || undefined, { ...style, timeZone: here }).format(moment);
    const span = document.createElement("span");
    span.className = "yours muted";
    span.textContent = ` (${words} ${this.getAttribute("yours")})`;
    this.append(span);
  }
}

// Making a formatter is slow and a page has many times on it: every one is made once.
const made = new Map();
function formatter(language, style) {
  const key = JSON.stringify([language, style]);
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(language, style));
  return made.get(key);
}

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const wallClock = (moment, timeZone) => formatter("sv", { dateStyle: "short", timeStyle: "short", timeZone }).format(moment);
const wallDay = (moment, timeZone) => formatter("sv", { dateStyle: "short", timeZone }).format(moment);

customElements.define("local-time", LocalTime);
