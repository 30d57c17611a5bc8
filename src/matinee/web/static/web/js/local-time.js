// <local-time zone yours>: adds the viewer's own time where it differs from the festival's.
class LocalTime extends HTMLElement {
  connectedCallback() {
    const moment = new Date(this.querySelector("time")?.dateTime ?? "");
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const zone = this.getAttribute("zone");
    if (Number.isNaN(moment.getTime()) || !zone || this.querySelector(".yours")) return;
    if (wallClock(moment, zone) === wallClock(moment, here)) return;
    const sameDay = wallDay(moment, zone) === wallDay(moment, here);
    const style = sameDay ? { timeStyle: "short" } : { weekday: "short", hour: "numeric", minute: "2-digit" };
    const language = document.documentElement.lang || undefined;
    const words = new Intl.DateTimeFormat(language, { ...style, timeZone: here }).format(moment);
    const span = document.createElement("span");
    span.className = "yours muted";
    span.textContent = ` (${words} ${this.getAttribute("yours")})`;
    this.append(span);
  }
}

const wallClock = (moment, timeZone) =>
  new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone }).format(moment);
const wallDay = (moment, timeZone) => new Intl.DateTimeFormat("sv", { dateStyle: "short", timeZone }).format(moment);

customElements.define("local-time", LocalTime);
