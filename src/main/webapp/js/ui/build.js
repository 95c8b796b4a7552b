/**
 * A new element with text, or with what it contains.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {(string | Node)[]} content
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, ...content) {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}

/** Sets the text only if it changes, so that a selection stays. @param {Element} element @param {string} text */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Keeps one child per key in this order, made where it is missing and removed where nothing is left of it, so that focus and
 * selection survive.
 *
 * @template {{element: Element}} V
 * @param {Element} parent
 * @param {Map<string, V>} views by key
 * @param {string[]} keys
 * @param {(key: string) => V} create
 */
export function keep(parent, views, keys, create) {
  const wanted = new Set(keys);
  for (const [key, { element }] of views) {
    if (wanted.has(key)) continue;
    element.remove();
    views.delete(key);
  }
  keys.forEach((key, i) => {
    const view = views.get(key) ?? create(key);
    views.set(key, view);
    if (parent.children[i] !== view.element) parent.insertBefore(view.element, parent.children[i] ?? null);
  });
}
