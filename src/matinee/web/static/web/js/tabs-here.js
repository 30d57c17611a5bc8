// Tabs that go on beyond the edge of a narrow screen start where the page is.
for (const here of document.querySelectorAll(".tabs [aria-current]")) {
  const tabs = here.closest(".tabs");
  if (tabs.scrollWidth <= tabs.clientWidth) continue;
  const [inner, outer] = [here.getBoundingClientRect(), tabs.getBoundingClientRect()];
  tabs.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}
