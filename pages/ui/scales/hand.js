// The hand at the scales: one row for each weight, which others give way to at once.
// What the result would be lies between places the engine has computed; it is read off
// there, announced to the pictures, and told to the server as soon as the hand rests.

const STEP = 0.5; // points that a key moves, and to which a drag snaps
const FAR = 5; // points that Page Up and Page Down move
const REST = 150; // milliseconds without a move after which the server is told
const WHOLE = 100;
const OPEN = "M17 9h-1V7a4 4 0 0 0-7.9-1h2.1A2 2 0 0 1 14 7v2H7a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1v-9a1 1 0 0 0-1-1Zm-1 9H8v-7h8v7Z";
const SHUT = "M17 9h-1V7a4 4 0 0 0-8 0v2H7a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1v-9a1 1 0 0 0-1-1Zm-7-2a2 2 0 0 1 4 0v2h-4V7Z";
const hands = new WeakMap();
let moves = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  let hand = hands.get(parentElement);
  if (!hand) hands.set(parentElement, (hand = new Hand(parentElement)));
  hand.tell = setTriggerValue;
  hand.receive(data);
}

class Hand {
  constructor(parent) {
    this.root = parent.appendChild(element("div", "heng-scales"));
    this.rows = new Map();
    this.live = null; // what the hand shows and the engine has not yet answered
    this.pressed = false;
  }

  receive(data) {
    this.data = data;
    this.ways = data.ways ? JSON.parse(data.ways) : {};
    const shape = JSON.stringify([data.part, data.words, data.weights.map((w) => [w.code, w.name])]);
    if (shape !== this.shape) this.build(data);
    this.shape = shape;
    if (this.live && this.live.turn === data.turn) this.live = null;
    this.paint();
  }

  build({ weights, words }) {
    this.root.replaceChildren();
    this.rows.clear();
    this.sum = this.root.appendChild(element("p", "heng-sum"));
    this.note = this.root.appendChild(element("p", "heng-note"));
    let group = "";
    for (const weight of weights) {
      if (weight.group && weight.group !== group) {
        this.root.appendChild(element("p", "heng-note", weight.group));
      }
      group = weight.group;
      const row = new Row(weight, words, this);
      this.rows.set(weight.code, row);
      this.root.appendChild(row.box);
    }
  }

  // Move a weight: the others re-share what is left, in the proportions they had.
  move(code, asked) {
    const began = this.ways[code]?.from ?? this.data.weights.map((w) => w.asked);
    const held = (w) => w.locked && w.code !== code;
    let most = WHOLE;
    let free = 0;
    let count = 0;
    this.data.weights.forEach((w, n) => {
      if (held(w)) most -= began[n];
      else if (w.code !== code) (free += began[n]), (count += 1);
    });
    const value = Math.min(Math.max(asked, 0), most);
    const share = (n) => (free > 0 ? began[n] / free : 1 / count);
    const points = this.data.weights.map((w, n) => {
      if (w.code === code) return value;
      return held(w) ? began[n] : (most - value) * share(n);
    });
    this.live = { code, value, points, turn: `${Date.now().toString(36)}-${(moves += 1)}` };
    this.paint();
    announce({ turn: this.live.turn, ...between(this.ways[code], value) });
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.send(), REST);
  }

  send() {
    clearTimeout(this.rest);
    if (!this.live || this.live.sent) return;
    this.live.sent = true;
    const { code, value, turn } = this.live;
    this.tell("move", { code, points: value.toFixed(2), turn });
  }

  lock(code) {
    this.tell("lock", { code });
  }

  paint() {
    const { weights, words, most } = this.data;
    const points = this.live?.points ?? weights.map((w) => w.asked);
    const free = weights.filter((w) => !w.locked).length;
    const total = points.reduce((sum, value) => sum + value, 0);
    const right = Math.abs(total - WHOLE) < 0.005;
    this.sum.textContent = fill(words.sum, { sum: total.toFixed(2), sign: right ? "✓" : "✗" });
    this.note.textContent = this.data.note;
    this.note.hidden = !this.data.note;
    weights.forEach((weight, n) => {
      const row = this.rows.get(weight.code);
      row.paint(weight, points[n], {
        most: this.pressed ? undefined : most,
        off: weight.locked || free < 2,
        waits: this.live !== null,
      });
    });
  }
}

