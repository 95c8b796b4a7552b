/**
 * An element of index.html.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/**
 * A fresh copy of a template's only element.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function fromTemplate(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {T}
 */
export function one(parent, selector) {
  return /** @type {T} */ (/** @type {unknown} */ (parent.querySelector(selector)));
}

/**
 * For an event's detail.
 *
 * @template E
 * @template {keyof E & string} K
 * @param {import("../protocol/events.js").Tells<E>} target
 * @param {K} type
 * @param {(detail: E[K]) => void} handle
 * @param {AbortSignal} signal
 */
export function listen(target, type, handle, signal) {
  target.addEventListener(type, ({ detail }) => handle(detail), { signal });
}

/** For screen readers alone. @param {string} text */
export function announce(text) {
  byId("announcements").textContent = text;
}

/** Shows one of the page's views and hides the others. @param {"lobby" | "call" | "ended"} view */
export function showView(view) {
  for (const id of ["lobby", "call", "ended"]) byId(id).hidden = id !== view;
}

/** @param {HTMLElement} element @param {string} text empty hides the element */
export function showText(element, text) {
  element.textContent = text;
  element.hidden = text === "";
}

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target === dialog || target.closest("[data-close]")) dialog.close();
  });
}
