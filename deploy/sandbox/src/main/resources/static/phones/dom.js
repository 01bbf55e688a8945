/* Making elements. Texts are only ever set as text, so nothing that somebody writes is markup here. */

/** An element with attributes (`class`, `title`, …; functions are listeners by their event's name) and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') made.addEventListener(attribute, value);
    else made.setAttribute(attribute, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const button = (label, attributes, act) =>
  element('button', { type: 'button', ...attributes, click: act }, label);

const painted = new WeakMap();

/** Paints only what has changed, so that scrolling, selecting and typing are left alone. */
export function paint(target, data, render) {
  const state = JSON.stringify(data);
  if (painted.get(target) === state) return false;
  painted.set(target, state);
  target.replaceChildren(...render(data));
  return true;
}
