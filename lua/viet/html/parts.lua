--- The fixed parts of a page: its style and its script. Nothing is loaded from
-- elsewhere, so a page works from a disk and without a network.

local parts = {}

parts.style = [[
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff;
  --faint: #777; --line: #ddd; --tint: 88%; --edge: 45%; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ddd; --paper: #161616; --faint: #8a8a8a; --line: #333;
    --tint: 24%; --edge: 60%; } }
body { margin: 0; color: var(--ink); background: var(--paper);
  font: 16px/2 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; }
header { position: sticky; top: 0; z-index: 1; padding: .5em 1em;
  background: var(--paper); border-bottom: 1px solid var(--line);
  line-height: 1.6; }
h1 { display: inline; margin: 0 1em 0 0; font-size: 1em; }
header label { display: inline-block; margin-right: .8em;
  white-space: nowrap; }
header label b { padding: 0 .3em; border-radius: .2em;
  background: hsl(var(--hue) 70% var(--tint)); font-weight: normal; }
main { max-width: 60em; margin: 1em auto; padding: 0 1em; }
.line { display: flex; content-visibility: auto;
  contain-intrinsic-size: auto 2em; }
.line > i { flex: 0 0 7em; color: var(--faint); font-style: normal;
  font-size: .75em; line-height: 2.67; user-select: none; }
.line > p { flex: 1; min-width: 0; margin: 0; white-space: pre-wrap;
  overflow-wrap: anywhere; }
s { text-decoration: none; border-radius: .2em; cursor: default;
  background: hsl(var(--hue) 70% var(--tint));
  border-bottom: 2px solid hsl(var(--hue) 70% var(--edge)); }
s.d1 { padding-bottom: 3px; } s.d2 { padding-bottom: 6px; }
s.d3 { padding-bottom: 9px; }
s.on { outline: 2px solid hsl(var(--hue) 90% var(--edge)); }
body.tags s.z::after { content: attr(data-t); margin-left: .3em;
  font-size: .6em; color: var(--faint); user-select: none; }
s.off { background: none; border-color: transparent; }
body.tags s.off::after { content: none !important; }
#tip { position: fixed; z-index: 2; max-width: 36em; padding: .4em .7em;
  line-height: 1.5; font-size: .85em; background: var(--paper);
  border: 1px solid var(--faint); border-radius: .3em; pointer-events: none;
  box-shadow: 0 2px 8px #0004; overflow-wrap: anywhere; }
#tip dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .8em;
  margin: .2em 0; }
#tip dt { color: var(--faint); } #tip dd { margin: 0; }
#tip dl + dl { border-top: 1px solid var(--line); }
]]

-- `facts[i]` is what span i tells: [name, value, name, value, ...].
parts.script = [[
"use strict";
const tip = document.getElementById("tip");
const facts = JSON.parse(document.getElementById("facts").textContent);
let lit = [];
function covering(node) {
  const list = [];
  for (; node && node.tagName === "S"; node = node.parentElement)
    if (!node.classList.contains("off")) list.push(node);
  return list;
}
function describe(piece) {
  const list = document.createElement("dl");
  const told = facts[piece.dataset.i];
  for (let i = 0; i < told.length; i += 2) {
    const name = list.appendChild(document.createElement("dt"));
    const value = list.appendChild(document.createElement("dd"));
    name.textContent = told[i];
    value.textContent = told[i + 1];
  }
  return list;
}
function hide() {
  for (const piece of lit) piece.classList.remove("on");
  lit = [];
  tip.hidden = true;
}
function show(event) {
  hide();
  const pieces = covering(event.target.closest ? event.target.closest("s")
    : null);
  if (!pieces.length) return;
  tip.replaceChildren(...pieces.map(describe));
  for (const { dataset } of pieces)
    lit.push(...document.querySelectorAll(`s[data-i="${dataset.i}"]`));
  for (const piece of lit) piece.classList.add("on");
  tip.hidden = false;
  const box = pieces[0].getBoundingClientRect();
  const below = box.bottom + 6 + tip.offsetHeight < innerHeight;
  tip.style.left = Math.max(4, Math.min(box.left,
    innerWidth - tip.offsetWidth - 8)) + "px";
  tip.style.top = (below ? box.bottom + 6
    : Math.max(4, box.top - tip.offsetHeight - 6)) + "px";
}
document.addEventListener("mouseover", show);
document.addEventListener("scroll", hide);
document.querySelector("header").addEventListener("change", event => {
  const { value, checked } = event.target;
  if (value === "") return document.body.classList.toggle("tags", checked);
  for (const piece of document.querySelectorAll("s"))
    if (piece.dataset.t === value) piece.classList.toggle("off", !checked);
});
]]

return parts
