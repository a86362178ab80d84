// The result of the scales: the news in one line, five bands, and pictures of who gains
// and who loses. While the hand moves they follow what it announces, marked ≈; once the
// server has answered for where the hand stands, they show the engine's own numbers.

const QUIET = 700; // milliseconds of rest before a screen reader is told
const LEAST = 15; // pixels of a line of the pictures
const MOST = 34;
const BELOW = 52; // pixels kept free below the pictures
const SVG = namespace();
const panels = new WeakMap();

export default function ({ data, parentElement }) {
  let panel = panels.get(parentElement);
  if (!panel) {
    panel = data.shows === "news" ? new News(parentElement) : new Pictures(parentElement);
    panels.set(parentElement, panel);
    follow(panel, parentElement);
  }
  panel.receive(data);
}

function follow(panel, parent) {
  const on = (event) => {
    if (parent.isConnected) return panel.hear(event);
    window.removeEventListener("heng-hand", on);
    window.removeEventListener("resize", on);
  };
  window.addEventListener("heng-hand", on);
  window.addEventListener("resize", on);
}

class Panel {
  constructor(parent, kind) {
    this.root = parent.appendChild(element("div", kind));
    this.live = null;
  }

  receive(data) {
    this.data = data;
    if (this.live && this.live.turn === data.turn) this.live = null;
    this.root.lang = data.lang;
    this.draw();
  }

  hear(event) {
    if (event.detail && event.type === "heng-hand") this.live = event.detail;
    this.draw();
  }

  draw() {
    this.root.classList.toggle("heng-waits", this.live !== null);
    this.root.dataset.turn = this.live ? "" : this.data.turn;
    this.paint(this.live?.fen ?? this.data.after, this.live?.ranks ?? this.data.places);
  }
}

class News extends Panel {
  constructor(parent) {
    super(parent, "heng-news");
    this.head = this.root.appendChild(element("h4"));
    this.small = this.root.appendChild(element("p", "heng-small"));
    this.said = this.root.appendChild(element("p", "heng-said"));
    this.bands = this.root.appendChild(element("div", "heng-bands"));
    this.bands.setAttribute("role", "list");
    this.aloud = this.root.appendChild(element("p", "heng-aloud"));
    this.aloud.setAttribute("role", "status");
  }

  paint(fen) {
    const { before, words, headline, sum, unofficial, said, bands, pool } = this.data;
    const changes = fen.map((amount, n) => amount - before[n]);
    this.head.textContent = this.live ? `≈ ${this.roughly(changes, words, pool)}` : headline;
    this.small.replaceChildren(sum, element("span", "heng-quiet", `　${unofficial}`));
    this.said.replaceChildren(...said.map(([text, bold]) => element(bold ? "b" : "span", "", text)));
    this.paint_bands(changes, bands);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.speak(), QUIET);
  }

  roughly(changes, words, pool) {
    const [gained, lost] = [changes.filter((c) => c > 0), changes.filter((c) => c < 0)];
    const moved = Math.min(total(gained), -total(lost));
    return fill(words.news, {
      gains: gained.length,
      losses: lost.length,
      moved: written(moved, words.moved),
      share: pool ? `${number((100 * moved) / pool, 2)}%` : "—",
    });
  }

  paint_bands(changes, bands) {
    const found = changes.map((change, n) => band(change, this.data.before[n], this.data.edges));
    this.bands.replaceChildren(...bands.map((shown) => {
      const inside = changes.filter((_, n) => found[n] === shown.code);
      const cell = element("div", "heng-band");
      cell.setAttribute("role", "listitem");
      cell.style.setProperty("--band", shown.colour);
      cell.append(
        element("div", "", shown.words),
        element("strong", "", String(this.live ? inside.length : shown.count)),
        element("span", "", this.live ? written(total(inside), this.data.words.amount, true) : shown.money),
      );
      return cell;
    }));
  }

  speak() {
    if (!this.live && this.aloud.textContent !== this.data.headline) {
      this.aloud.textContent = this.data.headline;
    }
  }
}

class Pictures extends Panel {
  constructor(parent) {
    super(parent, "heng-pictures");
    this.left = this.root.appendChild(element("figure", "heng-bars"));
    this.right = this.root.appendChild(element("figure", "heng-slope"));
    this.left_title = this.left.appendChild(element("figcaption"));
    this.right_title = this.right.appendChild(element("figcaption"));
    this.list = this.left.appendChild(element("div", "heng-list"));
    this.list.setAttribute("role", "list");
    this.svg = this.right.appendChild(document.createElementNS(SVG, "svg"));
    this.svg.setAttribute("role", "img");
    this.bars = [];
    this.lines = [];
  }

  receive(data) {
    const shape = JSON.stringify(data.areas);
    if (shape !== this.shape) this.build(data.areas);
    this.shape = shape;
    super.receive(data);
    this.watch();
  }

  // What stands above may come or grow later: fit again whenever the page changes its size.
  watch() {
    if (this.watching) return;
    this.watching = new ResizeObserver(() => requestAnimationFrame(() => this.draw()));
    this.watching.observe(this.root.closest("[data-testid=stMainBlockContainer]") ?? this.root);
    this.watching.observe(this.root);
  }

  build(areas) {
    this.bars = areas.map((area) => new Bar(area));
    this.list.replaceChildren(...this.bars.map((bar) => bar.box));
    this.lines = areas.map((area) => new Line(area));
    this.svg.replaceChildren(...this.lines.map((line) => line.group));
  }

