// The street's pages: every one of them is whole without this; here is what makes them handier.
import "../../web/js/film-reel.js";
import "../../web/js/local-time.js";
import "./now-playing.js";
import "./star-button.js";

const { base } = document.body.dataset;
if (document.querySelector("site-search")) import("./site-search.js");
if (document.querySelector("talk-player, .transcript")) import("./talk-player.js");
if (document.querySelector("my-schedule")) import("./my-schedule.js");

// What was seen stays readable without a connection. Whoever cannot have it (no HTTPS, no support) loses nothing.
if (base && "serviceWorker" in navigator && isSecureContext) {
  addEventListener("load", () => {
    setTimeout(() => navigator.serviceWorker.register(`${base}worker.js`, { scope: base }).catch(() => null), 4000);
  });
}
