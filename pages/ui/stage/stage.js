// The stage: while it is on the page, everything around the screen is hidden and letters are
// large. Arrow keys, a presenter's clicker and the buttons turn to the next or earlier screen.

const NEXT = new Set(["ArrowRight", "PageDown"]);
const EARLIER = new Set(["ArrowLeft", "PageUp"]);
const USED = "input, textarea, select, [contenteditable], [role=slider], [role=dialog], [role=listbox], [role=radio], [role=tab], canvas";
const AGAIN = 1500; // milliseconds after which a turn that nobody answered is asked for again
const TRIES = 4;
const bars = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let bar = bars.get(parentElement);
  if (!bar) bars.set(parentElement, (bar = new Bar(parentElement)));
  bar.tell = setTriggerValue;
  bar.show(data);
  return () => bar.clear();
}

class Bar {
  constructor(parent) {
    this.root = parent.appendChild(element("nav", "heng-stage"));
    this.earlier = this.button("‹", () => this.turn(-1));
    this.place = this.root.appendChild(element("span", "heng-stage-place"));
    this.next = this.button("›", () => this.turn(1));
    this.dots = this.root.appendChild(element("ol", "heng-stage-dots"));
    this.notesButton = this.button("", () => this.turnNotes());
    this.full = this.button("", () => this.fill());
    this.leave = this.button("", () => this.tell("leave", { from: this.data.at }));
    this.notes = parent.appendChild(element("aside", "heng-stage-notes"));
    this.notes.hidden = true;
    this.listener = (event) => this.press(event);
  }

  button(text, act) {
    const made = this.root.appendChild(element("button", "", text));
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  show(data) {
    this.data = data;
    if (data.at === this.asked) this.arrive();
    document.documentElement.dataset.hengStage = "on";
    document.addEventListener("keydown", this.listener);
    this.root.setAttribute("aria-label", data.words.agenda);
    this.place.textContent = `${(this.asked ?? data.at) + 1} / ${data.titles.length}`;
    const named = [[this.earlier, "earlier"], [this.next, "next"], [this.notesButton, "notes"], [this.full, "full"], [this.leave, "leave"]];
    for (const [button, word] of named) {
      if (button.textContent.length !== 1) button.textContent = data.words[word];
      button.setAttribute("aria-label", data.words[word]);
    }
    this.earlier.disabled = data.at === 0;
    this.next.disabled = data.at === data.titles.length - 1;
    this.dots.replaceChildren(...data.titles.map((title, at) => this.dot(title, at)));
    this.notes.replaceChildren(
      element("h2", "", data.words.notes),
      ...data.notes.map((note) => element("p", "", note)),
    );
  }

  dot(title, at) {
    const item = element("li");
    const made = item.appendChild(element("button", "", String(at + 1)));
    made.type = "button";
    made.title = title;
    made.setAttribute("aria-label", `${at + 1} ${title}`);
    if (at === this.data.at) made.setAttribute("aria-current", "step");
    made.addEventListener("click", () => this.go(at));
    return item;
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") document.activeElement?.blur();
    if (event.target instanceof Element && event.target.closest(USED)) return;
    if (NEXT.has(event.key)) this.turn(1);
    else if (EARLIER.has(event.key)) this.turn(-1);
    else if (event.key === "n" || event.key === "N") this.turnNotes();
    else if (event.key === "f" || event.key === "F") this.fill();
    else return;
    event.preventDefault();
  }

  turn(by) {
    this.go((this.asked ?? this.data.at) + by);
  }

  // Keys pressed faster than the server draws count from where the last one led.
  go(to) {
    if (to < 0 || to >= this.data.titles.length || to === (this.asked ?? this.data.at)) return;
    this.asked = to;
    this.place.textContent = `${to + 1} / ${this.data.titles.length}`;
    this.ask(TRIES);
  }

  // A server that is drawing may drop what it is told meanwhile; asking twice leads to the same.
  ask(tries) {
    clearTimeout(this.waiting);
    if (this.asked === undefined) return;
    if (tries === 0) this.arrive();
    else {
      this.tell("turn", { to: this.asked });
      this.waiting = setTimeout(() => this.ask(tries - 1), AGAIN);
    }
  }

  arrive() {
    clearTimeout(this.waiting);
    this.asked = undefined;
    this.place.textContent = `${this.data.at + 1} / ${this.data.titles.length}`;
  }

  turnNotes() {
    this.notes.hidden = !this.notes.hidden;
    this.notesButton.setAttribute("aria-pressed", String(!this.notes.hidden));
  }

  fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  }

  clear() {
    clearTimeout(this.waiting);
    delete document.documentElement.dataset.hengStage;
    document.removeEventListener("keydown", this.listener);
  }
}

function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}
