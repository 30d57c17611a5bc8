// <focal-point>: press a picture where the eye should rest; the numbers follow, and both cuts show what stays in sight.
// Without scripts the two numbers are typed.
class FocalPoint extends HTMLElement {
  connectedCallback() {
    this.picture = this.querySelector(".focal-whole");
    [this.x, this.y] = this.querySelectorAll("input");
    this.frame = document.createElement("div");
    this.frame.className = "focal-frame";
    this.picture.replaceWith(this.frame);
    this.dot = document.createElement("span");
    this.dot.className = "focal-dot";
    this.frame.append(this.picture, this.dot);
    this.picture.addEventListener("click", (event) => this.press(event));
    this.addEventListener("input", () => this.show());
    this.show();
  }

  press(event) {
    const box = this.picture.getBoundingClientRect();
    const share = (at, start, size) => Math.max(0, Math.min(100, Math.round((100 * (at - start)) / size)));
    this.x.value = share(event.clientX, box.left, box.width);
    this.y.value = share(event.clientY, box.top, box.height);
    this.show();
  }

  show() {
    const [x, y] = [`${this.x.value || 50}%`, `${this.y.value || 50}%`];
    this.dot.style.insetInlineStart = x;
    this.dot.style.insetBlockStart = y;
    for (const cut of this.querySelectorAll(".focal-cut")) cut.style.objectPosition = `${x} ${y}`;
  }
}

customElements.define("focal-point", FocalPoint);
