// <auto-save>: keeps what is typed into its form, one answer after another, and says when it did.
// The form works without it; a save that fails is tried again, and leaving with unsaved words asks first.
class AutoSave extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = this.querySelector("[role=status]");
    if (!this.form || !this.status) return;
    this.isDirty = false;
    this.saving = null;
    this.form.addEventListener("input", () => this.plan(800));
    this.form.addEventListener("change", () => this.plan(150));
    this.form.addEventListener("submit", (event) => this.leave(event));
    window.addEventListener("online", () => this.isDirty && this.plan(0));
    window.addEventListener("beforeunload", (event) => {
      if (this.isDirty && !this.isLeaving) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.isDirty && !this.isLeaving) this.plan(0);
    });
  }

  plan(wait) {
    this.isDirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async leave(event) {
    clearTimeout(this.timer);
    if (this.saving) {
      event.preventDefault();
      await this.saving;
      clearTimeout(this.timer);
      this.isLeaving = true;
      this.form.requestSubmit(event.submitter);
      return;
    }
    this.isLeaving = true;
  }

  save() {
    if (this.saving || this.isLeaving) return;
    this.isDirty = false;
    this.say(this.dataset.wordsSaving);
    this.saving = this.send().finally(() => {
      this.saving = null;
      if (this.isDirty && !this.isLeaving) this.plan(this.retry || 800);
    });
  }

  async send() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    try {
      const response = await fetch(this.form.action, {
        method: "POST", body: data, redirect: "manual", keepalive: true, headers: { Accept: "application/json" },
      });
      if (response.type === "opaqueredirect" || response.status === 403) return this.fail(this.dataset.wordsAway);
      if (response.status >= 500) throw new Error("trouble");
      const answer = await response.json();
      if (!response.ok) return this.fail(answer.said);
      this.form.elements.namedItem("seen").value = answer.seen;
      this.retry = 0;
      this.say(`${this.dataset.wordsSaved} ${this.now()}${answer.said ? `. ${answer.said}` : ""}`, Boolean(answer.said));
    } catch {
      this.isDirty = true;
      this.retry = Math.min((this.retry || 1500) * 2, 30000);
      this.say(this.dataset.wordsWaiting, true);
    }
  }

  fail(words) {
    this.say(words, true);
  }

  now() {
    return new Date().toLocaleTimeString(document.documentElement.lang || [], { hour: "2-digit", minute: "2-digit" });
  }

  say(words, isTrouble = false) {
    this.status.textContent = words;
    this.status.classList.toggle("saved-trouble", isTrouble);
  }
}
customElements.define("auto-save", AutoSave);
