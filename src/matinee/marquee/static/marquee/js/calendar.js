// A schedule as iCalendar (RFC 5545), written in the browser; events keep the names they have in the festival's own feed.
export function calendarOf(data, entries, festival, base) {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Matinee//My schedule//EN", "METHOD:PUBLISH"];
  lines.push(`X-WR-CALNAME:${escaped(`${data.edition.festival}: ${data.edition.title}`)}`);
  for (const { program, films, showing } of entries) {
    const venue = data.venues[showing.venue];
    const place = [showing.room, venue.name, venue.address, venue.city].filter(Boolean).join(", ");
    const about = (films.length ? films : program.films).map((film) => [film.title, film.directors].filter(Boolean).join(", "));
    lines.push(
      "BEGIN:VEVENT",
      `UID:${showing.code}@${festival}.matinee`,
      `SEQUENCE:${showing.sequence}`,
      `DTSTAMP:${stamp(new Date())}`,
      `DTSTART:${stamp(new Date(showing.starts_at))}`,
      `DTEND:${stamp(new Date(showing.ends_at))}`,
      `SUMMARY:${escaped(program.title)}`,
      `LOCATION:${escaped(place)}`,
      `DESCRIPTION:${escaped(about.join("\n"))}`,
      `URL:${new URL(base + program.href, location.href).href}`,
      `STATUS:${showing.state === "scheduled" ? "CONFIRMED" : "CANCELLED"}`,
      "END:VEVENT",
    );
  }
  return `${[...lines, "END:VCALENDAR"].map(folded).join("\r\n")}\r\n`;
}

const stamp = (moment) => `${moment.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

// A line holds at most 75 octets; a letter is never cut.
function folded(line) {
  const encoder = new TextEncoder();
  let [row, size, rows] = ["", 0, []];
  for (const letter of line) {
    const octets = encoder.encode(letter).length;
    if (size + octets > (rows.length ? 74 : 75)) {
      rows.push(row);
      [row, size] = ["", 0];
    }
    row += letter;
    size += octets;
  }
  return [...rows, row].join("\r\n ");
}

export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
