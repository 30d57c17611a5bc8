// <star-button item="edition/p/slug" name="Title"> and <star-count>: what the visitor wants to see, on every page.
import { count, has, listen, toggle } from "./stars.js";

// A bill has hundreds of stars: what is the same for all of them is made once.
const button = document.createElement("button");
button.type = "button";
button.innerHTML =
  '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="m12 4 2.4 5.3 5.6.6-4.2 3.9 1.2 5.7-5-2.900-5 2.900 1.200-5.700L4 9.900l5.600-.6Z"/></svg>';
const today = new Intl.DateTimeFormat("sv", { dateStyle: "short" }).format(new Date());

class StarButton extends HTMLElement {
  connectedCallback() {
    const { until, starAdd, starDrop } = document.body.dataset;
    if (this.firstChild || (until && until < today)) return; // what is over is not put on a schedule
    this.button = button.cloneNode(true);
    this.words = [starAdd, starDrop].map((word) => `${word}: ${this.getAttribute("name")}`);
    this.button.addEventListener("click", () => toggle(this.getAttribute("item")));
    this.append(this.button);
    this.stop = listen(() => this.draw());
    this.draw();
  }

  disconnectedCallback() {
    this.stop?.();
  }

  draw() {
    const isOn = has(this.getAttribute("item"));
    this.button.setAttribute("aria-pressed", isOn);
    this.button.setAttribute("aria-label", this.words[0]);
    this.button.title = this.words[Number(isOn)];
  }
}

class StarCount extends HTMLElement {
  connectedCallback() {
    this.stop = listen(() => this.draw());
    this.draw();
  }

  disconnectedCallback() {
    this.stop?.();
  }

  draw() {
    this.textContent = count() || "";
  }
}

customElements.define("star-button", StarButton);
customElements.define("star-count", StarCount);
