// Times on the grid are minutes since 1970 in UTC; what people read is the festival's clock, made by the browser's own calendar.
export class Clock {
  constructor(zone, language) {
    const shape = (style) => new Intl.DateTimeFormat(language || undefined, { ...style, timeZone: zone });
    this.short = shape({ hour: "numeric", minute: "2-digit" });
    this.named = shape({ hour: "numeric", minute: "2-digit", timeZoneName: "short" });
    this.whole = shape({ weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
    this.fields = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone: zone });
    this.known = new Map();
  }

  // Formatting is slow beside a drag of sixty frames a second: every minute is put into words once.
  time(minute) {
    if (!this.known.has(minute)) this.known.set(minute, this.short.format(minute * 60000));
    return this.known.get(minute);
  }

  span(from, until) {
    return `${this.time(from)}–${this.time(until)}`;
  }

  day(minute) {
    return this.whole.format(minute * 60000);
  }

  zoned(minute) {
    return this.named.format(minute * 60000);
  }

  // What date and time inputs hold: ["2031-03-08", "18:35"].
  inputs(minute) {
    return this.fields.format(minute * 60000).split(" ");
  }

  // The minute that inputs mean, looked for inside the shown days: a skipped hour gives the jump, a doubled one its first.
  minute(date, time, near) {
    const wanted = `${date} ${time}`;
    const guess = Math.round(Date.parse(`${date}T${time}:00Z`) / 60000);
    const shift = Math.round(Date.parse(`${this.inputs(near).join("T")}:00Z`) / 60000) - near;
    for (const away of [0, 60, -60, 30, -30]) {
      const found = guess - shift + away;
      if (this.inputs(found).join(" ") === wanted && this.inputs(found - 60).join(" ") !== wanted) return found;
    }
    return guess - shift;
  }
}
