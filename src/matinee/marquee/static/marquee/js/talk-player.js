// <talk-player>: an interview's video. A video of another site is loaded when the visitor presses play, never before;
// the times of a transcript lead to their moment. Without scripts both are links to where it can be watched.
class TalkPlayer extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    this.querySelector("[data-load]")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.load(0);
    });
  }

  load(seconds) {
    const player = new URL(this.dataset.player);
    player.searchParams.set("autoplay", "1");
    if (player.hostname === "player.vimeo.com") player.hash = `t=${seconds}s`;
    else player.searchParams.set("start", String(seconds));
    const frame = document.createElement("iframe");
    frame.src = player;
    frame.title = this.dataset.words;
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.className = "talk-frame";
    this.replaceChildren(frame);
    frame.focus();
  }

  jump(seconds) {
    if (this.video) {
      this.video.currentTime = seconds;
      this.video.play().catch(() => null);
    } else if (this.dataset.player) this.load(seconds);
    else return false;
    this.scrollIntoView({ block: "nearest" });
    return true;
  }
}
customElements.define("talk-player", TalkPlayer);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-at]");
  const player = link && (link.closest("[data-talk]") || document).querySelector("talk-player");
  if (player?.jump(Number(link.dataset.at))) event.preventDefault();
});

for (const player of document.querySelectorAll("talk-player")) {
  const moments = [...(player.closest("[data-talk]")?.querySelectorAll(".transcript [data-at]") || [])];
  player.video?.addEventListener("timeupdate", () => {
    const now = moments.findLast((link) => Number(link.dataset.at) <= player.video.currentTime);
    for (const link of moments) link.parentElement.toggleAttribute("data-now", link === now);
  });
}