  paint(fen, ranks) {
    const { data } = this;
    this.left_title.textContent = data.words.bars;
    this.right_title.textContent = data.words.slope;
    this.svg.setAttribute("aria-label", data.words.alt);
    const line = this.fit();
    this.paint_bars(fen.map((amount, n) => amount - data.before[n]), line);
    this.paint_lines(ranks, line);
  }

  // Take the height that the window leaves: from here to its lower edge.
  fit() {
    const pane = this.root.closest("[data-testid=stMain]");
    const top = this.list.getBoundingClientRect().top + (pane?.scrollTop ?? 0);
    const room = (window.innerHeight - top - BELOW) / this.bars.length;
    const line = Math.min(Math.max(room, LEAST), MOST);
    this.root.style.setProperty("--line", `${line}px`);
    this.root.style.setProperty("--lines", this.bars.length);
    return line;
  }

  paint_bars(changes, line) {
    const { beside, colours, before, edges, hints } = this.data;
    const [low, high] = [Math.min(0, ...changes), Math.max(0, ...changes)];
    const order = changes.map((_, n) => n).sort((a, b) => changes[b] - changes[a] || a - b);
    order.forEach((n, place) => {
      const kind = band(changes[n], before[n], edges);
      this.bars[n].paint({
        y: place * line,
        span: high - low || 1,
        low,
        high,
        change: changes[n],
        colour: colours[kind],
        words: this.live ? this.roughly(changes[n], before[n]) : beside[n],
        hint: this.live ? "" : hints[n],
      });
    });
  }

  roughly(change, before) {
    const share = before ? ` (${signed((100 * change) / before, 1)}%)` : "";
    return `≈${written(change, this.data.words.amount, true, false)}${share}`;
  }

  paint_lines(ranks, line) {
    const { started, far } = this.data;
    const [before, after] = [positions(started), positions(ranks)];
    const width = this.svg.clientWidth || this.right.clientWidth;
    this.svg.style.height = `${line * this.lines.length}px`;
    this.lines.forEach((drawn, n) => {
      const places = started[n] === null || ranks[n] === null ? 0 : started[n] - ranks[n];
      drawn.paint({ from: (before[n] + 0.5) * line, to: (after[n] + 0.5) * line, width, far, places, old: started[n], rank: ranks[n] });
    });
  }
}

class Bar {
  constructor(area) {
    this.box = element("div", "heng-bar");
    this.box.setAttribute("role", "listitem");
    this.box.dataset.area = area.code;
    this.box.appendChild(element("span", "heng-area", area.name));
    this.track = this.box.appendChild(element("span", "heng-beam"));
    this.beam = this.track.appendChild(element("i"));
    this.words = this.track.appendChild(element("span", "heng-amount"));
  }

  paint({ y, span, low, high, change, colour, words, hint }) {
    const style = this.box.style;
    style.transform = `translateY(${y}px)`;
    this.box.dataset.fen = change;
    this.box.title = hint;
    style.setProperty("--colour", colour);
    style.setProperty("--zero", -low / span);
    style.setProperty("--part", Math.abs(change) / span);
    style.setProperty("--sides", (low < 0) + (high > 0));
    style.setProperty("--has-low", low < 0 ? 1 : 0);
    this.track.dataset.side = change < 0 ? "low" : "high";
    this.words.textContent = words;
  }
}

class Line {
  constructor(area) {
    this.area = area;
    this.group = document.createElementNS(SVG, "g");
    const [path, left, right] = ["line", "text", "text"].map((tag) =>
      this.group.appendChild(document.createElementNS(SVG, tag)));
    Object.assign(this, { path, left, right });
    left.setAttribute("text-anchor", "end");
  }

  paint({ from, to, width, far, places, old, rank }) {
    const [x0, x1] = [width * 0.3, width * 0.6];
    const moves = Math.abs(places) >= far;
    this.group.setAttribute("class", moves ? (places > 0 ? "heng-rises" : "heng-falls") : "heng-stays");
    set(this.path, { x1: x0, y1: from, x2: x1, y2: to });
    set(this.left, { x: x0 - 6, y: from });
    set(this.right, { x: x1 + 6, y: to });
    const sign = places ? ` ${places > 0 ? "▲" : "▼"}${Math.abs(places)}` : "";
    this.left.textContent = `${this.area.name} ${old ?? "—"}`;
    this.right.textContent = `${rank ?? "—"} ${this.area.name}${sign}`;
  }
}

// Give each a line of its own; equal ranks stand below each other, in the order of codes.
function positions(ranks) {
  const order = ranks.map((_, n) => n).sort((a, b) => (ranks[a] ?? 1e9) - (ranks[b] ?? 1e9) || a - b);
  const lines = [];
  order.forEach((n, line) => (lines[n] = line));
  return lines;
}

function band(change, before, [small, large]) {
  const share = before ? Math.abs(change) / before : 0;
  if (share < small) return "same";
  return `${share >= large ? "big_" : ""}${change < 0 ? "loss" : "gain"}`;
}

function total(amounts) {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

function written(fen, { per, decimals, unit }, sign = false, with_unit = true) {
  const text = (sign ? signed : number)(fen / per, decimals);
  return with_unit ? fill(unit, { amount: text }) : text;
}

function number(value, decimals) {
  const text = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

function signed(value, decimals) {
  const text = number(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function fill(template, values) {
  return template.replace(/{(\w+)}/g, (blank, name) => values[name] ?? blank);
}

// Ask the parser for the name space of drawings: no source of ours names an outside host.
function namespace() {
  const parsed = document.createElement("template");
  parsed.innerHTML = "<svg></svg>";
  return parsed.content.firstChild.namespaceURI;
}

function element(tag, kind = "", words = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (words) made.textContent = words;
  return made;
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}
