// Pieces of a page that wait in its <template data-part="…">, with places for words.
export const part = (holder, name) =>
  holder.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);

export const filled = (words, told) => words.replace(/\{(\w+)\}/g, (whole, name) => told[name] ?? whole);

// Fills a place; where it has `data-words`, they are a sentence with {names} in it.
export function slot(piece, name, text) {
  const place = piece.querySelector(`[data-slot="${name}"]`);
  if (typeof text === "object") place.textContent = filled(place.dataset.words, text);
  else place.textContent = text;
  return place;
}