class Row {
  constructor(weight, words, hand) {
    this.words = words;
    this.box = element("div", "heng-row");
    this.label = this.box.appendChild(element("div", "heng-label"));
    this.label.title = weight.name;
    this.name = this.label.appendChild(element("span", "", weight.short));
    this.below = this.label.appendChild(element("span", "heng-below"));
    this.button = this.box.appendChild(element("button", "heng-lock"));
    this.button.type = "button";
    this.icon = this.button.appendChild(padlock());
    this.track = this.box.appendChild(element("div", "heng-track"));
    this.range = this.track.appendChild(element("input"));
    Object.assign(this.range, { type: "range", min: 0, max: WHOLE, step: 0.01 });
    this.range.setAttribute("aria-label", weight.name);
    this.ticks = this.track.appendChild(element("div", "heng-ticks"));
    this.number = this.box.appendChild(element("input", "heng-number"));
    Object.assign(this.number, { type: "number", min: 0, max: WHOLE, step: 0.01 });
    this.number.setAttribute("aria-label", fill(words.number, { part: weight.name }));
    this.listen(weight.code, hand);
  }

  listen(code, hand) {
    this.button.addEventListener("click", () => hand.lock(code));
    this.range.addEventListener("pointerdown", () => (hand.pressed = true));
    this.range.addEventListener("input", () => {
      hand.move(code, Math.round(this.range.value / STEP) * STEP);
    });
    for (const end of ["change", "pointerup", "pointercancel"]) {
      this.range.addEventListener(end, () => {
        hand.pressed = false;
        hand.send();
      });
    }
    this.range.addEventListener("keydown", (event) => {
      const value = this.after(event.key);
      if (value === undefined) return;
      event.preventDefault();
      hand.move(code, value);
    });
    this.range.addEventListener("keyup", () => hand.send());
    this.number.addEventListener("change", () => {
      if (this.number.value !== "") hand.move(code, Number(this.number.value));
      hand.send();
    });
  }

  after(key) {
    const [now, most] = [this.value, Number(this.range.max)];
    const to = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP, PageUp: FAR, PageDown: -FAR };
    if (key === "Home") return 0;
    if (key === "End") return most;
    return key in to ? Math.min(Math.max(now + to[key], 0), most) : undefined;
  }

  paint(weight, points, { most, off, waits }) {
    this.value = points;
    if (most !== undefined) this.range.max = most;
    this.range.value = points;
    this.range.setAttribute("aria-valuetext", fill(this.words.points, { points: points.toFixed(2) }));
    this.range.disabled = this.number.disabled = off;
    if (this.number !== document.activeElement || !waits) this.number.value = points.toFixed(2);
    this.below.replaceChildren(...this.remarks(weight, points, waits));
    const words = fill(weight.locked ? this.words.unlock : this.words.lock, { part: weight.name });
    this.button.title = words;
    this.button.setAttribute("aria-label", words);
    this.button.setAttribute("aria-pressed", weight.locked);
    this.icon.firstChild.setAttribute("d", weight.locked ? SHUT : OPEN);
    this.mark(weight.marks, Number(this.range.max));
  }

  // By how much it moved; and what it comes to, which the engine alone knows.
  remarks(weight, points, waits) {
    const moved = points - weight.now;
    const said = [];
    if (Math.abs(moved) >= 0.005) {
      const [sign, kind] = moved > 0 ? ["▲", "heng-up"] : ["▼", "heng-down"];
      said.push(element("span", kind, `${sign}${plain(Math.abs(moved))}`));
    }
    if (weight.effective && !waits) said.push(element("span", "heng-quiet", weight.effective));
    return said;
  }

  mark(marks, most) {
    const shown = JSON.stringify([marks, most]);
    if (shown === this.marked) return;
    this.marked = shown;
    const inside = marks.filter(([points]) => points <= most);
    this.ticks.replaceChildren(...inside.map(([points, words]) => {
      const tick = element("span", "heng-tick");
      tick.title = words;
      tick.style.setProperty("--at", points / most);
      return tick;
    }));
    this.range.setAttribute("aria-description", inside.map(([, words]) => words).join(" "));
  }
}

// Read off what lies between the two nearest places that the engine has computed.
function between(way, value) {
  if (!way) return { fen: null, ranks: null };
  let right = 1;
  while (right < way.at.length - 1 && way.at[right] < value) right += 1;
  const span = way.at[right] - way.at[right - 1];
  const share = Math.min(Math.max((value - way.at[right - 1]) / span, 0), 1);
  const [low, high] = [way.fen[right - 1], way.fen[right]];
  return {
    fen: low.map((fen, n) => Math.round(fen + share * (high[n] - fen))),
    ranks: way.ranks[share < 0.5 ? right - 1 : right],
  };
}

function announce(detail) {
  window.dispatchEvent(new CustomEvent("heng-hand", { detail }));
}

function fill(template, values) {
  return template.replace(/{(\w+)}/g, (blank, name) => values[name] ?? blank);
}

function plain(points) {
  return String(Number(points.toFixed(2)));
}

function element(tag, kind = "", words = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (words) made.textContent = words;
  return made;
}

// A padlock, from markup that is ours alone: the parser knows the name space of drawings.
function padlock() {
  const parsed = document.createElement("template");
  parsed.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor"/></svg>';
  return parsed.content.firstChild;
}
